"""Statements that say nearly the same: they count once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.model import Statement

THRESHOLD: Final = 0.8
"""Jaccard similarity of character 3-grams (method: near-duplicates count once)."""
_GRAM: Final = 3
_BITS: Final = 21
"""Bits of one code point: three fit into 64."""
_SIGNATURE: Final = 256
_ROUNDING: Final = 1e-6
_STEP: Final = math.log(1 / THRESHOLD) + _ROUNDING
"""Sets that overlap by the threshold lie less than this apart in the logarithm of their sizes."""
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


@dataclass(frozen=True, slots=True)
class _Grams:
    """The distinct 3-grams of every text, the rarest first, with what tells quickly that two sets differ."""

    rows: tuple[_Ints, ...]
    rare: tuple[list[int], ...]
    """Per text those of its rarest grams that another text has too; see `_shown`."""
    signatures: tuple[int, ...]
    """Per text a bit for each gram's remainder: sets differ by at least as many grams as their signatures by bits."""

    def alike(self, one: int, other: int) -> bool:
        """Whether two texts overlap by the threshold."""
        shared = len(np.intersect1d(self.rows[one], self.rows[other], assume_unique=True))
        return shared / (len(self.rows[one]) + len(self.rows[other]) - shared) >= THRESHOLD


def _near(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Index of a text and of its original, where no two texts are the same.

    Only texts of similar size and signature that share one of their rarest grams are compared: others cannot overlap
    far enough (prefix filtering: Chaudhuri, Ganti & Kaushik 2006).
    """
    grams = _grams(texts)
    signatures = grams.signatures
    seen: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, own in enumerate(grams.rare):
        step = int(math.log(len(grams.rows[at])) / _STEP)
        met: set[int] = set()
        met.update(*(seen[n, gram] for gram in own for n in (step - 1, step, step + 1) if (n, gram) in seen))
        most_apart = len(grams.rows[at]) * (1 / THRESHOLD - 1) + _ROUNDING
        close = [earlier for earlier in met if (signatures[at] ^ signatures[earlier]).bit_count() <= most_apart]
        original = next((earlier for earlier in sorted(close) if grams.alike(at, earlier)), None)
        if original is not None:
            yield at, original
            continue
        for gram in own:
            seen[step, gram].append(at)


def _grams(texts: Sequence[str]) -> _Grams:
    owners, grams = _owned(texts)
    often = np.bincount(grams)[grams]
    order = np.lexsort((often, owners))
    grams, often = grams[order], often[order]
    sizes = np.bincount(owners, minlength=len(texts))
    starts = np.cumsum(sizes) - sizes
    rare = (np.arange(len(grams)) - starts[owners] < _shown(sizes)[owners]) & (often > 1)
    bits = np.zeros((len(texts), _SIGNATURE), np.bool_)
    bits[owners, grams % _SIGNATURE] = True
    return _Grams(
        rows=tuple(np.split(grams, starts[1:])),
        rare=_rows(grams[rare], np.bincount(owners[rare], minlength=len(texts))),
        signatures=tuple(int.from_bytes(row.tobytes(), "little") for row in np.packbits(bits, axis=1)),
    )


def _owned(texts: Sequence[str]) -> tuple[_Ints, _Ints]:
    """Whose and which the distinct 3-grams are, as numbers; a text shorter than that is its own only gram."""
    filled = [text.ljust(_GRAM) for text in texts]
    lengths = np.fromiter(map(len, filled), np.int64, len(filled)) - _GRAM + 1
    codes = np.frombuffer("".join(filled).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    every = codes[:-2] << 2 * _BITS | codes[1:-1] << _BITS | codes[2:]
    owners = np.repeat(np.arange(len(filled)), lengths)
    numbers = np.unique(every[np.arange(len(owners)) + (_GRAM - 1) * owners], return_inverse=True)[1]
    pairs = np.sort(owners * len(owners) + numbers)
    whose, which = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(1, len(owners)))
    return whose, which


def _shown(sizes: _Ints) -> _Ints:
    """How many of its rarest grams a set must show: the others alone are too few to overlap by the threshold."""
    needed: _Ints = np.ceil(THRESHOLD * sizes - _ROUNDING).astype(np.int64)
    return sizes - needed + 1


def _rows(values: _Ints, lengths: _Ints) -> tuple[list[int], ...]:
    flat = values.tolist()
    return tuple(flat[start:end] for start, end in pairwise([0, *np.cumsum(lengths).tolist()]))
