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


def variants(words: Lexicon, batch: Batch, found: Scan, chosen: NDArray[np.int64]) -> Iterator[tuple[int, Spoken]]:
    """Terms written otherwise (inserted, reversed, misspelt characters) in the chosen statements, with their number."""
    starts, ends = batch.starts[chosen] - 1, batch.ends[chosen] + 1
    firsts = np.cumsum(ends - starts) - (ends - starts)
    text = "".join([batch.text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)])
    covering = words.covering[found.pattern]
    owner = np.searchsorted(starts, found.start[covering], side="right") - 1
    inside = (owner >= 0) & (found.start[covering] < ends[np.maximum(owner, 0)]) if len(chosen) else owner >= 0
    moved = (firsts - starts)[owner[inside]]
    left, right = found.start[covering][inside] + moved, found.end[covering][inside] + moved
    for hit in near_hits(words, text, zip(left.tolist(), right.tolist(), strict=True)):
        number = int(np.searchsorted(firsts, hit.start, side="right")) - 1
        back = int(starts[number] - firsts[number])
        yield int(chosen[number]), Spoken((hit.use,), hit.start + back, hit.end + back, hit.score, hit.counted)


def count_terms(heard: Sequence[Sequence[Spoken]]) -> NDArray[np.float32]:
    """Statements x categories: how many specific terms of each category stand in the statement."""
    counts = np.zeros((len(heard), len(CATEGORIES)), np.float32)
    for owner, words in enumerate(heard):
        for one in words:
            for use in one.uses:
                if use.purpose == "category" and use.kind != "cue" and one.counted:
                    counts[owner, CATEGORIES.index(use.value)] += 1
    return counts
