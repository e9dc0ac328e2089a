"""From scores to decisions: category with doubt, role, strength."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from assistant.codebook import codebook
from assistant.coding.learned import NONE, OUTPUTS
from assistant.coding.strength import is_frame, is_label, promises, under
from assistant.model import CATEGORIES, ROLES, Evidence, Reason, Role, Statement

if TYPE_CHECKING:
    from assistant.coding.additions import Pull

_Floats = NDArray[np.float32]
_SECOND: Final = 0.2
"""Probability from which a runner-up is named."""
_SHOWN: Final = 0.02
_LABELS: Final = OUTPUTS["category"]
_NOTHING: Final = _LABELS.index(NONE)
_OUTSIDE: Final = (*CATEGORIES, None)
_FRAGMENT: Final = ROLES.index("fragment")


@dataclass(frozen=True)
class Judged:
    """Per statement: category (None: not digital), runner-up, confidence in [0, 1], doubt, weights and why."""

    category: list[str | None]
    secondary: list[str | None]
    confidence: list[float]
    doubtful: NDArray[np.bool_]
    weights: list[Mapping[str, float]]
    reasons: list[tuple[Reason, ...]]


@dataclass(frozen=True)
class Told:
    """What was decided on the statements of a batch, whichever way."""

    judged: Judged
    roles: list[Role]
    about: NDArray[np.bool_]
    """Which statements may speak to the rubric whatever stands above them."""
    evidence: Mapping[int, tuple[Evidence, ...]]
    """The words that spoke for a category, by number of statement."""
    strength: NDArray[np.int64] | None = None
    """1-3 by learned weights; None: the named cues alone tell."""


def judge(chances: _Floats, digital: NDArray[np.bool_]) -> Judged:
    """The likeliest category of each statement; doubt where its probability is small.

    Args:
        chances: statements x categories and none, probabilities.
        digital: whether a digital word or a specific term stands in the statement.
    """
    order = np.argsort(-chances, axis=1, kind="stable")
    ranked = np.take_along_axis(chances, order, axis=1)
    rounded = np.round(ranked, 2, out=np.empty(ranked.shape, np.float64))
    first, second = order[:, 0], order[:, 1]
    doubtful = rounded[:, 0] < codebook().weights["sure"]
    near = np.where((first != _NOTHING) & (ranked[:, 1] >= _SECOND), second, _NOTHING)
    told = first + (first == _NOTHING) * ~digital
    return Judged(
        category=[_OUTSIDE[n] for n in first.tolist()],
        secondary=[_OUTSIDE[n] for n in near.tolist()],
        confidence=rounded[:, 0].tolist(),
        doubtful=doubtful,
        weights=_weights(order, rounded, (ranked >= _SHOWN) & (order != _NOTHING)),
        reasons=[_REASONS[n] for n in (told * (_NOTHING + 2) + np.where(doubtful, second, _NOTHING + 1)).tolist()],
    )


def _weights(
    order: NDArray[np.int64], chances: NDArray[np.float64], shown: NDArray[np.bool_]
) -> list[Mapping[str, float]]:
    """Per statement the categories worth naming with their probability, the likeliest first."""
    places = np.flatnonzero(shown)
    named = list(zip([_LABELS[n] for n in order.take(places).tolist()], chances.take(places).tolist(), strict=True))
    ends = np.cumsum(shown.sum(axis=1)).tolist()
    return [dict(named[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


_FIRST: Final = (
    *(Reason("why.heaviest", {"category": c}) for c in CATEGORIES),
    Reason("why.aside"),
    Reason("why.not_digital"),
)
_SECOND_BEST: Final = (*(Reason("why.close", {"category": c}) for c in CATEGORIES), Reason("why.perhaps_none"), None)
_REASONS: Final = tuple((one,) if other is None else (one, other) for one in _FIRST for other in _SECOND_BEST)
"""Reasons by the likeliest output and, where it is in doubt, the next best."""


def said(pull: Pull) -> Reason:
    """What a person added that had a say."""
    return Reason(f"why.person_{pull.kind}", {"category": pull.category or NONE, "term": pull.term})


def roles(
    scores: _Floats,
    statements: Sequence[Statement],
    whole: NDArray[np.bool_],
    dangling: NDArray[np.bool_],
    past: NDArray[np.bool_],
) -> list[Role]:
    """The likeliest role of each statement, held to what stands around it.

    Headings that announce a review or a situation weigh in, but not against a promise; below other headings a report
    has to say so: what has no tense in a plan is to be done. What a reader found as a statement of its own is hardly
    a broken line.

    Args:
        scores: statements x roles.
        whole: which statements a reader found as paragraphs or items of their own.
        dangling: which statements break off.
        past: in which statements a word tells what was done.
    """
    weights = codebook().weights
    held = scores.copy()
    held[whole, _FRAGMENT] -= weights["whole"]
    parts = [_part(s.heading) if s.heading else None for s in statements]
    for n, part in enumerate(parts):
        if part is not None and not promises(statements[n].text):
            held[n, ROLES.index(part)] += weights["part"]
    found: list[Role] = [ROLES[n] for n in held.argmax(axis=1).tolist()]
    for n, (statement, told, broken) in enumerate(zip(statements, past.tolist(), dangling.tolist(), strict=True)):
        if broken:
            found[n] = "fragment"
        elif is_frame(statement.text):
            found[n] = "status"
        elif is_label(statement.text, statement.heading):
            found[n] = "slogan"
        elif found[n] == "achievement" and statement.heading and parts[n] is None and not told:
            found[n] = "commitment"
    return found


@lru_cache(maxsize=8192)
def _part(headings: tuple[str, ...]) -> str | None:
    return under(codebook(), headings)


def pull_scores(pulled: Sequence[Pull]) -> _Floats:
    """What a person's terms and examples add to the scores of each category and none."""
    added = np.zeros(len(_LABELS), np.float32)
    for pull in pulled:
        added[_LABELS.index(pull.category or NONE)] += pull.weight
    return added
