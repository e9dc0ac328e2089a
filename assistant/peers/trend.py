"""How attention moved over the years: dated counts of a city, a region or all cities -> Trend.

Each year stands with its 90 % interval. A change is held between the earlier and the later half of the years, not
between two single years: one text a year is too little, and a report that opens a five-year plan reads differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from assistant.model import CATEGORIES, ReferenceLine
from assistant.peers import beta, statistics
from assistant.peers.balance import GROUPS
from assistant.peers.peer_set import CodedPlan, sum_line

MEASURES: Final = (*CATEGORIES, *GROUPS)
"""What a trend follows: the seven categories, then `value` and `people`."""
RARE: Final = "distinctive_city"
"""So few statements that its share would mislead: only its counts are shown, and no change is told."""
SURE: Final = 0.95
"""Posterior probability of a rise from which it is told; 1 - SURE from which a fall is."""
Verdict = Literal["rose", "fell", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class TrendYear:
    """One year: the sum over the cities whose text of that year was coded, with the 90 % intervals of its shares."""

    year: int
    cities: int
    line: ReferenceLine
    interval: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Change:
    """A measure's share in the earlier and the later years, and the probability that it really rose."""

    earlier: float
    later: float
    rose: float

    @property
    def verdict(self) -> Verdict:
        """What can be said of it."""
        return "rose" if self.rose >= SURE else "fell" if self.rose <= 1 - SURE else "cannot_tell"


@dataclass(frozen=True, slots=True)
class Trend:
    """The years in order, and what changed between the two halves of them."""

    name: str
    years: tuple[TrendYear, ...]
    earlier: tuple[int, ...]
    later: tuple[int, ...]
    matched: int
    """Cities with a text in both halves; only these enter the changes."""
    changes: Mapping[str, Change]
    """By measure, without the rare one; empty where no city has a text in both halves."""


def trend(name: str, plans: Sequence[CodedPlan], mix: Mapping[str, float]) -> Trend:
    """The trend of some cities' dated plans.

    Args:
        name: a city's full name, a region's id, or `national`.
        plans: the plans of those cities; plans without a year say nothing here.
        mix: the shares around which counts are read, none of them 0.
    """
    dated = [plan for plan in plans if plan.year is not None]
    years = sorted({plan.year for plan in dated if plan.year is not None})
    earlier, later = tuple(years[: len(years) // 2]), tuple(years[-(len(years) // 2) :] if len(years) > 1 else ())
    halves = [[plan for plan in dated if plan.year in half] for half in (earlier, later)]
    matched = {plan.city for plan in halves[0]} & {plan.city for plan in halves[1]}
    before, after = (sum_line(name, [plan for plan in half if plan.city in matched]) for half in halves)
    told = bool(before.total and after.total)
    return Trend(
        name=name,
        years=tuple(_year(name, year, [plan for plan in dated if plan.year == year], mix) for year in years),
        earlier=earlier,
        later=later,
        matched=len(matched),
        changes={m: _change(m, before, after, mix) for m in MEASURES if m != RARE} if told else {},
    )


def _year(name: str, year: int, plans: Sequence[CodedPlan], mix: Mapping[str, float]) -> TrendYear:
    line = sum_line(name, plans)
    return TrendYear(year, len({plan.city for plan in plans}), line, statistics.interval(line.counts, mix))


def _change(measure: str, before: ReferenceLine, after: ReferenceLine, mix: Mapping[str, float]) -> Change:
    """Two Beta posteriors around the mix, as `statistics.prob_lower` has them, for groups too."""
    prior = statistics.A0 * of(mix, measure)
    counts = [(of(line.counts, measure), line.total) for line in (before, after)]
    (a, b), (c, d) = ((n + prior, total - n + statistics.A0 - prior) for n, total in counts)
    rose = float(beta.less(np.array([a]), np.array([b]), np.array([c]), np.array([d]))[0])
    return Change(of(before.shares, measure), of(after.shares, measure), rose)


def of(values: Mapping[str, float], measure: str) -> float:
    """The value of a category, or the sum over a group's."""
    return sum(values[category] for category in GROUPS.get(measure, (measure,)))
