"""Figures of agreement between labels and answers: pure functions over sequences of equal length."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.model import VALUE_CATEGORIES

NONE = "none"
"""What a statement is labelled that none of the categories fits."""


@dataclass(frozen=True, slots=True)
class Found:
    """How well one label is found."""

    label: str
    n: int
    """Statements that bear it."""
    told: int
    """Statements that were given it."""
    right: int

    @property
    def precision(self) -> float:
        """Share of the given that are right; 0 where none was given."""
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """Share of the borne that were given; 0 where none is borne."""
        return self.right / self.n if self.n else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.n + self.told) if self.n + self.told else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence lies in [low, high), the last bin's end included."""

    low: float
    high: float
    n: int
    confidence: float
    """Mean confidence; nan in an empty bin."""
    right: float
    """Share that is right; nan in an empty bin."""


def accuracy(gold: Sequence[Hashable], told: Sequence[Hashable]) -> float:
    """Share of equal answers."""
    return sum(g == t for g, t in zip(gold, told, strict=True)) / len(gold)


def kappa(gold: Sequence[Hashable], told: Sequence[Hashable]) -> float:
    """Cohen's kappa of two codings of the same statements; nan where both only ever use one and the same label."""
    n = len(gold)
    one, other = Counter(gold), Counter(told)
    chance = sum(one[k] * other[k] for k in one) / n / n
    return (accuracy(gold, told) - chance) / (1 - chance) if chance < 1 else math.nan


def linear_kappa(gold: Sequence[int], told: Sequence[int]) -> float:
    """Cohen's kappa with linear weights; nan where both only ever use one and the same level."""
    a, b = np.array(gold), np.array(told)
    expected = float(np.abs(a[:, None] - b[None]).mean())
    return 1 - float(np.abs(a - b).mean()) / expected if expected else math.nan


def value_share(categories: Sequence[str]) -> float:
    """Share of the value categories among the coded statements; nan where nothing is coded."""
    coded = sum(c != NONE for c in categories)
    return sum(c in VALUE_CATEGORIES for c in categories) / coded if coded else math.nan


def per_label(gold: Sequence[str], told: Sequence[str]) -> list[Found]:
    """Every label that occurs, the most frequent first."""
    borne, given = Counter(gold), Counter(told)
    right = Counter(g for g, t in zip(gold, told, strict=True) if g == t)
    labels = sorted({*borne, *given}, key=lambda k: (-borne[k], k))
    return [Found(k, borne[k], given[k], right[k]) for k in labels]


def macro_f1(gold: Sequence[str], told: Sequence[str], least: int = 20) -> float:
    """Mean F1 of the categories borne by at least `least` statements; nan where there is none."""
    values = [f.f1 for f in per_label(gold, told) if f.n >= least and f.label != NONE]
    return sum(values) / len(values) if values else math.nan


def confusions(gold: Sequence[str], told: Sequence[str], most: int) -> list[tuple[str, str, int]]:
    """The largest cells off the diagonal: label, answer, statements."""
    cells = Counter((g, t) for g, t in zip(gold, told, strict=True) if g != t)
    ordered = sorted(cells.items(), key=lambda cell: (-cell[1], cell[0]))
    return [(g, t, n) for (g, t), n in ordered[:most]]


def reliability(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Whether a confidence of .8 is right eight times in ten: `bins` bins of equal width over [0, 1]."""
    told, hit = np.array(confidence, float), np.array(right, bool)
    place = np.minimum((told * bins).astype(int), bins - 1)
    table = []
    for index in range(bins):
        inside = place == index
        n = int(inside.sum())
        mean, share = (float(told[inside].mean()), float(hit[inside].mean())) if n else (math.nan, math.nan)
        table.append(Bin(index / bins, (index + 1) / bins, n, mean, share))
    return table


def calibration_error(table: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance of confidence and share right, weighted by statements."""
    total = sum(b.n for b in table)
    return sum(b.n * abs(b.confidence - b.right) for b in table if b.n) / total


def least_confident(confidence: Sequence[float], wrong: Sequence[bool], share: float = 0.2) -> float:
    """Share of the mistakes among the least confident `share` of the statements; nan where there is no mistake.

    Statements as confident as the last one that fits enter in part, so that the order of a file decides nothing.
    """
    told, mistakes = np.array(confidence, float), np.array(wrong, bool)
    if not mistakes.any():
        return math.nan
    room = share * len(told)
    limit = np.sort(told)[max(0, math.ceil(room) - 1)]
    below, level = told < limit, told == limit
    part = (room - below.sum()) / level.sum()
    return float((mistakes[below].sum() + part * mistakes[level].sum()) / mistakes.sum())
