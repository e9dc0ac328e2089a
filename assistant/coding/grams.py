"""Which learned n-grams stand where: a table of n-grams, looked up for every place of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, Marks
from assistant.coding.code_points import code_points

LONGEST: Final = 4
WHERE: Final = ("whole", "clause", "near")
"""Anywhere in the statement; in a clause with a digital word; close to a digital word."""
_BITS: Final = 15
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_DIGIT: Final = ord("0")
_BEGUN: Final = 1
"""Stands for what is no n-gram of the vocabulary itself but the beginning of one."""
_KNOWN: Final = 2
_PLANE: Final = 0x10000
"""Rarer code points all count as the last of the plane, which is no character."""


@dataclass(frozen=True)
class Vocabulary:
    """N-grams (1-4 characters, digits as 0) with their rows, in an open-addressed table."""

    symbols: NDArray[np.uint16]
    """Code point of the basic plane -> symbol, 0 where no n-gram has it."""
    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]
    """Row + `_KNOWN`; `_BEGUN` where an n-gram only begins so; 0 in empty slots."""
    shift: np.uint64


@dataclass(frozen=True)
class Occurrences:
    """Known n-grams of one length: place, row, and how close to a digital word all of it stands."""

    length: int
    place: NDArray[np.int64]
    row: NDArray[np.int64]
    depth: NDArray[np.uint8]
    """Index into WHERE of the closest place that holds."""

    def within(self, where: str) -> NDArray[np.bool_]:
        """Which of them stand at a place of WHERE; what is near a digital word is in its clause, too."""
        return self.depth >= WHERE.index(where)


def folded(text: str) -> str:
    """The text as n-grams see it: every digit is 0."""
    return text.translate(_FOLD)


def vocabulary(grams: Sequence[str]) -> Vocabulary:
    """The table of these n-grams, row n being the n-th."""
    joined = folded("".join(grams))
    codes = np.minimum(code_points(joined), _PLANE - 1)
    symbols = np.zeros(_PLANE, np.uint16)
    distinct = np.unique(codes)
    symbols[distinct] = np.arange(1, len(distinct) + 1)
    for digit in range(_DIGIT, _DIGIT + 10):
        symbols[digit] = symbols[_DIGIT]
    lengths = np.fromiter(map(len, grams), np.int64, len(grams))
    first = np.cumsum(lengths) - lengths
    keys = np.zeros(len(grams), np.uint64)
    padded = np.concatenate([symbols[codes].astype(np.uint64), np.zeros(LONGEST, np.uint64)])
    for at in range(LONGEST):
        longer = lengths > at
        keys[longer] = (keys[longer] << np.uint64(_BITS)) | padded[first[longer] + at]
    prefixes = np.unique(np.concatenate([keys >> np.uint64(_BITS * n) for n in range(1, LONGEST)]))
    begun = np.setdiff1d(prefixes, keys)
    begun = begun[begun > 0]
    return _table(symbols, np.concatenate([keys, begun]), len(keys))


def _table(symbols: NDArray[np.uint16], keys: NDArray[np.uint64], known: int) -> Vocabulary:
    bits = max(4, int(len(keys) * 3).bit_length())
    shift = np.uint64(64 - bits)
    table = np.zeros(1 << bits, np.uint64)
    rows = np.zeros(1 << bits, np.int32)
    waiting = np.arange(len(keys))
    slot = _slots(keys, shift)
    while len(waiting):
        free = table[slot] == 0
        _, firsts = np.unique(slot[free], return_index=True)
        taken = np.flatnonzero(free)[firsts]
        table[slot[taken]] = keys[waiting[taken]]
        rows[slot[taken]] = np.where(waiting[taken] < known, waiting[taken] + _KNOWN, _BEGUN)
        left = np.ones(len(waiting), np.bool_)
        left[taken] = False
        waiting, slot = waiting[left], (slot[left] + 1) & (len(table) - 1)
    return Vocabulary(symbols, table, rows, shift)


def _slots(keys: NDArray[np.uint64], shift: np.uint64) -> NDArray[np.int64]:
    return ((keys * _MIX) >> shift).view(np.int64)


def occurrences(words: Vocabulary, batch: Batch, marks: Marks) -> list[Occurrences]:
    """Where the n-grams of the vocabulary stand, one entry per length."""
    symbols = words.symbols.take(batch.codes, mode="clip")
    wide = symbols.astype(np.uint64)
    depths = marks.clause.astype(np.uint8) + marks.near
    depth = depths
    place = np.flatnonzero(symbols)
    keys = wide.take(place)
    found = []
    for length in range(1, LONGEST + 1):
        if length > 1:
            depth = np.minimum(depth[:-1], depths[length - 1 :])
            fitting = int(np.searchsorted(place, len(wide) - length + 1))
            place = place[:fitting]
            keys = (keys[:fitting] << np.uint64(_BITS)) | wide.take(place + (length - 1))
        rows = _look_up(words, keys)
        begun = np.flatnonzero(rows)
        place, keys, rows = place.take(begun), keys.take(begun), rows.take(begun)
        known = np.flatnonzero(rows >= _KNOWN)
        where = place.take(known)
        found.append(Occurrences(length, where, rows.take(known).astype(np.int64) - _KNOWN, depth.take(where)))
    return found


def _look_up(words: Vocabulary, keys: NDArray[np.uint64]) -> NDArray[np.int32]:
    """What the table has for each key, 0 where it has nothing."""
    slot = _slots(keys, words.shift)
    met = words.keys.take(slot)
    same = met == keys
    rows: NDArray[np.int32] = words.rows.take(slot) * same
    waiting = np.flatnonzero(~same & (met != 0))
    while len(waiting):
        slot[waiting] = (slot[waiting] + 1) & (len(words.keys) - 1)
        met = words.keys.take(slot[waiting])
        right = met == keys[waiting]
        rows[waiting[right]] = words.rows[slot[waiting[right]]]
        waiting = waiting[~right & (met != 0)]
    return rows


_FOLD: Final = {ord(c): "0" for c in "123456789"}
