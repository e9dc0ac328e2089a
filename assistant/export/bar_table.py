"""Bars as a table, for formats that have no drawing."""

from __future__ import annotations

from typing import Final

from assistant.chat.blocks import Bar, Bars, Table
from assistant.chat.plain import draw, full_scale, interval
from assistant.chat.views.wording import percent
from assistant.phrases import Phrases

_CELLS: Final = 10


def bar_table(bars: Bars, say: Phrases) -> Table:
    """The bars as rows of label, block characters, share, and whichever of interval, reference and note there are."""
    full = full_scale(bars.bars)
    columns: list[tuple[str, list[str]]] = [
        (say("export.bars.label"), [bar.label for bar in bars.bars]),
        (say("export.bars.share"), [percent(bar.value) for bar in bars.bars]),
    ]
    optional = [
        (say("export.bars.interval"), [interval(bar) for bar in bars.bars]),
        (bars.mark_label or say("export.bars.mark"), ["" if b.mark is None else percent(b.mark) for b in bars.bars]),
    ]
    columns += [column for column in optional if any(column[1])]
    numeric = tuple(range(1, len(columns)))
    # Figures stand beside it, so the drawing shows the share alone and needs no legend.
    columns.append((say("export.bars.bar"), [draw(Bar("", bar.value), full, _CELLS).rstrip() for bar in bars.bars]))
    if any(bar.note for bar in bars.bars):
        columns.append((say("export.bars.note"), [bar.note for bar in bars.bars]))
    rows = tuple(zip(*(cells for _, cells in columns), strict=True))
    return Table(tuple(title for title, _ in columns), rows, bars.caption, numeric)
