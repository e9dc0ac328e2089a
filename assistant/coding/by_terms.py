"""Statements that nothing was learned about (English ones): coded by the codebook's words and its order alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from assistant.codebook import Codebook, codebook
from assistant.coding.additions import Additions, pulls
from assistant.coding.bodies import body_spans
from assistant.coding.headings import above
from assistant.coding.judge import Judged, Told
from assistant.coding.lexicon import Lexicon, lexicon
from assistant.coding.match import Hit, exact_hits, fuzzy_hits, longest
from assistant.coding.normalise import Normalised, normalise
from assistant.coding.strength import role
from assistant.model import Evidence, Reason, Role, Statement

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
    shares = {c: round(weights[c] / total, 2) for c in ranked}
    return Decision(first, second if second and weights[second] >= 0.4 * weights[first] else None, confidence,
                    close or doubtful or confidence < 0.6, shares, tuple(reasons))  # fmt: skip


def by_terms(statements: Sequence[Statement], additions: Additions | None = None) -> Told:
    """Category and role of statements from their own words and headings, without learned weights."""
    names = above(statements).category
    each = [_told(statement, named, additions) for statement, named in zip(statements, names, strict=True)]
    decisions = [one.decision for one in each]
    return Told(
        judged=Judged(
            category=[d.category for d in decisions],
            secondary=[d.secondary for d in decisions],
            confidence=[d.confidence for d in decisions],
            doubtful=np.array([d.review for d in decisions], np.bool_),
            weights=[d.weights for d in decisions],
            reasons=[d.reasons for d in decisions],
        ),
        roles=[one.role for one in each],
        about=np.array([one.digital for one in each], np.bool_),
        evidence={n: one.evidence for n, one in enumerate(each)},
    )


class _Told(NamedTuple):
    """What is told of one statement."""

    decision: Decision
    role: Role
    digital: bool
    evidence: tuple[Evidence, ...]


def _told(statement: Statement, named: str | None, additions: Additions | None) -> _Told:
    book, words = codebook(), lexicon()
    plain = normalise(statement.text)
    hits = exact_hits(words, plain.text)
    markers = _markers(hits)
    digital = bool(markers)
    heard = _spoken(words, plain.text, hits, digital)
    company = company_hits(book, plain.text)
    weights = weigh(book, plain.text, heard, markers, company)
    if digital and named is not None:
        weights[named] = weights.get(named, 0.0) + book.weights["heading"]
    said = [pull for pull in pulls(additions, plain.text) if pull.category] if additions else []
    for pull in said:
        weights[pull.category or ""] = weights.get(pull.category or "", 0.0) + pull.weight
    waiting = any(not h.counted for h in heard)
    specific = any(h.counted and h.use.purpose == "category" and h.use.kind != "cue" for h in heard)
    decision = decide(book, weights, digital or bool(said), specific or bool(said), waiting)
    evidence = _evidence(statement, plain, heard, company) if digital else ()
    return _Told(decision, role(book, statement.text, statement.heading, hits), digital, evidence)


def _spoken(words: Lexicon, text: str, hits: Sequence[Hit], digital: bool) -> list[Hit]:
    """Hits that speak for a category, outside the names of offices; with the fuzzy ones where no term stands."""
    bodies = body_spans(text)
    spoken = longest((h for h in hits if not _within(h, bodies)), "category", "object", "exclusion")
    if not digital:
        return spoken
    terms = [h for h in spoken if h.use.purpose != "object"]
    near = [h for h in fuzzy_hits(words, text, terms) if not _within(h, bodies)]
    return sorted(spoken + near, key=lambda h: (h.start, -h.end))


def _within(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _markers(hits: Sequence[Hit]) -> list[Hit]:
    """Digital markers that no excluded phrase swallows; without one a statement is not about digital things."""
    excluded = [h for h in hits if h.use.purpose == "exclusion"]
    return [
        h
        for h in hits
        if h.use.purpose == "marker" and not any(x.start <= h.start and h.end <= x.end for x in excluded)
    ]


def _evidence(
    statement: Statement, plain: Normalised, spoken: Sequence[Hit], company: Sequence[Company]
) -> tuple[Evidence, ...]:
    found = [
        Evidence(h.use.term, h.use.value, *_at(statement, plain, h.start, h.end), kind=h.use.kind, score=h.score)
        for h in spoken
        if h.use.purpose in ("category", "object")
    ]
    for category, start, end, term in company:
        if not any(plain.span(h.start, h.end)[0] <= start < plain.span(h.start, h.end)[1] for h in spoken):
            found.append(Evidence(term, category, *_at(statement, plain, start, end), kind="cue"))
    return tuple(sorted(found, key=lambda e: (e.start, e.end)))


def _at(statement: Statement, plain: Normalised, start: int, end: int) -> tuple[int, int]:
    first, last = plain.span(start, end)
    return statement.start + first, statement.start + last
