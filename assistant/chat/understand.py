"""An utterance -> intent and slots; where it is unclear, the nearest intents instead of a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz

from assistant.chat.frames import framed, says_any
from assistant.chat.resemblance import Examples, best_by_owner, learn, nearness
from assistant.chat.slots import AGAINST, Found, find_slots
from assistant.phrases import LANGUAGES, phrases

INTENTS = (
    *("open_draft", "set_city", "set_target", "overview", "explain_category", "explain_item", "show_evidence"),
    *("why_code", "recode", "accept", "review", "compare", "balance", "suggest", "what_if", "interview", "answer"),
    "challenge",
    *("rate", "undo", "redo", "versions", "workshop", "glossary", "export", "note", "help", "language", "greet"),
    *("teach", "forget", "load_plan", "echo", "drivers", "near", "findings", "use_peers", "trend", "stages"),
    *("quit", "unknown"),
)
CHANGING = frozenset(
    ("recode", "accept", "rate", "answer", "undo", "redo", "note", "teach", "forget", "set_target", "quit", "export")
    + ("use_peers", "challenge")
)
"""Intents that change or end something: never taken on a resemblance alone."""
_CLEAR = 0.40
_CLEAR_WITH_SLOT = 0.22
"""Less will do where a slot is heard that the intent is about."""
_FAINT = 0.28
_APART = 0.08
"""Fainter than clear will do where a word of the intent is said and the next intent is this far behind."""
_PLAIN_COMMAND = 0.55
"""A changing command without slots, such as undo, must be this near to an example of it, and say one of its words."""
_FAINT_COMMAND = 0.35
"""Or so near, and no word of another changing intent is said."""
_WHOLE = 0.9
"""So near is an utterance that says hardly more or less than an example."""
_SAME = 0.995
"""So near is one that is an example."""
_WORD_BONUS = 0.16
_SLOT_BONUS = 0.05
_SLOT_MISSED = 0.12
_FOLLOWS = 4
"""Characters besides slots in "and what about X"."""
_STRIP = re.compile(r"[\s，。！？、；：,.!?;:“”\"'《》（）()·]+")
_NOTE = re.compile(
    r"^(?:备注|记一笔|记下|note|make a note)\s*[:：]|^(?:加个|加条|写个|做个)?(?:备注|备忘|记一笔)(?:一下)?[\s:：，,]",
    re.I,
)
_ANSWER = re.compile(r"^(?:我的回答|我回答|回答|答复|答|my answer|answer)(?:\s?(?:to|是|is))?\s*[:：]?", re.I)
_TABLE = re.compile(r"\.csv(?![a-z0-9])", re.I)
_OPENING = re.compile(r"^(?:请|那么?|and|then)[\s，,]*", re.I)
_LOOKING = frozenset(("explain_category", "explain_item", "show_evidence", "compare", "echo", "language"))
"""What an answer to an interview question may sound like: taken as asked there only where it asks."""
_INTO = re.compile(r"(?:\b(?:to|as|into|under|be)|[到为成入归进算编]|应该?是)[\s“\"]*$", re.I)
"""Stands right before the category that a recode goes to."""
_CUT = frozenset(("path", "term", "city", "region", "item", "category"))
"""Slots whose own words say nothing of the intent."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood: the intent, the slots, and for `unknown` the nearest intents."""

    intent: str
    slots: Mapping[str, object]
    found: tuple[Found, ...] = ()
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """The examples of all intents, and the slots that each names."""

    examples: Examples
    slots: tuple[frozenset[str], ...]


@cache
def _known() -> _Known:
    lines: list[tuple[str, str]] = []
    for language in LANGUAGES:
        say = phrases(language)
        for intent in INTENTS:
            lines += [(intent, _simple(line.lower())) for line in say.lines(f"heard.intent.{intent}")]
        for key in say.keys_below("heard.claim."):
            lines += [("findings", _simple(_abstract(line, find_slots(line)))) for line in say.lines(key)]
    return _Known(learn(lines), tuple(frozenset(re.findall(r"<(\w+)>", line)) for _, line in lines))


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return {
        intent: tuple(w.lower() for language in LANGUAGES for w in phrases(language).lines(f"heard.word.{intent}"))
        for intent in INTENTS
    }


def plain(text: str) -> str:
    """The text in small letters without spaces and punctuation."""
    return _STRIP.sub("", text.lower())


def understand(utterance: str, previous: str | None = None) -> Heard:
    """The intent and the slots of an utterance; `previous` is the last intent, for "and what about .."."""
    text = utterance.strip()
    if _NOTE.match(text):
        return Heard("note", {})
    found = tuple(find_slots(text))
    slots: dict[str, object] = {}
    for slot in found:
        slots.setdefault(slot.name, slot.value)
    said = _said(text, found)
    intent = _certain(text, said, found, previous)
    if intent is None:
        intent, nearest = _nearest(_ranked(_abstract(text, found), said, frozenset(slots)), said, found)
        if previous == "interview" and intent not in CHANGING and not says_any(said, ("asks",)):
            intent, nearest = "answer", ()
        if intent == "unknown":
            return Heard("unknown", slots, found, nearest)
    return Heard(intent, _slots_of(intent, slots, text, found), found)


def _certain(text: str, said: str, found: tuple[Found, ...], previous: str | None) -> str | None:
    """What is clear from the slots, a few words and what was talked about; None where it is not."""
    slots = frozenset(slot.name for slot in found)
    if "path" in slots and AGAINST.match(text):
        return "load_plan"
    if _TABLE.search(text) and any(word in text.lower() for word in _words()["use_peers"]):
        return "use_peers"
    if _ANSWER.match(text) and (previous == "interview" or "item" in slots):
        return "answer"
    if previous and found and _goes_on(text, said, found):
        return _followed(previous, slots)
    whole, near = _whole(_abstract(text, found))
    if near >= _WHOLE and (whole not in CHANGING or near >= _SAME or _is_plain_command(whole, said, found)):
        return whole
    supposed = _supposed(text.lower()) or says_any(said, ("what_if",))
    intent = framed(said, found)
    if intent is None or (supposed and intent in CHANGING):
        intent = None if supposed else _from_slots(slots, text, found)
    return None if previous == "interview" and intent in _LOOKING and not says_any(said, ("asks",)) else intent


def _whole(text: str) -> tuple[str, float]:
    """The intent of the nearest example, and how near it is."""
    examples = _known().examples
    scores = nearness(text, examples)
    best = max(range(len(scores)), key=scores.__getitem__)
    return examples.owners[best], scores[best]


def _is_plain_command(intent: str, said: str, found: Sequence[Found]) -> bool:
    """Whether a changing intent is asked for in its own words, and is neither asked about nor refused."""
    named = intent == "set_target" and any(slot.name == "target" for slot in found)
    return (named or says_any(said, (intent,))) and not says_any(said, ("asks", "refuses"))


def _goes_on(text: str, said: str, found: Sequence[Found]) -> bool:
    """Whether an utterance is "and what about X", with little besides the slots."""
    besides = len(plain(text)) - sum(len(plain(text[slot.start : slot.end])) for slot in found)
    follows = _follow_words().search(said)
    return bool(follows) and besides - len(plain(follows[0] if follows else "")) <= _FOLLOWS


@cache
def _follow_words() -> re.Pattern[str]:
    words = {w for language in LANGUAGES for w in phrases(language).lines("heard.sense.goes_on")}
    return re.compile(rf"^(?:{_either(tuple(words))})|呢[？?]?$")


def _followed(previous: str, slots: frozenset[str]) -> str:
    """The last intent once more, or, where it takes no such slot or changes something, what the slot is asked for."""
    known = _known()
    takes = {
        s for owner, named in zip(known.examples.owners, known.slots, strict=True) if owner == previous for s in named
    }
    if previous not in CHANGING and slots & takes:
        return previous
    return next((intent for slot, intent in _ASKED_FOR if slot in slots), "unknown")


def _said(text: str, found: Sequence[Found]) -> str:
    """The utterance in small letters without polite words, the slots in _CUT and a request's question mark."""
    bare = _with_marks(text, [slot for slot in found if slot.name in _CUT and slot.value != "none"], " _ ").lower()
    polite = _polite().match(bare)
    if polite and polite.end():
        bare = re.sub(r"(?:吗|么)?\s*[?？]?$", "", bare[polite.end() :])
    return bare.strip()


@cache
def _polite() -> re.Pattern[str]:
    words = {w for language in LANGUAGES for w in phrases(language).lines("heard.sense.please")}
    return re.compile(rf"(?:(?:{_either(tuple(words))})[\s，,]*)+")


def _abstract(text: str, found: Sequence[Found]) -> str:
    """The utterance as examples are written: in small letters, its slots as <slot>, without polite words."""
    return _simple(_with_marks(text, found).lower())


def _simple(text: str) -> str:
    same = _same()
    return _pattern_of(same).sub(lambda match: same[match[0]], _polite().sub(" ", text))


@cache
def _same() -> Mapping[str, str]:
    """Word -> the first of its group of words that mean the same."""
    groups = [
        say.lines(key) for say in map(phrases, LANGUAGES) for key in say.keys_below("heard.same.") if say.lines(key)
    ]
    return MappingProxyType({word: group[0] for group in groups for word in group})


def _pattern_of(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_either(tuple(words)))


@cache
def _either(words: tuple[str, ...]) -> str:
    """Any of the words, the longest first; those in letters only whole."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in ordered) or r"(?!)"


def _with_marks(text: str, found: Sequence[Found], mark: str = " <{}> ") -> str:
    parts, at = [], 0
    for slot in found:
        parts += [text[at : slot.start], mark.format(slot.name)]
        at = slot.end
    return "".join([*parts, text[at:]])


def _nearest(ranked: Sequence[tuple[str, float]], said: str, found: Sequence[Found]) -> tuple[str, tuple[str, ...]]:
    """The intent an utterance resembles enough, else unknown with the three nearest."""
    likely = [pair for pair in ranked if pair[0] not in CHANGING or not says_any(said, ("asks",))]
    (intent, score), (_, second) = likely[:2]
    bound = any(slot.name in _bound().get(intent, ()) for slot in found)
    clear = score >= (_CLEAR_WITH_SLOT if bound else _CLEAR) or (
        score >= _FAINT and score - second >= _APART and says_any(said, (intent,))
    )
    others = any(says_any(said, (other,)) for other in CHANGING - {intent})
    alone = score >= _PLAIN_COMMAND or (score >= _FAINT_COMMAND and not others)
    commanded = alone and (bound or intent not in _bound()) and _is_plain_command(intent, said, found)
    if commanded if intent in CHANGING else clear:
        return intent, ()
    return "unknown", tuple(i for i, _ in ranked)[:3]


def _ranked(text: str, said: str, slots: frozenset[str]) -> list[tuple[str, float]]:
    known = _known()
    scores = nearness(text, known.examples)
    for n, named in enumerate(known.slots):
        scores[n] += _SLOT_BONUS * len(slots & named) - _SLOT_MISSED * len(named - slots)
    best = best_by_owner(scores, known.examples)
    for intent in INTENTS:
        if says_any(said, (intent,)) and (intent not in _bound() or slots & _bound()[intent]):
            best[intent] = best.get(intent, 0.0) + _WORD_BONUS
    if says_any(said, ("what_if",)):
        best = {intent: score for intent, score in best.items() if intent not in CHANGING}
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


@cache
def _bound() -> Mapping[str, frozenset[str]]:
    """The intents most of whose examples name a slot, with these: without any, their words say little."""
    known = _known()
    named: dict[str, list[frozenset[str]]] = {}
    for intent, slots in zip(known.examples.owners, known.slots, strict=True):
        named.setdefault(intent, []).append(slots)
    return {i: frozenset().union(*those) for i, those in named.items() if 2 * sum(map(bool, those)) > len(those)}


def _slots_of(intent: str, slots: dict[str, object], text: str, found: Sequence[Found]) -> dict[str, object]:
    """The slots, but of several categories a recode takes the one behind its verb, or none."""
    named = [slot for slot in found if slot.name == "category"]
    if intent != "recode" or len({slot.value for slot in named}) < 2:
        return slots
    behind = [slot for slot in named if _INTO.search(text[: slot.start])]
    others = {name: value for name, value in slots.items() if name != "category"}
    return {**others, "category": behind[-1].value} if len(behind) == 1 else others


def likeness(text: str, example: str) -> float:
    """How near a plain text is to a plain example, 0..100; an example inside a longer text counts nearly as whole."""
    score = fuzz.ratio(text, example)
    if len(example) >= 4 and len(text) > len(example):
        score = max(score, 0.82 * fuzz.partial_ratio(example, text))
    return score


def _supposed(raw: str) -> bool:
    """Whether an utterance opens as a supposition: it is answered, and never taken as a change."""
    said = _OPENING.sub("", raw)
    return any(said.startswith(word) for word in _words()["what_if"])


_ASKED_FOR = (
    ("statement", "why_code"),
    ("item", "explain_item"),
    ("city", "compare"),
    ("category", "show_evidence"),
)
"""What is asked of a slot that is named after an answer to something else."""


_ALONE: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(("path",)), "open_draft"),
    (frozenset(("statement",)), "why_code"),
    (frozenset(("item",)), "explain_item"),
    (frozenset(("item", "level")), "rate"),
    (frozenset(("category", "count")), "what_if"),
    (frozenset(("target",)), "set_target"),
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
