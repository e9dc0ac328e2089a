"""The places an utterance names: known names anywhere, and whatever stands where a city is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.chat.found import Found
from assistant.peers.regions import Place, place_names, resolve
from assistant.peers.spelling import folded
from assistant.problem import Problem

_LABEL = re.compile(r"[一-鿿]{2,12}（[一-鿿]{2,20}）|[A-Z][a-z'’]+(?: [A-Z][a-z'’]+)? ?\([A-Z][a-z ]+\)")
"""A place in full, as it is offered when a name fits several: 朝阳区（北京市）, Fuzhou (Jiangxi)."""
_NAMED = re.compile(
    r"^(?:请|帮我|把|将|please\s+)*(?:设定|设置|选择|选|我的|所在|(?:set|change|choose) (?:the |my )?)?"
    r"(?:城市|city)(?:\s*[:：]\s*|\s+(?:is\s+|to\s+)?|(?:改成|改为|换成|换为|设为|设成|定为|是|为))(?P<place>[^，。！？,!?\n]{1,40})$",
    re.I,
)
"""Says that a city follows: what follows is handed on even where it is misspelt."""
_BELONGS = re.compile(
    r"(?:我们(?:市|城市)?(?:是|在|属于)|本市(?:是|为|在)|我(?:们)?来自|我(?:是|在)|咱们?(?:市)?(?:是|在)"
    r"|\b(?:(?:we are|we're|i am|i'm)(?: from)?|(?:my|our) city is|based in|plan (?:is )?(?:for|of))\s+)"
    r"(?P<place>[^，。！？、；,!?;\n]{2,30}?)(?:吧|的)?(?=$|[，。！？、；,!?;\n])",
    re.I,
)
"""May say where somebody belongs: heard only where what follows is a place."""
_NAME_LIKE = re.compile(r"[^么吗哪怎换改比选\sA-Za-z]{2,10}|[A-Za-z'’]{3,}(?: [A-Za-z'’]+){0,2}")
"""What may be a misspelt name and no other words."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_MOST_WORDS = 4
_SLIP = 3
"""Where nothing says that a city follows, a shorter name must be right: 我是小白 names none."""


def places(text: str) -> Iterator[Found]:
    """City and region slots; their value is the text as it was typed."""
    for match in _LABEL.finditer(text):
        if _resolved(match[0]):
            yield Found("city", match[0], match.start(), match.end())
    named, belongs = _NAMED.match(text), _BELONGS.search(text)
    if named and (_resolved(named["place"]) or not _known(named["place"])):
        yield from _due(named, certain=bool(_NAME_LIKE.fullmatch(named["place"])))
    elif belongs and not _known(belongs["place"]):
        yield from _due(belongs, certain=False)
    yield from _chinese(text)
    yield from _in_letters(text)


def _due(match: re.Match[str], certain: bool) -> Iterator[Found]:
    """What stands where a city is due."""
    typed = match["place"].strip().removesuffix("吧")
    start = match.start("place")
    place = _resolved(typed)
    if place is not None and (certain or len(typed) >= _SLIP or not isinstance(place, Place) or place.exact):
        slot = "region" if isinstance(place, Place) and not place.city and not place.province else "city"
        yield Found(slot, typed, start, start + len(typed))
    elif certain:
        yield Found("city", typed, start, start + len(typed))


def _resolved(typed: str) -> Place | Problem | None:
    """The place that is meant, the question where it is one of several, or None where it is none."""
    try:
        return resolve(typed)
    except Problem as problem:
        return problem if problem.key in ("ambiguous_city", "outside_regions") else None


def _known(text: str) -> bool:
    """Whether a name that is listened for stands in the text."""
    return any(True for _ in _chinese(text)) or any(True for _ in _in_letters(text))


def _chinese(text: str) -> Iterator[Found]:
    folds = "".join(folded(c) if len(folded(c)) == 1 else c for c in text)
    names = place_names()
    for start in range(len(folds)):
        if folds[start].isascii():
            continue
        for end in range(min(len(folds), start + _longest()), start + 1, -1):
            name = folds[start:end]
            if name in names:
                yield Found(_slot(names[name]), text[start:end], start, end)


def _in_letters(text: str) -> Iterator[Found]:
    names, words = place_names(), list(_WORD.finditer(text))
    for first, word in enumerate(words):
        for last in words[first : first + _MOST_WORDS]:
            joined = re.sub(r"[^a-z]", "", text[word.start() : last.end()].lower())
            if len(joined) > 3 and joined in names:
                yield Found(_slot(names[joined]), text[word.start() : last.end()], word.start(), last.end())


def _slot(known: tuple[Place, ...]) -> str:
    return "city" if any(p.city for p in known) else "region"


@cache
def _longest() -> int:
    """Characters of the longest Chinese name that is listened for."""
    return max(len(name) for name in place_names() if not name.isascii())
