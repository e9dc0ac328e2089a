"""The places of China by name: regions, provinces, cities, county-level cities, counties and new areas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from assistant.peers.reference import records
from assistant.peers.spelling import bare, folded, sounds

Kind = Literal["region", "province", "city", "county_city", "area", "county"]
Index = Mapping[str, tuple["Entry", ...]]

_PEOPLES: Final = (
    "各|满|回|蒙古|苗|侗|瑶|壮|土家|土|藏|羌|彝|傣|白|哈尼|傈僳|景颇|佤|拉祜|纳西|布朗|布依|仡佬|仫佬|毛南|畲|黎|水|怒|独龙|普米|"
    "朝鲜|达斡尔|鄂伦春|鄂温克|锡伯|哈萨克|柯尔克孜|塔吉克|裕固|保安|东乡|撒拉"
)
_AUTONOMOUS: Final = re.compile(rf"(?<=..)(({_PEOPLES})族?)*自治[州县旗]$")
_BELOW: Final = re.compile(r"(?<=..)(市|县|新区|林区|特区|区|旗)$")
_PREFECTURE: Final = re.compile(r"自治州$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the lists; its names are folded."""

    name: str
    kind: Kind
    region: str
    province: str | None = None
    city: str | None = None
    """The prefecture-level city it is or lies in; None for what lies under a province directly."""
    names: tuple[str, ...] = ()
    """The names it goes by anywhere."""
    short: tuple[str, ...] = ()
    """What it is called near home: a county without 县. Any other place of that name goes first."""

    def holds(self, other: Entry) -> bool:
        """Whether another place lies in this one (or is it)."""
        if self.kind == "province":
            return other.province == self.province
        return other.city is not None and other.city == self.city and other.province == self.province


@cache
def entries() -> tuple[Entry, ...]:
    """Every place, the higher before the lower, each name once a parent."""
    regions = {row["province"]: row["region"] for row in records("provinces.csv")}
    return (*_upper(), *_middle(regions), *_counties(regions))


@cache
def by_name() -> tuple[Index, Index, Index]:
    """Folded name -> places: full and common names; short names of county-level cities; those of counties."""
    levels: tuple[dict[str, list[Entry]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    for entry in entries():
        below = 2 if entry.kind == "county" else 1
        for level, names in ((0, entry.names), (below, entry.short)):
            for name in names:
                levels[level][name].append(entry)
    first, second, third = ({name: tuple(found) for name, found in level.items()} for level in levels)
    return first, second, third


def named(key: str, within: Entry | None = None) -> tuple[Entry, ...]:
    """The places that go by a folded name, of the highest level that has any; only those inside `within` if given."""
    for level in by_name():
        found = tuple(e for e in level.get(key, ()) if within is None or within.holds(e))
        if found:
            return found
    upper = by_name()[0].get(bare(_AUTONOMOUS.sub("", key)), ())
    kinds = ("city", "province", "region") if key.isascii() else ("city", "province")
    return tuple(e for e in upper if e.kind in kinds and (within is None or within.holds(e)))


def label(entry: Entry) -> str:
    """A place in full, such as 苏州市（江苏省） and 昆山市（江苏省苏州市）; a region or province by its name alone."""
    if entry.kind in ("region", "province") or entry.name == entry.province:
        return entry.name
    inner = entry.city if entry.kind != "city" and entry.city and entry.city != entry.province else ""
    return f"{entry.name}（{entry.province}{inner}）"


@cache
def outside() -> frozenset[str]:
    """The folded names of what the eight regions, all of the mainland, do not cover."""
    rows = records("outside_regions.csv")
    return frozenset(folded(name) for row in rows for name in (row["name"], *row["aliases"].split("|")))


def _upper() -> Iterator[Entry]:
    for row in records("regions.csv"):
        names = _folded([row["region"], row["zh"], row["en"], *row["aliases"].split("|")])
        yield Entry(row["zh"], "region", row["region"], names=names)
    cities = records("cities.csv")
    municipalities = {row["city"] for row in cities}
    for row in cities:
        name = row["city"]
        known = [name, bare(name), row["english"], *row["aliases"].split("|")]
        if _PREFECTURE.search(name):
            known += [f"{known[3]}州", f"{known[3]}自治州"]
        yield Entry(name, "city", row["region"], row["province"], name, _folded(known))
    for row in records("provinces.csv"):
        if row["province"] not in municipalities:
            names = _folded([row["province"], bare(row["province"]), *row["aliases"].split("|")])
            yield Entry(row["province"], "province", row["region"], row["province"], names=names)


def _middle(regions: Mapping[str, str]) -> Iterator[Entry]:
    kinds: tuple[tuple[Kind, str], ...] = (("county_city", "county_cities.csv"), ("area", "new_areas.csv"))
    for kind, file in kinds:
        for row in records(file):
            names = _folded([row["name"], row["english"], *row["aliases"].split("|")])
            short = _folded([_BELOW.sub("", row["name"])]) if kind == "county_city" else ()
            province, city = row["province"], row["city"] or None
            yield Entry(row["name"], kind, regions[province], province, city, names, short)


def _counties(regions: Mapping[str, str]) -> Iterator[Entry]:
    listed = {(row["name"], row["city"]) for row in records("new_areas.csv")}
    for row in records("counties.csv"):
        for name in row["units"].split("|"):
            if (name, row["city"]) not in listed:
                key = name.replace("洲", "州")  # as `folded` has it, but quickly
                common = _BELOW.sub("", _AUTONOMOUS.sub("", key))
                letters = ("".join(sound) for sound in sounds(common))
                province, city = row["province"], row["city"] or None
                short = (common, *letters) if len(common) > 1 else ()
                yield Entry(name, "county", regions[province], province, city, (key,), short)


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    """Folded names, each once; ü is also typed as v."""
    spellings = [
        spelling for name in names for spelling in ((name, name.replace("ü", "v")) if "ü" in name else (name,))
    ]
    return tuple(dict.fromkeys(key for key in map(folded, spellings) if len(key) > 1))
