"""What the coder was measured to do, from data/: CSV tables under one line that says which coder was measured."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from assistant.model import Problem
from assistant.resources import data_file


@dataclass(frozen=True, slots=True)
class Measured:
    """A table of figures: which coder it is about (`codebook 2026.2, learned ..`) and the cells by column."""

    coder: str
    rows: tuple[dict[str, str], ...]


def measured(file: str, columns: tuple[str, ...]) -> Measured:
    """The table `file` of data/; raises Problem where it cannot be read or has other columns or ragged rows."""
    try:
        with data_file(file).open(encoding="utf-8", newline="") as lines:
            first = lines.readline().strip()
            reader = csv.DictReader(lines, strict=True)
            named = tuple(reader.fieldnames or ())
            rows = tuple(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Problem("data_broken", file=file, detail=str(error)) from error
    if not first.startswith("# ") or named != columns:
        raise Problem("data_broken", file=file, detail=f"# .. / {','.join(columns)}")
    for line, row in enumerate(rows, 3):
        if None in row or None in row.values():
            raise Problem("data_broken", file=file, detail=f"{line}: {','.join(columns)}")
    return Measured(first.removeprefix("# "), rows)


def count(file: str, text: str) -> int:
    """A count of statements; raises Problem for anything but a plain whole number."""
    if not (text.isascii() and text.isdigit()):
        raise Problem("data_broken", file=file, detail=repr(text))
    return int(text)
