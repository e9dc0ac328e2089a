"""What a handful of statements can and cannot tell: intervals, ordinary ranges, distances and their noise.

A plan's counts are read as a Dirichlet-multinomial draw around the national mix m: before a word is counted, the shares
are as if A0 = 13.9 statements had been seen in the proportions m. Mappings are keyed by category, shares lie in [0, 1].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.model import CATEGORIES
from assistant.peers import beta
from assistant.peers.balance import GROUPS

A0: Final = 13.9
"""Concentration of the Dirichlet-multinomial fitted to the 31 cities: how far one plan strays from the national mix."""
FEW: Final = 50
"""Below this many counted statements a plan is not ranked."""
MASS: Final = 0.90
"""Posterior mass of an interval."""
_SEED: Final = 20260101
_DRAWS: Final = 2000

Array = NDArray[np.float64]


def shrunken(counts: Mapping[str, int], national: Mapping[str, float]) -> dict[str, float]:
    """The posterior mean share of every category: the plan's own mix drawn towards the national one; sums to 1."""
    alpha = _posterior(counts, national)
    return dict(zip(CATEGORIES, (alpha / alpha.sum()).tolist(), strict=True))


def interval(counts: Mapping[str, int], national: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The equal-tailed 90 % posterior interval of every category's share, and of the groups `value` and `people`.

    Posterior Dirichlet(n + A0 m); a sum of its components is Beta-distributed, a group exactly as well as a category.
    """
    alpha = _posterior(counts, national)
    columns = [[i] for i in range(len(CATEGORIES))] + [[CATEGORIES.index(c) for c in g] for g in GROUPS.values()]
    a = np.array([alpha[column].sum() for column in columns])
    tail = (1 - MASS) / 2
    bounds = beta.share(beta.quantile(np.array([[tail], [1 - tail]]), a, alpha.sum() - a))
    return dict(zip((*CATEGORIES, *GROUPS), zip(*bounds.tolist(), strict=True), strict=True))


def ordinary_range(total: int, national: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """The counts between which 8 in 10 plans of `total` statements lie: 10 and 90 % points of BetaBinomial(N, A0 m)."""
    return {category: _beta_binomial_range(total, A0 * national[category]) for category in CATEGORIES}


def _beta_binomial_range(total: int, a: float) -> tuple[int, int]:
    """The smallest counts at which the distribution function of BetaBinomial(total, a, A0 - a) reaches .1 and .9."""
    b = A0 - a
    k = np.arange(total)
    ratio = np.log((total - k) / (k + 1)) + np.log((k + a) / (total - k - 1 + b))
    logs = np.concatenate(([0.0], np.cumsum(ratio)))
    masses = np.exp(logs - logs.max())
    below = np.cumsum(masses) / masses.sum()
    return int(np.searchsorted(below, 0.1)), int(np.searchsorted(below, 0.9))


def distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The square root of the base-2 Jensen-Shannon divergence of two mixes: a metric in [0, 1], safe with zeros.

    An empty mix is at distance 0 from everything: it says nothing.
    """
    p, q = _array(one), _array(other)
    if not p.any() or not q.any():
        return 0.0
    return float(_distances(p[None, :], q[None, :])[0])


def closeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """B = 100 (1 - d), 0..100: how near a mix is to a named target."""
    return 100.0 * (1.0 - distance(one, other))


def noise_floor(counts: Mapping[str, int], others: Mapping[str, int], percentile: float = 90.0) -> float:
    """The distance two plans of these lengths reach by chance: a percentile over pairs drawn from their pooled mix.

    By simulation with a fixed seed, 2000 pairs. 1, the largest distance, where either plan has no statement.
    """
    return _floor(tuple(_array(counts).tolist()), tuple(_array(others).tolist()), percentile)


@lru_cache(maxsize=1024)
def _floor(counts: tuple[float, ...], others: tuple[float, ...], percentile: float) -> float:
    n, m = np.array(counts), np.array(others)
    if not n.any() or not m.any():
        return 1.0
    mix = (n + m) / (n.sum() + m.sum())
    generator = np.random.default_rng(_SEED)
    return float(np.percentile(_distances(*(_drawn(generator, int(side.sum()), mix) for side in (n, m))), percentile))


def noise_to_target(total: int, mix: Mapping[str, float], percentile: float = 90.0) -> float:
    """The distance from a fixed mix that a plan of `total` statements reaches by chance although it follows that mix.

    By simulation with a fixed seed, 2000 plans. 1 where the plan has no statement.
    """
    if not total:
        return 1.0
    target = _array(mix) / _array(mix).sum()
    drawn = _drawn(np.random.default_rng(_SEED), total, target)
    return float(np.percentile(_distances(drawn, np.broadcast_to(target, drawn.shape)), percentile))


def _drawn(generator: np.random.Generator, total: int, mix: Array) -> Array:
    """The mixes of 2000 plans of `total` statements drawn from `mix`."""
    result: Array = generator.multinomial(total, mix, size=_DRAWS) / total
    return result


def prob_lower(counts: Mapping[str, int], others: Mapping[str, int], national: Mapping[str, float]) -> dict[str, float]:
    """The posterior probability, per category, that the first plan's share is lower than the second's."""
    a, other_a = _posterior(counts, national), _posterior(others, national)
    chances = beta.less(a, a.sum() - a, other_a, other_a.sum() - other_a)
    return dict(zip(CATEGORIES, chances.tolist(), strict=True))


def mid_rank(value: float, others: Sequence[float]) -> tuple[float, int]:
    """Rank k of n, 1 the highest, of `value` among itself and `others`; ties share the middle of their ranks."""
    higher, level = sum(o > value for o in others), sum(o == value for o in others)
    return 1 + higher + level / 2, len(others) + 1


def gap_to_median(value: float, others: Sequence[float]) -> float:
    """How far `value` lies above the median of `others` (negative: below); 0 where there are none."""
    return float(value - np.median(others)) if len(others) else 0.0


def _posterior(counts: Mapping[str, int], national: Mapping[str, float]) -> Array:
    return _array(counts) + A0 * _array(national)


def _array(values: Mapping[str, float]) -> Array:
    return np.array([values.get(category, 0) for category in CATEGORIES], dtype=np.float64)


def _distances(p: Array, q: Array) -> Array:
    """Row-wise distances of two arrays of mixes."""
    middle = (p + q) / 2
    divergence = (_bits(p, middle) + _bits(q, middle)) / 2
    result: Array = np.sqrt(np.clip(divergence, 0.0, 1.0))
    return result


def _bits(p: Array, middle: Array) -> Array:
    """Row-wise Kullback-Leibler divergence in bits of mixes from mixes that are positive wherever they are."""
    ratio = np.divide(p, middle, out=np.ones_like(p), where=p > 0)
    result: Array = np.sum(p * np.log2(ratio), axis=-1)
    return result
