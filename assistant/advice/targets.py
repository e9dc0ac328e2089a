"""What a rebalancing aims at: chosen by the user, its source named, never inferred from GDP."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.advice.plan_mix import PLAN, PlanMix, plan_target
from assistant.advice.solve import GROUPS
from assistant.codebook import codebook
from assistant.model import CATEGORIES, VALUE_CATEGORIES, Comparison, Problem, Profile, Reason, Target
from assistant.resources import rubric_file
from assistant.yamlfile import Reader, load_mapping

PEER_TARGETS = ("half_gap", "frontier")
STAGES = ("early", "middle", "advanced")
"""The stages the paper describes; an expert may add others."""
FLOORS_FROM = ("national", "target")
"""Where a floor may come from besides a number: the reference mix (Table 2, or a peer set), the target's own mix."""
_SHARE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([%％]?)\s*")


@dataclass(frozen=True, slots=True)
class TargetRules:
    """rubrics/targets.yaml."""

    version: str
    default: str
    peers_at_least: int
    caps: Mapping[str, float]
    tilts: Mapping[str, tuple[float, ...]]
    """Stage id -> one weight per category, in the order of CATEGORIES."""
    names: Mapping[str, Mapping[str, str]]
    """Stage id -> language -> name."""
    extra_commitments: int
    floors: Mapping[str, Mapping[str, float | str]]
    """Target id -> category or `people` -> least share, or where it is taken from: `national`, `target`."""


def read_targets(path: Path) -> TargetRules:
    """The rules in `path`; Problem names file and key of the first thing wrong."""
    read = Reader(path.name, load_mapping(path))
    read.only("meta", "default", "peers_at_least", "caps", "stages", "extra_commitments", "floors")
    caps = read.inner("caps")
    for category in caps.tree:
        caps.fail_unless(category in CATEGORIES, str(category), "unknown_key")
    stages = read.inner("stages")
    tilts, names = {}, {}
    for stage in map(str, stages.tree):
        inner = stages.inner(stage).only("zh", "en", "tilt")
        tilts[stage] = inner.numbers("tilt")
        names[stage] = {language: inner.text(language) for language in ("zh", "en")}
        stages.fail_unless(len(tilts[stage]) == len(CATEGORIES), f"{stage}.tilt", "order", known=", ".join(CATEGORIES))
    return TargetRules(
        version=read.inner("meta").text("version"),
        default=read.one_of("default", (*PEER_TARGETS, *tilts)),
        peers_at_least=int(read.number("peers_at_least")),
        caps={c: caps.number(c) for c in caps.tree},
        tilts=tilts,
        names=names,
        extra_commitments=int(read.number("extra_commitments")),
        floors=_floors(read.inner("floors"), tilts),
    )


def _floors(read: Reader, stages: Mapping[str, object]) -> dict[str, Mapping[str, float | str]]:
    floors: dict[str, Mapping[str, float | str]] = {}
    for name in read.tree:
        read.fail_unless(name in (*PEER_TARGETS, PLAN, *stages), str(name), "unknown_key")
        inner = read.inner(str(name))
        for key in inner.tree:
            inner.fail_unless(key in (*CATEGORIES, "people"), str(key), "unknown_key")
        floors[str(name)] = {str(key): _floor(inner, str(key)) for key in inner.tree}
    return floors


def _floor(read: Reader, key: str) -> float | str:
    if isinstance(read.tree[key], str):
        return read.one_of(key, FLOORS_FROM)
    share = read.number(key)
    read.fail_unless(0 <= share < 1, key, "number")
    return share


def floors_of(target: Target) -> dict[str, float]:
    """All floors of a target: `value` first, then what rubrics/targets.yaml sets for it; shares in [0, 1)."""
    floors = {"value": target.value_share}
    for name, share in target_rules().floors.get(target.id, {}).items():
        mix = target.shares if share == "target" else _tilted_from(target)
        floors[name] = share if isinstance(share, float) else share_of(mix, name)
    return floors


def _tilted_from(target: Target) -> Mapping[str, float]:
    """The mix that a stage was tilted from, whose measure its floors share; the paper's for any other target."""
    from assistant.peers.reference import national_line

    weights = target_rules().tilts.get(target.id)
    return tilted(target.shares, [-w for w in weights]) if weights else national_line().shares


def share_of(mix: Mapping[str, float], name: str) -> float:
    """The share of a category, or of the group `value` or `people`, in a mix."""
    return sum(mix[c] for c in GROUPS.get(name, (name,)))


@cache
def target_rules() -> TargetRules:
    """The bundled rules."""
    return read_targets(rubric_file("targets.yaml"))


def target_names() -> tuple[str, ...]:
    """The ids a user may choose, besides a share such as 20% and a plan that was loaded."""
    return (*PEER_TARGETS, *target_rules().tilts)


def tilted(mix: Mapping[str, float], weights: Sequence[float]) -> dict[str, float]:
    """The minimum-divergence tilt of a mix, t ~ m exp(w), normalised; `weights` in the order of CATEGORIES."""
    raw = {c: mix[c] * math.exp(w) for c, w in zip(CATEGORIES, weights, strict=True)}
    total = sum(raw.values())
    return {c: raw[c] / total for c in CATEGORIES}


def own_share(text: str) -> float | None:
    """A share typed by the user (20%, 0.2) in (0, 1), or None where the text is no number; Problem outside."""
    match = _SHARE.fullmatch(text)
    if match is None:
        return None
    value = float(match[1]) / 100 if match[2] or float(match[1]) >= 1 else float(match[1])
    if not 0 < value < 1:
        raise Problem("target_share", target=text.strip())
    return value


def stage_target(stage: str, national: Mapping[str, float]) -> Target:
    """The target of a stage of rubrics/targets.yaml: its tilt of the national mix; KeyError for another name."""
    mix = tilted(national, target_rules().tilts[stage])
    value = share_of(mix, "value")
    key = f"target.{stage}" if stage in STAGES else "target.stage"
    return Target(stage, value, mix, Reason(key, {"stage": stage, "share": f"{value:.1%}"}))


def resolve_target(
    choice: str | PlanMix | None,
    profile: Profile,
    comparison: Comparison | None,
    national: Mapping[str, float],
    book: str | None = None,
) -> Target | None:
    """The target of this name or share; the default where none is named, None where that needs peers and has none.

    Args:
        choice: a name, a share such as `20%`, or the mix of a plan.
        national: the mix around which counts are read, and which the stages tilt.
        book: the codebook's version at work, with additions; without them where it is None.

    Raises:
        Problem: an unknown name, or a peer target without a region.
    """
    if isinstance(choice, PlanMix):
        return plan_target(choice, national, book or codebook().version)
    rules = target_rules()
    name = choice or rules.default
    share = own_share(name)
    if share is not None:
        return Target("own", share, _scaled(national, share), Reason("target.own", {"share": f"{share:.1%}"}))
    if name in rules.tilts:
        return stage_target(name, national)
    if name not in PEER_TARGETS:
        raise Problem("unknown_target", target=name, known=", ".join(target_names()))
    if comparison is None:
        if choice is None:
            return None
        raise Problem("target_needs_city", target=name)
    return _peer_target(name, profile, comparison, national)


def _peer_target(name: str, profile: Profile, comparison: Comparison, national: Mapping[str, float]) -> Target | None:
    from assistant.peers.statistics import shrunken

    best, leader = 0.0, ""
    for peer in comparison.peers:
        if peer.reference.total >= target_rules().peers_at_least:
            mix = shrunken(peer.reference.counts, national)
            value = sum(mix[c] for c in VALUE_CATEGORIES)
            if value > best:
                best, leader = value, peer.reference.name
    if not leader:
        return None
    ahead = profile.value_share >= best
    floor = best if ahead or name == "frontier" else (profile.value_share + best) / 2
    key = "target.ahead" if ahead else f"target.{name}"
    source = Reason(key, {"city": leader, "frontier": f"{best:.1%}", "share": f"{floor:.1%}"})
    return Target(name, floor, _scaled(national, floor), source)


def _scaled(national: Mapping[str, float], value_share: float) -> dict[str, float]:
    """The national mix with its value categories scaled to `value_share` and the others to the rest."""
    value = sum(national[c] for c in VALUE_CATEGORIES)
    return {
        c: national[c] * (value_share / value if c in VALUE_CATEGORIES else (1 - value_share) / (1 - value))
        for c in CATEGORIES
    }
