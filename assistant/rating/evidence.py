"""Which statements speak to which sub-indicator, and how firmly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from assistant.codebook import Rubric, rubric
from assistant.model import Challenge, Coding, Quote, RubricHit

MANY = 3
"""A statement that serves more items than this asks for a second look."""
_ONLY_GROUND = ("achievement", "status", "slogan", "fragment")
"""Roles that show what is there or wished for, not what is promised: they support a hope or a mitigation up to 1."""


def quotes(codings: Iterable[Coding], challenges: Iterable[Challenge] = ()) -> dict[str, tuple[Quote, ...]]:
    """Item id -> its quotes, strongest first, then in reading order; without what a person took out.

    What is no evidence, and what is evidence of a slogan only, is written in the rubric's limits.
    """
    items = rubric()
    taken = {(c.item, c.text) for c in challenges}
    found: dict[str, list[Quote]] = defaultdict(list)
    for coding in codings:
        if not coding.rubric:
            continue
        hits = [hit for hit in _supporting(items, coding) if (hit.item, coding.statement.text) not in taken]
        shared = len({hit.item for hit in hits})
        for hit in hits:
            found[hit.item].append(_quote(items, coding, hit, shared))
    return {
        item: tuple(sorted(q, key=lambda q: (-q.strength, q.start, q.indicator or ""))) for item, q in found.items()
    }


def _supporting(items: Rubric, coding: Coding) -> list[RubricHit]:
    """A definition says nothing; a shortcoming speaks for no hope and no mitigation, though it may signal a risk."""
    if _says(items, coding, "apart"):
        return []
    short = _says(items, coding, "shortcoming")
    return [hit for hit in coding.rubric if hit.sign == "risk" or not short]


def _says(items: Rubric, coding: Coding, limit: str) -> bool:
    text = coding.statement.text.lower()
    return any(cue.lower() in text for cue in items.limits[limit])


def _quote(items: Rubric, coding: Coding, hit: RubricHit, shared: int) -> Quote:
    wording = hit.term in items.limits["slogan"] or _says(items, coding, "principle")
    bounded = hit.sign != "risk" and (coding.role in _ONLY_GROUND or wording)
    return Quote(
        statement=coding.statement.id,
        indicator=hit.indicator,
        sign=hit.sign,
        term=hit.term,
        start=hit.start,
        end=hit.end,
        strength=1 if bounded else hit.strength,
        shared=shared,
    )


def standing(challenges: Iterable[Challenge], codings: Iterable[Coding]) -> tuple[Challenge, ...]:
    """The challenges of statements the draft still has, each with the id it has there now."""
    ids = {c.statement.text: c.statement.id for c in codings}
    return tuple(replace(c, statement=ids[c.text]) for c in challenges if c.text in ids)


def doubtful(evidence: Iterable[Quote], waiting: Collection[str]) -> int:
    """How many quoted statements wait for a review or serve more than three items."""
    return len({q.statement for q in evidence if q.shared > MANY or q.statement in waiting})


def strongest(evidence: Iterable[Quote], *signs: str) -> Mapping[str, int]:
    """Sub-indicator id -> the highest strength among its quotes of these signs."""
    levels: dict[str, int] = {}
    for quote in evidence:
        if quote.indicator is not None and quote.sign in signs:
            levels[quote.indicator] = max(levels.get(quote.indicator, 0), quote.strength)
    return levels
