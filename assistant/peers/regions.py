"""Which city, province and economic region a typed name means; in doubt a question, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from assistant.model import REGIONS, Problem
from assistant.peers.gazetteer import Entry, by_name, entries, label, named, outside
from assistant.peers.misspelt import misspelt, nearest
from assistant.peers.reference import records
from assistant.peers.spelling import folded

_Find = Callable[[str, Entry | None], tuple[Entry, ...]]
_LABEL: Final = re.compile(r"^(.+)（(.+)）$")
"""How a city is written in full: 苏州市（江苏省）."""
_FULL: Final = re.compile(r"(市|省|自治区|州|盟|地区)$")
_MOST_CHOICES: Final = 6
_MOST_TEXT: Final = 120
"""What is longer is no name: only its beginning is looked at."""
_LONGEST: Final = 30
"""No province and city together are written with more characters."""
_EVERYDAY: Final = frozenset(
    re.findall(
        "..",
        "合作安宁大安东方宁国迁安灯塔兴城沙河高安扬中安国同仁和龙资兴新民津市三河兴平界首新乐建德福安台山磐石"
        "登封江山个旧高密四会高平临江荣成原平开原明光乐平合山广水应城集安无为新星双河天长安达兴宁宁安海安平度",
    )
)
"""Short names, two characters each, that in a sentence are mostly words or parts of words (提高安全): understood as an
answer, but not listened for. Found by looking through official texts for each short name without 市."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan belongs: a region, and the province and city if they were named."""

    city: str | None
    """Full Chinese name, as in data/cities.csv."""
    province: str | None
    region: str
    """Region id."""
    exact: bool = True
    """False where a slip was mended or a place inside the city was named: say which place was understood."""


def resolve(text: str) -> Place:
    """The place a person typed: a city, what lies in it, a province or a region, in Chinese, pinyin or English.

    A county, district or county-level city is taken as the city it lies in, or as its province if it lies in none.

    Raises:
        Problem: `unknown_city` (values city, near) where no place is clearly meant; `ambiguous_city` (city, choices)
            where the name fits several; `outside_regions` (city, near) for Hong Kong, Macao and Taiwan. `near` and
            `choices` are names joined by 、.
    """
    key = folded(_LABEL.sub(r"\2\1", text[:_MOST_TEXT]))
    found = named(key) or _inside(key, named)
    if found:
        return _one(found, text)
    if key in outside():
        raise Problem("outside_regions", city=text.strip(), near="、".join(_region_names()[r] for r in REGIONS))
    mended = _inside(key, misspelt)
    outer = None if mended else _outer(key)
    if outer:
        return replace(_place(outer), exact=False)
    mended = mended or misspelt(key)
    clear = any(entry.kind != "county" for entry in mended) and len(_places(mended)) <= _MOST_CHOICES
    if clear:
        return replace(_one(mended, text), exact=False)
    near = dict.fromkeys(map(label, [*mended[:2], *nearest(key)[:3]]))
    raise Problem("unknown_city", city=text.strip(), near="、".join(near) or "郑州市、长江中游")


def english_name(city: str) -> str:
    """The usual English name of a city of data/cities.csv; any other name unchanged."""
    return _english().get(city, city)


@cache
def place_names() -> Mapping[str, tuple[Place, ...]]:
    """The names to listen for in a sentence, without case, spaces and accents -> the places that go by each.

    Regions, provinces, cities, county-level cities and new areas; counties and districts, whose short names are often
    everyday words, are understood by `resolve` alone.
    """
    heard = [n for e in entries() if e.kind != "county" for n in (*e.names, *e.short) if n not in _EVERYDAY]
    found = {name: tuple(_places(named(name))) for name in heard}
    return found | {spelling: found[folded(spelling)] for spelling in _with_islet() if folded(spelling) in found}


def _one(found: Sequence[Entry], text: str) -> Place:
    """The one place that all found entries are or lie in; a question where there are several."""
    places = _places(found)
    if len(places) == 1:
        return places[0]
    first = {replace(_place(entry), exact=True): entry for entry in reversed(found)}
    choices = "、".join(label(first[place]) for place in (replace(p, exact=True) for p in places))
    raise Problem("ambiguous_city", city=text.strip(), choices=choices)


def _places(found: Sequence[Entry]) -> list[Place]:
    """Each place once, in order; a city itself rather than something inside it."""
    places: dict[Place, Place] = {}
    for place in map(_place, found):
        key = replace(place, exact=True)
        places[key] = key if place.exact or places.get(key, place).exact else place
    return list(places.values())


def _place(entry: Entry) -> Place:
    return Place(entry.city, entry.province, entry.region, entry.kind in ("region", "province", "city"))


def _inside(key: str, find: _Find, within: Entry | None = None) -> tuple[Entry, ...]:
    """What a longer name ends in: 河南郑州 and 江苏省苏州市昆山 are 郑州市 and 昆山市; also Suzhou, Jiangsu."""
    for outer, rest in _split(key, within):
        found = find(rest, outer) or _inside(rest, find, outer)
        if found:
            return found
    return ()


def _split(key: str, within: Entry | None) -> Iterator[tuple[Entry, str]]:
    """The places that a folded name begins with (in letters also: ends with), longest first, and what is left of it."""
    parts = [(key[:end], key[end:]) for end in range(min(len(key) - 1, _LONGEST), 1, -1)]
    if key.isascii():
        parts += [(key[start:], key[:start]) for start in range(max(2, len(key) - _LONGEST), len(key) - 1)]
    for name, rest in parts:
        for outer in by_name()[0].get(name, ()):
            if outer.kind in ("city", "province") and (within is None or within.holds(outer) and outer != within):
                yield outer, rest


def _outer(key: str) -> Entry | None:
    """The place whose full name a longer one begins with: 郑州市 for 郑州市高新区, but none for 浙江省苏州市."""
    for end in range(min(len(key) - 1, _LONGEST), 2, -1):
        found = named(key[:end]) or _inside(key[:end], named) if _FULL.search(key[:end]) else ()
        if found and found[0].kind != "region":
            elsewhere = [entry for entry in named(key[end:]) if entry.kind in ("city", "province")]
            return None if elsewhere and _FULL.search(key[end:]) else found[0]
    return None


@cache
def _english() -> Mapping[str, str]:
    return {row["city"]: row["english"] for row in records("cities.csv")}


@cache
def _region_names() -> Mapping[str, str]:
    return {row["region"]: row["zh"] for row in records("regions.csv")}


def _with_islet() -> Iterator[str]:
    """The names written with 洲, in full and short, as people write them and as they misspell them."""
    for entry in entries():
        if entry.kind in ("city", "county_city"):
            for name in (entry.name, entry.name.removesuffix("市")):
                yield from {name, name.replace("州", "洲")}
