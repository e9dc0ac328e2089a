"""From quotes to suggested levels: hopes by the median of five, fears by exposure against mitigation.

There is no total over the items and no weight by their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.codebook import Item, Rubric, rubric
from assistant.model import HOPES, Coding, Decisions, IndicatorRating, Quote, Rating, Statement
from assistant.rating.evidence import doubtful, quotes, standing, strongest

_MOST = 3
_CLAUSE = re.compile(r"[，,。；;！!？?（(）)\n]")


def rate(codings: Iterable[Coding], decisions: Decisions) -> dict[str, Rating]:
    """The thirteen ratings by item id; a person's confirmation and answers stand beside the suggestion.

    What a person challenged is no evidence, whatever the tool makes of it.
    """
    items = rubric()
    coded = tuple(codings)
    statements = {c.statement.id: c.statement for c in coded}
    waiting = {c.statement.id for c in coded if c.review}
    challenged = standing(decisions.challenges, coded)
    evidence = quotes(coded, challenged)
    ratings = {}
    for item in items.items:
        found = evidence.get(item.id, ())
        rated = _hope(item, found) if item.id in HOPES else _fear(items, item, found, statements)
        ratings[item.id] = Rating(
            **rated,  # type: ignore[arg-type]
            item=item.id,
            evidence=found,
            confirmed=decisions.ratings.get(item.id),
            answers=decisions.answers.get(item.id, ()),
            challenged=tuple(c for c in challenged if c.item == item.id),
            doubtful=doubtful(found, waiting),
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


def _fear(
    items: Rubric, item: Item, found: tuple[Quote, ...], statements: Mapping[str, Statement]
) -> dict[str, object]:
    mitigated = strongest(found, "mitigation")
    exposed: dict[str, int] = {}
    for quote in found:
        if quote.sign == "risk" and quote.indicator is not None:
            level = exposure(items, quote, statements[quote.statement])
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


def exposure(items: Rubric, quote: Quote, statement: Statement) -> int:
    """1 for wording that may invite the risk, 2 for a concrete measure, 3 where its clause is broad or compulsory."""
    if quote.strength < 2:
        return 1
    clause = _clause(statement.text, quote.start - statement.start).lower()
    return _MOST if any(word.lower() in clause for word in items.compulsory) else 2


def _clause(text: str, at: int) -> str:
    """The clause of a text that place `at` stands in."""
    cuts = [cut.start() for cut in _CLAUSE.finditer(text)]
    first = max((cut + 1 for cut in cuts if cut < at), default=0)
    return text[first : min((cut for cut in cuts if cut >= at), default=len(text))]
