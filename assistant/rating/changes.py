"""What a rubric that was edited changes in the ratings of a saved project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from assistant.codebook import rubric
from assistant.model import ITEMS, Rating
from assistant.resources import rubric_file

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is rated otherwise now: 0-3 for hopes, a residual risk for fears."""

    item: str
    then: int | str
    now: int | str


@cache
def stamp() -> str:
    """The rubric's own version and the beginning of its file's digest: an edit shows without a new number."""
    return f"{rubric().version}+{sha256(rubric_file('rubric.yaml').read_bytes()).hexdigest()[:_DIGITS]}"


def levels(ratings: Mapping[str, Rating]) -> dict[str, int | str]:
    """The tool's level of each item: the suggestion of a hope, the residual risk of a fear."""
    return {item: _level(ratings[item]) for item in ITEMS}


def _level(rating: Rating) -> int | str:
    return rating.residual or "unknown" if rating.is_fear else rating.suggested or 0


def changes(then: Mapping[str, int | str], now: Mapping[str, int | str]) -> tuple[Change, ...]:
    """The items that differ, in the rubric's order; there is no sum of the differences."""
    return tuple(Change(item, then[item], now[item]) for item in ITEMS if then[item] != now[item])
