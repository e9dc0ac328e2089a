"""Labelled statements: files of them, and what may be learned from when others are to be judged."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str]
"""One labelled statement: text, primary, also or secondary, role, strength, items, place, text_id."""
COLUMNS = ("text", "primary", "role", "strength", "items")
SOURCES = ("place", "text_id")


class NotLabels(Exception):
    """A file that does not hold labelled statements; says what is missing."""


def read_labels(path: Path) -> list[Row]:
    """The rows of a tab-separated file with a header; raises NotLabels."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows: list[Row] = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise NotLabels(f"{path}: cannot be read ({error})") from error
    if not rows:
        raise NotLabels(f"{path}: no statement in it")
    missing = [c for c in COLUMNS if rows[0].get(c) is None]
    if missing:
        raise NotLabels(f"{path}: no column {', '.join(missing)}")
    return rows


def apart(rows: Sequence[Row], tested: Sequence[Row]) -> list[Row]:
    """The rows whose place and whose document none of the tested statements shares, nor the text."""
    seen = {(c, row[c]) for row in tested for c in (*SOURCES, "text") if row.get(c)}
    return [row for row in rows if not any((c, row.get(c)) in seen for c in (*SOURCES, "text"))]


def accepted(rows: Sequence[Row], told: Sequence[str]) -> list[str]:
    """The label each answer is judged by: the second coder's where it is the one told, else the first coder's."""
    return [t if t == row.get("also") else row["primary"] for row, t in zip(rows, told, strict=True)]
