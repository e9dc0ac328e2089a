"""How two figures go together over cities: correlations with their p, and a straight trend with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.peers import beta

Array = NDArray[np.float64]

_MASS: Final = 0.90
"""What the interval of a trend holds."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """A coefficient in [-1, 1] over `n` pairs, and the two-sided probability of one as strong without any relation."""

    value: float
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A least-squares line y = intercept + slope x, and what its interval is computed from."""

    intercept: float
    slope: float
    n: int
    mean: float
    """Mean of x."""
    spread: float
    """Sum of squared deviations of x."""
    reach: float
    """Standard error of y about the line times the point of Student's t that leaves 5 % on each side."""

    def at(self, x: float) -> tuple[float, float, float]:
        """Lower end, middle and upper end of the 90 % confidence interval of the mean of y at `x`, in units of y."""
        middle = self.intercept + self.slope * x
        half = self.reach * (1 / self.n + (x - self.mean) ** 2 / self.spread) ** 0.5
        return middle - half, middle, middle + half


def pearson(x: Sequence[float], y: Sequence[float]) -> Correlation:
    """The product-moment correlation of at least 3 pairs, neither side constant; p by Student's t with n - 2."""
    a, b = (np.asarray(v, dtype=np.float64) - np.mean(v) for v in (x, y))
    r = float(np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1.0, 1.0))
    return Correlation(r, _p_of(r, len(a)), len(a))


def spearman(x: Sequence[float], y: Sequence[float]) -> Correlation:
    """The rank correlation of at least 3 pairs, neither side constant; ties share a rank, p as for `pearson`."""
    return pearson(_ranks(x), _ranks(y))


def trend(x: Sequence[float], y: Sequence[float]) -> Trend:
    """The least-squares line through at least 3 points of unlike x."""
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    spread = float(np.sum((a - a.mean()) ** 2))
    slope = float(np.sum((a - a.mean()) * (b - b.mean())) / spread)
    intercept = float(b.mean() - slope * a.mean())
    left = float(np.sum((b - intercept - slope * a) ** 2))
    return Trend(intercept, slope, len(a), float(a.mean()), spread, _student(len(a) - 2) * (left / (len(a) - 2)) ** 0.5)


def _p_of(r: float, n: int) -> float:
    """Two-sided p of a correlation: where there is no relation 1 - r^2 follows Beta((n - 2) / 2, 1 / 2)."""
    if r == 0.0:
        return 1.0
    if abs(r) == 1.0:
        return 0.0
    return float(beta.cdf(np.log((1 - r * r) / (r * r)), (n - 2) / 2, 0.5))


def _student(df: int) -> float:
    """The point of Student's t that leaves 5 % on each side: t^2 / (df + t^2) follows Beta(1 / 2, df / 2)."""
    return float(np.sqrt(df) * np.exp(beta.quantile(_MASS, 0.5, df / 2) / 2))


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, the lowest; equal values share the middle of theirs."""
    array = np.asarray(values, dtype=np.float64)
    below = np.sum(array[None, :] < array[:, None], axis=1)
    level = np.sum(array[None, :] == array[:, None], axis=1)
    ranks: list[float] = (below + (level + 1) / 2).tolist()
    return ranks
