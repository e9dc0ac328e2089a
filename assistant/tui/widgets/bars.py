"""Shares as bars with their intervals and the reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from assistant.chat.blocks import Bar, Bars
from assistant.chat.cells import clip, pad, visible, width
from assistant.chat.plain import draw, full_scale, interval
from assistant.chat.views.wording import percent
from assistant.phrases import Phrases
from assistant.tui.colours import colour_of, ink_on
from assistant.tui.widgets.badge import BADGE_CELLS, badge
from assistant.tui.widgets.lines_view import LinesView
from assistant.tui.widgets.tables import wrapped

_SIGNS: Final = {"█": "=", "▓": ":", "─": "-", "┤": "]", "◆": "|", " ": " "}
"""What stands for the signs of `plain.draw`: block signs are of ambiguous width in Chinese terminals. In colour the
ASCII signs melt into filled cells; without colour they still can be read."""
_SHORTEST: Final = 14
"""Cells below which a bar tells nothing."""
_COMFORTABLE: Final = 20
"""Cells a bar keeps before interval and reference, which it draws anyway, are given in figures too."""
_LONGEST: Final = 48
_GAP: Final = "  "


class BarsView(LinesView):
    """One bar a line, the figures beside it as far as there is room."""

    def __init__(self, bars: Bars, say: Phrases) -> None:
        super().__init__(classes="bars")
        self._bars, self._say = bars, say

    def lines(self, cells: int) -> list[Content]:
        """The bars at this width."""
        return bar_lines(self._bars, self._say, cells)


def bar_lines(bars: Bars, say: Phrases, cells: int) -> list[Content]:
    """Caption, one line per bar, notes that find no room beside them, and what the signs mean."""
    lines = [Content.styled(line, "bold") for line in _lines(bars.caption, cells)]
    full = full_scale(bars.bars)
    label_cells = min(max((width(visible(b.label)) for b in bars.bars), default=0), max(6, cells * 2 // 5))
    left = label_cells + len(_GAP) + (BADGE_CELLS + 1 if _has_badges(bars.bars) else 0)
    columns = _columns(bars.bars, cells - left - len(_GAP))
    room = min(_LONGEST, cells - left - len(_GAP) - sum(width(c[0]) + len(_GAP) for c in columns))
    beside = [_GAP.join(row) for row in zip(*columns, strict=True)] if columns else [""] * len(bars.bars)
    for bar, figures in zip(bars.bars, beside, strict=True):
        parts = [_label(bar, label_cells, say, bars.bars), Content(figures)]
        if room >= _SHORTEST:
            parts.insert(1, _drawn(bar, full, room))
        lines.append(Content(_GAP).join(parts))
        if bar.note and visible(bar.note) not in figures:
            lines += [Content.styled(_GAP + line, "$muted") for line in _lines(bar.note, cells - len(_GAP))]
    explained = _legend(bars, say) if room >= _SHORTEST else ""
    return lines + [Content.styled(line, "$muted") for line in _lines(explained, cells)]


def _columns(bars: Sequence[Bar], room: int) -> list[list[str]]:
    """The figures beside the bars: the share, and while there is room note, interval, reference."""
    found: list[list[str]] = []
    for kept, texts in (
        (0, [percent(b.value) for b in bars]),
        (_SHORTEST, [visible(b.note) for b in bars]),
        (_COMFORTABLE, [f"[{interval(b)}]" if interval(b) else "" for b in bars]),
        (_COMFORTABLE, ["" if b.mark is None else f"|{percent(b.mark)}" for b in bars]),
    ):
        cells = max(map(width, texts), default=0)
        if cells and (not found or cells + len(_GAP) <= room - kept):
            found.append([pad(text, cells, right=True) for text in texts])
            room -= cells + len(_GAP)
    return found


def _has_badges(bars: Sequence[Bar]) -> bool:
    """Whether the bars are of different categories: then a letter tells them apart, else it would only repeat."""
    return len({b.category for b in bars if b.category}) > 1


def _label(bar: Bar, cells: int, say: Phrases, bars: Sequence[Bar]) -> Content:
    text = pad(clip(visible(bar.label), cells), cells)
    return Content.assemble(badge(bar.category, say), f" {text}") if _has_badges(bars) else Content(text)


def _drawn(bar: Bar, full: float, cells: int) -> Content:
    colour = colour_of(bar.category)
    ink = ink_on(colour)
    filled = {"█": f"{colour} on {colour}", "▓": f"{ink} 45% on {colour}"}
    row = draw(bar, full, cells)
    value = round(bar.value / full * cells) if full > 0 else 0
    styles = {"◆": "bold", "─": "$muted", "┤": "$muted", " ": ""}
    parts = []
    for x, sign in enumerate(row):
        style = filled.get(sign, styles.get(sign, ""))
        if sign == "◆" and x < value:
            style = f"bold {ink} on {colour}"
        parts.append((_SIGNS[sign], style))
    return Content.assemble(*parts)


def _legend(bars: Bars, say: Phrases) -> str:
    parts = []
    if any(interval(bar) for bar in bars.bars):
        parts.append(say("tui.bars.interval", sign=":-]"))
    if any(bar.mark is not None for bar in bars.bars):
        parts.append(say("tui.bars.mark", sign="|", meaning=bars.mark_label or say("tui.bars.reference")))
    return (_GAP * 2).join(parts)


def _lines(text: str, cells: int) -> list[str]:
    return wrapped(text, cells) if text else []
