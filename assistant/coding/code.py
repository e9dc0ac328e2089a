"""The coding of a draft: all statements in one pass over one text, so that a plan takes a fraction of a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.codebook import codebook
from assistant.coding.additions import Additions, Pull, pulls
from assistant.coding.batch import Batch, Marks, Scan, lay_out, marks, per_statement, scan
from assistant.coding.bodies import body_spans
from assistant.coding.by_terms import about_digital, code_by_terms, heading_category
from assistant.coding.duplicates import duplicates
from assistant.coding.evidence import rubric_hits
from assistant.coding.judge import decide, decide_role, pull_scores, ranked, role_scores
from assistant.coding.learned import OUTPUTS, Learned, coder, scores, softmax
from assistant.coding.lexicon import Lexicon, lexicon
from assistant.coding.match import Hit
from assistant.coding.normalise import normalise_all
from assistant.coding.strength import Firmness, dangles, firmness
from assistant.coding.terms import Spoken, count_terms, owned, spoken, variants
from assistant.model import CATEGORIES, Coding, Evidence, Statement

_CHUNK: Final = 1500
"""Statements of one pass: enough to share the cost, few enough to stay in the processor's cache."""
_STRENGTHS: Final = len(OUTPUTS["strength"])
_CHINESE: Final = 1.25
"""UTF-8 bytes per character from which a statement counts as Chinese."""


def code(
    statements: Iterable[Statement],
    title: str = "",
    additions: Additions | None = None,
    weights: Learned | None = None,
) -> tuple[Coding, ...]:
    """One coding per statement, in order; near-duplicates of an earlier counted statement are marked.

    Args:
        title: the draft's title; under a digital one every statement may speak to the rubric.
        additions: terms and examples that a person added to the codebook.
        weights: other learned weights than the bundled ones.
    """
    given = tuple(statements)
    model = coder() if weights is None else weights
    codings: list[Coding] = []
    for at in range(0, len(given), _CHUNK):
        codings += _chunk(given[at : at + _CHUNK], title, additions, model)
    return marked(codings)


def marked(codings: Sequence[Coding]) -> tuple[Coding, ...]:
    """The codings with near-duplicates of earlier counted statements marked."""
    copies = duplicates([c.statement for c in codings if c.category is not None and c.role == "commitment"])
    return tuple(
        c if c.duplicate_of == (of := copies.get(c.statement.id)) else replace(c, duplicate_of=of) for c in codings
    )


def _chunk(statements: Sequence[Statement], title: str, additions: Additions | None, model: Learned) -> list[Coding]:
    learned = [is_chinese(s.text) for s in statements]
    chinese = [s for s, known in zip(statements, learned, strict=True) if known]
    coded = iter(_coded(chinese, title, additions, model)) if chinese else iter(())
    return [
        next(coded) if known else code_by_terms(s, title, additions)
        for s, known in zip(statements, learned, strict=True)
    ]


def is_chinese(text: str) -> bool:
    """Whether learned weights, which are Chinese, have anything to say about a text."""
    return not text.isascii() and len(text.encode("utf-8", "surrogatepass")) >= _CHINESE * len(text)


@dataclass(frozen=True)
class _Pass:
    """One pass over a batch: what stands where, as all statements share it."""

    batch: Batch
    marks: Marks
    found: Scan
    spoken: list[list[Spoken]]
    """Per statement the words of the codebook outside the names of offices."""
    digital: NDArray[np.bool_]
    """Whether a digital word stands in the statement."""
    weighed: Sequence[Sequence[tuple[int, int, int]]]
    """Per statement the words of rubric and strength in order of place: pattern, start, end in the statement."""


def _pass(statements: Sequence[Statement]) -> _Pass:
    words = lexicon()
    batch = lay_out(normalise_all([s.text for s in statements]))
    found = scan(words, batch)
    near = marks(words, batch, found)
    heard: list[list[Spoken]] = [[] for _ in statements]
    for owner, one in owned(batch, spoken(words, found)):
        heard[owner].append(one)
    outside = [_outside(batch, n, one) if one else one for n, one in enumerate(heard)]
    return _Pass(batch, near, found, outside, per_statement(batch, near.clause) > 0, _weighed(words, batch, found))


def _outside(batch: Batch, number: int, heard: list[Spoken]) -> list[Spoken]:
    """The words that are no part of an office's name."""
    bodies = body_spans(batch.plains[number].text)
    if not bodies:
        return heard
    at = int(batch.starts[number])
    return [w for w in heard if not any(s <= w.start - at and w.end - at <= e for s, e in bodies)]


def _weighed(words: Lexicon, batch: Batch, found: Scan) -> list[list[tuple[int, int, int]]]:
    chosen = np.flatnonzero(words.weighed[found.pattern])
    order = chosen[np.lexsort((-found.end[chosen], found.start[chosen]))]
    owner = np.searchsorted(batch.ends, found.start[order], side="right")
    first = batch.starts[owner]
    places = zip(
        found.pattern[order].tolist(),
        (found.start[order] - first).tolist(),
        (found.end[order] - first).tolist(),
        strict=True,
    )
    weighed: list[list[tuple[int, int, int]]] = [[] for _ in batch.plains]
    for statement, place in zip(owner.tolist(), places, strict=True):
        weighed[statement].append(place)
    return weighed


@dataclass(frozen=True, slots=True)
class _Told:
    """What the learned weights and a person's terms say about one statement."""

    chances: Mapping[str, float]
    role: list[float]
    strength: int
    pulled: Sequence[Pull]


def _coded(
    statements: Sequence[Statement], title: str, additions: Additions | None, model: Learned
) -> Iterator[Coding]:
    """The codings of Chinese statements."""
    one = _pass(statements)
    terms = count_terms(one.spoken)
    whole = np.array([_is_whole(s) for s in statements])
    table = scores(model, one.batch, one.marks, terms, whole)
    last = len(OUTPUTS["category"])
    meant = _as_meant(one, statements, table[:, :last].argmax(axis=1) == last - 1)
    if meant:
        again = _pass(list(meant.values()))
        rows = list(meant)
        terms[rows], one.digital[rows] = count_terms(again.spoken), again.digital
        table[rows] = scores(model, again.batch, again.marks, terms[rows], whole[rows])
    logits, roles, firm = table[:, :last], table[:, last:-_STRENGTHS], table[:, -_STRENGTHS:]
    pulled = _pulled(one, statements, logits, additions)
    _weigh_context(one, statements, terms, logits)
    told = zip(
        ranked(softmax(logits)), role_scores(roles, whole), (firm.argmax(axis=1) + 1).tolist(), pulled, strict=True
    )
    for n, (statement, said) in enumerate(zip(statements, told, strict=True)):
        yield _coding(one, n, statement, title, _Told(*said))


def _as_meant(one: _Pass, statements: Sequence[Statement], uncoded: NDArray[np.bool_]) -> dict[int, Statement]:
    """The statements that write a term otherwise, with the codebook's own words in its place.

    A variant that counts (数字化的政府) is read as its term anywhere, an alias only where nothing else would be told.
    All variants are added to what the statements speak of.
    """
    for owner, variant in variants(lexicon(), one.batch, one.found):
        if _outside(one.batch, owner, [variant]):
            one.spoken[owner] = sorted([*one.spoken[owner], variant], key=lambda word: word.start)
    meant: dict[int, Statement] = {}
    for owner, heard in enumerate(one.spoken):
        text, at = one.batch.plains[owner].text, int(one.batch.starts[owner])
        for word in reversed(heard):
            kind = word.uses[0].kind if word.uses else "exact"
            if word.counted and (kind in ("gap", "reorder") or (kind == "alias" and uncoded[owner])):
                text = f"{text[: word.start - at]}{word.uses[0].term}{text[word.end - at :]}"
                meant[owner] = replace(statements[owner], text=text)
    return meant


def _weigh_context(
    one: _Pass,
    statements: Sequence[Statement],
    terms: NDArray[np.float32],
    logits: NDArray[np.float32],
) -> None:
    """What has no digital word is hardly digital, unless it stands under a heading that is."""
    silent = ~one.digital & ~terms.any(1)
    context = np.array([about_digital("", s.heading) for s in statements])
    logits[silent & ~context, -1] += codebook().weights["no_digital_word"]
    logits[~one.digital & context, -1] -= codebook().weights["digital_part"]


def _is_whole(statement: Statement) -> bool:
    """Whether a reader found the statement as a paragraph or item of its own, which often goes without a full stop."""
    return statement.line is None and not dangles(statement.text)


def _pulled(
    one: _Pass, statements: Sequence[Statement], logits: NDArray[np.float32], additions: Additions | None
) -> Sequence[Sequence[Pull]]:
    """Adds what headings and a person's terms and examples say to the scores; returns the latter's pulls."""
    prior = codebook().weights["heading_prior"]
    for n, statement in enumerate(statements):
        if statement.heading and (named := heading_category(statement.heading)) is not None:
            logits[n, CATEGORIES.index(named)] += prior
    if not additions:
        return [()] * len(statements)
    said = [pulls(additions, plain.text) for plain in one.batch.plains]
    logits += np.array([pull_scores(each) for each in said])
    return said


def _coding(one: _Pass, n: int, statement: Statement, title: str, told: _Told) -> Coding:
    decision = decide(told.chances, bool(one.digital[n]), told.pulled)
    coded = decision.category is not None
    plain, weighed = one.batch.plains[n], one.weighed[n]
    words = lexicon()
    hits = [Hit(use, start, end) for pattern, start, end in weighed for use in words.rating[pattern]]
    about = hits and (coded or about_digital(title, statement.heading))
    firm = Firmness(1, ())
    if coded or about:
        firm = firmness(codebook(), plain.text, {cue for place in weighed for cue in words.firming[place[0]]})
    kind = decide_role(told.role, statement)
    misspelt = any(not word.counted and word.uses[0].kind == "lookalike" for word in one.spoken[n])
    shown = coded or decision.review or misspelt
    return Coding(
        statement=statement,
        category=decision.category,
        secondary=decision.secondary,
        role=kind,
        strength=0 if not coded else 3 if firm.strength == 3 else told.strength,
        confidence=decision.confidence,
        review=(decision.review or misspelt) and (coded or kind == "commitment"),
        evidence=_evidence(one, n, statement, told.pulled) if shown else (),
        rubric=rubric_hits(statement, plain, hits, firm.strength, decision.category) if about else (),
        cues=firm.cues if coded else (),
        weights=decision.weights,
        reasons=decision.reasons,
    )


def _evidence(one: _Pass, n: int, statement: Statement, pulled: Sequence[Pull]) -> tuple[Evidence, ...]:
    """The words that spoke: specific terms and cues anywhere, objects only in a clause with a digital word."""
    plain, at, origin = one.batch.plains[n], int(one.batch.starts[n]), statement.start
    found = []
    for heard in one.spoken[n]:
        for use in heard.uses:
            if use.purpose == "category" or (use.purpose == "object" and one.marks.clause[heard.start]):
                first, last = plain.span(heard.start - at, heard.end - at)
                found.append(Evidence(use.term, use.value, origin + first, origin + last, use.kind, heard.score))
    for pull in pulled:
        if pull.kind == "term" and pull.category is not None:
            first, last = plain.span(pull.start, pull.end)
            found.append(Evidence(pull.term, pull.category, origin + first, origin + last, "exact"))
    return tuple(found)
