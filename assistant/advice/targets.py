"""What a rebalancing aims at: chosen by the user, its source named, never inferred from GDP."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.model import CATEGORIES, VALUE_CATEGORIES, Comparison, Problem, Profile, Reason, Target
from assistant.resources import rubric_file
from assistant.yamlfile import Reader, load_mapping

PEER_TARGETS = ("half_gap", "frontier")
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
    extra_commitments: int


def read_targets(path: Path) -> TargetRules:
    """The rules in `path`; Problem names file and key of the first thing wrong."""
    read = Reader(path.name, load_mapping(path))
    read.only("meta", "default", "peers_at_least", "caps", "stages", "extra_commitments")
    caps = read.inner("caps")
    for category in caps.tree:
        caps.fail_unless(category in CATEGORIES, str(category), "unknown_key")
    stages = read.inner("stages")
    tilts = {}
    for stage in stages.tree:
        tilt = stages.inner(str(stage)).only("zh", "en", "tilt").numbers("tilt")
        stages.fail_unless(len(tilt) == len(CATEGORIES), f"{stage}.tilt", "order", known=", ".join(CATEGORIES))
        tilts[str(stage)] = tilt
    return TargetRules(
        version=read.inner("meta").text("version"),
        default=read.one_of("default", (*PEER_TARGETS, *tilts)),
        peers_at_least=int(read.number("peers_at_least")),
        caps={c: caps.number(c) for c in caps.tree},
        tilts=tilts,
        extra_commitments=int(read.number("extra_commitments")),
    )


@cache
def target_rules() -> TargetRules:
    """The bundled rules."""
    return read_targets(rubric_file("targets.yaml"))


def target_names() -> tuple[str, ...]:
    """The ids a user may choose, besides a share such as 20%."""
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


def resolve_target(
    choice: str | None, profile: Profile, comparison: Comparison | None, national: Mapping[str, float]
) -> Target | None:
    """The target of this name or share; the default where none is named, None where that needs peers and has none.

    Raises:
        Problem: an unknown name, or a peer target without a region.
    """
    rules = target_rules()
    name = choice or rules.default
    share = own_share(name)
    if share is not None:
        return Target("own", share, _scaled(national, share), Reason("target.own", {"share": f"{share:.1%}"}))
    if name in rules.tilts:
        mix = tilted(national, rules.tilts[name])
        value = sum(mix[c] for c in VALUE_CATEGORIES)
        return Target(name, value, mix, Reason(f"target.{name}", {"share": f"{value:.1%}"}))
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
