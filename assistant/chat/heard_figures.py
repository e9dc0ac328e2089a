"""The figures an utterance names: shares as targets, counts of statements, levels of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.chat.found import Found
from assistant.chat.numerals import ENGLISH, NUMERAL, number

_ANY = rf"(?:{NUMERAL}|(?:{'|'.join(ENGLISH)})\b)"
_SHARE = re.compile(
    r"(\d+(?:\.\d+)?)\s?(?:[%％]|per\s?cent\b)|百分之([零〇一二两三四五六七八九十]+|\d+(?:\.\d+)?)", re.I
)
_COUNT = re.compile(
    rf"(?<![A-Za-z0-9.])(?<![这那哪每第某同另任下上])(?P<n>{_ANY})\s?"
    r"(?:条|句(?!话)|statements?\b|sentences?\b|more\b|fewer\b|less\b|to\b|from\b|commitments?\b"
    r"|(?P<piece>个|项)(?=[^一-鿿]|承诺|条目|陈述|$))",
    re.I,
)
_PLAIN = re.compile(rf"(?<![A-Za-z0-9.])(?P<n>{_ANY})\s?(?:more\s|fewer\s|less\s|new\s)?$", re.I)
"""A number right before a category: 2 smart city statements."""
_FEWER = re.compile(
    r"(减少?|去掉|删掉?|删去|砍掉?|少写?|remov\w+|drop\w*|cut\w*|delet\w+|minus|fewer|less|without)\D{0,6}$", re.I
)
_FEWER_AFTER = re.compile(r"^\s?(?:fewer|less)\b", re.I)
_LEVEL = re.compile(
    rf"(?:定为|评为|定成|改为|给|打|为|as|to|level|级别|等级)\s?(?:level\s?)?({NUMERAL})\s?(?:级|分)?(?![条个项%％\d])|({NUMERAL})\s?级",
    re.I,
)
_AFTER_ITEM = re.compile(
    r"^[^，。；？?;\n]{0,16}?(?:(?P<number>[0-3]|[零一二两三])\s?[级分档]?|(?P<word>高|中|低|(?:high|medium|low)\b))"
    r"(?:风险|等|级|档|分|吧)*\s?[。.!！]?$",
    re.I,
)
_ASKS = re.compile(r"怎|什么|为何|吗|哪|多少|如果|\b(?:why|what|how|is|if)\b", re.I)
_WORDS = {"高": "high", "中": "medium", "低": "low"}


def figures(text: str, items: Sequence[Found], categories: Sequence[Found]) -> Iterator[Found]:
    """Target, count and level slots; a count is negative where statements are taken away."""
    for match in _SHARE.finditer(text):
        said = match[1] or match[2]
        share = float(said) if said[0].isdecimal() else float(number(said))
        yield Found("target", f"{share:g}%", match.start(), match.end())
    for match in _COUNT.finditer(text):
        yield _count(text, match)
    for category in categories:
        if plain := _PLAIN.search(text, 0, category.start):
            yield _count(text, plain)
    for match in _LEVEL.finditer(text):
        value = number(match[1] or match[2])
        if value <= 3:
            yield Found("level", value, match.start(), match.end())
    for item in items:
        yield from _level_behind(text, item.end)


def _count(text: str, match: re.Match[str]) -> Found:
    fewer = _FEWER.search(text, 0, match.start()) or _FEWER_AFTER.match(text[match.end("n") :])
    return Found("count", (-1 if fewer else 1) * number(match["n"]), match.start(), match.end())


def _level_behind(text: str, at: int) -> Iterator[Found]:
    """The level an utterance ends on behind an item: F2 风险：高, give H7 a 3."""
    match = _AFTER_ITEM.match(text[at:])
    if not match or _ASKS.search(match[0]):
        return
    group = "number" if match["number"] else "word"
    value = number(match[group]) if group == "number" else _WORDS.get(match[group], match[group].lower())
    yield Found("level", value, at + match.start(group), at + len(match[0].rstrip("。.!！ 吧")))
