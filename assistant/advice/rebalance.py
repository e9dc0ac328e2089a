"""The fewest named commitments that bring the draft to its target, drawn only from what the draft leaves open."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from assistant.advice.gaps import gaps, upgrades
from assistant.advice.solve import GROUPS, Plan, Supply, holds, most_reachable, reachable, solve
from assistant.advice.targets import floors_of, target_rules
from assistant.codebook import rubric
from assistant.model import CATEGORIES, Addition, Advice, Coding, Profile, Rating, Target, Upgrade

Verdict = Literal["reached", "within_noise", "feasible", "infeasible"]
_HALVINGS = 14
"""Halvings of a floor out of reach: to less than a statement's share in any plan."""
_Entry = TypeVar("_Entry", Addition, Upgrade)


def needed(value: int, total: int, floor: float) -> int:
    """Fewest value statements x with (value + x) / (total + x) >= floor: ceil((t N - V) / (1 - t)), at least 0."""
    return max(0, math.ceil((floor * total - value) / (1 - floor) - 1e-9))


def rebalance(profile: Profile, ratings: Mapping[str, Rating], codings: Sequence[Coding], target: Target) -> Advice:
    """A minimal rebalancing towards the target, or the reason why none is due or possible.

    Where the floors hold, or cannot be told from what the draft has, nothing is added for the share: the commitments
    listed are then what the rubric finds open, the most urgent first, and break no floor that holds. Where the floors
    are out of reach, the plan goes as far as what the draft leaves open can carry it, the value floor first.
    """
    floors = floors_of(target)
    open_gaps = gaps(rubric(), ratings, codings)
    weak = upgrades(codings, _floored(floors))
    supply = supply_of(profile.counts, weak, open_gaps, codings)
    verdict, plan = _decided(profile, supply, floors, target)
    if plan is None:
        lifted, chosen = [], _offers(open_gaps, profile.counts, floors)
    else:
        counted = {c.statement.id for c in codings if c.counted}
        lifted = _first([u for u in weak if u.statement not in counted], plan.upgrades)
        chosen = _first(open_gaps, plan.additions)
    after = _after(profile.counts, [*(a.category for a in chosen), *(u.category for u in lifted)])
    return Advice(
        target=target,
        verdict=verdict,
        needed=needed(_have(profile.counts, "value"), profile.total, target.value_share),
        reachable=most_reachable(supply, target_rules().caps, "value"),
        additions=tuple(chosen),
        upgrades=tuple(dict.fromkeys([*lifted, *weak])),
        before=dict(profile.counts),
        after=after,
        value_before=profile.value_share,
        value_after=_have(after, "value") / max(1, sum(after.values())),
        closes=tuple(a.indicator for a in chosen),
    )


def supply_of(
    counts: Mapping[str, int], weak: Iterable[Upgrade], open_gaps: Sequence[Addition], codings: Iterable[Coding]
) -> Supply:
    """What the draft has and leaves open, per category; a weak statement that counts already adds nothing."""
    counted = {c.statement.id for c in codings if c.counted}
    slogans = Counter(u.category for u in weak if u.statement not in counted)
    gap = Counter(g.category for g in open_gaps)
    fears = Counter(g.category for g in open_gaps if g.unmitigated)
    return Supply(*(tuple(of[c] for c in CATEGORIES) for of in (counts, slogans, gap, fears)))


def _floored(floors: Mapping[str, float]) -> frozenset[str]:
    """The categories that count towards some floor."""
    return frozenset(c for name in floors for c in GROUPS.get(name, (name,)))


def _decided(
    profile: Profile, supply: Supply, floors: Mapping[str, float], target: Target
) -> tuple[Verdict, Plan | None]:
    """The verdict, and the plan where something is to be done for the share."""
    short = [n for n, f in floors.items() if not holds(_have(profile.counts, n), profile.total, f)]
    if not short:
        return "reached", None
    if all(low <= floors[name] <= high for name in short for low, high in (profile.interval[name],)):
        return "within_noise", None
    caps = target_rules().caps
    plan = solve(supply, floors, caps, target.shares)
    if plan is not None:
        return "feasible", plan
    return "infeasible", _as_far_as_possible(supply, floors, caps, target)


def _as_far_as_possible(
    supply: Supply, floors: Mapping[str, float], caps: Mapping[str, float], target: Target
) -> Plan | None:
    """The floors in their order: each as it is where it can be met with those before it, else as high as it can be."""
    kept: dict[str, float] = {}
    for name, floor in floors.items():
        low, high = 0.0, floor
        if reachable(supply, {**kept, name: floor}, caps):
            low = floor
        for _ in range(_HALVINGS if low < high else 0):
            middle = (low + high) / 2
            low, high = (middle, high) if reachable(supply, {**kept, name: middle}, caps) else (low, middle)
        kept[name] = low
    return solve(supply, kept, caps, target.shares)


def _first(entries: Sequence[_Entry], wanted: Sequence[int]) -> list[_Entry]:
    """The first so many entries of each category, in their order."""
    left = dict(zip(CATEGORIES, wanted, strict=True))
    chosen = []
    for entry in entries:
        if left[entry.category] > 0:
            left[entry.category] -= 1
            chosen.append(entry)
    return chosen


def _offers(open_gaps: Sequence[Addition], counts: Mapping[str, int], floors: Mapping[str, float]) -> list[Addition]:
    """The most urgent gaps, without those whose commitment would break a floor that holds or go over a cap."""
    offers: list[Addition] = []
    now = dict(counts)
    for gap in open_gaps:
        then = _after(now, [gap.category])
        if len(offers) < target_rules().extra_commitments and _keeps(now, then, floors, gap.category):
            offers.append(gap)
            now = then
    return offers


def _keeps(now: Mapping[str, int], then: Mapping[str, int], floors: Mapping[str, float], added: str) -> bool:
    total, later = sum(now.values()), sum(then.values())
    if then[added] > target_rules().caps.get(added, 1.0) * later:
        return False
    return all(
        holds(_have(then, name), later, floor) or not holds(_have(now, name), total, floor)
        for name, floor in floors.items()
    )


def _have(counts: Mapping[str, int], name: str) -> int:
    """The statements of a category or a group."""
    return sum(counts[c] for c in GROUPS.get(name, (name,)))


def _after(counts: Mapping[str, int], added: Iterable[str]) -> dict[str, int]:
    after = dict(counts)
    for category in added:
        after[category] += 1
    return after
