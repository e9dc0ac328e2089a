"""Where a term may stand written otherwise: its two ends near one another, or a look-alike of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.coding.code_points import code_points
from assistant.coding.normalise import rows

MAX_GAP = 4
"""Characters that may stand inside a term."""
MAX_GAP_REVERSED = 2
"""Characters that may stand between the halves of a term in reverse order."""
_REVERSIBLE = 4
"""Only terms of four characters fall into two halves."""


_TABLE_BITS = 20
_END, _ODD = 1, 2

Ids = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class NearTerms:
    """Tables of the n two-character heads and tails of the terms; ids index `keys`."""

    odd_keys: NDArray[np.uint32]
    """Both characters of every wrong spot of a look-alike in one number, ascending."""
    marked: NDArray[np.uint8]
    """(2**20,) by the hash of two characters: whether some head or tail, or the wrong spot of a look-alike, has it."""
    keys: NDArray[np.uint32]
    """(n,) both characters of a head or tail in one number, ascending."""
    reach: NDArray[np.int8]
    """(n, n) by head and tail: how far the tail may begin behind the head, 0 where no term has both."""
    reverse: NDArray[np.int8]
    """(n, n) by tail and head: how far the head may begin behind the tail, 0 where no term has both."""
    terms: dict[tuple[int, int], tuple[str, ...]]
    """Head and tail -> terms."""
    lookalikes: dict[str, str]
    """Misspelling -> term."""
    odd: dict[str, frozenset[tuple[int, int]]]
    """Wrong character with its neighbour -> (how far inside a misspelling they stand, its length)."""


def near_terms(terms: Iterable[str], known: Iterable[str]) -> NearTerms:
    """The tables for some normalised terms of at least four characters.

    Args:
        known: normalised patterns that mean themselves and are nobody's misspelling.
    """
    terms = tuple(terms)
    pairs = sorted({p for t in terms for p in (t[:2], t[-2:])})
    index = {pair: n for n, pair in enumerate(pairs)}
    reach, reverse = np.zeros((2, len(pairs), len(pairs)), dtype=np.int8)
    owners: dict[tuple[int, int], list[str]] = defaultdict(list)
    for term in terms:
        head, tail = index[term[:2]], index[term[-2:]]
        owners[head, tail].append(term)
        reach[head, tail] = max(reach[head, tail], len(term) - 2 + MAX_GAP)
        if len(term) == _REVERSIBLE:
            reverse[tail, head] = 2 + MAX_GAP_REVERSED
    lookalikes, odd = _lookalikes(terms, frozenset(known))
    marked = np.zeros(1 << _TABLE_BITS, dtype=np.uint8)
    for found, mark in ((pairs, _END), (odd, _ODD)):
        if found:
            codes = code_points("".join(found))
            marked[_hash(codes[::2], codes[1::2])] |= mark
    return NearTerms(
        marked=marked,
        odd_keys=np.array(sorted(ord(p[0]) << 16 | ord(p[1]) for p in odd), dtype=np.uint32),
        keys=np.array([ord(p[0]) << 16 | ord(p[1]) for p in pairs], dtype=np.uint32),
        reach=reach,
        reverse=reverse,
        terms={pair: tuple(found) for pair, found in owners.items()},
        lookalikes=lookalikes,
        odd=odd,
    )


def _hash(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A cheap mixture of neighbours; what it lets through is looked at again."""
    return (one * np.uint32(1031) + other) & np.uint32((1 << _TABLE_BITS) - 1)


def pair_places(near: NearTerms, codes: NDArray[np.uint32]) -> tuple[Ids, Ids, Ids]:
    """Offsets and ids of all heads and tails in a text, and offsets where a look-alike may be wrong, ascending."""
    marks = near.marked.take(_hash(codes[:-1], codes[1:]))
    at = np.flatnonzero(marks & _END)
    keys = codes.take(at) << 16 | codes.take(at + 1)
    ids = np.minimum(np.searchsorted(near.keys, keys), len(near.keys) - 1)
    known = np.flatnonzero(near.keys.take(ids) == keys)
    return at.take(known), ids.take(known), _known(near, codes, np.flatnonzero((marks & _ODD) != 0))


def _known(near: NearTerms, codes: NDArray[np.uint32], odd: Ids) -> Ids:
    """The places of `odd` that are no mere coincidence of hashes."""
    keys = codes.take(odd) << 16 | codes.take(odd + 1)
    at = np.minimum(np.searchsorted(near.odd_keys, keys), max(0, len(near.odd_keys) - 1))
    return odd.take(np.flatnonzero(near.odd_keys.take(at) == keys)) if len(near.odd_keys) else odd[:0]


def apart(near: NearTerms, at: Ids, ids: Ids) -> Iterator[tuple[int, int, str, bool]]:
    """Offset of the earlier half, of the later half, the term, and whether the halves stand in reverse order."""
    widest = int(near.reach.max(initial=0))
    for step in range(1, len(at)):
        distance = at[step:] - at[:-step]
        close = np.flatnonzero(distance <= widest)
        if not len(close):
            return
        close = close.take(np.flatnonzero(distance.take(close) > 1))
        one, other = ids.take(close), ids.take(close + step)
        place, distance = one * len(near.keys) + other, distance.take(close)
        for table, backwards in ((near.reach, False), (near.reverse, True)):
            for n in np.flatnonzero(distance <= table.ravel().take(place)).tolist():
                pair = (int(other[n]), int(one[n])) if backwards else (int(one[n]), int(other[n]))
                first = int(close[n])
                for term in near.terms[pair]:
                    yield int(at[first]), int(at[first + step]), term, backwards


def misspelt(near: NearTerms, odd: Ids, text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, misspelling and term of every look-alike."""
    for place in odd.tolist():
        for inside, length in near.odd.get(text[place : place + 2], ()):
            start = place - inside
            written = text[start : start + length] if start >= 0 else ""
            if len(written) == length and written in near.lookalikes:
                yield start, written, near.lookalikes[written]


def _lookalikes(
    terms: Iterable[str], known: frozenset[str]
) -> tuple[dict[str, str], dict[str, frozenset[tuple[int, int]]]]:
    """Every term with one character replaced by one that an input method or the eye takes for it, and where."""
    alike = _alike()
    found: dict[str, str] = {}
    odd: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for term in terms:
        for at, character in enumerate(term):
            inside = max(at - 1, 0)
            for other in alike.get(character, ()):
                written = term[:at] + other + term[at + 1 :]
                if not known.intersection((written, written[:-1], written[1:])):
                    found.setdefault(written, term)
                    odd[written[inside : inside + 2]].add((inside, len(term)))
    return found, {pair: frozenset(places) for pair, places in odd.items()}


@cache
def _alike() -> dict[str, str]:
    """Character -> the characters it is mistaken for, in the order of the file."""
    alike: dict[str, dict[str, None]] = defaultdict(dict)
    for (group,) in rows("lookalikes.csv"):
        for character in group:
            alike[character].update(dict.fromkeys(group.replace(character, "")))
    return {character: "".join(others) for character, others in alike.items()}
