"""Which city, province and economic region a typed name means; in doubt a question, never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from assistant.model import Problem
from assistant.peers.reference import records, reference_cities

_SUFFIX: Final = re.compile(r"(?<=..)(市|地区|盟|省|壮族自治区|回族自治区|维吾尔自治区|自治区)$")
_ENGLISH_SUFFIX: Final = re.compile(r"(?i)[\s\-,]+(city|shi|municipality|province|sheng|prefecture|region)\.?\s*$")
_LABEL: Final = re.compile(r"^(.+)（(.+)）$")
"""How a city is written in full: 苏州市（江苏省）."""
_LOWER_PLACE: Final = re.compile(r"(县|区|旗|镇|乡|村|街道)$")
"""Places below a prefecture: one letter away from a city they are still not that city."""
_VARIANTS: Final = str.maketrans({"洲": "州"})
"""The slip of the keyboard that every input method makes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan belongs: a region, and the province and city if they were named."""

    city: str | None
    """Full Chinese name, as in data/cities.csv."""
    province: str | None
    region: str
    """Region id."""
    exact: bool = True
    """False where a slip was mended or a longer name cut: say which place was understood."""


def resolve(text: str) -> Place:
    """The place a person typed: a city with or without 市, a province, a region, in Chinese, pinyin or English.

    Raises:
        Problem: `unknown_city` (values city, near) where no place is clearly meant; `ambiguous_city` (city, choices)
            where the name fits several. `near` and `choices` are names joined by 、.
    """
    for key in _readings(text):
        places = place_names().get(key, ())
        if len(places) == 1:
            return places[0]
        if places:
            raise Problem("ambiguous_city", city=text.strip(), choices="、".join(map(_label, places)))
    return _inside(_fold(_LABEL.sub(r"\2\1", text))) or _mended(text)


def english_name(city: str) -> str:
    """The usual English name of a city of data/cities.csv; any other name unchanged."""
    return _english().get(city, city)


def _readings(text: str) -> tuple[str, ...]:
    """The typed name as it is, then without 市, province or city behind it, then with the usual slip mended."""
    names = (_fold(text), _bare(_fold(text)), _fold(_ENGLISH_SUFFIX.sub("", text)))
    return tuple(dict.fromkeys((*names, *(name.translate(_VARIANTS) for name in names))))


def _fold(text: str) -> str:
    """A name without case, spaces, marks and accents: `Xi'an` and `xian`, `呼和浩特 ` and `呼和浩特` are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _bare(folded: str) -> str:
    return _SUFFIX.sub("", folded)


@cache
def place_names() -> Mapping[str, tuple[Place, ...]]:
    """Every name a place goes by, without case, spaces and accents -> the places that go by it."""
    found: dict[str, dict[Place, None]] = {}

    def add(place: Place, *names: str) -> None:
        for name in filter(None, map(_fold, names)):
            for spelling in (name, name.translate(_VARIANTS)):
                found.setdefault(spelling, {})[place] = None

    for row in records("regions.csv"):
        add(Place(None, None, row["region"]), row["region"], row["zh"], row["en"], *row["aliases"].split("|"))
    for row in _cities():
        place = Place(row["city"], row["province"], row["region"])
        add(place, row["city"], _bare(row["city"]), row["english"], *row["aliases"].split("|"))
    for row in records("provinces.csv"):
        if row["province"] not in _english():
            place = Place(None, row["province"], row["region"])
            add(place, row["province"], _bare(row["province"]), *row["aliases"].split("|"))
    return {name: tuple(places) for name, places in found.items()}


@cache
def _cities() -> tuple[dict[str, str], ...]:
    return records("cities.csv")


@cache
def _english() -> Mapping[str, str]:
    return {row["city"]: row["english"] for row in _cities()}


def _inside(folded: str) -> Place | None:
    """The place a longer name begins with: 河南省郑州市 and 河南郑州 are 郑州市, 郑州市金水区 is taken as 郑州市."""
    for row in records("provinces.csv"):
        for province in (_fold(row["province"]), _bare(_fold(row["province"]))):
            rest = folded.removeprefix(province)
            if rest != folded:
                known = {
                    p for key in _readings(rest) for p in place_names().get(key, ()) if p.province == row["province"]
                }
                cities = [place for place in known if place.city]
                if len(cities) == 1:
                    return cities[0]
    whole = [row["city"] for row in _cities()] + [row["province"] for row in records("provinces.csv")]
    names = [name for name in whole if folded.startswith(_fold(name))]
    return replace(place_names()[_fold(max(names, key=len))][0], exact=False) if names else None


def _mended(text: str) -> Place:
    """The one of the 31 cities whose name is clearly nearest to a misspelt one; Problem where none is.

    Three Chinese characters or six letters at least, so that a slip leaves enough to go by; the runner-up must be far
    behind. Of any other city the slip may well be a county's own name (阿拉尔 is not 阿拉善), so it is asked back.
    """
    near = _nearest(text)
    typed = _bare(_fold(text))
    score, margin, length = (90, 5, 6) if typed.isascii() else (66, 8, 3)
    clear = near and near[0][1] >= score and (len(near) == 1 or near[0][1] - near[1][1] >= margin)
    if clear and near[0][0].city in reference_cities() and len(typed) >= length and not _LOWER_PLACE.search(typed):
        return replace(near[0][0], exact=False)
    names = "、".join(_label(place) for place, _ in near[:3]) or "郑州市、长江中游"
    raise Problem("unknown_city", city=text.strip(), near=names)


def _nearest(text: str) -> list[tuple[Place, float]]:
    """The places whose names resemble the typed one, nearest first, each once with its score of 50 to 100.

    Of names that are equally near, those with the same first letter come first.
    """
    from rapidfuzz import fuzz, process

    typed = _bare(_fold(text))
    best: dict[Place, float] = {}
    found = process.extract(typed, list(place_names()), scorer=fuzz.ratio, limit=30, score_cutoff=50)
    for name, score, _ in sorted(found, key=lambda hit: (-hit[1], hit[0][:1] != typed[:1])):
        for place in place_names()[name]:
            best.setdefault(place, score)
    return list(best.items())


def _label(place: Place) -> str:
    """A place in full, such as 苏州市（江苏省）; a region by its Chinese name."""
    if place.city and place.city != place.province:
        return f"{place.city}（{place.province}）"
    return place.province or _region_names()[place.region]


@cache
def _region_names() -> Mapping[str, str]:
    return {row["region"]: row["zh"] for row in records("regions.csv")}
