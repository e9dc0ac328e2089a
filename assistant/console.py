"""What the commands take from standard input and files, and how they print: lines in, blocks and JSON out."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from assistant.chat.blocks import Block, Text
from assistant.chat.plain import render
from assistant.chat.views.wording import city_name
from assistant.model import Draft, Problem, Statement
from assistant.peers.regions import Place
from assistant.phrases import Phrases
from assistant.reading.clean import shown_name
from assistant.reading.encoding import decode
from assistant.reading.read import LARGEST, read, read_bytes
from assistant.reading.segment import lines

STDIN: Final = Path("-")
"""How standard input is named on the command line."""


def read_draft(path: Path, say: Phrases) -> Draft:
    """The draft in a file, or on standard input for `-`; Problem where it cannot be used."""
    if path == STDIN:
        return read_bytes(sys.stdin.buffer.read(LARGEST + 1), say("cli.stdin"))
    return read(path)


def read_lines(path: Path, say: Phrases) -> tuple[Statement, ...]:
    """The lines of a text file or of standard input, one statement each, the empty ones too; Problem for no text."""
    name = say("cli.stdin") if path == STDIN else shown_name(path.name)
    data = sys.stdin.buffer.read() if path == STDIN else _load(path, name)
    try:
        return lines(decode(data, name)[0])
    except Problem as problem:
        if problem.key != "file_not_text":
            raise
        raise Problem("lines_need_text", file=name) from problem


def _load(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a zero byte in the name
        raise Problem("file_missing", file=name) from error
    except OSError as error:
        raise Problem("file_is_folder" if path.is_dir() else "file_unreadable", file=name) from error


def utterances() -> Iterator[str]:
    """The lines of standard input as they come, in UTF-8 or else, as older systems pipe them, in GB18030."""
    for data in sys.stdin.buffer:
        line = data.rstrip(b"\r\n")
        try:
            yield line.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield line.decode("gb18030", "replace")  # a broken character is shown as one, never the end of the chat


def print_blocks(blocks: Sequence[Block], say: Phrases) -> None:
    """Write blocks, wrapped to the terminal; in a pipe lines stay whole and columns aligned."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(render(blocks, width, say))


def print_json(data: object, indent: int | None = 2) -> None:
    """Write JSON and a line feed; with `indent` None on one line, whatever a reader takes for the end of a line."""
    from assistant.export.jsonfile import one_line

    sys.stdout.write(one_line(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)) + "\n")


def understood(place: Place | None, say: Phrases) -> list[Block]:
    """Which place was understood, where that is not what was typed."""
    if place is None or place.exact:
        return []
    name = city_name(place.city or place.province or place.region, say)
    return [Text(say("limits.place", place=name), "note")]


def reading_notes(draft: Draft, say: Phrases) -> list[Block]:
    """What the reader joined, dropped or guessed."""
    return [Text(say(f"reading.notes.{note}"), "note") for note in draft.notes]


def shown(path: Path) -> str:
    """A path as it may be printed: without what would steer a terminal."""
    return "".join(c for c in str(path) if c.isprintable())
