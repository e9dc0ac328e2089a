"""How attention moved over the years: a table with a small line per measure, and the bars of one with its intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.chat.blocks import Bar, Bars, Block, Items, Table, Text
from assistant.chat.views.wording import category_name, city_name, join, percent, points
from assistant.peers.balance import GROUPS
from assistant.peers.reference import PeerSource
from assistant.peers.statistics import FEW
from assistant.peers.trend import MEASURES, RARE, Change, Trend, of
from assistant.phrases import Phrases

_HEIGHTS: Final = "▁▂▃▄▅▆▇█"


def trend(found: Trend, measure: str | None, source: PeerSource, say: Phrases) -> list[Block]:
    """All measures at a glance with the value share's intervals, or one measure alone; whose counts they are."""
    blocks: list[Block] = [] if measure else [_table(found, say)]
    blocks += [_bars(found, measure or "value", say), *_changes(found, measure, say)]
    if any(year.line.total < FEW for year in found.years):
        blocks.append(Text(say("trend.few", few=FEW), "note"))
    stamp = {"tool": source.tool, "codebook": source.codebook, "coder": source.coder}
    return [*blocks, Text(say("trend.source", n=source.cities, plans=source.plans, **stamp), "note")]


def line(shares: Sequence[float]) -> str:
    """A sign per year, its height from 0 to the row's highest share."""
    highest = max(shares, default=0.0) or 1.0
    return "".join(_HEIGHTS[round(share / highest * (len(_HEIGHTS) - 1))] for share in shares)


def name_of(measure: str, say: Phrases) -> str:
    """A category's name, or that of the group `value` or `people`."""
    return say(f"trend.{measure}") if measure in GROUPS else category_name(measure, say)


def _table(found: Trend, say: Phrases) -> Table:
    rows = []
    for measure in (m for m in MEASURES if m != RARE):
        shares = [of(year.line.shares, measure) for year in found.years]
        change = found.changes.get(measure)
        told = say("trend.cannot_tell") if change is None else verdict(change, say)
        rows.append((name_of(measure, say), *(f"{100 * share:.1f}" for share in shares), line(shares), told))
    rare = [year.line.counts[RARE] for year in found.years]
    rows.append((say("trend.rare_row", name=category_name(RARE, say)), *map(str, rare), line(rare), "–"))
    totals = [year.line.total for year in found.years]
    rows.append((say("trend.counted"), *map(str, totals), line(totals), "–"))
    years = [str(year.year) for year in found.years]
    columns = (say("trend.measure"), *years, say("trend.line"), say("trend.change"))
    caption = say("trend.caption", place=city_name(found.name, say))
    return Table(columns, tuple(rows), caption, numeric=tuple(range(1, len(years) + 1)))


def _bars(found: Trend, measure: str, say: Phrases) -> Bars:
    bars = tuple(
        Bar(
            label=str(year.year),
            value=of(year.line.shares, measure),
            low=year.interval[measure][0],
            high=year.interval[measure][1],
            note=say("trend.of", n=of(year.line.counts, measure), total=year.line.total),
            category=None if measure in GROUPS else measure,
        )
        for year in found.years
    )
    return Bars(bars, caption=say("trend.by_year", place=city_name(found.name, say), measure=name_of(measure, say)))


def verdict(change: Change, say: Phrases) -> str:
    """Whether a share rose or fell, and by how much where that can be told."""
    return say(f"trend.{change.verdict}", points=points(change.later - change.earlier))


def _changes(found: Trend, measure: str | None, say: Phrases) -> list[Block]:
    """What moved between the halves, and what cannot be told apart from chance."""
    if not found.changes:
        return [Text(say("trend.too_short"), "note")]
    if measure == RARE:
        return [Text(say("trend.rare", name=category_name(RARE, say)))]
    asked = (measure,) if measure else tuple(found.changes)
    told = [m for m in asked if found.changes[m].verdict != "cannot_tell"]
    lines = []
    for m in told:
        change = found.changes[m]
        values = {"measure": name_of(m, say), "earlier": percent(change.earlier), "later": percent(change.later)}
        chance = max(change.rose, 1 - change.rose)
        lines.append(say(f"trend.{change.verdict}_line", **values, p=_certain(chance)))
    if rest := [name_of(m, say) for m in asked if m not in told]:
        lines.append(say("trend.cannot_tell_line", measures=join(rest, say)))
    halves = {"before": span(found.earlier), "after": span(found.later)}
    held = say("trend.halves", **halves) if found.matched == 1 else say("trend.halves_of", **halves, n=found.matched)
    return [Text(held), Items(tuple(lines))]


def span(years: tuple[int, ...]) -> str:
    """A run of years, `2021–2023`."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _certain(chance: float) -> str:
    """A probability in whole percent, never rounded up to certainty."""
    return f"{min(99, int(100 * chance))}%"
