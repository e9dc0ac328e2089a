"""The coding of a draft: all statements in one pass over one text, so that a plan takes a fraction of a second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from assistant.coding.additions import Additions
from assistant.coding.by_terms import by_terms
from assistant.coding.by_weights import by_weights
from assistant.coding.code_points import code_points
from assistant.coding.duplicates import duplicates
from assistant.coding.evidence import rubric_hits
from assistant.coding.headings import above
from assistant.coding.judge import Told
from assistant.coding.learned import Learned, coder
from assistant.coding.strength import firmness
from assistant.coding.survey import Survey, survey
from assistant.model import Coding, Statement
from assistant.uncollected import uncollected

_CHUNK: Final = 3000
"""Statements of one pass: enough to share the cost, few enough to stay in the processor's cache."""
_CHINESE: Final = 1.25
"""UTF-8 bytes per character from which a statement counts as Chinese."""


def code(
    statements: Iterable[Statement],
    title: str = "",
    additions: Additions | None = None,
    weights: Learned | None = None,
    originals: bool = True,
) -> tuple[Coding, ...]:
    """One coding per statement, in order; near-duplicates of an earlier counted statement are marked.

    Args:
        title: the draft's title; under a digital one every statement may speak to the rubric.
        additions: terms and examples that a person added to the codebook.
        weights: other learned weights than the bundled ones.
        originals: whether near-duplicates are looked for.
    """
    given = tuple(statements)
    model = coder() if weights is None else weights
    codings: list[Coding] = []
    with uncollected():
        for at in range(0, len(given), _CHUNK):
            codings += _chunk(given[at : at + _CHUNK], title, additions, model)
        return marked(codings) if originals else tuple(codings)


def marked(codings: Sequence[Coding]) -> tuple[Coding, ...]:
    """The codings with near-duplicates of earlier counted statements marked."""
    copies = duplicates([c.statement for c in codings if c.category is not None and c.role == "commitment"])
    return tuple(
        c if c.duplicate_of == (of := copies.get(c.statement.id)) else replace(c, duplicate_of=of) for c in codings
    )


def chinese(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Whether learned weights, which are Chinese, have anything to say about each text."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = code_points("".join(texts))
    more = np.concatenate([[0], np.cumsum((codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF))])
    ends = np.cumsum(lengths)
    found = more[ends] - more[ends - lengths]
    return np.asarray((found > 0) & (lengths + found >= _CHINESE * lengths))


def is_chinese(text: str) -> bool:
    """`chinese` of one text."""
    return bool(chinese([text])[0])


def _chunk(statements: Sequence[Statement], title: str, additions: Additions | None, model: Learned) -> list[Coding]:
    known = chinese([s.text for s in statements])
    codings: list[Coding | None] = [None] * len(statements)
    for learned in (True, False):
        numbers = np.flatnonzero(known == learned).tolist()
        if not numbers:
            continue
        part = [statements[n] for n in numbers]
        one = survey(part)
        told = by_weights(one, part, additions, model) if learned else by_terms(part, additions)
        for n, coding in zip(numbers, _finished(one, part, title, told), strict=True):
            codings[n] = coding
    return cast(list[Coding], codings)


def _finished(one: Survey, statements: Sequence[Statement], title: str, told: Told) -> list[Coding]:
    """The codings, with how firmly each statement speaks and what it says to the rubric."""
    judged = told.judged
    coded = np.array([category is not None for category in judged.category], np.bool_)
    committed = np.array([role == "commitment" for role in told.roles], np.bool_)
    about = told.about | above(statements, title).digital
    firm = firmness(one.batch, one.found, about)
    rubric = rubric_hits(one.batch, one.found, statements, about, firm.strength, judged.category)
    strength = firm.strength if told.strength is None else np.where(firm.strength == 3, 3, told.strength)
    numbers = range(len(statements))
    columns = (  # in the order of Coding's fields, which costs half of what naming them does
        *(statements, judged.category, judged.secondary, told.roles, (strength * coded).tolist(), judged.confidence),
        (judged.doubtful & (coded | committed)).tolist(),
        [told.evidence.get(n, ()) for n in numbers],
        [rubric.get(n, ()) for n in numbers],
        [cues if category is not None else () for cues, category in zip(firm.cues, judged.category, strict=True)],
        *(judged.weights, judged.reasons),
    )
    return list(map(Coding, *columns))
