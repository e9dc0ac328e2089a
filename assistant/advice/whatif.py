"""What the counts would be after some changes; nothing is coded again, so it answers within a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.advice.gaps import CONCRETE
from assistant.model import CATEGORIES, Coding, Problem, Rating
from assistant.rating.evidence import strongest


@dataclass(frozen=True, slots=True)
class Change:
    """So many statements of no name, or one of the draft, that come, go, or move to another category."""

    source: str | None
    """The category they leave; None where they are new."""
    to: str | None
    """The category they enter; None where they go, or are said not to be digital."""
    count: int = 1
    statement: str | None = None
    """The draft's statement that is meant; its own category is then the source."""
    removed: bool = False
    """Whether that statement leaves the draft, with what it says to the rubric."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts per category before and after, and what the changes do not or no longer do."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    idle: tuple[str, ...] = ()
    """Named statements whose change moves no count: slogans, achievements, said twice, or coded so already."""
    lost: tuple[str, ...] = ()
    """Sub-indicators that no concrete statement speaks to any more."""


def what_if(
    counts: Mapping[str, int], codings: Iterable[Coding], ratings: Mapping[str, Rating], changes: Sequence[Change]
) -> Outcome:
    """The counts after all changes together; no category falls below 0, and none gives more than it has.

    Raises:
        Problem: for a statement that the draft does not have.
    """
    coded = tuple(codings)
    after = {c: counts[c] for c in CATEGORIES}
    for change in changes:
        if change.statement is None:
            _counted(after, change)
    named = {c.statement: c for c in changes if c.statement is not None}
    idle = _moved(after, coded, named) if named else ()
    gone = {statement for statement, change in named.items() if change.removed}
    return Outcome(dict(counts), {c: max(0, n) for c, n in after.items()}, idle, lost(ratings, gone))


def _counted(after: dict[str, int], change: Change) -> None:
    count = change.count if change.source is None else min(change.count, max(0, after[change.source]))
    if change.source is not None:
        after[change.source] -= count
    if change.to is not None:
        after[change.to] += count


def _moved(after: dict[str, int], codings: Sequence[Coding], named: Mapping[str, Change]) -> tuple[str, ...]:
    """Applies the changes to named statements; the idle ones."""
    by_id = {c.statement.id: c for c in codings}
    idle = []
    for statement, change in named.items():
        coding = by_id.get(statement)
        if coding is None:
            raise Problem("no_statement", statement=statement, last=len(codings))
        source = coding.category if coding.counted else None
        counts = coding.role == "commitment" and coding.duplicate_of is None and not change.removed
        to = change.to if counts else None
        if source is not None:
            after[source] -= 1
            if to is None and (heir := _heir(statement, codings, named)):
                to = heir  # said twice: the repetition counts from now on
        if to is not None:
            after[to] += 1
        if source == to:
            idle.append(statement)
    return tuple(idle)


def _heir(statement: str, codings: Sequence[Coding], named: Mapping[str, Change]) -> str | None:
    """The category of the first repetition of a statement that stays as it is."""
    return next((c.category for c in codings if c.duplicate_of == statement and c.statement.id not in named), None)


def lost(ratings: Mapping[str, Rating], gone: Iterable[str]) -> tuple[str, ...]:
    """The sub-indicators that are concrete now and would not be without these statements."""
    without = frozenset(gone)
    if not without:
        return ()
    found: list[str] = []
    for rating in ratings.values():
        kept = [quote for quote in rating.evidence if quote.statement not in without]
        levels = strongest(kept, "mitigation" if rating.is_fear else "hope")
        found += [i.id for i in rating.indicators if i.level >= CONCRETE > levels.get(i.id, 0)]
    return tuple(found)
