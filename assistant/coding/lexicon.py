"""Every word of codebook and rubric in one automaton, each remembering what it is used for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from assistant.codebook import Codebook, Rubric, codebook, rubric
from assistant.coding.normalise import normalise
from assistant.model import MatchKind

_CUES = frozenset(("past", "future", "status", "slogan", "concrete", "body", "feedback"))
"""Cues that are plain words; targets and deadlines are patterns."""


@dataclass(frozen=True, slots=True)
class Use:
    """One purpose a pattern serves."""

    purpose: str
    """category, object, marker, exclusion, hope, risk, mitigation, negation, compulsory, role or strength"""
    value: str = ""
    """Category id, indicator id, or the cue's name (`past`, `body`, ..)."""
    term: str = ""
    kind: MatchKind = "exact"
    weight: float = 0.0


@dataclass(frozen=True)
class Lexicon:
    """The automaton with the uses of each pattern, and the terms of the fuzzy pass by their first two characters."""

    automaton: AhoCorasick
    patterns: tuple[str, ...]
    uses: tuple[tuple[Use, ...], ...]
    heads: dict[str, tuple[Use, ...]]
    tails: dict[str, tuple[Use, ...]]


def _category_uses(book: Codebook) -> Iterator[tuple[str, Use]]:
    weights = book.weights
    for category in book.categories:
        for terms, weight, kind in (
            (category.terms, weights["term"], "exact"),
            (category.terms_en, weights["term"], "exact"),
            (category.cues, weights["cue"], "cue"),
        ):
            for term in terms:
                yield term, Use("category", category.id, term, kind, weight)  # type: ignore[arg-type]
                for alias in book.aliases.get(term, ()):
                    yield alias, Use("category", category.id, term, "alias", weight)
        for term in category.objects:
            yield term, Use("object", category.id, term, "cue", weights["object"])


def _plain_uses(book: Codebook, items: Rubric) -> Iterator[tuple[str, Use]]:
    for purpose, words in (
        ("marker", book.markers + book.markers_en),
        ("exclusion", book.exclusions),
        ("negation", items.negations),
        ("compulsory", items.compulsory),
    ):
        for word in words:
            yield word, Use(purpose, term=word)
    for table, purpose in ((book.roles, "role"), (book.strength, "strength")):
        for name, cues in table.items():
            if name.removesuffix("_en") in _CUES:
                for cue in cues:
                    yield cue, Use(purpose, name.removesuffix("_en"), cue)


def _rubric_uses(items: Rubric) -> Iterator[tuple[str, Use]]:
    for item in items.items:
        for indicator in item.indicators:
            for purpose, terms in (
                ("hope", indicator.terms + indicator.terms_en),
                ("risk", indicator.risk + indicator.risk_en),
                ("mitigation", indicator.mitigation + indicator.mitigation_en),
            ):
                for term in terms:
                    yield term, Use(purpose, indicator.id, term)


def build(book: Codebook, items: Rubric) -> Lexicon:
    """The lexicon of a codebook and a rubric."""
    uses: dict[str, list[Use]] = defaultdict(list)
    heads: dict[str, list[Use]] = defaultdict(list)
    tails: dict[str, list[Use]] = defaultdict(list)
    for word, use in (*_category_uses(book), *_plain_uses(book, items), *_rubric_uses(items)):
        pattern = normalise(word).text
        if use not in uses[pattern]:
            uses[pattern].append(use)
        if use.purpose == "category" and use.kind == "exact" and len(pattern) >= 4 and not pattern.isascii():
            heads[pattern[:2]].append(use)
            tails[pattern[-2:]].append(use)
    patterns = tuple(uses)
    return Lexicon(
        automaton=AhoCorasick(list(patterns)),
        patterns=patterns,
        uses=tuple(tuple(uses[p]) for p in patterns),
        heads={k: tuple(v) for k, v in heads.items()},
        tails={k: tuple(v) for k, v in tails.items()},
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon of the bundled codebook and rubric."""
    return build(codebook(), rubric())
