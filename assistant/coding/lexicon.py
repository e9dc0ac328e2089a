"""Every word of codebook and rubric in one automaton, each remembering what it is used for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from assistant.codebook import Codebook, Rubric, codebook, rubric
from assistant.coding.near import NearTerms, near_terms
from assistant.coding.normalise import normalise
from assistant.coding.plain import is_plain
from assistant.model import CATEGORIES, MatchKind

_CUES = frozenset(("past", "future", "status", "slogan", "concrete", "body", "feedback"))
"""Cues that are plain words."""
_PATTERNED = ("target", "deadline")
"""Cues of which some are patterns."""
_SPEAKING = ("category", "object", "exclusion")
SIGNS = ("hope", "risk", "mitigation")
FIRM = ("body", "target", "deadline", "feedback", "concrete")
"""Cues of strength; the last one alone makes no statement firm."""
_FUZZY_LENGTH = 4
"""Characters; a shorter term with one character wrong is another word."""


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
    """The automaton with the uses of each pattern."""

    automaton: AhoCorasick
    patterns: tuple[str, ...]
    uses: tuple[tuple[Use, ...], ...]
    whole: NDArray[np.bool_]
    """Per pattern whether it starts or ends on an ASCII letter or digit and so must stand as a whole word."""

    @cached_property
    def fuzzy(self) -> dict[str, tuple[Use, ...]]:
        """Pattern -> uses of the category terms and cues long enough to be known when written otherwise."""
        found = {}
        for pattern, uses in zip(self.patterns, self.uses, strict=True):
            own = tuple(u for u in uses if u.purpose == "category" and u.kind in ("exact", "cue"))
            if own and len(pattern) >= _FUZZY_LENGTH and not pattern.isascii():
                found[pattern] = own
        return found

    @cached_property
    def marking(self) -> NDArray[np.bool_]:
        """Per pattern whether it is a digital marker."""
        return self._with("marker")

    @cached_property
    def excluding(self) -> NDArray[np.bool_]:
        """Per pattern whether it is a phrase whose words are no cue."""
        return self._with("exclusion")

    @cached_property
    def speaks(self) -> NDArray[np.bool_]:
        """Per pattern whether it is a word of a category, an object or an excluded phrase."""
        return self._with(*_SPEAKING)

    @cached_property
    def covering(self) -> NDArray[np.bool_]:
        """Per pattern whether it is a category's term or cue, or a phrase whose words are no cue."""
        return self._with("category", "exclusion")

    @cached_property
    def alias(self) -> NDArray[np.bool_]:
        """Per pattern whether it is another word for a term."""
        return np.array([bool(use) and use[0].kind == "alias" for use in self.naming])

    @cached_property
    def naming(self) -> tuple[tuple[Use, ...], ...]:
        """Per pattern its uses as a word of a category or an object."""
        return tuple(tuple(u for u in use if u.purpose in ("category", "object")) for use in self.uses)

    @cached_property
    def specific(self) -> NDArray[np.uint8]:
        """Patterns x categories: how many specific terms of a category the pattern is."""
        counts = np.zeros((len(self.uses), len(CATEGORIES)), np.uint8)
        for row, uses in zip(counts, self.uses, strict=True):
            for use in uses:
                if use.purpose == "category" and use.kind != "cue":
                    row[CATEGORIES.index(use.value)] += 1
        return counts

    @cached_property
    def signalling(self) -> NDArray[np.bool_]:
        """Per pattern whether it speaks to the rubric."""
        return self._with(*SIGNS)

    @cached_property
    def negating(self) -> NDArray[np.bool_]:
        """Per pattern whether it is a negation."""
        return self._with("negation")

    @cached_property
    def firming(self) -> NDArray[np.uint8]:
        """Per pattern the cues of strength it stands for, a bit each, in the order of FIRM."""
        cues = [{u.value for u in use if u.purpose == "strength"} for use in self.uses]
        bits = [sum(1 << n for n, cue in enumerate(FIRM) if cue in named) for named in cues]
        return np.array(bits, np.uint8)

    @cached_property
    def past(self) -> NDArray[np.bool_]:
        """Per pattern whether it tells what was done."""
        return np.array([any(u.purpose == "role" and u.value == "past" for u in use) for use in self.uses])

    def _with(self, *purposes: str) -> NDArray[np.bool_]:
        return np.array([any(u.purpose in purposes for u in use) for use in self.uses])

    @cached_property
    def near(self) -> NearTerms:
        """What the fuzzy pass looks for, built when first needed."""
        return near_terms(self.fuzzy, self.patterns)


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
            cue_name = name.removesuffix("_en")
            for cue in cues if cue_name in _CUES else [c for c in cues if cue_name in _PATTERNED and is_plain(c)]:
                yield cue, Use(purpose, cue_name, cue)


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
    for word, use in (*_category_uses(book), *_plain_uses(book, items), *_rubric_uses(items)):
        pattern = normalise(word).text
        if use not in uses[pattern]:
            uses[pattern].append(use)
    patterns = tuple(uses)
    return Lexicon(
        automaton=AhoCorasick(list(patterns)),
        patterns=patterns,
        uses=tuple(tuple(uses[p]) for p in patterns),
        whole=np.array([ascii_word(p[0]) or ascii_word(p[-1]) for p in patterns]),
    )


def ascii_word(character: str) -> bool:
    """Whether it is an ASCII letter or digit."""
    return character.isascii() and character.isalnum()


@cache
def lexicon() -> Lexicon:
    """The lexicon of the bundled codebook and rubric."""
    return build(codebook(), rubric())
