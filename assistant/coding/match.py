"""Where a text uses the words of the lexicon: exact, alias and cue in one pass, then a fuzzy pass over the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from assistant.coding.lexicon import Lexicon, Use

_PUNCTUATION = re.compile(r"[，。；：、！？,;:!?（）()《》“”\"\n]")
_CLOSED_GAPS = frozenset(("化", "的", "化的", "型", "和", "与", "及", "性", "式"))
_MAX_GAP = 4
_SINGLE_EDIT = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A use of the lexicon at a place of the normalised text."""

    use: Use
    start: int
    end: int
    score: int = 100
    counted: bool = True
    """False for a fuzzy hit that only a person may accept."""


def _word_boundary(text: str, start: int, end: int) -> bool:
    """ASCII words match whole (5g is not in 15g), but for an English plural."""
    if text[start].isascii() and text[start].isalnum() and start and _ascii_word(text[start - 1]):
        return False
    if not (text[end - 1].isascii() and text[end - 1].isalnum()) or end == len(text) or not _ascii_word(text[end]):
        return True
    plural = text[end] == "s" and (end + 1 == len(text) or not _ascii_word(text[end + 1]))
    return plural and text[end - 1].isalpha()


def _ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def exact_hits(words: Lexicon, text: str) -> list[Hit]:
    """Every use at every place, overlapping, in order of place."""
    hits: list[Hit] = []
    for index, start, end in words.automaton.find_matches_as_indexes(text, overlapping=True):
        if _word_boundary(text, start, end):
            hits.extend(Hit(use, start, end) for use in words.uses[index])
    return sorted(hits, key=lambda h: (h.start, -h.end))


def longest(hits: Iterable[Hit], *purposes: str) -> list[Hit]:
    """Hits of some purposes, leftmost and longest first; all uses of a winning stretch are kept."""
    kept: list[Hit] = []
    for hit in hits:
        if hit.use.purpose not in purposes:
            continue
        if not kept or hit.start >= kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
        elif hit.start == kept[-1].start or hit.end <= kept[-1].end:
            continue
        elif hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept = [k for k in kept if k.end <= hit.start]
            kept.append(hit)
    return kept


def fuzzy_hits(words: Lexicon, text: str, covered: Iterable[Hit]) -> list[Hit]:
    """Category terms written with an insertion, in reverse order or with one wrong character, outside covered text."""
    masked = list(text)
    for hit in covered:
        masked[hit.start : hit.end] = "\n" * (hit.end - hit.start)
    free = "".join(masked)
    hits: list[Hit] = []
    for at in range(len(free) - 1):
        pair = free[at : at + 2]
        for use in words.heads.get(pair, ()):
            hits += _gap(free, at, use)
            hits += _lookalike(free, at, use)
        for use in words.tails.get(pair, ()):
            hits += _reordered(free, at, use)
    hits.sort(key=lambda h: (h.start, not h.counted, -h.score, -h.end))
    return longest(hits, "category")


def _gap(free: str, at: int, use: Use) -> list[Hit]:
    term = use.term.lower()
    tail = free.find(term[-2:], at + 2, at + len(term) + _MAX_GAP)
    window = free[at : tail + 2] if tail >= 0 else ""
    if len(window) <= len(term) or _PUNCTUATION.search(window) or not _is_subsequence(term, window):
        return []
    inserted = _inserted(term, window)
    score = round(fuzz.ratio(term, window))
    return [Hit(replace(use, kind="gap"), at, tail + 2, score, inserted in _CLOSED_GAPS)]


def _lookalike(free: str, at: int, use: Use) -> list[Hit]:
    term = use.term.lower()
    window = free[at : at + len(term)]
    if len(window) != len(term) or _PUNCTUATION.search(window):
        return []
    wrong = sum(a != b for a, b in zip(term, window, strict=True))
    if wrong != _SINGLE_EDIT or window[-1] != term[-1]:
        return []
    return [Hit(replace(use, kind="lookalike"), at, at + len(term), round(fuzz.ratio(term, window)), False)]


def _reordered(free: str, at: int, use: Use) -> list[Hit]:
    """政府数字化 for 数字政府: the last two characters first, then the first two, at most two characters between."""
    term = use.term.lower()
    if len(term) != 4:
        return []
    head = free.find(term[:2], at + 2, at + 6)
    window = free[at : head + 2] if head >= 0 else ""
    if not window or _PUNCTUATION.search(window):
        return []
    accepted = free[head + 2 : head + 3] == "化"
    end = head + 3 if accepted else head + 2
    score = round(fuzz.token_sort_ratio(f"{term[:2]} {term[2:]}", f"{window[:2]} {window[-2:]}"))
    return [Hit(replace(use, kind="reorder"), at, end, score, accepted)]


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
