"""Draft -> Statements: one codable unit a sentence, list item or table row, under its headings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from assistant.model import Draft, Paragraph, Statement
from assistant.reading.headings import BOX, CLAUSE, is_article, is_caption, rank, run_in
from assistant.reading.sentences import spans
from assistant.reading.tables import SEPARATOR

_TABLE: Final = ("cell", "box")


@dataclass(frozen=True, slots=True)
class _Heading:
    """One heading of the path to a place."""

    text: str
    rank: int | None
    level: int
    """Level of the paragraph; 0 for words that only open a paragraph of body text."""
    boxed: bool
    """Title of a box or table, or inside one: it ends with the table."""


_Path = tuple[_Heading, ...]


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a paragraph: its headings, and whether a table has just ended."""

    path: _Path = ()
    was_table: bool = False


Unit = tuple[int, int, tuple[str, ...]]
"""Start and end of a statement inside its paragraph, and its path of headings."""


def statements(draft: Draft) -> tuple[Statement, ...]:
    """The statements of a draft in reading order, ids s1, s2, ..; `draft.text[s.start:s.end] == s.text` for each.

    Headings are no statements; a statement's `heading` is the path of headings above it, without the draft's title.
    """
    found: list[Statement] = []
    above = Above()
    for index, paragraph in enumerate(draft.paragraphs):
        text = draft.text[paragraph.start : paragraph.end]
        units, above = units_of(text, paragraph, draft.title, above)
        for start, end, words in units:
            left, right = paragraph.start + start, paragraph.start + end
            found.append(Statement(f"s{len(found) + 1}", left, right, text[start:end], words, index))
    return tuple(found)


def units_of(text: str, paragraph: Paragraph, title: str, above: Above) -> tuple[tuple[Unit, ...], Above]:
    """The statements of a paragraph, and what stands above the next one; only kind and level of `paragraph` matter."""
    is_table = paragraph.kind in _TABLE
    path = above.path
    if above.was_table and not is_table:
        path = tuple(takewhile(lambda heading: not heading.boxed, path))
    path = _entered(path, text, paragraph, title)
    units: list[Unit] = []
    named, words = path, _words(path)
    for start, end in _units(text, paragraph):
        over, path = _around(path, text[start:end], is_table)
        if over is not named:
            named, words = over, _words(over)
        units.append((start, end, words))
    return tuple(units), Above(path, is_table)


def _words(path: _Path) -> tuple[str, ...]:
    return tuple([heading.text for heading in path])


def lines(text: str) -> tuple[Statement, ...]:
    """One unit a line of `text`, empty lines too, so that line n of the input is unit n; offsets are into `text`."""
    units = []
    start = 0
    rows = text.split("\n")
    for index, row in enumerate(rows[:-1] if rows[-1] == "" else rows):
        words = row.strip()
        left = start + len(row) - len(row.lstrip())
        units.append(Statement(f"s{index + 1}", left, left + len(words), words, paragraph=index, line=index + 1))
        start += len(row) + 1
    return tuple(units)


def _units(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    if paragraph.level:
        return []
    if paragraph.kind == "cell" and SEPARATOR in text:
        return [(0, len(text))] if any(c.isalnum() for c in text) else []
    return spans(text)


def _entered(path: _Path, text: str, paragraph: Paragraph, title: str) -> _Path:
    """The path at the start of a paragraph, itself included where it is a heading."""
    if paragraph.level and text == title:
        return ()
    if paragraph.level and paragraph.kind != "cell":  # a cell with a level labels a table's column
        number = rank(text)
        return _below(path, _Heading(text, number, paragraph.level, paragraph.kind == "box" or number == BOX))
    if is_article(text):
        return tuple(takewhile(lambda heading: heading.level > 0, path))
    if paragraph.kind not in _TABLE and text.endswith("。") and any(heading.rank == BOX for heading in path):
        return tuple(takewhile(lambda heading: not is_caption(heading.text), path))
    return path


def _around(path: _Path, sentence: str, boxed: bool) -> tuple[_Path, _Path]:
    """The paths above a sentence and after it; they differ where it is a heading in the running text."""
    opening = run_in(sentence)
    if opening is None:
        return path, path
    below = _below(path, _Heading(opening[1], opening[0], 0, boxed))
    return below[:-1], below


def _below(path: _Path, new: _Heading) -> _Path:
    """The path down to `new`: everything that does not stand above it is left."""
    return (*takewhile(lambda old: _is_above(old, new), path), new)


def _is_above(old: _Heading, new: _Heading) -> bool:
    if old.level and new.level:
        return old.level < new.level
    if new.rank is None or old.rank is None:
        return old.level > 0
    return (CLAUSE if old.rank == BOX else old.rank) < new.rank
