"""Which learned n-grams stand where: a table of n-grams, looked up for every place of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, Marks

LONGEST: Final = 4
WHERE: Final = ("whole", "clause", "near")
"""Anywhere in the statement; in a clause with a digital word; close to a digital word."""
_BITS: Final = 15
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_DIGIT: Final = ord("0")
_ABSENT: Final = -1
_BEGUN: Final = -2
"""Row of what is no n-gram of the vocabulary itself but the beginning of one."""
_CODE_POINTS: Final = 0x110000


@dataclass(frozen=True)
class Vocabulary:
    """N-grams (1-4 characters, digits as 0) with their rows, in an open-addressed table."""

    symbols: NDArray[np.uint64]
    """Code point -> symbol, 0 where no n-gram has it."""
    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]
    shift: np.uint64


@dataclass(frozen=True)
class Occurrences:
    """Known n-grams of one length: place, row, and whether all of it is in a digital clause, near a marker."""

    length: int
    place: NDArray[np.int64]
    row: NDArray[np.int32]
    clause: NDArray[np.bool_]
    near: NDArray[np.bool_]


def folded(text: str) -> str:
    """The text as n-grams see it: every digit is 0."""
    return text.translate(_FOLD)


def vocabulary(grams: Sequence[str]) -> Vocabulary:
    """The table of these n-grams, row n being the n-th."""
    joined = folded("".join(grams))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    symbols = np.zeros(_CODE_POINTS, np.uint64)
    distinct = np.unique(codes)
    symbols[distinct] = np.arange(1, len(distinct) + 1, dtype=np.uint64)
    for digit in range(_DIGIT, _DIGIT + 10):
        symbols[digit] = symbols[_DIGIT]
    lengths = np.fromiter(map(len, grams), np.int64, len(grams))
    first = np.cumsum(lengths) - lengths
    keys = np.zeros(len(grams), np.uint64)
    padded = np.concatenate([symbols[codes], np.zeros(LONGEST, np.uint64)])
    for at in range(LONGEST):
        longer = lengths > at
        keys[longer] = (keys[longer] << np.uint64(_BITS)) | padded[first[longer] + at]
    prefixes = np.unique(np.concatenate([keys >> np.uint64(_BITS * n) for n in range(1, LONGEST)]))
    begun = np.setdiff1d(prefixes, keys)
    begun = begun[begun > 0]
    return _table(symbols, np.concatenate([keys, begun]), len(keys))


def _table(symbols: NDArray[np.uint64], keys: NDArray[np.uint64], known: int) -> Vocabulary:
    bits = max(4, int(len(keys) * 3).bit_length())
    shift = np.uint64(64 - bits)
    table = np.zeros(1 << bits, np.uint64)
    rows = np.full(1 << bits, _ABSENT, np.int32)
    waiting = np.arange(len(keys))
    slot = _slots(keys, shift)
    while len(waiting):
        free = table[slot] == 0
        _, firsts = np.unique(slot[free], return_index=True)
        taken = np.flatnonzero(free)[firsts]
        table[slot[taken]] = keys[waiting[taken]]
        rows[slot[taken]] = np.where(waiting[taken] < known, waiting[taken], _BEGUN)
        left = np.ones(len(waiting), np.bool_)
        left[taken] = False
        waiting, slot = waiting[left], (slot[left] + 1) & (len(table) - 1)
    return Vocabulary(symbols, table, rows, shift)


def _slots(keys: NDArray[np.uint64], shift: np.uint64) -> NDArray[np.int64]:
    return ((keys * _MIX) >> shift).view(np.int64)


def occurrences(words: Vocabulary, batch: Batch, marks: Marks) -> list[Occurrences]:
    """Where the n-grams of the vocabulary stand, one entry per length."""
    symbols = words.symbols[batch.codes]
    place = np.flatnonzero(symbols)
    keys = symbols[place]
    clause, near = marks.clause[place], marks.near[place]
    found = []
    for length in range(1, LONGEST + 1):
        if length > 1:
            place = place[: np.searchsorted(place, len(symbols) - length + 1)]
            later = place + (length - 1)
            keys = (keys[: len(place)] << np.uint64(_BITS)) | symbols[later]
            clause = clause[: len(place)] & marks.clause[later]
            near = near[: len(place)] & marks.near[later]
        row = _look_up(words, keys)
        begun = row != _ABSENT
        place, keys, row, clause, near = place[begun], keys[begun], row[begun], clause[begun], near[begun]
        known = row >= 0
        found.append(Occurrences(length, place[known], row[known], clause[known], near[known]))
    return found


def _look_up(words: Vocabulary, keys: NDArray[np.uint64]) -> NDArray[np.int32]:
    slot = _slots(keys, words.shift)
    met = words.keys[slot]
    rows = np.where(met == keys, words.rows[slot], np.int32(_ABSENT))
    waiting = np.flatnonzero((met != keys) & (met != 0))
    while len(waiting):
        slot[waiting] = (slot[waiting] + 1) & (len(words.keys) - 1)
        met = words.keys[slot[waiting]]
        right = met == keys[waiting]
        rows[waiting[right]] = words.rows[slot[waiting[right]]]
        waiting = waiting[~right & (met != 0)]
    return rows


_FOLD: Final = {ord(c): "0" for c in "123456789"}
