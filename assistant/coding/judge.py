"""From scores to decisions: category with doubt, role, strength."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from assistant.codebook import codebook
from assistant.coding.by_terms import Decision
from assistant.coding.learned import NONE, OUTPUTS
from assistant.coding.strength import dangles, is_frame, is_label, promises, under
from assistant.model import CATEGORIES, ROLES, Reason, Role, Statement

if TYPE_CHECKING:
    from assistant.coding.additions import Pull

_Floats = NDArray[np.float32]
_SECOND: Final = 0.2
"""Probability from which a runner-up is named."""
_SHOWN: Final = 0.02


def decide(chances: Mapping[str, float], digital: bool, pulled: Sequence[Pull] = ()) -> Decision:
    """The likeliest category; doubt where its probability is small.

    Args:
        chances: probability of each category and of none that is worth naming, the likeliest first; two at least.
        digital: whether a digital word or a specific term stands in the statement.
        pulled: a person's terms and examples that had a say.
    """
    (first, confidence), (second, next_best), *_ = chances.items()
    confidence = round(confidence, 2)
    weights = {label: round(chance, 2) for label, chance in chances.items() if chance >= _SHOWN and label != NONE}
    doubtful = confidence < _sure()
    reasons: tuple[Reason, ...] = (_FIRST[first] if first != NONE or digital else _NOT_DIGITAL,)
    if doubtful:
        reasons += (_SECOND_BEST[second],)
    reasons += tuple(_said(pull) for pull in pulled)
    if first == NONE:
        return Decision(None, None, confidence, doubtful, weights, reasons)
    near = second if second != NONE and next_best >= _SECOND else None
    return Decision(first, near, confidence, doubtful, weights, reasons)


def ranked(chances: _Floats) -> list[dict[str, float]]:
    """Per statement its outputs by probability, likeliest first: the first two, and others of some weight."""
    labels = OUTPUTS["category"]
    order = np.argsort(-chances, axis=1, kind="stable")
    sorted_chances = np.take_along_axis(chances, order, axis=1)
    sizes = np.maximum((sorted_chances >= _SHOWN).sum(axis=1), 2).tolist()
    return [
        {labels[n]: chance for n, chance in zip(one[:size], row, strict=False)}
        for one, row, size in zip(order.tolist(), sorted_chances.tolist(), sizes, strict=True)
    ]


@cache
def _sure() -> float:
    return codebook().weights["sure"]


_NOT_DIGITAL: Final = Reason("why.not_digital")
_FIRST: Final = {**{c: Reason("why.heaviest", {"category": c}) for c in CATEGORIES}, NONE: Reason("why.aside")}
_SECOND_BEST: Final = {
    **{c: Reason("why.close", {"category": c}) for c in CATEGORIES},
    NONE: Reason("why.perhaps_none"),
}


def _said(pull: Pull) -> Reason:
    return Reason(f"why.person_{pull.kind}", {"category": pull.category or NONE, "term": pull.term})


@lru_cache(maxsize=8192)
def _part(headings: tuple[str, ...]) -> str | None:
    return under(codebook(), headings)


def decide_role(scores: list[float], statement: Statement) -> Role:
    """The likeliest role, held to what stands around the statement.

    Headings that announce a review or a situation weigh in, but not against a promise; below other headings a report
    has to say so: what has no tense in a plan is to be done.
    """
    text, headings = statement.text, statement.heading
    if dangles(text):
        return "fragment"
    if is_frame(text):
        return "status"
    role = ROLES[scores.index(max(scores))]
    if not headings:
        return role
    if is_label(text, headings):
        return "slogan"
    part = _part(headings)
    if part is not None and not promises(text):
        scores = [s + (codebook().weights["part"] if r == part else 0.0) for s, r in zip(scores, ROLES, strict=True)]
        return ROLES[scores.index(max(scores))]
    if role == "achievement" and part is None and not any(word in text for word in codebook().roles["past"]):
        return "commitment"
    return role


def role_scores(scores: _Floats, whole: NDArray[np.bool_]) -> list[list[float]]:
    """The scores of the roles; what a reader found as a statement of its own is hardly a broken line."""
    held = scores.copy()
    held[whole, ROLES.index("fragment")] -= codebook().weights["whole"]
    scored: list[list[float]] = held.tolist()
    return scored


def pull_scores(pulled: Sequence[Pull]) -> _Floats:
    """What a person's terms and examples add to the scores of each category and none."""
    added = np.zeros(len(CATEGORIES) + 1, np.float32)
    for pull in pulled:
        added[OUTPUTS["category"].index(pull.category or NONE)] += pull.weight
    return added
