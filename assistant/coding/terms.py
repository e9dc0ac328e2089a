"""The codebook's words in a batch: the longest at each place, as counts for the coder and as evidence for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, Scan
from assistant.coding.lexicon import Lexicon, Use
from assistant.coding.match import near_hits
from assistant.model import CATEGORIES


@dataclass(frozen=True, slots=True)
class Spoken:
    """One stretch of a batch that words of the codebook cover: their uses and the place."""

    uses: tuple[Use, ...]
    start: int
    end: int
    score: int = 100
    counted: bool = True
    """False for a misspelling that only a person may accept."""


def spoken(words: Lexicon, found: Scan) -> Iterator[Spoken]:
    """Leftmost-longest words of categories, objects and exclusions, in order; an exclusion silences what it covers."""
    speaks = words.speaks[found.pattern]
    pattern, start, end = found.pattern[speaks], found.start[speaks], found.end[speaks]
    order = np.lexsort((-end, start))
    held = (-1, -1, -1)
    for number, first, last in zip(pattern[order].tolist(), start[order].tolist(), end[order].tolist(), strict=True):
        if first < held[2]:
            if first > held[1] and last - first > held[2] - held[1]:
                held = (number, first, last)
            continue
        if held[0] >= 0:
            yield Spoken(words.speaking[held[0]], held[1], held[2])
        held = (number, first, last)
    if held[0] >= 0:
        yield Spoken(words.speaking[held[0]], held[1], held[2])


def owned(batch: Batch, heard: Iterable[Spoken]) -> Iterator[tuple[int, Spoken]]:
    """Each stretch with the number of its statement."""
    ends = batch.ends.tolist()
    at = 0
    for one in heard:
        while one.start >= ends[at]:
            at += 1
        yield at, one


def variants(words: Lexicon, batch: Batch, found: Scan) -> Iterator[tuple[int, Spoken]]:
    """Terms written otherwise (inserted, reversed, misspelt characters), each with the number of its statement."""
    covering = words.covering[found.pattern]
    covered = zip(found.start[covering].tolist(), found.end[covering].tolist(), strict=True)
    hits = near_hits(words, batch.text, covered)
    return owned(batch, (Spoken((h.use,), h.start, h.end, h.score, h.counted) for h in hits))


def count_terms(heard: Sequence[Sequence[Spoken]]) -> NDArray[np.float32]:
    """Statements x categories: how many specific terms of each category stand in the statement."""
    counts = np.zeros((len(heard), len(CATEGORIES)), np.float32)
    for owner, words in enumerate(heard):
        for one in words:
            for use in one.uses:
                if use.purpose == "category" and use.kind != "cue" and one.counted:
                    counts[owner, CATEGORIES.index(use.value)] += 1
    return counts
