"""An utterance -> intent and slots; where it is unclear, the nearest intents instead of a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from assistant.chat.slots import Found, find_slots
from assistant.phrases import LANGUAGES, phrases

INTENTS = (
    *("open_draft", "set_city", "set_target", "overview", "explain_category", "explain_item", "show_evidence"),
    *("why_code", "recode", "accept", "review", "compare", "balance", "suggest", "what_if", "interview", "answer"),
    *("rate", "undo", "redo", "versions", "workshop", "glossary", "export", "note", "help", "language", "greet"),
    *("teach", "forget", "quit", "unknown"),
)
CHANGING = frozenset(
    ("recode", "accept", "rate", "answer", "undo", "redo", "note", "teach", "forget", "set_target", "quit", "export")
)
"""Intents that change or end something: never taken on a resemblance alone."""
_CLEAR = 62.0
_SURE = 86.0
_WORD_BONUS = 24.0
_SLOT_BONUS = 7.0
_STRIP = re.compile(r"[\s，。！？、；：,.!?;:“”\"'《》（）()·]+")
_NOTE = re.compile(r"^(备注|记一笔|记下|note)\s*[:：]", re.I)
_FOLLOW_UP = re.compile(r"^(那|那么|再看|还有|and|what about|how about|and what about)|呢[？?]?$", re.I)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood: the intent, the slots, and for `unknown` the nearest intents."""

    intent: str
    slots: Mapping[str, object]
    found: tuple[Found, ...] = ()
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Example:
    intent: str
    text: str
    slots: frozenset[str]


@cache
def _examples() -> tuple[_Example, ...]:
    found = []
    for language in LANGUAGES:
        for intent in INTENTS:
            for line in phrases(language).lines(f"heard.intent.{intent}"):
                slots = frozenset(re.findall(r"<(\w+)>", line))
                found.append(_Example(intent, _plain(line), slots))
    return tuple(found)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return {
        intent: tuple(w.lower() for language in LANGUAGES for w in phrases(language).lines(f"heard.word.{intent}"))
        for intent in INTENTS
    }


def _plain(text: str) -> str:
    return _STRIP.sub("", text.lower())


def understand(utterance: str, previous: str | None = None) -> Heard:
    """The intent and the slots of an utterance; `previous` is the last intent, for "and what about .."."""
    text = utterance.strip()
    found = find_slots(text)
    slots: dict[str, object] = {}
    for slot in found:
        slots.setdefault(slot.name, slot.value)
    if _NOTE.match(text):
        return Heard("note", {})
    if previous and found and _FOLLOW_UP.search(text) and previous not in CHANGING:
        return Heard(previous, slots, tuple(found))
    ranked = _ranked(_abstract(text, found), text.lower(), frozenset(slots))
    intent, score = ranked[0]
    alone = _from_slots(frozenset(slots), text, found)
    if alone:
        return Heard(alone, slots, tuple(found))
    if score >= _CLEAR and _allowed(intent, score, text.lower()):
        return Heard(intent, slots, tuple(found))
    nearest = tuple(dict.fromkeys(i for i, _ in ranked))[:3]
    return Heard("unknown", slots, tuple(found), nearest)


def _abstract(text: str, found: Sequence[Found]) -> str:
    parts, at = [], 0
    for slot in found:
        parts += [text[at : slot.start], f"<{slot.name}>"]
        at = slot.end
    return _plain("".join([*parts, text[at:]]))


def _ranked(text: str, raw: str, slots: frozenset[str]) -> list[tuple[str, float]]:
    best: dict[str, float] = {}
    for example in _examples():
        score = fuzz.ratio(text, example.text)
        if len(example.text) >= 4 and len(text) > len(example.text):
            score = max(score, 0.82 * fuzz.partial_ratio(example.text, text))
        score += _SLOT_BONUS * len(slots & example.slots) - _SLOT_BONUS * len(example.slots - slots)
        best[example.intent] = max(best.get(example.intent, 0.0), score)
    for intent, words in _words().items():
        if any(_says(raw, word) for word in words):
            best[intent] = best.get(intent, 0.0) + _WORD_BONUS
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


def _says(raw: str, word: str) -> bool:
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", raw)) if word.isascii() else word in raw


def _allowed(intent: str, score: float, raw: str) -> bool:
    return intent not in CHANGING or score >= _SURE and any(_says(raw, w) for w in _words()[intent])


_ALONE: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(("path",)), "open_draft"),
    (frozenset(("statement",)), "why_code"),
    (frozenset(("item",)), "explain_item"),
    (frozenset(("category",)), "show_evidence"),
    (frozenset(("city",)), "set_city"),
    (frozenset(("region",)), "set_city"),
    (frozenset(("city", "region")), "set_city"),
    (frozenset(("language",)), "language"),
)


def _from_slots(slots: frozenset[str], text: str, found: Sequence[Found]) -> str | None:
    """The intent of an utterance that is little else than its slots."""
    covered = sum(slot.end - slot.start for slot in found)
    if covered < 0.8 * len(_STRIP.sub("", text)):
        return None
    return next((intent for wanted, intent in _ALONE if wanted == slots), None)
