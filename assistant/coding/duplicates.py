"""Statements that say nearly the same: they count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.model import Statement

THRESHOLD = 0.8
"""Jaccard similarity of character 3-grams (method: near-duplicates count once)."""


def duplicates(statements: Sequence[Statement]) -> dict[str, str]:
    """Id of a statement -> id of the first earlier one whose character 3-grams overlap by at least `THRESHOLD`."""
    seen: dict[str, list[int]] = defaultdict(list)
    grams: list[frozenset[str]] = []
    found: dict[str, str] = {}
    for at, statement in enumerate(statements):
        own = _grams(statement.text)
        grams.append(own)
        shared: dict[int, int] = defaultdict(int)
        for gram in own:
            for earlier in seen[gram]:
                shared[earlier] += 1
        for earlier in sorted(shared):
            if shared[earlier] / (len(own) + len(grams[earlier]) - shared[earlier]) >= THRESHOLD:
                found[statement.id] = statements[earlier].id
                break
        else:
            for gram in own:
                seen[gram].append(at)
    return found


def _grams(text: str) -> frozenset[str]:
    plain = "".join(text.split())
    return frozenset(plain[i : i + 3] for i in range(max(1, len(plain) - 2)))
