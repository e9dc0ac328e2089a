"""How far raters agree beyond chance: Cohen's kappa, Krippendorff's alpha with its interval, and what they allow.

Values are whole numbers 0, 1, .. of a closed list, an array of shape (raters, units) with MISSING where a rater
decided nothing. Nothing here knows what the values stand for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

MISSING: Final = -1
FEW_UNITS: Final = 50
RELY: Final = 0.800
TENTATIVE: Final = 0.667
"""Krippendorff's thresholds (Content Analysis, 2004, p. 241), held against the lower bound of the interval."""
RESAMPLES: Final = 1000
CONFIDENCE: Final = 0.95
_SEED: Final = 20210331
"""Fixed, so that the same files give the same interval everywhere."""

Scale = Literal["nominal", "ordinal"]
Verdict = Literal["rely", "tentative", "draft_only", "too_few", "no_variation"]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Two raters on one category: the 2x2 table of units both decided, and Cohen's kappa."""

    both: int
    only_first: int
    only_second: int
    neither: int
    kappa: float | None
    """None where chance alone gives full agreement, as when neither rater ever used the category."""

    @property
    def units(self) -> int:
        """The denominator: units that both raters decided."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def used(self) -> int:
        """Units in which at least one of the two used the category."""
        return self.units - self.neither

    @property
    def few(self) -> bool:
        """Whether the category was used in too few units to lean on its kappa."""
        return self.used < FEW_UNITS


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha of a set of units, with its 95 % bootstrap interval."""

    scale: Scale
    alpha: float | None
    """None where the values do not vary: then agreement cannot be told from habit."""
    low: float | None
    high: float | None
    units: int
    """The denominator: units with at least two raters' values."""
    values: int
    """Raters' values on those units."""
    agreement: float | None
    """Share of pairs of values on one unit that are equal; says nothing about chance."""
    verdict: Verdict


def cohen_kappa(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Kappa:
    """Cohen's kappa (1960) of two raters' yes or no on the same units: (Po - Pe) / (1 - Pe), Pe from the margins."""
    both = int(np.sum(first & second))
    only_first = int(np.sum(first & ~second))
    only_second = int(np.sum(~first & second))
    units = len(first)
    neither = units - both - only_first - only_second
    yes = (both + only_first) * (both + only_second)
    no = (only_second + neither) * (only_first + neither)
    # In whole numbers (times units squared), so that full chance agreement is exactly full.
    chance, observed, whole = yes + no, (both + neither) * units, units * units
    kappa = (observed - chance) / (whole - chance) if whole > chance else None
    return Kappa(both, only_first, only_second, neither, kappa)


def category_kappa(first: Ints, second: Ints, value: int) -> Kappa:
    """Kappa of one value against all others, on the units that both raters decided."""
    decided = (first != MISSING) & (second != MISSING)
    return cohen_kappa(first[decided] == value, second[decided] == value)


def value_counts(ratings: Ints, size: int) -> Ints:
    """How often each of `size` values was given: (raters, units) -> (units, size)."""
    return np.stack([(ratings == value).sum(axis=0) for value in range(size)], axis=1).astype(np.int64)


def krippendorff_alpha(counts: Ints, scale: Scale) -> float | None:
    """Krippendorff's alpha of value counts (units, values): 1 - Do / De; None where it is not defined.

    Computing Krippendorff's Alpha-Reliability (2011). Units with fewer than two values do not count.
    """
    patterns, times = _patterns(counts[counts.sum(axis=1) >= 2])
    found = _alphas(_weighted(patterns, times[np.newaxis]), scale)[0]
    return None if np.isnan(found) else float(found)


def alpha(ratings: Ints, size: int, scale: Scale) -> Alpha:
    """Alpha of (raters, units) with its interval and what it allows."""
    counts = value_counts(ratings, size)
    paired = counts[counts.sum(axis=1) >= 2]
    low, high = _interval(paired, scale)
    return Alpha(
        scale=scale,
        alpha=krippendorff_alpha(paired, scale),
        low=low,
        high=high,
        units=len(paired),
        values=int(paired.sum()),
        agreement=pair_agreement(paired),
        verdict=verdict(low, len(paired)),
    )


def pair_agreement(counts: Ints) -> float | None:
    """Share of pairs of values on one unit that are equal, over all units; None without any pair."""
    given = counts.sum(axis=1)
    pairs = int((given * (given - 1)).sum())
    return int((counts * (counts - 1)).sum()) / pairs if pairs else None


def verdict(low: float | None, units: int) -> Verdict:
    """What the lower bound of alpha's interval allows; under 50 units it allows nothing."""
    if units < FEW_UNITS:
        return "too_few"
    if low is None:
        return "no_variation"
    if low >= RELY:
        return "rely"
    return "tentative" if low >= TENTATIVE else "draft_only"


def _patterns(counts: Ints) -> tuple[Ints, Ints]:
    """The different rows of value counts, sorted, and how often each occurs: equal rows are interchangeable."""
    rows, times = np.unique(counts, axis=0, return_counts=True)
    return rows, times.astype(np.int64)


def _weighted(patterns: Ints, times: Ints) -> Floats:
    """Coincidence matrices (batch, values, values) of samples with each pattern so many times (batch, patterns)."""
    found: Floats = np.tensordot(times.astype(np.float64), _coincidences(patterns), axes=1)
    return found


def _coincidences(counts: Ints) -> Floats:
    """Each unit's part of the coincidence matrix: (units, values) -> (units, values, values)."""
    pairs = counts[:, :, np.newaxis] * counts[:, np.newaxis, :]
    same = counts[:, :, np.newaxis] * np.eye(counts.shape[1], dtype=np.int64)
    parts: Floats = (pairs - same) / (counts.sum(axis=1) - 1)[:, np.newaxis, np.newaxis]
    return parts


def _alphas(coincidences: Floats, scale: Scale) -> Floats:
    """Alpha of each of a batch of coincidence matrices (batch, values, values); nan where De is 0."""
    margins = coincidences.sum(axis=2)
    totals = margins.sum(axis=1)
    distance = _distances(margins, scale)
    observed = (coincidences * distance).sum(axis=(1, 2))
    expected = (margins[:, :, np.newaxis] * margins[:, np.newaxis, :] * distance).sum(axis=(1, 2))
    ratio = np.full_like(observed, np.nan)
    np.divide(observed * (totals - 1), expected, out=ratio, where=expected > 0)
    alphas: Floats = 1 - ratio
    return alphas


def _distances(margins: Floats, scale: Scale) -> Floats:
    """Squared differences between values: 0 or 1 on a nominal scale, of mean ranks on an ordinal one."""
    if scale == "nominal":
        apart: Floats = 1 - np.eye(margins.shape[1])
        return apart[np.newaxis]
    ranks = margins.cumsum(axis=1) - margins / 2
    squares: Floats = (ranks[:, :, np.newaxis] - ranks[:, np.newaxis, :]) ** 2
    return squares


def _interval(counts: Ints, scale: Scale) -> tuple[float | None, float | None]:
    """Percentile bootstrap over units; samples without variation have no alpha and are left out."""
    if not len(counts):
        return None, None
    patterns, times = _patterns(counts)
    # How often each pattern is drawn, instead of which units are.
    draws = np.random.default_rng(_SEED).multinomial(len(counts), times / len(counts), size=RESAMPLES)
    samples = _alphas(_weighted(patterns, draws), scale)
    known = samples[~np.isnan(samples)]
    if not len(known):
        return None, None
    low, high = np.quantile(known, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high)
