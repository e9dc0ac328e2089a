"""Many statements laid out in one text, so that one pass over it serves them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding import match
from assistant.coding.code_points import code_points
from assistant.coding.lexicon import Lexicon
from assistant.coding.normalise import Normalised

OPEN: Final = "^"
"""Stands before every statement, so that an n-gram can say: at the start."""
CLOSE: Final = "$"
_CLAUSE_ENDS: Final = "，。；：！？,;!?^$\n"
_NEAR: Final = 8
"""Characters around a digital marker that count as near it."""


def _break_table() -> NDArray[np.bool_]:
    table = np.zeros(0x10000, np.bool_)
    table[[ord(c) for c in _CLAUSE_ENDS]] = True
    return table


_BREAKS: Final = _break_table()


@dataclass(frozen=True)
class Batch:
    """Normalised statements, joined as `^statement$^statement$`, with one code point per character."""

    plains: tuple[Normalised, ...]
    text: str
    codes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    """Offset in `text` of each statement's first character."""
    ends: NDArray[np.int64]

    @cached_property
    def breaks(self) -> NDArray[np.bool_]:
        """Which characters end a clause."""
        return _BREAKS.take(self.codes, mode="clip")

    @cached_property
    def cuts(self) -> NDArray[np.int64]:
        """The places where clauses end, the marks around the statements included; here a colon ends one, too."""
        return np.flatnonzero(self.breaks | (self.codes == ord(":")))

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Characters of each statement with its two marks."""
        return self.ends - self.starts + 2


@dataclass(frozen=True)
class Marks:
    """Where the digital things are: per character, whether its clause has a marker, and whether one is near."""

    clause: NDArray[np.bool_]
    near: NDArray[np.bool_]


@dataclass(frozen=True)
class Scan:
    """Every pattern of the lexicon at every place of the batch, in order of end, as parallel arrays."""

    pattern: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


def owners(batch: Batch, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of the statement that each place lies in."""
    return np.searchsorted(batch.ends, places, side="right")


def lay_out(plains: Sequence[Normalised]) -> Batch:
    """Join normalised statements."""
    text = "".join([f"{OPEN}{p.text}{CLOSE}" for p in plains])
    lengths = np.fromiter((len(p.text) for p in plains), np.int64, len(plains)) + 2
    bounds = np.cumsum(lengths)
    codes = code_points(text)
    return Batch(tuple(plains), text, codes, bounds - lengths + 1, bounds - 1)


def per_statement(batch: Batch, which: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of some characters each statement has, its two marks included."""
    total = np.concatenate([[0], np.cumsum(which)])
    return np.asarray(total[batch.ends + 1] - total[batch.starts - 1], np.int64)


def scan(words: Lexicon, batch: Batch) -> Scan:
    """All hits of the lexicon's automaton; ASCII words must stand alone."""
    places = words.automaton.find_matches_as_indexes(batch.text, overlapping=True)
    numbers = np.fromiter(chain.from_iterable(places), np.int64, 3 * len(places)).reshape(-1, 3)
    parts = np.flatnonzero(words.whole.take(numbers[:, 0])).tolist()
    parts = [n for n in parts if not match.stands_alone(batch.text, *places[n][1:])]
    return Scan(*np.ascontiguousarray(np.delete(numbers, parts, axis=0).T if parts else numbers.T))


def marks(words: Lexicon, batch: Batch, found: Scan) -> Marks:
    """The clauses and neighbourhoods of the digital markers that no excluded phrase swallows."""
    size = len(batch.codes)
    away = words.excluding[found.pattern]
    excluded = _within(size, found.start[away], found.end[away])
    marking = words.marking[found.pattern]
    start, end = found.start[marking], found.end[marking]
    runs = _runs(excluded)
    swallowed = excluded[end - 1] & excluded[start] & (runs[start] == runs[end - 1])
    start, end = start[~swallowed], end[~swallowed]
    breaks = batch.breaks
    clause_of = np.cumsum(breaks)
    digital = np.zeros(int(clause_of[-1]) + 2 if size else 1, np.bool_)
    digital[clause_of[start]] = True
    inside = digital[clause_of]
    owner = owners(batch, start)
    first, last = np.maximum(start - _NEAR, batch.starts[owner]), np.minimum(end + _NEAR, batch.ends[owner])
    near = _within(size, first, last) & inside & ~breaks
    return Marks(inside | np.roll(inside & ~breaks, 1), near)


def _within(size: int, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which characters lie in one of the spans."""
    depth = np.bincount(start, minlength=size + 1) - np.bincount(end, minlength=size + 1)
    return np.asarray(np.cumsum(depth[:-1]) > 0)


def _runs(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number of the stretch of equal values each place lies in."""
    return np.cumsum(np.diff(mask, prepend=mask[:1]))
