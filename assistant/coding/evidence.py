"""Which words of a statement speak to the thirteen items of the rubric, and with which sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from assistant.codebook import WHOLE_ITEM, Condition, rubric
from assistant.coding.match import Hit, longest
from assistant.coding.normalise import Normalised
from assistant.model import RubricHit, Sign, Statement

_SIGNS = frozenset(("hope", "risk", "mitigation"))
_MARKS = "，。；：！？,;:!?\n"
_INTRODUCES = "：:"
_Conditions = Mapping[tuple[str, str], Condition]


def rubric_hits(
    statement: Statement, plain: Normalised, hits: Sequence[Hit], strength: int, category: str | None = None
) -> tuple[RubricHit, ...]:
    """Hopes, risks and mitigations that the statement's words speak for, in order of place.

    A term with a condition in the rubric counts only where the condition holds; of overlapping terms that count, the
    longest decides; a general term gives way to any specific one in the statement. A negation turns the risks of its
    own clause into mitigations, and those of the clause it introduces with a colon.

    Args:
        hits: every use of the lexicon in `plain.text`, in order of place.
        strength: how firmly the statement speaks, 1-3.
        category: what the statement is coded as; None where it is not coded, and then none is asked of it.
    """
    said = [h for h in hits if h.use.purpose in _SIGNS]
    if not said:
        return ()
    conditions = rubric().conditions
    told = longest([h for h in said if _counts(conditions, h, plain.text, category)], *_SIGNS)
    told = [h for h in told if not _general(conditions, h)] or told
    return tuple(_rubric_hit(statement, plain, h, _sign(plain.text, h, hits), strength) for h in told)


def clause(text: str, at: int) -> tuple[int, int]:
    """Start and end of the clause around offset `at`, without the punctuation that closes it."""
    start = max(text.rfind(mark, 0, at) for mark in _MARKS) + 1
    ends = [end for mark in _MARKS if (end := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def _counts(conditions: _Conditions, hit: Hit, text: str, category: str | None) -> bool:
    item = hit.use.value[:2]
    whole, own = conditions.get((item, WHOLE_ITEM)), conditions.get((item, hit.use.term))
    return (whole is None or _holds(whole, hit, text, category)) and (own is None or _holds(own, hit, text, category))


def _holds(condition: Condition, hit: Hit, text: str, category: str | None) -> bool:
    if condition.about and category is not None and category not in condition.about:
        return False
    if not condition.beside and not condition.unless:
        return True
    start, end = clause(text, hit.start)
    words = text[start:end]
    if any(word in words for word in condition.unless):
        return False
    return not condition.beside or any(word in words for word in condition.beside)


def _general(conditions: _Conditions, hit: Hit) -> bool:
    condition = conditions.get((hit.use.value[:2], hit.use.term))
    return condition is not None and condition.alone


def _sign(text: str, hit: Hit, hits: Iterable[Hit]) -> Sign:
    """The term's own sign, but for a risk that is negated in its clause or before the colon that introduces it."""
    if hit.use.purpose != "risk":
        return cast(Sign, hit.use.purpose)
    start, end = clause(text, hit.start)
    if start and text[start - 1] in _INTRODUCES:
        start = clause(text, start - 1)[0]
    negated = any(h.use.purpose == "negation" and start <= h.start < end for h in hits)
    return "mitigation" if negated else "risk"


def _rubric_hit(statement: Statement, plain: Normalised, hit: Hit, sign: Sign, strength: int) -> RubricHit:
    first, last = plain.span(hit.start, hit.end)
    return RubricHit(
        item=hit.use.value[:2],
        indicator=hit.use.value,
        sign=sign,
        term=hit.use.term,
        start=statement.start + first,
        end=statement.start + last,
        strength=strength,
    )
