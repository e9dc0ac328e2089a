"""Sameness: which statements of a draft echo other plans, word for word, and what of each category is the city's own.

An echo is no fault: a task that a higher-level plan assigns has to be taken up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from assistant.coding.code_points import code_points
from assistant.coding.normalise import Normalised, normalise_all
from assistant.model import CATEGORIES, Coding, Draft, Statement
from assistant.reading.segment import statements as segment

Level = Literal["higher", "peer"]
"""Whether a plan binds the draft (国家、省) or stands beside it (another city's)."""

RUN: Final = 8
"""Characters in a row that an echo has in common at least: shorter runs are the field's set terms (数字化转型升级)."""
HALF: Final = 0.5
"""Share of the statement's letters from which it is an echo as a whole."""
CLAUSE: Final = 13
"""Characters in a row that make a clause taken over; terms of statistics and office are shorter (数字经济核心产业)."""
CLAUSE_SHARE: Final = 0.3
"""Share of the statement's letters that has to agree where a clause is taken over; below it the rest prevails."""
FEWEST: Final = 12
"""Letters in common, at least: fewer agree in any two headings."""
_LATIN: Final = 3
"""Letters that weigh as much as one Chinese character: in English every length here is so many times as long."""
_BLOCK: Final = 4
"""Characters in a row from which agreement is counted and marked; two or three agree in any two sentences."""
_FORMULA: Final = 400
"""A run that more statements than this have in common is a formula of office and starts no comparison."""
_Ints = NDArray[np.int64]
_Hashes = NDArray[np.uint64]
Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, 0-based, end-exclusive, ascending."""


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """A plan that a draft is held against."""

    title: str
    source: str
    """File name without folders."""
    level: Level
    statements: tuple[Statement, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Echo:
    """A statement of the draft beside the statement of another plan whose words it has most of."""

    statement: str
    plan: int
    """Index of the plan."""
    other: Statement
    share: float
    """Of the statement's letters and digits, how many stand in the other one, in runs and in order; 0..1."""
    spans: Spans
    """Where they agree, in the statement's text."""
    other_spans: Spans
    """The same in the other statement's text; as many, pair by pair."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Of one category's counted statements, how many follow other plans; the three parts add up to `counted`."""

    category: str
    counted: int
    higher: int
    """Echo a higher-level plan."""
    peer: int
    """Echo another city's plan, and no higher-level one."""

    @property
    def own(self) -> int:
        """Statements with no echo in the plans at hand."""
        return self.counted - self.higher - self.peer


def other_plan(draft: Draft, level: Level) -> OtherPlan:
    """A plan that was read, ready to hold a draft against."""
    return OtherPlan(draft.title, draft.source, level, segment(draft), draft.sha256)


def echoes(statements: Sequence[Statement], plans: Sequence[OtherPlan]) -> tuple[Echo, ...]:
    """For every statement and plan the closest echo, where there is one; in the order of statements, then of plans.

    Only statements that share a run of `RUN` characters are aligned (longest common subsequence, rapidfuzz); nothing
    shorter can be an echo, so nothing is missed but what only formulas connect.
    """
    others = [(number, other) for number, plan in enumerate(plans) for other in plan.statements]
    mine = normalise_all([s.text for s in statements])
    theirs = normalise_all([other.text for _, other in others])
    best: dict[tuple[int, int], Echo] = {}
    for at, other_at in _sharing_a_run([n.text for n in mine], [n.text for n in theirs]):
        number, other = others[other_at]
        found = _aligned(mine[at], theirs[other_at])
        if found is None:
            continue
        share, spans, other_spans = found
        if (at, number) not in best or share > best[at, number].share:
            best[at, number] = Echo(statements[at].id, number, other, share, spans, other_spans)
    return tuple(best[key] for key in sorted(best))


def origins(codings: Sequence[Coding], found: Sequence[Echo], plans: Sequence[OtherPlan]) -> tuple[Origin, ...]:
    """Per category, of the counted statements, how many echo a higher-level plan, another city's plan, or neither."""
    echoed: dict[Level, set[str]] = {"higher": set(), "peer": set()}
    for echo in found:
        echoed[plans[echo.plan].level].add(echo.statement)
    rows = []
    for category in CATEGORIES:
        ids = {c.statement.id for c in codings if c.counted and c.category == category}
        higher = ids & echoed["higher"]
        rows.append(Origin(category, len(ids), len(higher), len(ids & echoed["peer"] - higher)))
    return tuple(rows)


def _aligned(mine: Normalised, other: Normalised) -> tuple[float, Spans, Spans] | None:
    """The agreeing share and spans, where they make an echo."""
    a, b = mine.text, other.text
    scale = _LATIN if a.isascii() else 1
    same = [s for s in _same(a, b) if s[1] - s[0] >= _BLOCK * scale]
    trimmed = [part for s in same if (part := _trimmed(a, *s)) is not None]
    agreed = sum(_letters(a[start:end]) for start, end, _ in trimmed)
    share = agreed / max(1, _letters(a))
    longest = max((end - start for start, end, _ in trimmed), default=0)
    if not _is_echo(agreed // scale, share, longest // scale):
        return None
    spans = tuple(mine.span(start, end) for start, end, _ in trimmed)
    other_spans = tuple(other.span(to, to + end - start) for start, end, to in trimmed)
    return share, spans, other_spans


def _same(a: str, b: str) -> list[tuple[int, int, int]]:
    """Start and end in `a` and start in `b` of what they have in common, in order."""
    if a in b:  # of several longest alignments the library may return one with gaps
        return [(0, len(a), b.index(a))]
    return [(o.src_start, o.src_end, o.dest_start) for o in Indel.opcodes(a, b) if o.tag == "equal"]


def _is_echo(agreed: int, share: float, longest: int) -> bool:
    """Whether half the statement, or a whole clause of it, stands in the other one (set on pairs read one by one)."""
    whole = share >= HALF and longest >= RUN
    clause = share >= CLAUSE_SHARE and longest >= CLAUSE
    return agreed >= FEWEST and (whole or clause)


def _trimmed(text: str, start: int, end: int, to: int) -> tuple[int, int, int] | None:
    """An agreeing stretch without punctuation and blanks at its ends; None where no `_BLOCK` is left of it."""
    while start < end and not text[start].isalnum():
        start, to = start + 1, to + 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return (start, end, to) if end - start >= _BLOCK else None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _sharing_a_run(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Indices of texts that have `RUN` characters in a row in common, each pair once, ascending."""
    own_hash, own = _runs(mine)
    hashes, owners = _runs(theirs)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    first = np.searchsorted(hashes, own_hash, side="left")
    count = np.searchsorted(hashes, own_hash, side="right") - first
    count[count > _FORMULA] = 0
    begin = np.repeat(first - np.cumsum(count) + count, count)
    partners = owners[begin + np.arange(len(begin))]
    pairs = np.unique(np.repeat(own, count) * max(1, len(theirs)) + partners)
    for pair in pairs.tolist():
        yield divmod(pair, max(1, len(theirs)))


def _runs(texts: Sequence[str]) -> tuple[_Hashes, _Ints]:
    """Every run of `RUN` characters inside a text as a number, and whose it is.

    The number is a polynomial hash modulo 2^64 (Karp & Rabin 1987); a collision only costs a needless alignment.
    """
    joined = "".join(texts)
    if len(joined) < RUN:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    codes = code_points(joined).astype(np.uint64)
    size = len(codes) - RUN + 1
    hashes = np.zeros(size, np.uint64)
    for step in range(RUN):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[step : step + size]
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = owners[:size] == owners[RUN - 1 :]
    return hashes[inside], owners[:size][inside]
