"""Which statements speak to which sub-indicator, and how firmly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from assistant.model import Coding, Quote

_ONLY_GROUND = ("achievement", "status", "slogan", "fragment")
"""Roles that show what is there or wished for, not what is promised: they support a hope or a mitigation up to 1."""


def quotes(codings: Iterable[Coding]) -> dict[str, tuple[Quote, ...]]:
    """Item id -> its quotes, strongest first, then in reading order."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for coding in codings:
        items = {hit.item for hit in coding.rubric}
        for hit in coding.rubric:
            strength = hit.strength
            if hit.sign != "risk" and coding.role in _ONLY_GROUND:
                strength = 1
            found[hit.item].append(
                Quote(
                    statement=coding.statement.id,
                    indicator=hit.indicator,
                    sign=hit.sign,
                    term=hit.term,
                    start=hit.start,
                    end=hit.end,
                    strength=strength,
                    shared=len(items),
                )
            )
    return {
        item: tuple(sorted(q, key=lambda q: (-q.strength, q.start, q.indicator or ""))) for item, q in found.items()
    }


def strongest(evidence: Iterable[Quote], *signs: str) -> Mapping[str, int]:
    """Sub-indicator id -> the highest strength among its quotes of these signs."""
    levels: dict[str, int] = {}
    for quote in evidence:
        if quote.indicator is not None and quote.sign in signs:
            levels[quote.indicator] = max(levels.get(quote.indicator, 0), quote.strength)
    return levels
