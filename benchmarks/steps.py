"""The steps that speed.py times: our own, and the peers beside them, each made ready before the clock starts.

To exchange a step, exchange the function of its name here; a step takes one text and its statements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.codebook import codebook
from assistant.coding.batch import lay_out, scan
from assistant.coding.code import code
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise, normalise_all
from assistant.coding.terms import spoken, variants
from assistant.model import Statement
from assistant.reading.segment import statements
from assistant.reading.sentences import spans
from assistant.reading.text import parse_text

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
WORKERS = 2


@dataclass(frozen=True)
class Material:
    """One text with its statements."""

    text: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Step:
    """Something to time."""

    name: str
    words: str
    """What is done, for the table."""
    act: Callable[[Material], object]


class Missing(Exception):
    """A peer that is not installed; says how to get it."""

    def __init__(self, package: str) -> None:
        super().__init__(f"not installed: pip install {package}")


def material(text: str) -> Material:
    """A text as the reader lays it out."""
    return Material(text, statements(parse_text(text)))


def codebook_terms() -> list[str]:
    """The specific terms of the seven categories, each once, as a matcher looks for them."""
    return list(dict.fromkeys(normalise(t).text for c in codebook().categories for t in (*c.terms, *c.terms_en)))


def _scanner(patterns: Sequence[str]) -> Callable[[str], object]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes


def _split_and_scan(split: Callable[[str], object], scan: Callable[[str], object], given: Material) -> None:
    split(given.text)
    scan(given.text)


def _own_split(text: str) -> object:
    return [spans(line) for line in text.split("\n")]


def _matching(given: Material) -> None:
    words = lexicon()
    batch = lay_out(normalise_all([s.text for s in given.statements]))
    found = scan(words, batch)
    spoken(words, batch, found)
    variants(words, batch, found)


def plain_unit() -> Step:
    """Sentences by one regular expression, then one automaton over the codebook's terms: the least one can do."""
    act = partial(_split_and_scan, _SENTENCE.findall, _scanner(codebook_terms()))
    return Step("plain unit", "one-regex split + automaton over the codebook's terms", act)


def own_unit() -> Step:
    """The project's sentence split and one automaton over every word that codebook and rubric look for."""
    act = partial(_split_and_scan, _own_split, _scanner(lexicon().patterns))
    return Step("own unit", "the project's sentence split + automaton over every word", act)


def own_steps() -> list[Step]:
    """The project's own steps, each on ready statements."""
    return [
        Step("sentences", "the project's sentence split", lambda m: _own_split(m.text)),
        Step("matching", "normalise + exact hits + fuzzy hits over everything", _matching),
        Step("coding", "category, role, strength, rubric evidence", lambda m: code(m.statements)),
        Step("text to codings", "headings, sentence split and coding", lambda m: code(material(m.text).statements)),
    ]


def segmenting() -> Step:
    """jieba's segmentation of the whole text."""
    try:
        import jieba
    except ImportError as error:
        raise Missing("jieba") from error
    jieba.setLogLevel(60)
    jieba.initialize()
    return Step("jieba", "jieba.lcut", lambda m: jieba.lcut(m.text))


def linear_model(learned_from: Material) -> Step:
    """TF-IDF over character 1-3-grams and a logistic regression, learned from our own codes: for its speed only."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError as error:
        raise Missing("scikit-learn") from error
    model = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 3)), LogisticRegression(C=20, max_iter=500))
    codes = [c.category or "none" for c in code(learned_from.statements)]
    model.fit([s.text for s in learned_from.statements], codes)
    words = "TF-IDF char 1-3 + LogisticRegression.predict"
    return Step("linear model", words, lambda m: model.predict([s.text for s in m.statements]))


def every_pair() -> Step:
    """rapidfuzz's partial_ratio of every sentence with every term."""
    from rapidfuzz import fuzz, process

    terms = codebook_terms()
    return Step(
        "every pair",
        f"rapidfuzz cdist partial_ratio, {WORKERS} workers",
        lambda m: process.cdist([s.text for s in m.statements], terms, scorer=fuzz.partial_ratio, workers=WORKERS),
    )


def other_automaton() -> Step:
    """pyahocorasick over the codebook's terms."""
    try:
        import ahocorasick
    except ImportError as error:
        raise Missing("pyahocorasick") from error
    automaton = ahocorasick.Automaton()
    for term in codebook_terms():
        automaton.add_word(term, term)
    automaton.make_automaton()
    return Step("pyahocorasick", "iter_long over the codebook's terms", lambda m: list(automaton.iter_long(m.text)))


def peers(learned_from: Material) -> tuple[list[Step], dict[str, str]]:
    """The peers that are installed, and why each of the others is not there."""
    makers: dict[str, Callable[[], Step]] = {
        "jieba": segmenting,
        "linear model": partial(linear_model, learned_from),
        "every pair": every_pair,
        "pyahocorasick": other_automaton,
    }
    ready: list[Step] = []
    absent: dict[str, str] = {}
    for name, make in makers.items():
        try:
            ready.append(make())
        except Missing as reason:
            absent[name] = str(reason)
    return ready, absent


def all_steps(learned_from: Material) -> tuple[list[Step], dict[str, str]]:
    """Units first, then our steps, then the peers; and the missing peers."""
    others, absent = peers(learned_from)
    return [plain_unit(), own_unit(), *own_steps(), *others], absent
