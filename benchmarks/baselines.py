"""Plain ways to code the category of a statement, to stand beside ours in the same run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from labels import Row
from measures import NONE

from assistant.codebook import codebook
from assistant.coding.normalise import normalise

Coder = Callable[[Sequence[str]], list[str]]
"""Texts -> a category id or `none` for each."""
CUT_OFF = 75
WORKERS = 2


class Absent(Exception):
    """A coder that cannot run here; says what it needs."""


def _terms() -> dict[str, str]:
    """Every specific term of the codebook -> its category; the first category of a term that several have."""
    found: dict[str, str] = {}
    for category in codebook().categories:
        for term in (*category.terms, *category.terms_en):
            found.setdefault(normalise(term).text, category.id)
    return found


def exact_terms(texts: Sequence[str]) -> list[str]:
    """The category with most term hits, longest matches only; the codebook's order decides a tie."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    terms, order = _terms(), codebook().order
    categories = list(terms.values())
    automaton = AhoCorasick(list(terms), matchkind=MatchKind.LeftmostLongest)
    told = []
    for text in texts:
        hits = Counter(categories[i] for i, _, _ in automaton.find_matches_as_indexes(normalise(text).text))
        told.append(min(hits, key=lambda c: (-hits[c], order.index(c))) if hits else NONE)
    return told


def every_pair(texts: Sequence[str]) -> list[str]:
    """The category of the term with the best partial_ratio over CUT_OFF; the first of equals."""
    from rapidfuzz import fuzz, process

    terms = _terms()
    categories = list(terms.values())
    plain = [normalise(text).text for text in texts]
    scores = process.cdist(plain, list(terms), scorer=fuzz.partial_ratio, workers=WORKERS)
    return [categories[row.argmax()] if row.max() > CUT_OFF else NONE for row in scores]


def linear_model(rows: Sequence[Row]) -> Coder:
    """TF-IDF over character 1-3-grams and a logistic regression (C 20), learned from `rows`; raises Absent."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError as error:
        raise Absent("scikit-learn is not installed: pip install scikit-learn") from error
    model = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 3)), LogisticRegression(C=20, max_iter=1000))
    model.fit([row["text"] for row in rows], [row["primary"] for row in rows])
    return lambda texts: [str(c) for c in model.predict(list(texts))]


def own_learner(rows: Sequence[Row]) -> Coder:
    """The project's own learner (benchmarks/learner.py), learned from `rows`; raises Absent."""
    try:
        model: Any = import_module("learner").fit(rows)
    except ImportError as error:
        raise Absent(f"benchmarks/learner.py cannot learn here ({error})") from error
    return lambda texts: [str(c or NONE) for c in model.predict(list(texts))]
