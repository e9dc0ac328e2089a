"""The coding of a draft, statement by statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.codebook import Codebook, codebook
from assistant.coding.bodies import body_spans
from assistant.coding.decide import Company, company_hits, decide, weigh
from assistant.coding.duplicates import duplicates
from assistant.coding.lexicon import Lexicon, lexicon
from assistant.coding.match import Hit, exact_hits, fuzzy_hits, longest
from assistant.coding.normalise import Normalised, normalise
from assistant.coding.strength import Firmness, firmness, role
from assistant.model import Coding, Evidence, RubricHit, Statement


def code(statements: Iterable[Statement], title: str = "") -> tuple[Coding, ...]:
    """One coding per statement, in order; near-duplicates of an earlier counted statement are marked.

    Args:
        title: the draft's title; under a digital one every statement may speak to the rubric.
    """
    book, words = codebook(), lexicon()
    codings = [code_statement(book, words, s, title) for s in statements]
    copies = duplicates([c.statement for c in codings if c.counted])
    return tuple(replace(c, duplicate_of=copies.get(c.statement.id)) for c in codings)


def code_statement(book: Codebook, words: Lexicon, statement: Statement, title: str = "") -> Coding:
    """The tool's coding of one statement, from its own words and its headings."""
    plain = normalise(statement.text)
    hits = exact_hits(words, plain.text)
    markers = _markers(hits)
    digital = bool(markers)
    spoken = _spoken(words, plain.text, hits, digital)
    company = company_hits(book, plain.text)
    weights = weigh(book, plain.text, spoken, markers, company)
    _add_headings(book, words, statement.heading, weights, digital)
    waiting = any(not h.counted for h in spoken)
    specific = any(h.counted and h.use.purpose == "category" and h.use.kind != "cue" for h in spoken)
    decision = decide(book, weights, digital, specific, waiting)
    firm = firmness(book, plain.text, hits)
    coded = decision.category is not None
    kind = role(book, statement.text, statement.heading, hits)
    return Coding(
        statement=statement,
        category=decision.category,
        secondary=decision.secondary,
        role=kind,
        strength=firm.strength if coded else 0,
        confidence=decision.confidence,
        review=decision.review and (coded or kind == "commitment"),
        evidence=_evidence(statement, plain, spoken, company) if digital else (),
        rubric=_rubric_hits(statement, plain, hits, firm) if digital or _about_digital(words, statement, title) else (),
        cues=firm.cues if coded else (),
        weights=decision.weights,
        reasons=decision.reasons,
    )


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


def _about_digital(words: Lexicon, statement: Statement, title: str) -> bool:
    context = normalise("\n".join((title, *statement.heading))).text
    return bool(_markers(exact_hits(words, context)))


def _add_headings(
    book: Codebook, words: Lexicon, headings: Sequence[str], weights: dict[str, float], digital: bool
) -> None:
    """The innermost heading that names exactly one category is a prior for a statement that is digital itself."""
    for heading in reversed(headings if digital else ()):
        named = {h.use.value for h in longest(exact_hits(words, normalise(heading).text), "category", "exclusion")} - {
            ""
        }
        if len(named) == 1:
            category = named.pop()
            weights[category] = weights.get(category, 0.0) + book.weights["heading"]
            return


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


def _rubric_hits(statement: Statement, plain: Normalised, hits: Sequence[Hit], firm: Firmness) -> tuple[RubricHit, ...]:
    """Hopes, risks and mitigations; a negation in the statement turns its risks into mitigations."""
    negated = any(h.use.purpose == "negation" for h in hits)
    found = []
    for hit in longest(hits, "hope", "risk", "mitigation"):
        sign = "mitigation" if hit.use.purpose == "risk" and negated else hit.use.purpose
        start, end = _at(statement, plain, hit.start, hit.end)
        indicator = hit.use.value
        found.append(
            RubricHit(indicator[:2], indicator, sign, hit.use.term, start, end, firm.strength)  # type: ignore[arg-type]
        )
    return tuple(found)
