"""Where a text uses the words of the lexicon: exact, alias and cue in one pass, then a fuzzy pass over the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant.coding.code_points import code_points
from assistant.coding.lexicon import Lexicon, Use, ascii_word
from assistant.coding.near import MAX_GAP, apart, misspelt, pair_places
from assistant.model import MatchKind

_COVERED = "\n"
_PUNCTUATION = re.compile(rf"[，。；：、！？,;:!?（）()《》“”\"\t^${_COVERED}]")  # ^ and $ part joined statements
_CLOSED_GAPS = frozenset(("化", "的", "化的", "型", "和", "与", "及", "性", "式"))

Place = tuple[int, int, int]
"""Index into `Lexicon.patterns`, start and end in the normalised text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A use of the lexicon at a place of the normalised text."""

    use: Use
    start: int
    end: int
    score: int = 100
    counted: bool = True
    """False for a fuzzy hit that only a person may accept."""


def scan(words: Lexicon, text: str) -> list[Place]:
    """Every pattern at every place, overlapping, in order of its end."""
    found: list[Place] = words.automaton.find_matches_as_indexes(text, overlapping=True)
    return [p for p in found if not words.whole[p[0]] or stands_alone(text, p[1], p[2])]


def stands_alone(text: str, start: int, end: int) -> bool:
    """ASCII words match whole (5g is not in 15g), but for an English plural."""
    if start and ascii_word(text[start]) and ascii_word(text[start - 1]):
        return False
    if not ascii_word(text[end - 1]) or end == len(text) or not ascii_word(text[end]):
        return True
    plural = text[end] == "s" and (end + 1 == len(text) or not ascii_word(text[end + 1]))
    return plural and text[end - 1].isalpha()


def exact_hits(words: Lexicon, text: str) -> list[Hit]:
    """Every use at every place, overlapping, in order of place."""
    hits = [Hit(use, start, end) for index, start, end in scan(words, text) for use in words.uses[index]]
    return sorted(hits, key=lambda h: (h.start, -h.end))


class Span(Protocol):
    """Anything that lies somewhere."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


_Span = TypeVar("_Span", bound=Span)


def longest(hits: Iterable[Hit], *purposes: str) -> list[Hit]:
    """Hits of some purposes, leftmost and longest first; all uses of a winning stretch are kept."""
    return outermost(hit for hit in hits if hit.use.purpose in purposes)


def outermost(spans: Iterable[_Span]) -> list[_Span]:
    """Of spans in order of place, leftmost and longest first; all that cover a winning stretch are kept."""
    kept: list[_Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end or (span.start, span.end) == (kept[-1].start, kept[-1].end):
            kept.append(span)
        elif span.start > kept[-1].start and span.end - span.start > kept[-1].end - kept[-1].start:
            kept = [k for k in kept if k.end <= span.start]
            kept.append(span)
    return kept


def fuzzy_hits(words: Lexicon, text: str, covered: Iterable[Hit]) -> list[Hit]:
    """Category terms and cues written with an insertion, in reverse order or misspelt, outside covered text.

    Args:
        text: normalised; statements joined with `^` and `$` between them go in one pass.
        covered: hits whose words already speak.
    """
    spans = np.array([(h.start, h.end) for h in covered], np.int64).reshape(-1, 2)
    return near_hits(words, code_points(text), spans[:, 0], spans[:, 1])


def near_hits(words: Lexicon, codes: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]) -> list[Hit]:
    """`fuzzy_hits` in code points with covered spans: leftmost and longest, a counted hit before one that is not."""
    near = words.near
    depth = np.bincount(start, minlength=len(codes) + 1) - np.bincount(end, minlength=len(codes) + 1)
    masked = codes.copy()
    masked[np.flatnonzero(np.cumsum(depth[:-1]))] = ord(_COVERED)
    free = masked.tobytes().decode("utf-32-le", "surrogatepass")
    at, ids, odd = pair_places(near, masked)
    hits: list[Hit] = []
    for one, other, term, reverse in apart(near, at, ids):
        window = (_reordered if reverse else _gapped)(free, term, one, other)
        if window:
            kind: MatchKind = "reorder" if reverse else "gap"
            hits += _hits(words, term, free, window, kind, _accepted(free, term, window, kind))
    for begin, written, term in misspelt(near, odd, free):
        hits += _hits(words, term, free, (begin, begin + len(written)), "lookalike", False)
    hits.sort(key=lambda h: (h.start, not h.counted, -h.score, -h.end))
    return longest(hits, "category")


def _hits(
    words: Lexicon, term: str, free: str, window: tuple[int, int], kind: MatchKind, counted: bool
) -> Iterator[Hit]:
    start, end = window
    written = free[start:end]
    if kind == "reorder":
        score = fuzz.token_sort_ratio(f"{term[:2]} {term[2:]}", f"{written[:2]} {written.removesuffix('化')[-2:]}")
    else:
        score = fuzz.ratio(term, written)
    for use in words.fuzzy[term]:
        yield Hit(_found_as(use, kind), start, end, round(score), counted)


@cache
def _found_as(use: Use, kind: MatchKind) -> Use:
    return replace(use, kind=kind)


def _gapped(free: str, term: str, head: int, tail: int) -> tuple[int, int] | None:
    """The span of a term with something inserted: all its characters in order, no punctuation, no covered word."""
    if not len(term) < tail + 2 - head <= len(term) + MAX_GAP or _PUNCTUATION.search(free, head + 2, tail):
        return None
    return (head, tail + 2) if _is_subsequence(term[2:-2], free[head + 2 : tail]) else None


def _reordered(free: str, term: str, tail: int, head: int) -> tuple[int, int] | None:
    """The span of 政府数字化 for 数字政府: the last two characters first, then the first two."""
    if len(term) != 4 or _PUNCTUATION.search(free, tail, head + 2):
        return None
    return tail, head + 3 if free[head + 2 : head + 3] == "化" else head + 2


def _accepted(free: str, term: str, window: tuple[int, int], kind: MatchKind) -> bool:
    """Whether a variant counts by itself: a closed list of insertions, or the reverse order with 化."""
    written = free[slice(*window)]
    return written.endswith("化") if kind == "reorder" else _inserted(term, written) in _CLOSED_GAPS


def _is_subsequence(term: str, window: str) -> bool:
    rest = iter(window)
    return all(character in rest for character in term)


def _inserted(term: str, window: str) -> str:
    rest = list(term)
    out = []
    for character in window:
        if rest and character == rest[0]:
            rest.pop(0)
        else:
            out.append(character)
    return "".join(out)
