"""Statements that say nearly the same: they count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding.code_points import code_points
from assistant.model import Statement

THRESHOLD: Final = 0.8
"""Jaccard similarity of character 3-grams (method: near-duplicates count once)."""
_GRAM: Final = 3
_BITS: Final = 21
"""Bits of one code point: three fit into 64."""
_OWNER: Final = 24
"""Bits of a text's number beside the hash of a gram."""
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_SIGNATURE: Final = 256
_ROUNDING: Final = 1e-6
_APART: Final = (1 - THRESHOLD) / (1 + THRESHOLD)
"""Grams that only one of two sets has, as a share of both sizes, where they just overlap by the threshold."""
_Ints = NDArray[np.int64]


def duplicates(statements: Sequence[Statement]) -> dict[str, str]:
    """Id of a statement -> id of the first earlier one whose character 3-grams overlap by at least `THRESHOLD`.

    A statement that is a duplicate itself is no original of another one. Blanks do not count.
    """
    plain = ["".join(statement.text.split()) for statement in statements]
    firsts = {text: at for at, text in reversed(list(enumerate(plain)))}
    different = sorted(firsts.values())
    nearly = {different[at]: different[first] for at, first in _near([plain[at] for at in different])}
    originals = [nearly.get(firsts[text], firsts[text]) for text in plain]
    return {statements[at].id: statements[first].id for at, first in enumerate(originals) if first != at}


def _near(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Index of a text and of its original, where no two texts are the same.

    Only texts of similar size and signature that share one of their rarest grams are compared: others cannot overlap by
    the threshold (prefix filtering: Chaudhuri, Ganti & Kaushik 2006).
    """
    if len(texts) < 2:
        return
    owner, gram, often = _grams(texts)
    count = np.bincount(owner, minlength=len(texts))
    bits = np.zeros((len(texts), _SIGNATURE), np.bool_)
    bits[owner, gram % _SIGNATURE] = True
    signatures = [int.from_bytes(row.tobytes(), "little") for row in np.packbits(bits, axis=1)]
    sizes: list[int] = count.tolist()
    place = np.arange(len(owner)) - (np.cumsum(count) - count).take(owner)
    rare = np.flatnonzero((place < _shown(count).take(owner)) & (often > 1))
    seen: dict[int, list[int]] = defaultdict(list)
    shown = zip(owner.take(rare).tolist(), gram.take(rare).tolist(), strict=True)
    for at, group in groupby(shown, itemgetter(0)):
        own = [number for _, number in group]
        size, signature = sizes[at], signatures[at]
        least, most = size * THRESHOLD - _ROUNDING, size / THRESHOLD + _ROUNDING
        met = {n for number in own if number in seen for n in seen[number] if least <= sizes[n] <= most}
        close = sorted(
            n for n in met if (signature ^ signatures[n]).bit_count() <= (size + sizes[n]) * _APART + _ROUNDING
        )
        original = next((n for n in close if _alike(texts[at], texts[n])), None)
        if original is not None:
            yield at, original
            continue
        for number in own:
            seen[number].append(at)


def _alike(one: str, other: str) -> bool:
    """Whether two texts overlap by the threshold."""
    first, second = _set(one), _set(other)
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) >= THRESHOLD


def _set(text: str) -> frozenset[str]:
    """Its 3-grams; a text shorter than that is its own only gram."""
    filled = text.ljust(_GRAM)
    return frozenset(filled[n : n + _GRAM] for n in range(len(filled) - _GRAM + 1))


def _grams(texts: Sequence[str]) -> tuple[_Ints, _Ints, _Ints]:
    """Text, number and frequency of the distinct 3-grams of every text, text by text, the rarest first.

    Grams whose hashes meet count as one: that lets more pairs through, never fewer.
    """
    filled = [text.ljust(_GRAM) for text in texts]
    lengths = np.fromiter(map(len, filled), np.int64, len(filled))
    codes = code_points("".join(filled)).astype(np.uint64)
    owner = np.repeat(np.arange(len(filled), dtype=np.uint64), lengths)
    every = codes[:-2] << np.uint64(2 * _BITS) | codes[1:-1] << np.uint64(_BITS) | codes[2:]
    inside = np.flatnonzero(owner[2:] == owner[:-2])
    hashes = (every.take(inside) * _MIX) >> np.uint64(_OWNER)
    pairs = np.sort(hashes << np.uint64(_OWNER) | owner.take(inside))
    pairs = pairs.take(np.flatnonzero(np.diff(pairs, prepend=~pairs[:1])))
    number = np.cumsum(np.diff(pairs >> np.uint64(_OWNER), prepend=pairs[:1] >> np.uint64(_OWNER)) > 0)
    often = np.bincount(number)
    ranked = np.argsort(np.argsort(often, kind="stable"), kind="stable")
    whose = (pairs & np.uint64((1 << _OWNER) - 1)).astype(np.int64)
    order = np.sort(whose * len(often) + ranked.take(number))
    whose, rank = np.divmod(order, len(often))
    return whose, rank, np.sort(often).take(rank)


def _shown(sizes: _Ints) -> _Ints:
    """How many of its rarest grams a set must show: the others alone are too few to overlap by the threshold."""
    needed: _Ints = np.ceil(THRESHOLD * sizes - _ROUNDING).astype(np.int64)
    return sizes - needed + 1
