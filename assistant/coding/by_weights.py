"""Statements that something was learned about (Chinese ones): coded by weights, headings and a person's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.codebook import codebook
from assistant.coding.additions import Additions, pulls
from assistant.coding.batch import owners
from assistant.coding.headings import above
from assistant.coding.judge import Told, judge, pull_scores, roles, said
from assistant.coding.learned import OUTPUTS, Learned, scores, softmax
from assistant.coding.lexicon import lexicon
from assistant.coding.quoted import added, quoted
from assistant.coding.strength import dangles
from assistant.coding.survey import Survey, survey
from assistant.coding.terms import Variant, count_terms, outside, variants
from assistant.model import CATEGORIES, Statement

_CATEGORY: Final = len(OUTPUTS["category"])
_STRENGTH: Final = -len(OUTPUTS["strength"])


def by_weights(one: Survey, statements: Sequence[Statement], additions: Additions | None, model: Learned) -> Told:
    """Category, role and strength of Chinese statements, with the words that spoke for it."""
    dangling = np.array([dangles(s.text) for s in statements], np.bool_)
    whole = ~dangling & np.array([s.line is None for s in statements], np.bool_)
    written = outside(one.batch, variants(lexicon(), one.batch, one.found))
    table, digital = _scored(one, statements, written, whole, model)
    logits = table[:, :_CATEGORY]
    pulled = [pulls(additions, plain.text) for plain in one.batch.plains] if additions else []
    if pulled:
        logits += np.array([pull_scores(each) for each in pulled])
    judged = judge(softmax(logits), digital)
    judged.doubtful[[v.owner for v in written if not v.counted and v.use.kind == "lookalike"]] = True
    coded = np.array([category is not None for category in judged.category], np.bool_)
    evidence = quoted(one.batch, statements, one.heard, written, one.marks.clause, coded | judged.doubtful)
    for n, each in enumerate(pulled):
        judged.reasons[n] += tuple(said(pull) for pull in each)
        if coded[n] or judged.doubtful[n]:
            evidence[n] = evidence.get(n, ()) + added(one.batch, statements, n, each)
    past = np.zeros(len(statements), np.bool_)
    past[owners(one.batch, one.found.start[lexicon().past.take(one.found.pattern)])] = True
    return Told(
        judged=judged,
        roles=roles(table[:, _CATEGORY:_STRENGTH], statements, whole, dangling, past),
        about=coded,
        evidence=evidence,
        strength=table[:, _STRENGTH:].argmax(axis=1) + 1,
    )


def _scored(
    one: Survey, statements: Sequence[Statement], written: Sequence[Variant], whole: NDArray[np.bool_], model: Learned
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Statements x outputs, and which statements have a digital word, read as they are meant."""
    terms = count_terms(lexicon(), one.heard, len(statements))
    table, digital = scores(model, one.batch, one.marks, terms, whole), one.digital.copy()
    meant = _as_meant(one, statements, written, table[:, :_CATEGORY].argmax(axis=1) == _CATEGORY - 1)
    if meant:
        again, rows = survey(list(meant.values())), list(meant)
        terms[rows], digital[rows] = count_terms(lexicon(), again.heard, len(rows)), again.digital
        table[rows] = scores(model, again.batch, again.marks, terms[rows], whole[rows])
    weights = codebook().weights
    context, named = above(statements)
    for n, category in enumerate(named):
        if category is not None:
            table[n, CATEGORIES.index(category)] += weights["heading_prior"]
    table[~digital & ~context & ~terms.any(1), _CATEGORY - 1] += weights["no_digital_word"]
    table[~digital & context, _CATEGORY - 1] -= weights["digital_part"]
    return table, digital


def _as_meant(
    one: Survey, statements: Sequence[Statement], written: Sequence[Variant], uncoded: NDArray[np.bool_]
) -> dict[int, Statement]:
    """The statements that write a term otherwise, with the codebook's own words in its place.

    A variant that counts (数字化的政府) and a misspelling, which a person is to look at, are read as their terms
    anywhere, an alias only where nothing else would be told.
    """
    words, heard = lexicon(), one.heard
    aliases = np.flatnonzero(words.alias.take(heard.pattern) & uncoded.take(heard.owner))
    others = [(v.owner, v.start, v.end, v.use.term) for v in written if v.counted or v.use.kind == "lookalike"]
    for n, start, end, pattern in zip(
        *(column.take(aliases).tolist() for column in (heard.owner, heard.start, heard.end, heard.pattern)), strict=True
    ):
        others.append((n, start, end, words.naming[pattern][0].term))
    meant: dict[int, Statement] = {}
    for n, start, end, term in sorted(others, reverse=True):
        text = meant[n].text if n in meant else one.batch.plains[n].text
        at = int(one.batch.starts[n])
        meant[n] = replace(statements[n], text=f"{text[: start - at]}{term}{text[end - at :]}")
    return dict(sorted(meant.items()))
