"""The fewest named commitments that bring the value share to its target, drawn only from what the draft leaves open."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from assistant.advice.gaps import gaps, upgrades
from assistant.advice.targets import target_rules
from assistant.codebook import rubric
from assistant.model import CATEGORIES, VALUE_CATEGORIES, Addition, Advice, Coding, Profile, Rating, Target, Upgrade

Verdict = Literal["reached", "within_noise", "feasible", "infeasible"]


def needed(value: int, total: int, floor: float) -> int:
    """Fewest value statements x with (value + x) / (total + x) >= floor: ceil((t N - V) / (1 - t)), at least 0."""
    return max(0, math.ceil((floor * total - value) / (1 - floor) - 1e-9))


def rebalance(profile: Profile, ratings: Mapping[str, Rating], codings: Sequence[Coding], target: Target) -> Advice:
    """A minimal rebalancing towards the target, or the reason why none is due or possible.

    Unmitigated fears come first even where their commitments are of another category; the value commitments then
    make up for the longer plan.
    """
    value = sum(profile.counts[c] for c in VALUE_CATEGORIES)
    open_gaps = gaps(rubric(), ratings, codings)
    weak = upgrades(codings)
    counted = {c.statement.id for c in codings if c.counted}
    slogans = [u for u in weak if u.statement not in counted]
    supply = [g for g in _capped(open_gaps, profile) if g.category in VALUE_CATEGORIES]
    missing = needed(value, profile.total, target.value_share)
    verdict = _verdict(missing, len(slogans) + len(supply), profile, target)
    if verdict in ("reached", "within_noise"):
        lifted, chosen = [], open_gaps[: target_rules().extra_commitments]
    else:
        lifted = slogans[:missing]
        chosen = _for_share(open_gaps, supply, lifted, profile, target)
    after = _after(profile.counts, [a.category for a in chosen] + [u.category for u in lifted])
    return Advice(
        target=target,
        verdict=verdict,
        needed=missing,
        reachable=len(slogans) + len(supply),
        additions=tuple(chosen),
        upgrades=tuple(dict.fromkeys([*lifted, *weak])),
        before=dict(profile.counts),
        after=after,
        value_before=profile.value_share,
        value_after=_value_share(after),
        closes=tuple(a.indicator for a in chosen),
    )


def _for_share(
    open_gaps: Sequence[Addition],
    supply: Sequence[Addition],
    lifted: Sequence[Upgrade],
    profile: Profile,
    target: Target,
) -> list[Addition]:
    """Value commitments as the share needs them, after unmitigated fears of other categories while the supply lasts."""
    value = sum(profile.counts[c] for c in VALUE_CATEGORIES) + len(lifted)
    total = profile.total + len(lifted)
    others = [g for g in open_gaps if g.unmitigated and g.category not in VALUE_CATEGORIES]
    others = others[: target_rules().extra_commitments]
    while others and needed(value, total + len(others), target.value_share) > len(supply):
        others = others[:-1]
    return [*others, *supply[: needed(value, total + len(others), target.value_share)]]


def _verdict(missing: int, reachable: int, profile: Profile, target: Target) -> Verdict:
    if missing == 0:
        return "reached"
    if missing > reachable:
        return "infeasible"
    low, high = profile.interval["value"]
    return "within_noise" if low <= target.value_share <= high else "feasible"


def _capped(open_gaps: Sequence[Addition], profile: Profile) -> list[Addition]:
    """Gaps without more additions to a capped category than its cap allows."""
    room = {
        category: max(0, math.floor(cap * profile.total) - profile.counts[category])
        for category, cap in target_rules().caps.items()
    }
    kept = []
    for gap in open_gaps:
        if gap.category in room:
            if room[gap.category] == 0:
                continue
            room[gap.category] -= 1
        kept.append(gap)
    return kept


def _after(counts: Mapping[str, int], added: Sequence[str]) -> dict[str, int]:
    after = dict(counts)
    for category in added:
        after[category] += 1
    return after


def _value_share(counts: Mapping[str, int]) -> float:
    total = sum(counts[c] for c in CATEGORIES)
    return sum(counts[c] for c in VALUE_CATEGORIES) / total if total else 0.0
