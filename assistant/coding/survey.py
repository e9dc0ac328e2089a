"""One pass over a batch of statements: what stands where, as all that is decided on them shares it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, Marks, Scan, lay_out, marks, per_statement, scan
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise_all
from assistant.coding.terms import Heard, outside_bodies, spoken
from assistant.model import Statement


@dataclass(frozen=True)
class Survey:
    """What was found in a batch."""

    batch: Batch
    marks: Marks
    found: Scan
    heard: Heard
    """The words of the codebook outside the names of offices."""
    digital: NDArray[np.bool_]
    """Whether a digital word stands in the statement."""


def survey(statements: Sequence[Statement]) -> Survey:
    """The batch of these statements, with the words of codebook and rubric in it."""
    words = lexicon()
    batch = lay_out(normalise_all([s.text for s in statements]))
    found = scan(words, batch)
    near = marks(words, batch, found)
    heard = outside_bodies(batch, spoken(words, batch, found))
    return Survey(batch, near, found, heard, per_statement(batch, near.clause) > 0)
