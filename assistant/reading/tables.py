"""Rows of a table -> pieces: a row of figures reads as one line, cells of prose as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import Final

from assistant.reading.clean import cells, clean
from assistant.reading.pieces import Piece
from assistant.reading.wrap import glue

SEPARATOR: Final = " | "
"""Between the cells of a row: visible, and no term reaches across it."""
_PROSE: Final = re.compile(r"[。；！？](?=.)|[。；！？].*\|")
_WIDEST_ROW: Final = 240
_WIDEST_LABEL: Final = 32
Row = Sequence[Sequence[str]]
"""Cells, each a list of paragraphs."""


def table_pieces(rows: Sequence[Row], header: bool = True) -> list[Piece]:
    """The pieces of a table; its first row, if made of labels, is a heading (level 1), never a statement.

    A table one cell wide is a frame around text (专栏): its paragraphs become pieces of kind `box`.
    """
    filled = [row for row in ([_paragraphs(cell) for cell in row] for row in rows) if any(row)]
    if all(sum(map(bool, row)) <= 1 for row in filled):
        return [Piece(text, "box") for row in filled for cell in row for text in cell]
    pieces: list[Piece] = []
    for index, row in enumerate(filled):
        labels = header and index == 0 and len(filled) > 1 and _are_labels(row)
        pieces += _row_pieces(row, level=1 if labels else 0)
    return pieces


def _paragraphs(cell: Sequence[str]) -> list[str]:
    return [line.strip() for text in cell for line in clean(text).split("\n") if line.strip()]


def _are_labels(row: Sequence[Sequence[str]]) -> bool:
    return all(cells("".join(cell)) <= _WIDEST_LABEL and not re.search(r"[。；]", "".join(cell)) for cell in row)


def _row_pieces(row: Sequence[Sequence[str]], level: int) -> list[Piece]:
    line = SEPARATOR.join(reduce(glue, cell) for cell in row if cell)
    lists = any(len(cell) > 1 and cells("".join(cell)) > _WIDEST_LABEL for cell in row)
    if cells(line) <= _WIDEST_ROW and not lists and not _PROSE.search(line):
        return [Piece(line, "cell", level)]
    return [Piece(text, "cell") for cell in row for text in cell]
