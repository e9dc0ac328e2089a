"""Which questions to put to the planner, and in what order: first where an answer would change most.

The questions follow from the ratings alone, so an interview can be left and resumed; nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from assistant.codebook import Item, rubric
from assistant.model import FEARS, ITEMS, VALUE_CATEGORIES, IndicatorRating, Quote, Rating

MOST: Final = 25
"""No interview is longer."""
_CONCRETE: Final = 2

Ground = Literal["unmitigated", "value_gap", "silent"]
_ORDER: Final[tuple[Ground, ...]] = ("unmitigated", "value_gap", "silent")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: about an exposed sub-indicator of a fear, or about all that the text leaves open in an item."""

    item: str
    indicators: tuple[str, ...]
    """What the text does not answer."""
    ground: Ground
    quote: Quote | None = None
    """What raised the question: the risk, else the item's strongest evidence; None where the text is silent."""

    @property
    def id(self) -> str:
        """The sub-indicator of a risk, else the item."""
        return self.indicators[0] if self.ground == "unmitigated" else self.item


def interview(ratings: Mapping[str, Rating]) -> tuple[Ask, ...]:
    """All questions a draft raises, at most MOST, those first whose answer would change most.

    Unmitigated risks by exposure, then items with value-rational sub-indicators the text does not show, then other
    silent items, the more silent first. A sub-indicator the text shows is never asked about.
    """
    risks = [ask for item in FEARS for ask in _risks(ratings[item])]
    risks.sort(key=lambda pair: -pair[0])
    asked = [ask for _, ask in risks][: MOST - len(ITEMS)]
    named = {indicator for ask in asked for indicator in ask.indicators}
    silent = [ask for item in ITEMS if (ask := _silent(ratings[item], named))]
    silent.sort(key=lambda ask: (_ORDER.index(ask.ground), -len(ask.indicators)))
    return (*asked, *silent)


def waiting(ratings: Mapping[str, Rating]) -> tuple[Ask, ...]:
    """The questions that nobody answered or skipped, of items that nobody confirmed."""
    return tuple(ask for ask in interview(ratings) if not _settled(ask, ratings[ask.item]))


def _settled(ask: Ask, rating: Rating) -> bool:
    if rating.confirmed is not None:
        return True
    return any(not said.indicators or set(ask.indicators) <= set(said.indicators) for said in rating.answers)


def _risks(rating: Rating) -> list[tuple[int, Ask]]:
    """(exposure, question) per exposed sub-indicator that nothing concrete mitigates, or not enough."""
    table = rubric().residual
    return [
        (level.exposure, Ask(rating.item, (level.id,), "unmitigated", _first(rating.evidence, level, "risk")))
        for level in rating.indicators
        if level.exposure > 0 and (level.level < _CONCRETE or table[level.exposure][level.level] == "high")
    ]


def _silent(rating: Rating, named: Iterable[str]) -> Ask | None:
    """The question about what neither the text nor another question covers; None where nothing is left."""
    item = rubric().item(rating.item)
    unseen = [i.id for i in rating.indicators if not i.level and not i.exposure and i.id not in named]
    if not unseen:
        return None
    ground: Ground = "value_gap" if _value_rational(item, unseen) else "silent"
    return Ask(rating.item, tuple(unseen), ground, rating.evidence[0] if rating.evidence else None)


def _value_rational(item: Item, indicators: Iterable[str]) -> bool:
    unseen = set(indicators)
    return any(i.category in VALUE_CATEGORIES for i in item.indicators if i.id in unseen)


def _first(evidence: Iterable[Quote], level: IndicatorRating, sign: str) -> Quote | None:
    return next((q for q in evidence if (q.indicator, q.sign) == (level.id, sign)), None)
