"""A file -> Draft: the door of this room."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assistant.model import Draft, Problem
from assistant.reading.clean import shown_name
from assistant.reading.sniff import format_of

LARGEST: Final = 50 * 1024 * 1024
"""Bytes of the largest file that is read."""


def read(path: Path) -> Draft:
    """The draft in the file `path`; raises Problem, one line that says what to do, where it cannot be used."""
    return read_bytes(load(path), path.name)


def read_bytes(data: bytes, name: str) -> Draft:
    """The draft in the content of a file called `name`; raises Problem as `read` does."""
    name = shown_name(name)
    if not data:
        raise Problem("file_empty", file=name)
    if len(data) > LARGEST:
        raise Problem("file_too_large", file=name, limit=LARGEST // 1024**2)
    # Each format's library is loaded only when a file of that format comes: start-up time counts.
    match format_of(data, name):
        case "docx":
            from assistant.reading.docx import read_docx

            return read_docx(data, name)
        case "pdf":
            from assistant.reading.pdf import read_pdf

            return read_pdf(data, name)
        case kind:
            from assistant.reading.text import read_text

            return read_text(data, name, markdown=kind == "markdown")


def load(path: Path) -> bytes:
    """The bytes of a file, at most one more than `LARGEST`; raises Problem where it cannot be opened."""
    name = shown_name(path.name or str(path))
    try:
        if path.is_dir():
            raise Problem("file_is_folder", file=name)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a zero byte in the name
        raise Problem("file_missing", file=name) from error
    except OSError as error:
        raise Problem("file_unreadable", file=name) from error
