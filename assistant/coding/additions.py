"""A person's own terms and examples beside the codebook: kept as YAML, and how they pull a statement."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property, lru_cache
from math import ceil, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from assistant.codebook import Codebook, codebook
from assistant.coding.normalise import normalise
from assistant.model import CATEGORIES, Problem, Reason
from assistant.yamlfile import Reader, load_mapping

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

NONE: Final = "none"
"""How a file writes the category of what is not digital."""
TERM_WEIGHT: Final = 8.0
"""Pull of a term, in logits: it outweighs a usual margin of the learned model, not a certain one."""
EXAMPLE_WEIGHT: Final = 16.0
"""Pull of an example on a statement with the same words: beyond any margin, since a person said exactly this."""
FAINTEST_WEIGHT: Final = 2.0
"""Pull of an example on a statement that is only just like it."""
LIKE: Final = 0.6
"""Jaccard similarity of character 3-grams from which a statement counts as like an example."""
SHORTEST_TERM: Final = 2
_NEAREST_SCORE: Final = 50
_WORD: Final = re.compile(r"[a-z0-9]")
_Added = TypeVar("_Added", "AddedTerm", "AddedExample")


@dataclass(frozen=True, slots=True)
class AddedTerm:
    """A term a person added; category None says: what is called so is not digital."""

    term: str
    category: str | None
    by: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AddedExample:
    """A statement a person coded once for all that are like it; category None says: not digital."""

    text: str
    category: str | None
    by: str = ""
    when: str = ""


@dataclass(frozen=True)
class Additions:
    """All that people added to the codebook for one project, each term and each text once."""

    terms: tuple[AddedTerm, ...] = ()
    examples: tuple[AddedExample, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was added."""
        return bool(self.terms or self.examples)

    def __hash__(self) -> int:
        """That of the version: computed once, since every statement looks up the index of its additions."""
        return hash(self.version)

    @cached_property
    def version(self) -> str:
        """Six hexadecimal digits that depend on what is coded how, not on who said so; empty without additions."""
        if not self:
            return ""
        terms = sorted([term_key(t.term), t.category or NONE] for t in self.terms)
        examples = sorted([example_key(e.text), e.category or NONE] for e in self.examples)
        return hashlib.sha256(json.dumps([terms, examples]).encode("utf-8")).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Pull:
    """How strongly a term or an example pulls a statement; offsets are those of the normalised statement."""

    category: str | None
    start: int
    end: int
    term: str
    """The term, or the example's text, as the person wrote it."""
    weight: float
    """In logits."""
    kind: Literal["term", "example"]


@dataclass(frozen=True, slots=True)
class Near:
    """A term of the codebook that is written much like another."""

    term: str
    category: str
    score: int
    """0-100; 100 is the same term."""


def term_key(term: str) -> str:
    """What a term is matched by: two spellings with one key are one term."""
    return normalise(term).text.strip()


def example_key(text: str) -> str:
    """What an example is compared by: its normalised text without blanks."""
    return "".join(normalise(text).text.split())


def latest(terms: Iterable[AddedTerm], examples: Iterable[AddedExample]) -> Additions:
    """Additions in which of several with one key the last one stands."""
    return Additions(_latest(terms, lambda t: term_key(t.term)), _latest(examples, lambda e: example_key(e.text)))


def _latest(added: Iterable[_Added], key: Callable[[_Added], str]) -> tuple[_Added, ...]:
    found: dict[str, _Added] = {}
    for one in added:
        found.pop(key(one), None)
        found[key(one)] = one
    found.pop("", None)  # no words at all would stand in every statement
    return tuple(found.values())


def joined(first: Additions | None, second: Additions | None) -> Additions:
    """Both together; on one term or text the second decides."""
    parts = [part for part in (first, second) if part]
    return latest((t for part in parts for t in part.terms), (e for part in parts for e in part.examples))


# --- files ---


def read_additions(path: Path) -> Additions:
    """The additions in a YAML file; Problem names the file and the first key that is wrong."""
    try:
        read = Reader(path.name, load_mapping(path)).only(optional=("terms", "examples"))
        stands = _stands(codebook())
        return Additions(
            _each(read, "terms", "term", lambda r: _term(r, stands), lambda t: term_key(t.term)),
            _each(read, "examples", "text", _example, lambda e: example_key(e.text)),
        )
    except Problem as problem:
        if isinstance(cause := problem.__cause__, OSError):
            raise Problem("additions_unreadable", file=path.name, detail=cause.strerror or str(cause)) from cause
        raise Problem("additions_broken", **problem.values) from problem


def _each(
    read: Reader, key: str, name: str, make: Callable[[Reader], _Added], key_of: Callable[[_Added], str]
) -> tuple[_Added, ...]:
    if read.tree.get(key) is None:
        return ()
    found: dict[str, _Added] = {}
    for entry in read.each(key, name):
        one = make(entry)
        entry.fail_unless(key_of(one) != "", name, "text")
        entry.fail_unless(key_of(one) not in found, name, "duplicate", term=entry.text(name))
        found[key_of(one)] = one
    return tuple(found.values())


def _term(read: Reader, stands: Mapping[str, Sequence[str]]) -> AddedTerm:
    read.only("term", "category", optional=("by", "when", "why"))
    found = AddedTerm(read.text("term"), _category(read), _said(read, "by"), _said(read, "when"), _said(read, "why"))
    read.fail_unless(len(term_key(found.term)) >= SHORTEST_TERM, "term", "short")
    if elsewhere := _elsewhere(stands, found.term, found.category):
        raise read.fail("term", "elsewhere", category=elsewhere)
    return found


def _example(read: Reader) -> AddedExample:
    read.only("text", "category", optional=("by", "when"))
    return AddedExample(read.text("text"), _category(read), _said(read, "by"), _said(read, "when"))


def _category(read: Reader) -> str | None:
    category = read.one_of("category", (*CATEGORIES, NONE))
    return None if category == NONE else category


def _said(read: Reader, key: str) -> str:
    """An optional text; YAML takes an unquoted day for a date."""
    value = read.tree.get(key)
    if value is None or value == "":
        return ""
    return value.isoformat() if isinstance(value, date) else read.text(key)


def additions_yaml(additions: Additions, header: str = "") -> str:
    """The additions as YAML that `read_additions` takes back and an expert can edit; `header` becomes comments."""
    import yaml

    tree = {"terms": [_plain(t) for t in additions.terms], "examples": [_plain(e) for e in additions.examples]}
    body: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=120)
    return "".join(f"# {line}\n" for line in header.splitlines()) + body


def _plain(added: AddedTerm | AddedExample) -> dict[str, str]:
    values: dict[str, Any] = {**asdict(added), "category": added.category or NONE}
    return {key: value for key, value in values.items() if value}


# --- beside the codebook's own terms ---


def check_term(book: Codebook, term: str, category: str | None) -> None:
    """Problem where a term is too short to mean anything, or stands in another category of the codebook."""
    if len(term_key(term)) < SHORTEST_TERM:
        raise Problem("term_too_short", term=term)
    if elsewhere := _elsewhere(_stands(book), term, category):
        raise Problem("term_elsewhere", term=term, category=Reason(f"category.{elsewhere}"))


def _elsewhere(stands: Mapping[str, Sequence[str]], term: str, category: str | None) -> str | None:
    """The category a term stands in, where that is not the one wanted."""
    known = stands.get(term_key(term), ())
    return known[0] if known and category not in known else None


def _stands(book: Codebook) -> Mapping[str, Sequence[str]]:
    """Each term of a codebook, by its key, with the categories it stands in."""
    found: dict[str, list[str]] = defaultdict(list)
    for term, category in _own_terms(book):
        found[term_key(term)].append(category)
    return dict(found)


def _own_terms(book: Codebook) -> Iterable[tuple[str, str]]:
    """Every term, alias, cue and object of a codebook with its category."""
    for category in book.categories:
        for term in (*category.terms, *category.cues, *category.terms_en, *category.objects):
            yield term, category.id
            yield from ((alias, category.id) for alias in book.aliases.get(term, ()))


def nearest(book: Codebook, term: str, limit: int = 5) -> list[Near]:
    """The codebook's terms written most like `term`, the nearest first.

    The score is the mean of rapidfuzz's ratio and of the characters (in English words) in common (Dice), the rare
    ones counting more (log of inverse frequency): the ratio alone takes every 数字.. for near, and 政府数字化 for
    far from 数字政府.
    """
    from rapidfuzz import fuzz

    wanted = term_key(term)
    own = {(each, category): term_key(each) for each, category in _own_terms(book)}
    frequency = Counter(unit for key in own.values() for unit in set(_units(key)))
    rarity = {unit: log(len(own) / n) for unit, n in frequency.items()}
    unseen = log(len(own))
    scored = {
        pair: (fuzz.ratio(wanted, key) + 100 * _in_common(wanted, key, rarity, unseen)) / 2 for pair, key in own.items()
    }
    ranked = sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Near(*pair, int(score)) for pair, score in ranked if score >= _NEAREST_SCORE][:limit]


def _in_common(first: str, second: str, rarity: Mapping[str, float], unseen: float) -> float:
    """Share of the characters or words of both, weighted by rarity, that stand in both."""
    one, other = Counter(_units(first)), Counter(_units(second))
    both, whole = (sum(n * rarity.get(u, unseen) for u, n in count.items()) for count in (one & other, one + other))
    return 2 * both / whole if whole else 0.0


def _units(key: str) -> Sequence[str]:
    return key.split() if key.isascii() else key


# --- pulling ---


@dataclass(frozen=True, slots=True)
class _Index:
    """One automaton over the terms, one over the rarest 3-grams of the examples.

    A statement like an example has at least LIKE of its 3-grams; so it has one of any set that leaves out fewer.
    """

    additions: Additions
    terms: AhoCorasick
    rarest: AhoCorasick
    holders: tuple[tuple[int, ...], ...]
    """Which examples have each of the rarest 3-grams."""
    grams: tuple[frozenset[str], ...]
    """All 3-grams of each example."""


def pulls(additions: Additions, plain_text: str) -> list[Pull]:
    """What the additions say of one normalised statement: each term once, and the example most like it.

    A term inside a longer added term does not speak. Of several examples only the most similar one speaks (of equals
    the later), so that examples never outvote the one a person gave for these very words.
    """
    if not additions:
        return []
    index = _index(additions)
    return _term_pulls(index, plain_text) + _example_pulls(index, plain_text)


@lru_cache(maxsize=8)
def _index(additions: Additions) -> _Index:
    from ahocorasick_rs import AhoCorasick

    grams = tuple(_grams(example_key(e.text)) for e in additions.examples)
    frequency = Counter(gram for own in grams for gram in own)
    grams = tuple(_grams(example_key(e.text)) for e in additions.examples)
    frequency = Counter(gram for own in grams for gram in own)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        rarest = sorted(own, key=lambda gram: (frequency[gram], gram))
        for gram in rarest[: len(own) - ceil(LIKE * len(own)) + 1]:
            holders[gram].append(at)
    return _Index(
        additions=additions,
        terms=AhoCorasick([term_key(t.term) for t in additions.terms]),
        rarest=AhoCorasick(list(holders)),
        holders=tuple(map(tuple, holders.values())),
        grams=grams,
    )


def _term_pulls(index: _Index, text: str) -> list[Pull]:
    matches = index.terms.find_matches_as_indexes(text, overlapping=True)
    spans = sorted(((start, -end, at) for at, start, end in matches if _whole(text, start, end)))
    found: dict[int, Pull] = {}
    reached = 0
    for start, minus_end, at in spans:
        if -minus_end > reached:
            reached = -minus_end
            added = index.additions.terms[at]
            found.setdefault(at, Pull(added.category, start, reached, added.term, TERM_WEIGHT, "term"))
    return list(found.values())


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no ASCII word: 5g is not in 15g."""
    cut_before = start > 0 and _WORD.match(text[start]) and _WORD.match(text[start - 1])
    cut_after = end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end])
    return not (cut_before or cut_after)


def _example_pulls(index: _Index, text: str) -> list[Pull]:
    dense = "".join(text.split())
    matches = index.rarest.find_matches_as_indexes(dense, overlapping=True)
    near = {at for gram, _, _ in matches for at in index.holders[gram]}
    if not near:
        return []
    own = _grams(dense)
    similarity, at = max((_jaccard(own, index.grams[at]), at) for at in near)
    if similarity < LIKE:
        return []
    weight = FAINTEST_WEIGHT + (EXAMPLE_WEIGHT - FAINTEST_WEIGHT) * (similarity - LIKE) / (1 - LIKE)
    added = index.additions.examples[at]
    return [Pull(added.category, 0, len(text), added.text, round(weight, 2), "example")]


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))
