"""Which words of the statements speak to the thirteen items of the rubric, and with which sign."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from assistant.codebook import WHOLE_ITEM, Condition, rubric
from assistant.coding.batch import Batch, Scan, owners
from assistant.coding.lexicon import SIGNS, Use, lexicon
from assistant.coding.match import outermost
from assistant.model import RubricHit, Sign, Statement

_INTRODUCES = "：:"


@dataclass(frozen=True, slots=True)
class _Signal:
    """What a pattern says to the rubric, and when it counts."""

    use: Use
    conditions: tuple[Condition, ...]
    general: bool
    """Gives way to any specific term of the statement."""


class _Told(NamedTuple):
    """A signal at a place of the batch."""

    owner: int
    start: int
    end: int
    signal: _Signal


@cache
def _signals() -> tuple[tuple[_Signal, ...], ...]:
    """Per pattern of the lexicon its signals."""
    return tuple(tuple(_signal(u) for u in uses if u.purpose in SIGNS) for uses in lexicon().uses)


def _signal(use: Use) -> _Signal:
    conditions: Mapping[tuple[str, str], Condition] = rubric().conditions
    item = use.value[:2]
    asked = [conditions.get((item, WHOLE_ITEM)), own := conditions.get((item, use.term))]
    return _Signal(use, tuple(c for c in asked if c is not None), own is not None and own.alone)


def rubric_hits(
    batch: Batch,
    found: Scan,
    statements: Sequence[Statement],
    about: NDArray[np.bool_],
    strengths: NDArray[np.int64],
    categories: Sequence[str | None],
) -> dict[int, tuple[RubricHit, ...]]:
    """Hopes, risks and mitigations that the statements' words speak for, in order of place, by number of statement.

    A term with a condition in the rubric counts only where the condition holds; of overlapping terms that count, the
    longest decides; a general term gives way to any specific one in the statement. A negation turns the risks of its
    own clause into mitigations, and those of the clause it introduces with a colon.

    Args:
        about: which statements may speak to the rubric.
        strengths: how firmly each statement speaks, 1-3.
        categories: what each is coded as; None where it is not coded, and then none is asked of it.
    """
    clauses = _Clauses(batch, found)
    hits: dict[int, tuple[RubricHit, ...]] = {}
    told = [t for t in _told(batch, found, about) if clauses.counts(t, categories[t.owner])]
    for owner, group in groupby(told, attrgetter("owner")):
        spoken = outermost(group)
        spoken = [t for t in spoken if not t.signal.general] or spoken
        firm = int(strengths[owner])
        hits[owner] = tuple([_rubric_hit(batch, statements[owner], t, clauses.sign(t), firm) for t in spoken])
    return hits


def _told(batch: Batch, found: Scan, about: NDArray[np.bool_]) -> list[_Told]:
    """The signals of some statements in order of place, the longer first."""
    chosen = np.flatnonzero(lexicon().signalling.take(found.pattern))
    owner = owners(batch, found.start.take(chosen))
    asked = np.flatnonzero(about.take(owner))
    chosen, owner = chosen.take(asked), owner.take(asked)
    start, end = found.start.take(chosen), found.end.take(chosen)
    order = np.argsort(start * (len(batch.text) + 1) - end, kind="stable")
    columns = (owner, start, end, found.pattern.take(chosen))
    signals = _signals()
    places = zip(*(column.take(order).tolist() for column in columns), strict=True)
    return [_Told(n, first, last, signal) for n, first, last, pattern in places for signal in signals[pattern]]


class _Clauses:
    """The clauses of a batch, and where negations stand in it."""

    def __init__(self, batch: Batch, found: Scan) -> None:
        self._text = batch.text
        self._cuts: list[int] = batch.cuts.tolist()
        self._negations: list[int] = np.sort(found.start[lexicon().negating.take(found.pattern)]).tolist()

    def counts(self, told: _Told, category: str | None) -> bool:
        """Whether the conditions of a signal hold."""
        return all(self._holds(condition, told, category) for condition in told.signal.conditions)

    def _holds(self, condition: Condition, told: _Told, category: str | None) -> bool:
        if condition.about and category is not None and category not in condition.about:
            return False
        if not condition.beside and not condition.unless:
            return True
        number = bisect_left(self._cuts, told.start)
        words = self._text[self._cuts[number - 1] + 1 : self._cuts[number]]
        if any(word in words for word in condition.unless):
            return False
        return not condition.beside or any(word in words for word in condition.beside)

    def sign(self, told: _Told) -> Sign:
        """The term's own, but for a risk that is negated in its clause or before the colon that introduces it."""
        purpose = told.signal.use.purpose
        if purpose != "risk":
            return cast(Sign, purpose)
        number = bisect_left(self._cuts, told.start)
        first = self._cuts[number - 1]
        if self._text[first] in _INTRODUCES:
            first = self._cuts[number - 2]
        at = bisect_left(self._negations, first + 1)
        negated = at < len(self._negations) and self._negations[at] < self._cuts[number]
        return "mitigation" if negated else "risk"


def _rubric_hit(batch: Batch, statement: Statement, told: _Told, sign: Sign, strength: int) -> RubricHit:
    at = int(batch.starts[told.owner])
    first, last = batch.plains[told.owner].span(told.start - at, told.end - at)
    use = told.signal.use
    origin = statement.start
    return RubricHit(use.value[:2], use.value, sign, use.term, origin + first, origin + last, strength)
