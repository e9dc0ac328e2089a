"""Rows and lists with hanging lines, drawn by Rich, whose tables hold Chinese where Markdown's cut it."""

from __future__ import annotations

from typing import Final

from rich.table import Table as RichTable
from rich.text import Text as RichText

from assistant.chat.blocks import Items, Table
from assistant.chat.cells import visible, width

_SHORT: Final = 12
"""Cells; a column of nothing longer keeps its lines whole."""


def table_of(table: Table) -> RichTable:
    """The table; texts go in as RichText, so that nothing in them is markup."""
    drawn = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for n, column in enumerate(table.columns):
        cells = max(width(visible(text)) for text in (column, *(row[n] for row in table.rows)))
        drawn.add_column(
            RichText(visible(column)),
            justify="right" if n in table.numeric else "left",
            no_wrap=n in table.numeric or cells <= _SHORT,
            overflow="fold",
        )
    for row in table.rows:
        drawn.add_row(*(RichText(visible(cell)) for cell in row))
    return drawn


def list_of(items: Items) -> RichTable:
    """The list, its signs beside the text."""
    drawn = RichTable.grid(padding=(0, 1, 0, 0))
    drawn.add_column(no_wrap=True, justify="right")
    drawn.add_column(overflow="fold")
    for n, item in enumerate(items.items, 1):
        drawn.add_row(RichText(f"{n}." if items.numbered else "-"), RichText(visible(item)))
    return drawn
