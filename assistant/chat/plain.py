"""Blocks as plain text for terminals and pipes: no colour, no markup, columns aligned in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from assistant.chat.blocks import (
    Bar,
    Bars,
    Block,
    Choices,
    Heading,
    Items,
    Plot,
    Question,
    Quotation,
    Strip,
    Table,
    Text,
)
from assistant.chat.cells import clip, pad, visible, width, wrap
from assistant.chat.pictures import MOST_CELLS, picture
from assistant.chat.views.wording import between, join, percent
from assistant.phrases import Phrases

_GAP: Final = "  "
_BAR_CELLS: Final = 40
"""The widest a bar is drawn."""
_FEWEST_BAR_CELLS: Final = 10
"""Below this a bar tells nothing and only the figures are shown."""
_FEWEST_COLUMN_CELLS: Final = 6
_SHORT_NOTE: Final = 10
"""Notes up to this many cells stand beside the figures, longer ones below the bar."""


def render(blocks: Sequence[Block], width: int | None, say: Phrases) -> str:
    """The blocks as text that ends with one line feed, wrapped to `width` cells; None leaves lines long."""
    parts = ["\n".join(line.rstrip() for line in _lines(block, width, say)) for block in blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def interval(bar: Bar) -> str:
    """The interval of a bar in percent, `2.1–9.6%`; empty where it has none."""
    return "" if bar.low is None or bar.high is None else between((bar.low, bar.high))


def full_scale(bars: Sequence[Bar]) -> float:
    """The share at the right end of the common scale: the largest value, interval end or mark."""
    return max((x for b in bars for x in (b.value, b.high, b.mark) if x is not None), default=0.0)


def draw(bar: Bar, full: float, cells: int) -> str:
    """One bar of `cells` cells: `█` the share, `▓` and `─┤` where the interval lies, `◆` the reference."""

    def at(share: float) -> int:
        return round(share / full * cells) if full > 0 else 0

    value = at(bar.value)
    row = ["█"] * value + [" "] * (cells - value)
    if bar.low is not None and bar.high is not None:
        low, high = at(bar.low), at(bar.high)
        row[low:high] = ["▓" if x < value else "─" for x in range(low, high)]
        if high > max(low, value):
            row[high - 1] = "┤"
    if bar.mark is not None and cells:
        row[min(at(bar.mark), cells - 1)] = "◆"
    return "".join(row)


def quote_source(quotation: Quotation, say: Phrases) -> str:
    """Where a quotation stands: statement id, category and place."""
    category = say(f"category.{quotation.category}") if quotation.category else ""
    return " · ".join(part for part in (quotation.statement, category, quotation.place) if part)


def legend(bars: Bars, say: Phrases, interval_sign: str = "▓─┤") -> str:
    """What the signs on the bars mean; empty where there are none."""
    parts = []
    if any(bar.low is not None and bar.high is not None for bar in bars.bars):
        parts.append(say("export.bars.legend", sign=interval_sign, meaning=say("export.bars.interval")))
    if any(bar.mark is not None for bar in bars.bars):
        parts.append(say("export.bars.legend", sign="◆", meaning=bars.mark_label or say("export.bars.mark")))
    return say("export.semicolon").join(parts)


def toned(text: Text, say: Phrases) -> str:
    """The text, a warning or an error named as such."""
    return say(f"export.tone.{text.tone}", text=text.text) if text.tone in ("warning", "error") else text.text


def _lines(block: Block, cells: int | None, say: Phrases) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block, cells)
        case Text():
            yield from _wrapped(toned(block, say), cells)
        case Items():
            for i, item in enumerate(block.items, 1):
                yield from _wrapped(item, cells, f"{i}. " if block.numbered else "- ")
        case Table():
            yield from _table(block, cells)
        case Bars():
            yield from _bars(block, cells, say)
        case Strip() | Plot():
            yield from _picture(block, cells, say)
        case Quotation():
            yield from _quotation(block, cells, say)
        case Choices():
            yield from _choices(block, cells)
        case Question():
            yield from _wrapped(say("export.question", text=block.text), cells)
        case _:
            assert_never(block)


def _wrapped(text: str, cells: int | None, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Lines of `text` behind `first`, the following ones behind `rest` (spaces of the same width unless given)."""
    text = visible(text)
    rest = " " * width(first) if rest is None else rest
    lines = text.split("\n") if cells is None else wrap(text, cells - width(first))
    for i, line in enumerate(lines):
        yield (rest if i else first) + line


def _heading(heading: Heading, cells: int | None) -> Iterator[str]:
    lines = list(_wrapped(heading.text, cells))
    yield from lines
    if heading.level <= 2:
        yield ("═" if heading.level == 1 else "─") * max(map(width, lines))


def _picture(block: Strip | Plot, cells: int | None, say: Phrases) -> Iterator[str]:
    if block.caption:
        yield from _wrapped(block.caption, cells)
    yield from picture(block, MOST_CELLS if cells is None else cells, say)


def _choices(choices: Choices, cells: int | None) -> Iterator[str]:
    if choices.prompt:
        yield from _wrapped(choices.prompt, cells)
    for i, choice in enumerate(choices.choices, 1):
        yield from _wrapped(choice.label, cells, f"[{i}] ")


def _quotation(quotation: Quotation, cells: int | None, say: Phrases) -> Iterator[str]:
    yield from _wrapped(quote_source(quotation, say), cells)
    yield from _wrapped(quotation.text, cells, "│ ", "│ ")
    if words := join((quotation.text[start:end] for start, end in quotation.marks), say):
        yield from _wrapped(say("export.words", words=words), cells, "│ ", "│ ")
    if quotation.note:
        yield from _wrapped(quotation.note, cells, "│ ", "│ ")


def _table(table: Table, cells: int | None) -> Iterator[str]:
    if table.caption:
        yield from _wrapped(table.caption, cells)
    rows = [[visible(cell) for cell in row] for row in (table.columns, *table.rows)]
    columns = _column_cells(rows, cells)
    for i, row in enumerate(rows):
        split = [wrap(cell, columns[c]) for c, cell in enumerate(row)]
        for part in range(max(map(len, split), default=0)):
            parts = [lines[part] if part < len(lines) else "" for lines in split]
            yield _GAP.join(pad(text, columns[c], c in table.numeric) for c, text in enumerate(parts))
        if i == 0:
            yield _GAP.join("─" * n for n in columns)


def _column_cells(rows: Sequence[Sequence[str]], cells: int | None) -> list[int]:
    """Width of each column; while they do not fit, the widest gives way."""
    columns = [
        max(2, *(width(line) for cell in column for line in cell.split("\n"))) for column in zip(*rows, strict=True)
    ]
    room = None if cells is None else cells - len(_GAP) * (len(columns) - 1)
    while columns and room is not None and sum(columns) > room and max(columns) > _FEWEST_COLUMN_CELLS:
        columns[columns.index(max(columns))] -= 1
    return columns


def _bars(bars: Bars, cells: int | None, say: Phrases) -> Iterator[str]:
    if bars.caption:
        yield from _wrapped(bars.caption, cells)
    full = full_scale(bars.bars)
    figures = _figures(bars.bars)
    beside = all(width(visible(bar.note)) <= _SHORT_NOTE for bar in bars.bars)
    if beside:
        figures = [figure + _GAP + visible(bar.note) for figure, bar in zip(figures, bars.bars, strict=True)]
    figure_cells = max((width(figure.rstrip()) for figure in figures), default=0)
    label_cells = max((width(visible(bar.label)) for bar in bars.bars), default=0)
    if cells is not None:
        label_cells = min(label_cells, max(_FEWEST_COLUMN_CELLS, cells * 2 // 5))
    room = _BAR_CELLS if cells is None else min(_BAR_CELLS, cells - label_cells - figure_cells - 2 * len(_GAP))
    for bar, figure in zip(bars.bars, figures, strict=True):
        parts = [pad(clip(visible(bar.label), label_cells), label_cells), figure]
        if room >= _FEWEST_BAR_CELLS:
            parts.insert(1, draw(bar, full, room))
        yield _GAP.join(parts)
        if bar.note and not beside:
            yield from _wrapped(bar.note, cells, _GAP)
    if explained := legend(bars, say):
        yield from _wrapped(explained, cells)


def _figures(bars: Sequence[Bar]) -> list[str]:
    """Share, interval and reference of each bar, as wide as the widest."""
    rows = []
    for bar in bars:
        spread = interval(bar)
        mark = "" if bar.mark is None else f"◆{percent(bar.mark)}"
        rows.append(
            " ".join(part for part in (f"{percent(bar.value):>6}", f"[{spread}]" if spread else "", mark) if part)
        )
    widest = max(map(width, rows), default=0)
    return [pad(row, widest) for row in rows]
