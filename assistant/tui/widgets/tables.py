"""Rows and lists: short columns stay whole, the widest one gives way, lists hang."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from assistant.chat.blocks import Items, Table
from assistant.chat.cells import pad, visible, width
from assistant.tui.breaking import lines_of
from assistant.tui.widgets.lines_view import LinesView

_GAP: Final = "  "
_WHOLE: Final = 20
"""Cells; columns of nothing longer, such as figures, keep their lines whole as long as the others can give way."""
_NARROWEST: Final = 6
"""Cells below which no column is squeezed."""


class TableView(LinesView):
    """A table with its caption."""

    def __init__(self, table: Table) -> None:
        super().__init__(classes="table")
        self._table = table

    def lines(self, cells: int) -> list[Content]:
        """The table at this width."""
        return table_lines(self._table, cells)


class ItemsView(LinesView):
    """A list."""

    def __init__(self, items: Items) -> None:
        super().__init__(classes="items")
        self._items = items

    def lines(self, cells: int) -> list[Content]:
        """The list at this width."""
        return list_lines(self._items, cells)


def list_lines(items: Items, cells: int) -> list[Content]:
    """The items, their further lines below the text and not below the sign."""
    found = []
    for n, item in enumerate(items.items, 1):
        sign = f"{n}. " if items.numbered else "- "
        for i, line in enumerate(wrapped(item, cells - width(sign))):
            found.append(Content((" " * width(sign) if i else sign) + line))
    return found


def table_lines(table: Table, cells: int) -> list[Content]:
    """Caption, column heads, rows."""
    columns = column_cells((table.columns, *table.rows), cells)
    found = [Content.styled(line, "bold") for line in wrapped(table.caption, cells)] if table.caption else []
    for n, row in enumerate((table.columns, *table.rows)):
        split = [wrapped(cell, columns[c]) for c, cell in enumerate(row)]
        for part in range(max(map(len, split), default=0)):
            texts = [lines[part] if part < len(lines) else "" for lines in split]
            line = _GAP.join(pad(text, columns[c], c in table.numeric) for c, text in enumerate(texts))
            found.append(Content.styled(line, "bold underline $primary" if n == 0 else ""))
    return found


def column_cells(rows: Sequence[Sequence[str]], cells: int) -> list[int]:
    """The width of each column; while the row is too wide, the widest long one gives way, then the widest of all."""
    columns = [max(2, *(width(visible(cell)) for cell in column)) for column in zip(*rows, strict=True)]
    room = cells - len(_GAP) * (len(columns) - 1)
    long = [n for n, wide in enumerate(columns) if wide > _WHOLE]
    for giving, least in ((long, 2 * _NARROWEST), (range(len(columns)), _NARROWEST)):
        while giving and sum(columns) > room and max(columns[n] for n in giving) > least:
            columns[max(giving, key=columns.__getitem__)] -= 1
    return columns


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of a text at a width, its own line feeds kept."""
    shown = visible(text).split("\n")
    return [line[start:end] for line in shown for start, end in lines_of(line, cells)]
