"""What an utterance names: city, category, item, statement, term, number, level, format, language, target, path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.chat.numerals import NUMERAL, number
from assistant.codebook import rubric
from assistant.model import CATEGORIES, ITEMS
from assistant.phrases import LANGUAGES, phrases

SUFFIXES = "docx|doc|wps|pdf|txt|md|markdown|odt|html|htm|ofd|rtf|xlsx"
_PATH = re.compile(
    rf"[\"'“‘]([^\"'”’]+\.(?:{SUFFIXES}))[\"'”’]|(\S(?:[^\n]*?\S)?\.(?:{SUFFIXES}))(?![\w])", re.IGNORECASE
)
_OPEN_WORDS = re.compile(
    r"^(?:请|帮我|please\s+)*(?:打开|读入|读取|载入|导入|换成|open|load|read)"
    r"(?:草案|文件|the draft|draft)?\s*[:：]?\s*",
    re.I,
)
_STATEMENT = re.compile(
    rf"(?<![A-Za-z0-9])s\s?(\d+)(?![A-Za-z0-9])|第\s?({NUMERAL})\s?条(?:陈述)?|statement\s+(\d+)", re.I
)
_ITEM = re.compile(
    rf"(?<![A-Za-z0-9])([hf])\s?([1-8])(?:[a-e](?![A-Za-z]))?(?![A-Za-z0-9])|(期望|担忧|hope|fear)\s?(?:第)?\s?({NUMERAL})"
    rf"|第({NUMERAL})[项个条](期望|担忧)",
    re.I,
)
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s?[%％]|百分之([零〇一二两三四五六七八九十]+)")
_COUNT = re.compile(rf"(?<![A-Za-z0-9])({NUMERAL})\s?(?:条|个|statements?|more|to\b|commitments?)", re.I)
_FEWER = re.compile(r"(减少?|去掉|删掉?|少写?|remove|drop|minus|fewer)\D{0,4}$", re.I)
_LEVEL = re.compile(
    rf"(?:定为|评为|定成|改为|给|打|为|as|to|level|级别|等级)\s?(?:level\s?)?({NUMERAL})\s?(?:级|分)?(?![条个项%％\d])|({NUMERAL})\s?级",
    re.I,
)
_QUOTED = r"[“\"「『‘](?P<{}>[^“”\"「」『』‘’\n]{{1,60}})[”\"」』’]"
_WORD_OF = r"(?:这个|这一)?(?:词语?|术语|说法)?"
_BARE = r"(?P<{}>(?![这那它本该上第]|s\s?\d)[^\s“”\"，。、]{{2,20}}?)"
_TERM = re.compile(
    "|".join(
        (
            rf"{_QUOTED.format('a')}{_WORD_OF}\s*(?:加入|加到|加进|列入|归入|归到|归为|算作|记入)",
            rf"(?:把|将)\s*{_BARE.format('b')}{_WORD_OF}\s*(?:加入|加到|加进|列入)",
            rf"(?:新增|添加|增加|删去|删除|去掉|移除|不再用)(?:一个|个)?{_WORD_OF}\s*{_QUOTED.format('c')}",
            rf"{_QUOTED.format('d')}{_WORD_OF}\s*从.{{0,10}}?(?:删去|删除|去掉|移除|移出)",
            rf"\b(?:add|remove|forget)\s+(?:the\s+)?(?:(?:term|word|phrase)\s+)?{_QUOTED.format('e')}",
            r"\b(?:add|remove|forget)\s+(?:the\s+)?(?:term|word|phrase)\s+(?P<f>[\w-][^“”\"\n]{0,60}?)(?=\s+(?:to|from)\b|$)",
        )
    ),
    re.IGNORECASE,
)
"""A term is heard only where it is said what to do with it: elsewhere quotation marks stand around anything."""


@dataclass(frozen=True, slots=True)
class Found:
    """A slot heard at a place of the utterance."""

    name: str
    value: object
    start: int
    end: int


def find_slots(text: str) -> list[Found]:
    """All slots of an utterance, leftmost and longest first, not overlapping; several of one name are kept."""
    candidates = [found for grammar in _GRAMMARS for found in grammar(text)]
    candidates.sort(key=lambda f: (-(f.end - f.start), f.start))
    kept: list[Found] = []
    for found in candidates:
        if all(found.end <= k.start or found.start >= k.end for k in kept):
            kept.append(found)
    return sorted(kept, key=lambda f: f.start)


def _path(text: str) -> Iterator[Found]:
    opened = _OPEN_WORDS.match(text)
    start = opened.end() if opened else 0
    rest = text[start:].strip().strip("\"'“”‘’")
    if rest and "\n" not in rest and len(rest) < 400 and (opened or len(rest) > 3) and _exists(rest):
        yield Found("path", rest, start, len(text))
    elif match := _PATH.search(text, start):
        yield Found("path", match[1] or match[2], match.start(), match.end())


def _exists(text: str) -> bool:
    try:
        return Path(text).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False  # a name no file system takes is no path


def _statement(text: str) -> Iterator[Found]:
    for match in _STATEMENT.finditer(text):
        digits = match[1] or match[3]
        yield Found("statement", f"s{int(digits) if digits else number(match[2])}", match.start(), match.end())


def _item(text: str) -> Iterator[Found]:
    for match in _ITEM.finditer(text):
        kind = (match[1] or match[3] or match[6]).lower()
        letter = "H" if kind in ("h", "期望", "hope") else "F"
        item = f"{letter}{match[2] or number(match[4] or match[5])}"
        if item in ITEMS:
            yield Found("item", item, match.start(), match.end())
    yield from _named(text, "item", _item_names())


def _category(text: str) -> Iterator[Found]:
    yield from _named(text, "category", _category_names())


def _term(text: str) -> Iterator[Found]:
    for match in _TERM.finditer(text):
        name = next(name for name, value in match.groupdict().items() if value is not None)
        quoted = name not in "bf"
        start, end = match.start(name) - quoted, match.end(name) + quoted
        yield Found("term", match[name].strip(), start, end)


def _named(text: str, slot: str, names: Mapping[str, str]) -> Iterator[Found]:
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


@cache
def _category_names() -> Mapping[str, str]:
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
def _item_names() -> Mapping[str, str]:
    names = {}
    for entry in rubric().items:
        for name in (entry.label, entry.zh, entry.en, *re.split(r"[、（(,，]", entry.label)):
            if len(name) > 1:
                names[name.lower().strip()] = entry.id
        for language in LANGUAGES:
            for name in (phrases(language)(f"item.{entry.id}"), *phrases(language).lines(f"heard.item.{entry.id}")):
                names[name.lower()] = entry.id
    return names


def _place(text: str) -> Iterator[Found]:
    from assistant.peers.regions import place_names

    names = place_names()
    for name, places in names.items():
        if name.isascii() or len(name) < 2:
            continue
        at = text.find(name)
        if at >= 0:
            slot = "city" if any(p.city for p in places) else "region"
            yield Found(slot, name, at, at + len(name))
    words = list(re.finditer(r"[A-Za-z][A-Za-z'’]*", text))
    for first in range(len(words)):
        for last in range(first, min(first + 4, len(words))):
            joined = re.sub(r"[^a-z]", "", text[words[first].start() : words[last].end()].lower())
            if len(joined) > 3 and joined in names:
                slot = "city" if any(p.city for p in names[joined]) else "region"
                start, end = words[first].start(), words[last].end()
                yield Found(slot, text[start:end], start, end)


def _numbers(text: str) -> Iterator[Found]:
    for match in _SHARE.finditer(text):
        share = float(match[1]) if match[1] else float(number(match[2]))
        yield Found("target", f"{share:g}%", match.start(), match.end())
    for match in _COUNT.finditer(text):
        sign = -1 if _FEWER.search(text, 0, match.start()) else 1
        yield Found("count", sign * number(match[1]), match.start(), match.end())
    for match in _LEVEL.finditer(text):
        value = number(match[1] or match[2])
        if value <= 3:
            yield Found("level", value, match.start(), match.end())


def _words(text: str) -> Iterator[Found]:
    for slot in ("level", "format", "language", "target"):
        names = {}
        for language in LANGUAGES:
            say = phrases(language)
            for key in say.keys_below(f"heard.{slot}."):
                names.update(dict.fromkeys((n.lower() for n in say.lines(key)), key.rsplit(".", 1)[1]))
        yield from _named(text, slot, names)


_GRAMMARS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _path, _statement, _term, _item, _category, _place, _numbers, _words,
)  # fmt: skip
