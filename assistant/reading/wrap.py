"""Lines that a page, a table's column or an old editor broke are joined again; a paragraph's real end stays one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.reading.clean import cells
from assistant.reading.headings import is_contents_line, is_numbered_heading, starts_anew
from assistant.reading.pieces import Piece

_FULL_SHARE: Final = 0.8
"""A line this full, of the usual full line, was broken by the margin."""
_FULL_HEADING_SHARE: Final = 0.95
"""A heading may be nearly this long and still end there."""
_ENDED: Final = re.compile(r"[。！？；!?;][”’」』）》)\]\"']*$|(?<![A-Z])\.[”\"')]*$")
_ENDED_COLON: Final = ("：", ":")
_OPEN_END: Final = ("，", "、", "（", "“", "《", "‘", "(", ",")
_CLOSING_START: Final = re.compile(r"[，。、；：！？）”》’」』】％]")
_HYPHENATED: Final = re.compile(r"[a-z]-$")
_LATIN: Final = re.compile(r"[!-~]")
_FEWEST: Final = 6
_NARROWEST_COLUMN: Final = 16
_RAGGED: Final = 2
"""Cells by which the lines of a column of Chinese text differ: one character that may not begin or end a line."""


@dataclass(frozen=True, slots=True)
class Widths:
    """At which widths, in cells, the lines of a text were broken."""

    full: int
    """The margin: the 85th percentile of all widths."""
    columns: frozenset[int]
    """Narrower widths at which many lines stop in mid-sentence: columns of tables."""


def widths_of(lines: Iterable[str]) -> Widths:
    """The widths at which `lines` were broken."""
    return _widths(Counter(cells(line) for line in lines if line))


def _widths(counts: Counter[int]) -> Widths:
    widths = sorted(counts.elements())
    full = widths[int(0.85 * (len(widths) - 1))] if widths else 0
    often = max(_FEWEST, 0.05 * len(widths))
    columns = (w for w in counts if _NARROWEST_COLUMN <= w < _FULL_SHARE * full)
    return Widths(full, frozenset(w for w in columns if counts[w] + counts[w - 1] + counts[w - 2] >= often))


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a text's lines were broken at a margin: many of one width, most of them in mid-sentence."""
    measured = [(line, cells(line)) for line in lines if line]
    full = _widths(Counter(width for _, width in measured)).full
    if not 30 <= full <= 160:
        return False
    wide = [(line, width) for line, width in measured if width >= _FULL_SHARE * full]
    near = [line for line, width in wide if width <= 1.25 * full and not _ENDED.search(line)]
    return len(near) >= max(_FEWEST, 0.3 * len(measured)) and len(near) >= 0.6 * len(wide)


def unwrap(pieces: Iterable[Piece], widths: Widths) -> list[Piece]:
    """`pieces`, one a line, with broken lines joined to the piece they began in."""
    joined: list[Piece] = []
    last = ""
    for piece in pieces:
        if joined and not joined[-1].level and _continues(last, piece, widths):
            joined[-1] = replace(joined[-1], text=glue(joined[-1].text, piece.text))
        else:
            joined.append(piece)
        last = piece.text
    return joined


def _continues(last: str, piece: Piece, widths: Widths) -> bool:
    if not last or not piece.text or piece.level or piece.kind != "body":
        return False
    if _CLOSING_START.match(piece.text):
        return True
    if piece.text.isdigit() or starts_anew(piece.text):
        return False
    if piece.text[0] in "（(":  # a remark on the sentence before it (责任单位), or its middle
        return cells(last) >= _FULL_SHARE * widths.full
    if _ENDED.search(last) or last.endswith(_ENDED_COLON) or is_contents_line(last):
        return False
    return last.endswith(_OPEN_END) or _is_broken(cells(last), is_numbered_heading(last), cells(piece.text), widths)


def _is_broken(width: int, is_heading: bool, following: int, widths: Widths) -> bool:
    """Whether a line of this width stopped at the margin, or at the edge of a column that the next one keeps to."""
    if width >= (_FULL_HEADING_SHARE if is_heading else _FULL_SHARE) * widths.full:
        return True
    edges = range(max(width, following), width + _RAGGED + 1)
    return not is_heading and any(edge in widths.columns for edge in edges)


def glue(left: str, right: str) -> str:
    """Two halves of a broken line as one: Latin words keep a space, Chinese ones need none."""
    if not left or not right:
        return left + right
    if _HYPHENATED.search(left) and right[0].islower() and right[0].isascii():
        return left[:-1] + right
    space = " " if _LATIN.match(left[-1]) and _LATIN.match(right[0]) else ""
    return left + space + right
