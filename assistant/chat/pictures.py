"""Dot strips and plots as lines of plain signs: no colour is needed, and every sign is one cell in any terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Final

from assistant.chat.blocks import Dot, DotRow, Plot, Strip, TrendPoint
from assistant.chat.cells import visible, width, wrap
from assistant.chat.views.wording import between, percent
from assistant.phrases import Phrases

MOST_CELLS: Final = 72
"""The widest a picture is drawn: it fits 80 columns, and a page in print."""
_FEWEST_CELLS: Final = 24
_ROWS: Final = 15
"""Height of a plot in lines."""
_CROWD: Final = ".:*"
"""One city, two, more of them in a cell of a strip."""
_ONE, _MORE = "o", "8"
"""One city, more of them in a cell of a plot, where dots are the interval's."""
_DRAFT, _COUNTRY, _TREND, _BAND = "#", "^", "-", "."
_GAP: Final = "   "
_STEPS: Final = (1, 2, 2.5, 5, 10)


def picture(block: Strip | Plot, cells: int, say: Phrases) -> list[str]:
    """The drawing without its caption, none of its lines wider than `cells`, the meaning of the signs last."""
    cells = max(_FEWEST_CELLS, min(cells, MOST_CELLS))
    lines = list(_strip(block, cells, say) if isinstance(block, Strip) else _plot(block, cells, say))
    return [line.rstrip() for line in lines]


def _strip(strip: Strip, cells: int, say: Phrases) -> Iterator[str]:
    shares = [x for row in strip.rows for x in (row.value, row.high, row.mark, *(d.x for d in row.dots)) if x]
    step, full = _scale(max(shares, default=1.0), cells // 10)
    letters = _letters(dot for row in strip.rows for dot in row.dots)
    for row in strip.rows:
        yield from wrap(visible(_titled(row, say)), cells)
        yield from _crowd(row.dots, full, cells, letters)
        yield _own(row, full, cells)
    yield _axis(step, full, cells)
    yield _ticks(step, full, cells, percent_signs=True)
    signs = [say("picture.strip_cities", one=_CROWD[0], two=_CROWD[1], more=_CROWD[2])]
    if any(row.value is not None for row in strip.rows):
        signs.append(say("picture.draft_row", sign=f"[-{_DRAFT}-]"))
    if any(row.mark is not None for row in strip.rows):
        signs.append(say("picture.country", sign=_COUNTRY))
    yield from _legend(signs, letters, cells)


def _titled(row: DotRow, say: Phrases) -> str:
    """The row's name, and the draft's share in figures."""
    if row.value is None:
        return row.label
    spread = "" if row.low is None or row.high is None else between((row.low, row.high))
    return say("picture.row", label=row.label, share=percent(row.value), interval=spread)


def _crowd(dots: Sequence[Dot], full: float, cells: int, letters: dict[str, str]) -> Iterator[str]:
    """The cities on a line, denser signs where several fall together; above it the letters of those of the region."""
    counts = [0] * cells
    named: list[list[str]] = [[] for _ in range(cells)]
    for dot in dots:
        at = _cell(dot.x, full, cells)
        counts[at] += 1
        named[at] += letters.get(dot.label, "")
    for level in range(max(map(len, named)) - 1, -1, -1):
        yield "".join(column[level] if level < len(column) else " " for column in named)
    yield "".join(_CROWD[min(n, len(_CROWD)) - 1] if n else " " for n in counts)


def _own(row: DotRow, full: float, cells: int) -> str:
    """The draft with its interval below the cities, and the country."""
    line = [" "] * cells
    if row.low is not None and row.high is not None:
        low, high = _cell(row.low, full, cells), _cell(row.high, full, cells)
        line[low : high + 1] = ["-"] * (high + 1 - low)
        line[low], line[high] = "[", "]"
    if row.mark is not None:
        line[_cell(row.mark, full, cells)] = _COUNTRY
    if row.value is not None:
        line[_cell(row.value, full, cells)] = _DRAFT
    return "".join(line)


def _plot(plot: Plot, cells: int, say: Phrases) -> Iterator[str]:
    dots = [*plot.dots, *([plot.draft] if plot.draft else [])]
    high = max((max(d.y for d in dots), *(t.middle for t in plot.trend)), default=1.0)
    step_up, top = _scale(high, 5)
    margin = len(f"{top:g}") + 2
    wide = cells - margin
    step, full = _scale(max(d.x for d in dots), wide // 10)
    letters = _letters(plot.dots)
    grid = [[" "] * wide for _ in range(_ROWS)]
    _draw_trend(grid, plot.trend, full, top)
    _draw_dots(grid, plot, full, top, letters)
    labels = {_row(k * step_up, top): f"{k * step_up:g}" for k in range(round(top / step_up) + 1)}
    yield from wrap(visible(plot.up), cells)
    for y, line in enumerate(grid):
        yield f"{labels.get(y, ''):>{margin - 1}}|{''.join(line)}"
    yield " " * (margin - 1) + _axis(step, full, wide)
    yield " " * (margin - 1) + _ticks(step, full, wide, percent_signs=False)
    yield from wrap(visible(plot.across), cells)
    signs = [say("picture.plot_cities", one=_ONE, more=_MORE)]
    if plot.trend:
        signs.append(say("picture.trend", line=_TREND, band=_BAND))
    if plot.draft:
        signs.append(say("picture.draft_dot", sign=_DRAFT, name=plot.draft.label))
    yield from _legend(signs, letters, cells)


def _draw_trend(grid: list[list[str]], trend: Sequence[TrendPoint], full: float, top: float) -> None:
    wide = len(grid[0])
    for x in range(wide if trend else 0):
        at = x * full / (wide - 1)
        if not trend[0].x <= at <= trend[-1].x:
            continue
        for sign, values in ((_BAND, [t.low for t in trend]), (_BAND, [t.high for t in trend]),
                             (_TREND, [t.middle for t in trend])):  # fmt: skip
            y = _between(at, [t.x for t in trend], values)
            if 0 <= y <= top:
                grid[_row(y, top)][x] = sign


def _draw_dots(grid: list[list[str]], plot: Plot, full: float, top: float, letters: dict[str, str]) -> None:
    """Cities, then those with letters, then the draft, each over what stands there."""
    wide = len(grid[0])
    for dot in (d for d in plot.dots if d.label not in letters):
        y, x = _row(dot.y, top), _cell(dot.x, full, wide)
        grid[y][x] = _MORE if grid[y][x] in (_ONE, _MORE) else _ONE
    for dot in (d for d in plot.dots if d.label in letters):
        grid[_row(dot.y, top)][_cell(dot.x, full, wide)] = letters[dot.label]
    if plot.draft:
        grid[_row(plot.draft.y, top)][_cell(plot.draft.x, full, wide)] = _DRAFT


def _between(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """The value at `x` on the straight pieces through the points; x lies within them."""
    i = next((i for i in range(1, len(xs)) if x <= xs[i]), len(xs) - 1)
    return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1])


def _letters(dots: Iterator[Dot] | Sequence[Dot]) -> dict[str, str]:
    """A letter for each city of the region."""
    return dict(zip(dict.fromkeys(dot.label for dot in dots if dot.near), ascii_lowercase, strict=False))


def _legend(signs: list[str], letters: dict[str, str], cells: int) -> Iterator[str]:
    """The signs and the letters with what they stand for, as many on a line as fit, none torn apart."""
    line = ""
    for part in (*signs, *(f"{letter} {visible(label)}" for label, letter in letters.items())):
        longer = f"{line}{_GAP}{part}" if line else part
        if line and width(longer) > cells:
            yield from wrap(line, cells)
            longer = part
        line = longer
    yield from wrap(line, cells)


def _scale(high: float, ticks: int) -> tuple[float, float]:
    """A round step and the full length of an axis that holds `high` in at most about `ticks` steps."""
    rough = max(high, 1e-9) / max(1, ticks)
    unit: float = 10 ** (len(f"{int(rough)}") - 1) if rough >= 1 else 1.0
    while unit > rough:
        unit /= 10
    step = next(s * unit for s in _STEPS if s * unit >= rough * 0.999)
    return step, step * -(-high // step) if high > step else step


def _cell(x: float, full: float, cells: int) -> int:
    return max(0, min(cells - 1, round(x / full * (cells - 1))))


def _row(y: float, top: float) -> int:
    return _ROWS - 1 - max(0, min(_ROWS - 1, round(y / top * (_ROWS - 1))))


def _axis(step: float, full: float, cells: int) -> str:
    line = ["-"] * cells
    for k in range(round(full / step) + 1):
        line[_cell(k * step, full, cells)] = "+"
    return "".join(line)


def _ticks(step: float, full: float, cells: int, percent_signs: bool) -> str:
    """The figures below an axis, the last one pulled in so that it ends with the line."""
    line = ""
    for k in range(round(full / step) + 1):
        text = f"{100 * k * step:g}%" if percent_signs else f"{k * step:g}"
        at = min(_cell(k * step, full, cells), cells - len(text))
        if not line or at > len(line):
            line = line.ljust(at) + text
    return line
