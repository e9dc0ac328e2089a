"""From quotes to suggested levels: hopes by the median of five, fears by exposure against mitigation.

There is no total over the items and no weight by their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.codebook import Item, Rubric, rubric
from assistant.model import HOPES, Coding, Decisions, IndicatorRating, Quote, Rating
from assistant.rating.evidence import quotes, strongest

_MOST = 3


def rate(codings: Iterable[Coding], decisions: Decisions) -> dict[str, Rating]:
    """The thirteen ratings by item id; a person's confirmation and answers stand beside the suggestion."""
    items = rubric()
    coded = tuple(codings)
    texts = {c.statement.id: c.statement.text.lower() for c in coded}
    evidence = quotes(coded)
    ratings = {}
    for item in items.items:
        found = evidence.get(item.id, ())
        rated = _hope(item, found) if item.id in HOPES else _fear(items, item, found, texts)
        ratings[item.id] = Rating(
            **rated,  # type: ignore[arg-type]
            item=item.id,
            evidence=found,
            confirmed=decisions.ratings.get(item.id),
            answers=decisions.answers.get(item.id, ()),
        )
    return ratings


def median_down(levels: Iterable[int]) -> int:
    """The median, the lower of the two middle levels where their number is even."""
    ordered = sorted(levels)
    return ordered[(len(ordered) - 1) // 2]


def _hope(item: Item, found: tuple[Quote, ...]) -> dict[str, object]:
    levels = strongest(found, "hope")
    indicators = tuple(IndicatorRating(i.id, levels.get(i.id, 0)) for i in item.indicators)
    return {
        "indicators": indicators,
        "coverage": sum(i.level > 0 for i in indicators),
        "suggested": median_down(i.level for i in indicators),
    }


def _fear(items: Rubric, item: Item, found: tuple[Quote, ...], texts: Mapping[str, str]) -> dict[str, object]:
    mitigated = strongest(found, "mitigation")
    exposed: dict[str, int] = {}
    for quote in found:
        if quote.sign == "risk" and quote.indicator is not None:
            level = exposure(items, quote, texts[quote.statement])
            exposed[quote.indicator] = max(exposed.get(quote.indicator, 0), level)
    indicators = tuple(IndicatorRating(i.id, mitigated.get(i.id, 0), exposed.get(i.id, 0)) for i in item.indicators)
    highest, mitigation = _worst(indicators)
    return {
        "indicators": indicators,
        "coverage": sum(bool(i.level or i.exposure) for i in indicators),
        "suggested": None,
        "exposure": highest,
        "mitigation": mitigation,
        "residual": items.residual[highest][mitigation],
    }


def _worst(indicators: Sequence[IndicatorRating]) -> tuple[int, int]:
    """The highest exposure and what mitigates it: a protection elsewhere in the item counts as a slogan there."""
    best = max(i.level for i in indicators)
    highest = max(i.exposure for i in indicators)
    if highest == 0:
        return 0, best
    return highest, min(max(i.level, min(best, 1)) for i in indicators if i.exposure == highest)


def exposure(items: Rubric, quote: Quote, text: str) -> int:
    """1 for wording that may invite the risk, 2 for a concrete measure, 3 where that is broad or compulsory."""
    if quote.strength < 2:
        return 1
    return _MOST if any(word.lower() in text for word in items.compulsory) else 2
