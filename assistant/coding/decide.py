"""The category of a statement from its hits, by the codebook's order of questions, and the doubt about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.codebook import Codebook
from assistant.coding.match import Hit
from assistant.model import Reason

_CLAUSE = re.compile(r"[，。；：！？,;!?\n]")
_NEIGHBOURHOOD = 12


Company = tuple[str, int, int, str]
"""Category, start, end and term of an ambiguous word that its company decided."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Category (None: not digital), runner-up, confidence in [0, 1], whether a person should look, and why."""

    category: str | None
    secondary: str | None
    confidence: float
    review: bool
    weights: Mapping[str, float]
    reasons: tuple[Reason, ...]


def clause_ends(text: str) -> list[int]:
    """Offsets where the clauses of a normalised text end."""
    return [m.start() for m in _CLAUSE.finditer(text)] + [len(text)]


def company_hits(book: Codebook, text: str) -> list[Company]:
    """The ambiguous words that a companion nearby in the same clause decides."""
    found = []
    ends = clause_ends(text)
    for rule in book.ambiguous:
        for match in re.finditer(re.escape(rule.term), text):
            clause = bisect_left(ends, match.start())
            left = max(ends[clause - 1] + 1 if clause else 0, match.start() - _NEIGHBOURHOOD)
            right = min(ends[clause], match.end() + _NEIGHBOURHOOD)
            if any(word in text[left:right] for word in rule.company):
                found.append((rule.category, match.start(), match.end(), rule.term))
    return found


def weigh(
    book: Codebook, text: str, hits: Sequence[Hit], markers: Sequence[Hit], company: Sequence[Company]
) -> dict[str, float]:
    """How strongly each category is pulled: weights of the hits, the last of a clause counting more (head-final).

    Args:
        markers: hits that make their clause digital; elsewhere an object says little.
        company: ambiguous words that their company decided; each counts as a general cue.
    """
    weights: dict[str, float] = defaultdict(float)
    placed = [h for h in hits if h.counted and h.use.purpose in ("category", "object")]
    ends = clause_ends(text)
    digital = {bisect_left(ends, h.start) for h in markers}
    last_of: dict[int, Hit] = {}
    for hit in placed:
        clause = bisect_left(ends, hit.start)
        if clause not in last_of or hit.end >= last_of[clause].end:
            last_of[clause] = hit
    for hit in placed:
        clause = bisect_left(ends, hit.start)
        weight = hit.use.weight * (book.weights["head_final"] if hit is last_of[clause] else 1.0)
        if hit.use.purpose == "object" and clause not in digital:
            weight = book.weights["object_apart"]
        weights[hit.use.value] += weight
    for category, _, _, _ in company:
        weights[category] += book.weights["cue"]
    return dict(weights)


def decide(book: Codebook, weights: Mapping[str, float], digital: bool, specific: bool, doubtful: bool) -> Decision:
    """The heaviest category, an earlier question of the codebook winning a tie.

    Args:
        weights: category -> weight.
        digital: whether the statement has a digital marker; without one nothing is coded.
        specific: whether a specific term spoke, not only general cues.
        doubtful: whether a fuzzy hit waits for a person.
    """
    if not digital or not weights:
        reason = "why.not_digital" if not digital else "why.no_words"
        return Decision(None, None, 0.5 if digital else 0.95, digital, dict(weights), (Reason(reason),))
    ranked = sorted(weights, key=lambda c: (-weights[c], book.order.index(c)))
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    total = sum(weights.values())
    margin = (weights[first] - (weights[second] if second else 0.0)) / total
    close = second is not None and margin < book.weights["doubtful"]
    reasons = [Reason("why.heaviest", {"category": first})]
    if second is not None and close:
        reasons.append(Reason("why.close", {"category": second}))
    if not specific:
        reasons.append(Reason("why.only_cues"))
    confidence = round(min(0.97, 0.4 + 0.35 * margin + (0.2 if specific else 0.0) + min(0.1, 0.03 * total)), 2)
    return Decision(first, second if second and weights[second] >= 0.4 * weights[first] else None, confidence,
                    close or doubtful or confidence < 0.6, dict(weights), tuple(reasons))  # fmt: skip
