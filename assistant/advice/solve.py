"""The exact integer rebalancing: how many slogans to make concrete and commitments to add, category by category.

z = x + y statements enter the counts: y slogans made concrete, x commitments added, N' = N + sum z. Every floor is
linear, n + z >= f N'. An addition never serves where a slogan of its category is left, so z alone decides: in each
category y = min(z, slogans) and x = max(0, z - slogans). The floors of groups are nested (the value categories lie
within the people-facing ones), which makes the fewest additions for a given N' a greedy sum over nested groups; the
split between categories is then found by dynamic programming over the few totals that remain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.model import CATEGORIES, PEOPLE_CATEGORIES, VALUE_CATEGORIES

GROUPS: Final = {"value": VALUE_CATEGORIES, "people": PEOPLE_CATEGORIES}
"""Floors may be set on these and on single categories; each group holds the one before it."""
_NESTED: Final = (*(tuple(CATEGORIES.index(c) for c in g) for g in GROUPS.values()), tuple(range(len(CATEGORIES))))
_ORDER: Final = tuple(dict.fromkeys(k for group in _NESTED for k in group))
_ROUNDING: Final = 1e-9
_FEAR: Final = 4.0
"""What an unmitigated fear weighs against the L1 distance of two mixes, which is at most 2: always more."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Supply:
    """What the draft has in each category and what it leaves open; all in the order of CATEGORIES."""

    counts: tuple[int, ...]
    slogans: tuple[int, ...]
    """Slogans that would count once they were concrete."""
    gaps: tuple[int, ...]
    """Unmet concrete sub-indicators: the most commitments that may be added."""
    fears: tuple[int, ...]
    """How many of the gaps are fears with risk and without mitigation."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many slogans of each category to make concrete and commitments to add, in the order of CATEGORIES."""

    upgrades: tuple[int, ...]
    additions: tuple[int, ...]


def least(total: Ints | int, floor: Floats | float) -> Ints:
    """The smallest integer that is at least `floor` of `total`."""
    result: Ints = np.ceil(floor * np.asarray(total) - _ROUNDING).astype(np.int64)
    return result


def holds(have: int, total: int, floor: float) -> bool:
    """Whether `have` of `total` statements meet a floor."""
    return have >= int(least(total, floor))


def solve(
    supply: Supply, floors: Mapping[str, float], caps: Mapping[str, float], target: Mapping[str, float]
) -> Plan | None:
    """The plan that meets all floors, or None where nothing the draft leaves open can meet them.

    In this order: the fewest additions; the fewest upgrades; the most unmitigated fears closed; the least L1 distance
    of the shares to `target`. Every addition closes one gap, so fewest additions settles how many gaps are closed.

    Args:
        floors: category, `value` or `people` -> least share, in [0, 1).
        caps: category -> largest share that anything may be added up to; what a draft already has stays.
        target: category -> share.
    """
    low, high, group_floors = _bounds(supply, floors, caps)
    costs = _fewest_additions(supply, low, high, group_floors)
    additions = int(costs.min())
    if additions == _NEVER:
        return None
    size = int(np.argmin(costs))
    needs = [int(need[size]) for need in group_floors]
    return _split(supply, low[size], high[size], needs, (additions, size - additions), target)


_NEVER: Final = 1 << 40


def reachable(supply: Supply, floors: Mapping[str, float], caps: Mapping[str, float]) -> bool:
    """Whether `solve` would find a plan, in less time."""
    return int(_fewest_additions(supply, *_bounds(supply, floors, caps)).min()) < _NEVER


def _bounds(
    supply: Supply, floors: Mapping[str, float], caps: Mapping[str, float]
) -> tuple[Ints, Ints, tuple[Ints, Ints]]:
    """Least and most of z per size (row) and category, and the least z of the two groups per size; size = sum z."""
    counts = np.array(supply.counts, dtype=np.int64)
    room = np.array(supply.slogans, dtype=np.int64) + np.array(supply.gaps, dtype=np.int64)
    totals = counts.sum() + np.arange(room.sum() + 1)
    share = np.array([floors.get(c, 0.0) for c in CATEGORIES])
    low = np.maximum(0, least(totals[:, None], share) - counts)
    cap = np.array([caps.get(c, 1.0) for c in CATEGORIES])
    most = np.floor(cap * totals[:, None] + _ROUNDING).astype(np.int64) - counts
    high = np.clip(most, 0, room)
    value, people = (
        np.maximum(0, least(totals, floors.get(name, 0.0)) - counts[list(group)].sum())
        for name, group in zip(GROUPS, _NESTED, strict=False)
    )
    return low, high, (value, people)


def most_reachable(supply: Supply, caps: Mapping[str, float], name: str) -> int:
    """The most statements that slogans and gaps of a category or a group can add, where nothing else is added."""
    high = _bounds(supply, {}, caps)[1]
    columns = [CATEGORIES.index(c) for c in GROUPS.get(name, (name,))]
    return int(np.flatnonzero(high[:, columns].sum(axis=1) >= np.arange(len(high)))[-1])


def _fewest_additions(supply: Supply, low: Ints, high: Ints, group_floors: tuple[Ints, Ints]) -> Ints:
    """Per size the fewest additions that meet every floor with exactly that many statements more, `_NEVER` if none do.

    Bottom-up over the nested groups: a group's need is met from its slogans first, then from its gaps.
    """
    slogans = np.array(supply.slogans, dtype=np.int64)
    sizes = np.arange(len(low))
    free = np.maximum(0, np.minimum(slogans, high) - low)
    cost = np.maximum(0, low - slogans).sum(axis=1)
    impossible = (low > high).any(axis=1)
    slack, room, placed = np.zeros_like(sizes), np.zeros_like(sizes), np.zeros_like(sizes)
    seen: set[int] = set()
    for group, need in zip(_NESTED, (*group_floors, sizes), strict=True):
        new = [k for k in group if k not in seen]
        seen.update(new)
        slack, room = slack + free[:, new].sum(axis=1), room + (high - low)[:, new].sum(axis=1)
        placed = placed + low[:, new].sum(axis=1)
        missing = np.maximum(0, need - placed)
        impossible |= missing > room
        cost = cost + np.maximum(0, missing - slack)
        slack, room, placed = np.maximum(0, slack - missing), room - missing, placed + missing
    impossible |= placed > sizes
    result: Ints = np.where(impossible, _NEVER, cost)
    return result


def _split(
    supply: Supply, low: Ints, high: Ints, needs: list[int], totals: tuple[int, int], target: Mapping[str, float]
) -> Plan:
    """The best division of so many additions and upgrades; `totals` = (additions, upgrades)."""
    after = sum(supply.counts) + sum(totals)
    best = np.zeros((1, 1))
    chosen: dict[int, Ints] = {}
    for at, k in enumerate(_ORDER, 1):
        goal = target[CATEGORIES[k]]
        options = np.arange(low[k], high[k] + 1)
        gained = np.minimum(np.maximum(0, options - supply.slogans[k]), supply.fears[k])
        scores = _FEAR * gained - np.abs((supply.counts[k] + options) / max(1, after) - goal)
        best, chosen[k] = _joined(best, options, scores, supply.slogans[k], totals)
        for group, need in zip(_NESTED, needs, strict=False):
            if at == len(group):
                best[np.add.outer(*map(np.arange, best.shape)) < need] = -np.inf
    return _traced(chosen, supply.slogans, totals)


def _joined(best: Floats, options: Ints, scores: Floats, slogans: int, totals: tuple[int, int]) -> tuple[Floats, Ints]:
    """The best scores by (additions, upgrades) with one category more, and which z of it they take.

    Rows are additions, columns upgrades; the tables are as large as the categories so far can make them, never larger
    than the totals.
    """
    most = int(options[-1])
    rows = min(totals[0] + 1, best.shape[0] + max(0, most - slogans))
    columns = min(totals[1] + 1, best.shape[1] + min(most, slogans))
    result = np.full((rows, columns), -np.inf)
    taken = np.zeros((rows, columns), dtype=np.int64)
    for z, score in zip(options.tolist(), scores.tolist(), strict=True):
        y = min(z, slogans)
        x = z - y
        if x >= rows or y >= columns:
            break  # both only grow with z
        place = np.s_[x : x + best.shape[0], y : y + best.shape[1]]
        own = result[place]
        offered = best[: own.shape[0], : own.shape[1]] + score
        better = offered > own
        taken[place][better] = z
        np.maximum(own, offered, out=own)
    return result, taken


def _traced(chosen: Mapping[int, Ints], slogans: tuple[int, ...], totals: tuple[int, int]) -> Plan:
    """The choices that led to the totals, last category first."""
    x, y = totals
    upgrades, additions = [0] * len(CATEGORIES), [0] * len(CATEGORIES)
    for k in reversed(_ORDER):
        z = int(chosen[k][x, y])
        upgrades[k] = min(z, slogans[k])
        additions[k] = z - upgrades[k]
        x, y = x - additions[k], y - upgrades[k]
    return Plan(tuple(upgrades), tuple(additions))
