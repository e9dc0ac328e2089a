"""Which places a misspelt name may mean: the same sound or like shape first, then a like sound, then one slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from assistant.peers.gazetteer import Entry, Kind, by_name, entries
from assistant.peers.spelling import bare, flat, lookalikes, sounds

_LETTERS: Final = 5
"""A name in letters is mended from this length on: shorter ones have too many neighbours."""
_CHARACTERS: Final = 3
_OF_ITS_KIND: Final = re.compile(r"[县区旗镇乡村湾岛港口山河湖街道]$")
"""What a name ends on says what the place is: 三门湾 is no slip for 三门峡."""


def misspelt(key: str, within: Entry | None = None) -> tuple[Entry, ...]:
    """The places that a folded name which is none may mean, all as likely; none where nothing is clearly near.

    Counties and districts are looked for where something sounds the same or is one character away, and give way to the
    only prefecture-level city beside them, which plans are mostly of: what was mended is said, and easily corrected.
    Further off only cities are looked for: too many counties are one slip from one another.
    """
    steps = (_slips_in_letters,) if key.isascii() else (_same_sound_or_shape, _like_sound, _one_slip)
    for step in steps:
        found = tuple(e for e in dict.fromkeys(step(key)) if within is None or within.holds(e))
        if found:
            found = tuple(dict.fromkeys((*found, *_one_longer(key, within))))
            cities = tuple(entry for entry in found if entry.kind == "city")
            return cities if len(cities) == 1 and within is None else found
    return ()


def _one_longer(key: str, within: Entry | None) -> Iterable[Entry]:
    """The cities of three characters that two typed ones may stand for too: 秦岛 may be 青岛 and 秦皇岛."""
    if key.isascii() or len(key) != _CHARACTERS - 1:
        return
    for name, places in _cities().items():
        if len(name) == _CHARACTERS and key in (name[1:], name[0] + name[2], name[:2]) and not name.endswith("市"):
            yield from (entry for entry in places if within is None or within.holds(entry))


def nearest(key: str) -> list[Entry]:
    """Cities and provinces whose names resemble a folded one, nearest first, each once.

    Of names that are equally near, those of the same characters come first, then those with the same first one.
    """
    from rapidfuzz import fuzz, process

    typed = bare(key)
    known = _known("province", "city", "county_city")
    found = process.extract(typed, list(known), scorer=fuzz.ratio, limit=30, score_cutoff=50)
    found.sort(key=lambda hit: (sorted(hit[0]) != sorted(typed), -hit[1], hit[0][:1] != typed[:1]))
    return list(dict.fromkeys(entry for name, _, _ in found for entry in known[name]))


def _same_sound_or_shape(key: str) -> Iterable[Entry]:
    cities = _cities()
    yield from (entry for sound in sounds(key) for entry in _by_sound().get(sound, ()))
    yield from (entry for name in sorted(lookalikes(key)) for entry in cities.get(name, ()))


def _like_sound(key: str) -> Iterable[Entry]:
    return [entry for sound in sounds(key) for entry in _by_flat_sound().get(flat(sound), ())]


def _one_slip(key: str) -> Iterable[Entry]:
    """One character wrong, missing, additional or swapped in names of three characters or more; one typed twice."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    typed = bare(key)
    if len(typed) < _CHARACTERS:
        return []
    once = [typed[:i] + typed[i + 1 :] for i in range(1, len(typed)) if typed[i] == typed[i - 1]]
    doubled = [entry for name in once for entry in _cities().get(name, ())]
    near = process.extract(typed, _long_names(), scorer=OSA.distance, score_cutoff=1, limit=None)
    found = [entry for name, _, _ in near if _plausible(typed, name) for entry in _all_names()[name]]
    return doubled or (found if any(entry.kind in ("city", "county_city") for entry in found) else [])


def _plausible(typed: str, name: str) -> bool:
    """Whether a name one step away is a slip and not another name: its first character and kind of place stand."""
    kind = _OF_ITS_KIND.search(typed)
    if kind and not name.endswith(kind[0]):
        return False
    return typed[0] == name[0] or len(typed) != len(name) or len(name) > _CHARACTERS or sorted(typed) == sorted(name)


def _slips_in_letters(key: str) -> Iterable[Entry]:
    """The cities one letter away; of long names those two letters away if none is nearer."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    typed = bare(key)
    if len(typed) < _LETTERS:
        return []
    names = _cities_in_letters()
    allowed = 2 if len(typed) >= 2 * _LETTERS else 1
    near = process.extract(typed, list(names), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    best = min((distance for _, distance, _ in near), default=0)
    return [entry for name, distance, _ in near if distance == best for entry in names[name]]


def _cities() -> Mapping[str, tuple[Entry, ...]]:
    """What a name is mended to: cities and county-level cities."""
    return _known("city", "county_city")


@cache
def _known(*kinds: Kind) -> Mapping[str, tuple[Entry, ...]]:
    """Name -> the places of these kinds that go by it."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        if entry.kind in kinds:
            for name in (*entry.names, *entry.short):
                found[name].append(entry)
    return {name: tuple(places) for name, places in found.items()}


@cache
def _cities_in_letters() -> Mapping[str, tuple[Entry, ...]]:
    return {name: places for name, places in _cities().items() if name.isascii() and len(name) >= _LETTERS - 1}


@cache
def _all_names() -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for level in by_name():
        for name, places in level.items():
            found[name] = (*found.get(name, ()), *(entry for entry in places if entry.kind != "region"))
    return found


@cache
def _long_names() -> list[str]:
    return [name for name in _all_names() if not name.isascii() and len(bare(name)) >= _CHARACTERS]


@cache
def _by_sound() -> Mapping[tuple[str, ...], tuple[Entry, ...]]:
    return _sounding((name, places) for name, places in _all_names().items() if not name.isascii())


@cache
def _by_flat_sound() -> Mapping[tuple[str, ...], tuple[Entry, ...]]:
    found: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    plain = _sounding((name, places) for name, places in _cities().items() if not name.isascii())
    for sound, places in plain.items():
        found[flat(sound)] = (*found.get(flat(sound), ()), *places)
    return found


def _sounding(named: Iterable[tuple[str, tuple[Entry, ...]]]) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    found: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for name, places in named:
        for sound in sounds(name):
            found[sound] = (*found.get(sound, ()), *places)
    return found
