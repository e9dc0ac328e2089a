"""The names an utterance says of things that have a list of names: categories, items, levels, formats, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.chat.found import Found
from assistant.codebook import rubric
from assistant.model import CATEGORIES
from assistant.phrases import LANGUAGES, phrases

_SLIP_HAN = 4
"""A Chinese name is mended from this length on, one character wrong; an English one by its letters."""
_SLIP_LETTERS = ((12, 2), (8, 1))
_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[一-鿿]+")


def categories(text: str) -> Iterator[Found]:
    """The categories named; a slip of the pen is mended where it fits one category only."""
    exact = list(named(text, "category", category_names()))
    yield from exact
    for slip in _slips(text.lower()):
        if all(slip.end <= e.start or slip.start >= e.end for e in exact):
            yield slip


def items(text: str) -> Iterator[Found]:
    """The items named in words."""
    return named(text, "item", item_names())


def words(text: str) -> Iterator[Found]:
    """Levels, formats, languages and targets named in words."""
    for slot, names in _listed().items():
        yield from named(text, slot, names)


def named(text: str, slot: str, names: Mapping[str, str]) -> Iterator[Found]:
    """Every place where one of the names stands; names in letters only as whole words."""
    lowered = text.lower()
    for name, value in names.items():
        at = lowered.find(name)
        while at >= 0:
            if not name.isascii() or _whole_word(lowered, at, at + len(name)):
                yield Found(slot, value, at, at + len(name))
            at = lowered.find(name, at + len(name))


def _whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalpha())


def _slips(text: str) -> Iterator[Found]:
    names = _long_names()
    for run in _HAN.finditer(text):
        for at in range(run.start(), run.end() - _SLIP_HAN + 1):
            yield from _mended(text, at, at + _SLIP_HAN, names, 1)
    spoken = list(_WORD.finditer(text))
    for first, last in zip(spoken, spoken[1:], strict=False):
        size = last.end() - first.start()
        allowed = next((slips for length, slips in _SLIP_LETTERS if size >= length), 0)
        if allowed:
            yield from _mended(text, first.start(), last.end(), names, allowed)


def _mended(text: str, start: int, end: int, names: Mapping[str, str], allowed: int) -> Iterator[Found]:
    near = process.extract(text[start:end], list(names), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    meant = {names[name] for name, _, _ in near if name.isascii() == text[start].isascii()}
    if len(meant) == 1:
        yield Found("category", meant.pop(), start, end)


@cache
def _long_names() -> Mapping[str, str]:
    """The names that are mended: four characters, or two English words."""
    return {n: v for n, v in category_names().items() if (" " in n if n.isascii() else len(n) == _SLIP_HAN)}


@cache
def category_names() -> Mapping[str, str]:
    """Name in small letters -> category or none."""
    names = {}
    for language in LANGUAGES:
        say = phrases(language)
        for category in CATEGORIES:
            for name in (say(f"category.{category}"), *say.lines(f"heard.category.{category}")):
                names[name.lower()] = category
        for name in say.lines("heard.category.none"):
            names[name.lower()] = "none"
    return names


@cache
def item_names() -> Mapping[str, str]:
    """Name in small letters -> item: the rubric's labels and what people call it."""
    names = {}
    for entry in rubric().items:
        for name in (entry.label, entry.zh, entry.en, *re.split(r"[、（(,，]", entry.label)):
            if len(name) > 1:
                names[name.lower().strip()] = entry.id
        for language in LANGUAGES:
            for name in (phrases(language)(f"item.{entry.id}"), *phrases(language).lines(f"heard.item.{entry.id}")):
                names[name.lower()] = entry.id
    return names


@cache
def _listed() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for slot in ("level", "format", "language", "target"):
        for language in LANGUAGES:
            for key in phrases(language).keys_below(f"heard.{slot}."):
                value = key.rsplit(".", 1)[1]
                found.setdefault(slot, {}).update({n.lower(): value for n in phrases(language).lines(key)})
    return found
