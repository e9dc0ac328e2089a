"""Whether cities of one region are nearer to each other than to the rest: a permutation test on distances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.peers.statistics import distance

Array = NDArray[np.float64]

_SEED: Final = 20260101
_DRAWS: Final = 10_000
_ROUNDING: Final = 1e-9
"""Sums that differ by less are the same sum, added up in another order."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """Mean distance within and between groups, and how often chance groups of these sizes are as close."""

    within: float
    between: float
    p: float
    pairs: int
    """Pairs within a group."""


def nearness(mixes: Sequence[Mapping[str, float]], groups: Sequence[str]) -> Nearness:
    """The distances of mixes within and between their groups, with a one-sided p from 10 000 seeded regroupings.

    p = (1 + regroupings at least as close) / (1 + regroupings). At least two groups, one of them with two members.
    """
    apart = np.array([[distance(one, other) for other in mixes] for one in mixes])
    member = np.array([[float(group == name) for name in sorted(set(groups))] for group in groups])
    generator = np.random.default_rng(_SEED)
    shuffled = member[np.array([generator.permutation(len(groups)) for _ in range(_DRAWS)])]
    pairs = (float(np.sum(member.sum(axis=0) ** 2)) - len(groups)) / 2
    all_pairs = len(groups) * (len(groups) - 1) / 2
    found = float(_summed(member[None], apart)[0])
    as_close = int(np.sum(_summed(shuffled, apart) <= found + _ROUNDING))
    return Nearness(
        within=found / pairs,
        between=(float(apart.sum()) / 2 - found) / (all_pairs - pairs),
        p=(1 + as_close) / (1 + _DRAWS),
        pairs=int(pairs),
    )


def _summed(member: Array, apart: Array) -> Array:
    """The sum of distances over the pairs within a group, for each grouping: members are one-hot rows."""
    sums: Array = np.einsum("dik,dik->d", member, apart @ member) / 2
    return sums
