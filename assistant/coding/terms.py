"""The codebook's words in a batch: the longest at each place, as counts for the coder and as evidence for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, Scan, owners
from assistant.coding.bodies import body_places, body_spans
from assistant.coding.lexicon import Lexicon, Use
from assistant.coding.match import near_hits

_Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Heard:
    """Stretches of a batch that words of the codebook cover, in order of place, as parallel arrays."""

    pattern: _Ints
    start: _Ints
    end: _Ints
    owner: _Ints
    """Number of the statement."""


class Variant(NamedTuple):
    """A term written otherwise."""

    owner: int
    use: Use
    start: int
    end: int
    score: int
    counted: bool
    """False for a misspelling that only a person may accept."""


def spoken(words: Lexicon, batch: Batch, found: Scan, which: NDArray[np.bool_] | None = None) -> Heard:
    """Leftmost-longest words of categories, objects and exclusions, in order; an exclusion silences what it covers.

    Args:
        which: per pattern whether it is asked for, where not all of these are.
    """
    speaking = np.flatnonzero((words.speaks if which is None else which).take(found.pattern))
    start, end = found.start.take(speaking), found.end.take(speaking)
    order = np.argsort(start * (len(batch.text) + 1) - end, kind="stable")
    start, end = start.take(order), end.take(order)
    kept = _longest(start, end)
    start = start.take(kept)
    return Heard(found.pattern.take(speaking.take(order.take(kept))), start, end.take(kept), owners(batch, start))


def _longest(start: _Ints, end: _Ints) -> _Ints:
    """Which of some spans, the leftmost and longest first, stay: an earlier one, but for a longer one that follows."""
    if not len(start):
        return np.zeros(0, np.int64)
    reach = np.maximum.accumulate(end)
    first = np.flatnonzero(np.concatenate([[True], start[1:] >= reach[:-1]]))
    after = np.append(first[1:], len(start))
    alone = end.take(first) == reach.take(after - 1)
    kept = first[alone].tolist()
    starts, ends = start.tolist(), end.tolist()
    for low, high in zip(first[~alone].tolist(), after[~alone].tolist(), strict=True):
        held = low
        for at in range(low + 1, high):
            if starts[at] >= ends[held]:
                kept.append(held)
                held = at
            elif starts[at] > starts[held] and ends[at] - starts[at] > ends[held] - starts[held]:
                held = at
        kept.append(held)
    return np.sort(np.array(kept, np.int64))


def variants(words: Lexicon, batch: Batch, found: Scan) -> list[Variant]:
    """Terms written otherwise (inserted, reversed, misspelt characters), in order of place."""
    covering = np.flatnonzero(words.covering.take(found.pattern))
    hits = near_hits(words, batch.codes, found.start.take(covering), found.end.take(covering))
    owner = owners(batch, np.array([h.start for h in hits], np.int64)).tolist()
    return [Variant(n, h.use, h.start, h.end, h.score, h.counted) for n, h in zip(owner, hits, strict=True)]


def outside_bodies(batch: Batch, heard: Heard) -> Heard:
    """The words that are no part of an office's name."""
    covered = np.zeros(len(batch.text) + 1, np.int64)
    for n in np.unique(owners(batch, np.array(body_places(batch.text), np.int64))).tolist():
        at = int(batch.starts[n])
        for start, end in body_spans(batch.plains[n].text):
            covered[at + start + 1 : at + end + 1] = 1
    if not covered.any():
        return heard
    inside = np.cumsum(covered)
    free = np.flatnonzero(inside.take(heard.end) - inside.take(heard.start) < heard.end - heard.start)
    return Heard(*(each.take(free) for each in (heard.pattern, heard.start, heard.end, heard.owner)))


def outside(batch: Batch, written: Sequence[Variant]) -> list[Variant]:
    """The variants that are no part of an office's name."""
    found = []
    for one in written:
        at = int(batch.starts[one.owner])
        spans = body_spans(batch.plains[one.owner].text)
        if not any(start <= one.start - at and one.end - at <= end for start, end in spans):
            found.append(one)
    return found


def count_terms(words: Lexicon, heard: Heard, statements: int) -> NDArray[np.float32]:
    """Statements x categories: how many specific terms of each category stand in the statement."""
    said = words.specific.take(heard.pattern, axis=0).T
    return np.array([np.bincount(heard.owner, each, statements) for each in said], np.float32).T
