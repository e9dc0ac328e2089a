"""What slots and a few words mean together, whatever else is said: `s12` + 改为 + a category is a recode.

A frame is decided by what must be there and what must not, so it is surer than any resemblance, and only a frame or a
plain command may change anything. The words are those of `heard.word` and `heard.sense` in the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.chat.found import Found
from assistant.phrases import LANGUAGES, phrases


@dataclass(frozen=True, slots=True)
class Frame:
    """An intent, the slots it needs, the groups of senses of which one each must be said, the senses that must not."""

    intent: str
    slots: frozenset[str]
    said: tuple[tuple[str, ...], ...] = ()
    unsaid: tuple[str, ...] = ()


_ASKING = ("asks", "refuses", "why_code")


def _frame(intent: str, slots: str, said: str = "", unsaid: Sequence[str] = ()) -> Frame:
    """A frame; the senses of a group stand side by side, groups are parted by a +."""
    groups = tuple(tuple(group.split()) for group in said.split("+") if group)
    return Frame(intent, frozenset(slots.split()), groups, tuple(unsaid))


FRAMES = (
    _frame("challenge", "statement", "challenge", ("asks",)),
    _frame("challenge", "statement item", "restore", ("asks",)),
    _frame("load_plan", "path", "load_plan"),
    _frame("open_draft", "path", "", ("export", "refuses")),
    _frame("what_if", "category count", "what_if"),
    _frame("what_if", "statement", "what_if"),
    _frame("what_if", "category", "what_if", ("target",)),
    _frame("forget", "term", "forget", _ASKING),
    _frame("teach", "term", "teach", _ASKING),
    _frame("forget", "statement", "forget + alike", _ASKING),
    _frame("teach", "statement", "alike", _ASKING),
    _frame("echo", "statement", "echo"),
    _frame("echo", "category", "echo"),
    _frame("rate", "item level", "rate states", _ASKING),
    _frame("why_code", "statement", "why_code"),
    _frame("recode", "statement category", "recode", _ASKING),
    _frame("accept", "statement", "accept", ("asks", "refuses", "recode", "forget", "teach")),
    _frame("why_code", "statement", "asks explain"),
    _frame("rate", "item", "rate", _ASKING),
    _frame("rate", "item", "confirm", _ASKING),
    _frame("recode", "statement", "recode", _ASKING),
    _frame("set_city", "city", "set_city", ("asks", "compare", "refuses")),
    _frame("what_if", "category count", "more fewer", ("target", "say_target")),
    _frame("set_target", "target", "say_target", ("asks", "refuses")),
    _frame("export", "format", "export report", ("asks", "refuses")),
    _frame("language", "language", "speak", ("refuses",)),
    _frame("explain_category", "category", "explain", ()),
    _frame("compare", "city", "compare", ()),
    _frame("compare", "category", "against_others", ()),
    _frame("explain_item", "item", "explain", ()),
    _frame("show_evidence", "category", "evidence why_code", ()),
    _frame("show_evidence", "item", "evidence", ()),
)
"""Looked through in order: the first that fits is meant."""


def framed(said: str, found: Sequence[Found]) -> str | None:
    """The intent of the first frame that fits an utterance in small letters, its slots cut out of `said`."""
    slots = {slot.name for slot in found}
    for frame in FRAMES:
        if not frame.slots <= slots or says_any(said, frame.unsaid):
            continue
        if all(says_any(said, group) for group in frame.said):
            return frame.intent
    return None


def says_any(said: str, senses: Sequence[str]) -> bool:
    """Whether one of the senses is said."""
    return any(_pattern(sense).search(said) for sense in senses)


@cache
def _pattern(sense: str) -> re.Pattern[str]:
    """The words of a sense in both languages; words in letters only as whole words."""
    keys = (f"heard.sense.{sense}", f"heard.word.{sense}")
    listed = {word.lower() for language in LANGUAGES for key in keys for word in phrases(language).lines(key)}
    ordered = sorted(listed, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole_word, ordered)) or r"(?!)")


def _whole_word(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() and word[0].isalpha() else re.escape(word)
