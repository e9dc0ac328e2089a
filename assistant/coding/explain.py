"""Why a statement got its category: which of its words pulled towards it, and which towards the runner-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import lay_out, marks, scan
from assistant.coding.grams import WHERE, occurrences
from assistant.coding.learned import NONE, learned
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import Normalised, normalise
from assistant.model import Statement

_LONGEST: Final = 8
_WORTH: Final = 0.15
"""Pull (a logit's part) below which a word is not worth naming."""
_LENGTH_COST: Final = 0.06
"""What a further character must bring, so that words are named and not half sentences."""
_EDGES: Final = "，。；：、！？,;:!?（）()《》“”‘’\"' \n^$"


@dataclass(frozen=True, slots=True)
class Influence:
    """Words of the statement, where they stand in the draft, and how far they pulled."""

    words: str
    start: int
    end: int
    pull: float
    """In logits between the two categories; negative: towards the other one."""


def influences(statement: Statement, category: str | None, other: str | None, most: int = 4) -> tuple[Influence, ...]:
    """The words that pulled most between two categories (None: not digital), strongest first, `most` each way."""
    plain = normalise(statement.text)
    pulls = _per_character(plain, category or NONE, other or NONE)
    found = []
    for sign in (1.0, -1.0):
        found += _strongest(plain.text, pulls * sign, most, sign)
    named = []
    for start, end, pull in sorted(found, key=lambda one: -abs(one[2])):
        first, last = plain.span(start, end)
        named.append(
            Influence(statement.text[first:last], statement.start + first, statement.start + last, round(pull, 2))
        )
    return tuple(named)


def _per_character(plain: Normalised, category: str, other: str) -> NDArray[np.float64]:
    """Each n-gram's weight for one category less that for the other, spread evenly over its characters."""
    model, words = learned("category"), lexicon()
    batch = lay_out([plain])
    near = marks(words, batch, scan(words, batch))
    one, two = model.outputs.index(category), model.outputs.index(other)
    pulls = np.zeros(len(batch.codes))
    for found in occurrences(model.words, batch, near):
        for place in WHERE:
            inside = found.within(place)
            characters = {"whole": len(batch.codes), "clause": near.clause.sum(), "near": near.near.sum()}[place]
            weights = model.weights[place][found.row[inside]]
            share = (weights[:, one] - weights[:, two]) / np.sqrt(max(1, characters)) / found.length
            for step in range(found.length):
                np.add.at(pulls, found.place[inside] + step, share)
    return pulls[1:-1]


def _strongest(text: str, pulls: NDArray[np.float64], most: int, sign: float) -> list[tuple[int, int, float]]:
    """Stretches of up to eight characters without punctuation that pull hardest, none overlapping."""
    stretches: list[tuple[float, int, int, float]] = []
    for start in range(len(text)):
        total = 0.0
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            if text[end - 1] in _EDGES:
                break
            total += float(pulls[end - 1])
            if end - start >= 2 and total >= _WORTH and pulls[start] > 0 and pulls[end - 1] > 0:
                stretches.append((total - _LENGTH_COST * (end - start), start, end, total))
    chosen: list[tuple[int, int, float]] = []
    for _, start, end, total in sorted(stretches, key=lambda one: (-one[0], one[1])):
        if all(end <= s or start >= e for s, e, _ in chosen):
            chosen.append((start, end, sign * total))
        if len(chosen) == most:
            break
    return chosen
