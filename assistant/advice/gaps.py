"""What the draft leaves open: sub-indicators without a concrete commitment, and statements that are only slogans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.codebook import Rubric, codebook
from assistant.coding.strength import under
from assistant.model import VALUE_CATEGORIES, Addition, Coding, Rating, Upgrade

CONCRETE = 2
_BESIDE = 3
_LACKING = ("body", "target", "deadline", "feedback")


def gaps(items: Rubric, ratings: Mapping[str, Rating], codings: Sequence[Coding]) -> list[Addition]:
    """One addition per sub-indicator below a concrete commitment.

    Fears with risk and no concrete mitigation come first, then silent hopes by coverage, fewest first.
    """
    found: list[tuple[tuple[int, int, int], Addition]] = []
    last = {str(c.category): c.statement.id for c in codings if c.counted}
    for order, item in enumerate(items.items):
        rating = ratings[item.id]
        for level in rating.indicators:
            if level.level >= CONCRETE:
                continue
            exposed = level.exposure > 0
            addition = Addition(
                category=items.indicator(level.id).category,
                indicator=level.id,
                item=item.id,
                template=level.id,
                beside=beside(rating, level.id, last.get(items.indicator(level.id).category)),
                unmitigated=exposed,
            )
            urgency = 0 if exposed else 1 if addition.category in VALUE_CATEGORIES else 2
            found.append(((urgency, rating.coverage if urgency else -level.exposure, order), addition))
    return [addition for _, addition in sorted(found, key=lambda pair: pair[0])]


def beside(rating: Rating, indicator: str, last: str | None) -> tuple[str, ...]:
    """Up to three statements an addition belongs next to: same sub-indicator, same item, then its category's last."""
    own = [q.statement for q in rating.evidence if q.indicator == indicator]
    same_item = [q.statement for q in rating.evidence]
    return tuple(dict.fromkeys([*own, *same_item, *([last] if last else [])]))[:_BESIDE]


def upgrades(codings: Iterable[Coding], categories: Collection[str] = VALUE_CATEGORIES) -> list[Upgrade]:
    """Statements of these categories that are only slogans, with what each lacks to be a commitment."""
    found = []
    for coding in codings:
        weak = coding.role in ("slogan", "commitment") and coding.strength < CONCRETE and not _looks_back(coding)
        if coding.category in categories and weak and coding.duplicate_of is None:
            missing = ("action", *(cue for cue in _LACKING if cue not in coding.cues))
            found.append(Upgrade(coding.statement.id, str(coding.category), missing))
    return found


def _looks_back(coding: Coding) -> bool:
    """Whether the statement stands in a review or an account of the situation, where nothing is promised."""
    return under(codebook(), coding.statement.heading) in ("achievement", "status")
