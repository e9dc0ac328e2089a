"""The words of a statement that spoke for a category, as evidence that points into the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.coding.additions import Pull
from assistant.coding.batch import Batch
from assistant.coding.lexicon import lexicon
from assistant.coding.terms import Heard, Variant
from assistant.model import Evidence, MatchKind, Statement

_Named = tuple[tuple[str, str, MatchKind, bool], ...]


@cache
def _named() -> tuple[_Named, ...]:
    """Per pattern of the lexicon: term, category, how it is written, whether it is only an object."""
    return tuple(tuple((u.term, u.value, u.kind, u.purpose == "object") for u in uses) for uses in lexicon().naming)


def quoted(
    batch: Batch,
    statements: Sequence[Statement],
    heard: Heard,
    written_otherwise: Sequence[Variant],
    digital: NDArray[np.bool_],
    shown: NDArray[np.bool_],
) -> dict[int, tuple[Evidence, ...]]:
    """Specific terms and cues anywhere, objects only in a digital clause, in order of place, by number of statement.

    Args:
        digital: per character of the batch whether its clause has a digital word.
        shown: which statements have their evidence told.
    """
    chosen = np.flatnonzero(shown.take(heard.owner))
    start, end, owner = heard.start.take(chosen), heard.end.take(chosen), heard.owner.take(chosen)
    shift = np.array([s.start for s in statements], np.int64) - batch.starts
    columns = (heard.pattern.take(chosen), start, end, owner, shift.take(owner), digital.take(start))
    found: dict[int, list[Evidence]] = defaultdict(list)
    named, plains = _named(), batch.plains
    for pattern, first, last, n, add, told in zip(*(column.tolist() for column in columns), strict=True):
        for term, category, kind, is_object in named[pattern]:
            if told or not is_object:
                at = (first + add, last + add) if not plains[n].joints else _placed(batch, statements, n, first, last)
                found[n].append(Evidence(term, category, at[0], at[1], kind))
    late = set()
    for variant in written_otherwise:
        if shown[variant.owner]:
            at = _placed(batch, statements, variant.owner, variant.start, variant.end)
            use = variant.use
            found[variant.owner].append(Evidence(use.term, use.value, *at, use.kind, variant.score))
            late.add(variant.owner)
    for n in late:
        found[n].sort(key=lambda evidence: evidence.start)
    return {n: tuple(each) for n, each in found.items()}


def added(batch: Batch, statements: Sequence[Statement], n: int, pulled: Sequence[Pull]) -> tuple[Evidence, ...]:
    """A person's terms in a statement."""
    found = []
    for pull in pulled:
        if pull.kind == "term" and pull.category is not None:
            first, last = batch.plains[n].span(pull.start, pull.end)
            origin = statements[n].start
            found.append(Evidence(pull.term, pull.category, origin + first, origin + last, "exact"))
    return tuple(found)


def _placed(batch: Batch, statements: Sequence[Statement], n: int, start: int, end: int) -> tuple[int, int]:
    """A span of the batch as one of the draft."""
    at, origin = int(batch.starts[n]), statements[n].start
    first, last = batch.plains[n].span(start - at, end - at)
    return origin + first, origin + last
