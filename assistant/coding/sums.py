"""Sums of weights over statements: three outputs ride in one 64-bit number, so that one addition serves them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

UNIT: Final = 100
"""Weights count in hundredths."""
MOST: Final = 99_999
"""Largest weight, in hundredths: a few of them may stand at one place."""
_TOGETHER: Final = 3
_BITS: Final = 21
_HALF: Final = 1 << (_BITS - 1)
_Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Packed:
    """Rows of weights, hundredths, three neighbouring outputs to a number; the last row is all 0."""

    columns: tuple[_Ints, ...]
    outputs: int
    longest: int
    """So many rows can be added before a sum may leave its bits."""


def pack(weights: NDArray[np.float32]) -> Packed:
    """Rows x outputs of weights, made ready for `totals`."""
    whole = np.zeros((len(weights) + 1, -(-weights.shape[1] // _TOGETHER) * _TOGETHER), np.int64)
    whole[:-1, : weights.shape[1]] = np.rint(weights * UNIT)
    most = int(np.abs(whole).max(initial=1))
    if most > MOST:
        raise ValueError(most)
    columns = [
        sum(whole[:, first + n] << (_BITS * n) for n in range(_TOGETHER))
        for first in range(0, whole.shape[1], _TOGETHER)
    ]
    return Packed(tuple(np.asarray(c, np.int64) for c in columns), weights.shape[1], (_HALF - 1) // most)


def stretches(packed: Iterable[Packed], starts: _Ints, ends: _Ints, per_place: int) -> tuple[_Ints, _Ints]:
    """Where to cut stretches so that no sum leaves its bits: begin of every piece, and the first piece of each stretch.

    Args:
        per_place: how many rows may be added at one place.
    """
    longest = max(1, min((p.longest for p in packed), default=_HALF) // per_place)
    pieces = np.maximum(1, -(-(ends - starts) // longest))
    first = np.cumsum(pieces) - pieces
    if len(starts) == pieces.sum():
        return starts, first
    return np.repeat(starts - first * longest, pieces) + np.arange(pieces.sum()) * longest, first


def totals(packed: Packed, found: Sequence[tuple[NDArray[np.int64], _Ints]], pieces: int) -> NDArray[np.float64]:
    """Per piece the sum of its rows: pieces x outputs.

    Args:
        found: rows of occurrences in order of place, and where each piece begins among them.
    """
    sums = np.zeros((len(packed.columns), pieces), np.int64)
    for rows, bounds in found:
        filled = np.flatnonzero(np.diff(bounds, append=len(rows)))
        if len(filled):
            cuts = bounds.take(filled)
            for column, told in zip(packed.columns, sums, strict=True):
                told[filled] += np.add.reduceat(column.take(rows, mode="clip"), cuts)
    parts = []
    for _ in range(_TOGETHER):
        low = ((sums + _HALF) & ((1 << _BITS) - 1)) - _HALF
        sums = (sums - low) >> _BITS
        parts.append(low)
    return np.stack(parts, axis=1).reshape(_TOGETHER * len(packed.columns), pieces)[: packed.outputs].T / UNIT
