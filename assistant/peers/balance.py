"""Plain figures of one attention mix: shares, evenness, centre of gravity; no numpy, so that a table prints quickly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.model import CATEGORIES, PEOPLE_CATEGORIES, VALUE_CATEGORIES

GROUPS: Final = MappingProxyType({"value": VALUE_CATEGORIES, "people": PEOPLE_CATEGORIES})
"""The two groups of categories that are reported beside the seven: strict value share and people-facing share."""
GRAVITY: Final = MappingProxyType(dict(zip(CATEGORIES, (0.0, 0.5, 0.5, 0.5, 0.5, 1.0, 1.0), strict=True)))
"""0 instrumental, 0.5 instrumental-value, 1 value: the dimensions of the paper's Table 2."""


def shares(counts: Mapping[str, int]) -> dict[str, float]:
    """The share of every category; they sum to 1, and are all 0 where nothing was counted."""
    total = sum(counts.get(category, 0) for category in CATEGORIES)
    return {category: counts.get(category, 0) / total if total else 0.0 for category in CATEGORIES}


def group_share(mix: Mapping[str, float], group: str) -> float:
    """The summed share of the categories of `value` or `people`."""
    return sum(mix[category] for category in GROUPS[group])


def evenness(mix: Mapping[str, float]) -> float:
    """Normalised Shannon entropy J = -sum p ln p / ln 7 in [0, 1]; 0 for an empty mix.

    K is fixed at the seven categories (Boydstun, Bevan & Thomas 2014), so an unused category lowers J.
    """
    entropy = -sum(mix[c] * math.log(mix[c]) for c in CATEGORIES if mix[c] > 0)
    return min(1.0, max(0.0, entropy / math.log(len(CATEGORIES))))


def centre_of_gravity(mix: Mapping[str, float]) -> float:
    """Where the mix lies between instrumental (0) and value rationality (1): G = sum w p."""
    return sum(GRAVITY[category] * mix[category] for category in CATEGORIES)


def rarefied_evenness(counts: Mapping[str, int], size: int) -> float:
    """The evenness expected of `size` statements drawn without replacement, to compare plans of unlike length.

    Each category's count in such a draw is hypergeometric, so the expected entropy is summed exactly. `size` is at
    least 1; from the plan's own length on, the plan's own evenness.
    """
    total = sum(counts.get(category, 0) for category in CATEGORIES)
    if size >= total:
        return evenness(shares(counts))
    ways = math.comb(total, size)
    entropy = 0.0
    for category in CATEGORIES:
        n = counts.get(category, 0)
        for k in range(max(1, size - (total - n)), min(n, size) + 1):
            chance = math.comb(n, k) * math.comb(total - n, size - k) / ways
            entropy -= chance * (k / size) * math.log(k / size)
    return entropy / math.log(len(CATEGORIES))
