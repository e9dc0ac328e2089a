"""How a place name is spelt: its one folded form, and how its characters sound and look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import islice, product
from typing import Final

from assistant.coding.normalise import rows, simplified

_MOST_READINGS: Final = 24
"""Of a name with several characters of several readings only so many are tried."""
_MARKS: Final = re.compile(r"[1-5](?![0-9])")
"""Tone numbers behind a syllable: su1zhou1."""
_NEAR_SOUNDS: Final = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"(?<=[aei])ng$"), "n"))
"""Initials and finals that many speakers do not tell apart: zh and z, ang and an."""
_SUFFIX: Final = re.compile(r"(?<=..)(市|地区|盟|省|特别行政区|(壮族|回族|维吾尔)?自治区)$")
_LATIN_SUFFIX: Final = re.compile(
    r"(?<=[a-z]{3})(city|shi|municipality|province|sheng|prefecture|region|county|district|newarea|league)$"
)


def folded(text: str) -> str:
    """A name without case, width, spaces, marks, accents, tones and traditional characters; 洲 counts as 州.

    Every input method slips there.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(simplified()).replace("洲", "州")
    key = plain if plain.isalnum() else "".join(letter for letter in plain if letter.isalnum())
    return _MARKS.sub("", key).replace("lyu", "lv") if key.isascii() else key


def bare(key: str) -> str:
    """A folded name without 市, 省, 地区, 盟, city, province behind it, where enough is left."""
    return (_LATIN_SUFFIX if key.isascii() else _SUFFIX).sub("", key)


def sounds(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways a Chinese name reads, each a syllable without tone a character; none if a character is unknown."""
    readings = _readings()
    if not all(character in readings for character in name):
        return ()
    return tuple(islice(product(*(readings[character] for character in name)), _MOST_READINGS))


def flat(sound: tuple[str, ...]) -> tuple[str, ...]:
    """A reading without the differences that many speakers do not make."""
    return tuple(map(_flat_syllable, sound))


def lookalikes(name: str) -> set[str]:
    """The names that differ from this one in a single character of like shape."""
    return {name[:i] + other + name[i + 1 :] for i, one in enumerate(name) for other in _shapes().get(one, "")}


@cache
def _flat_syllable(syllable: str) -> str:
    for pattern, plain in _NEAR_SOUNDS:
        syllable = pattern.sub(plain, syllable)
    return syllable


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """Character -> its syllables."""
    found: dict[str, tuple[str, ...]] = {}
    for syllable, characters in rows("syllables.csv"):
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


@cache
def _shapes() -> Mapping[str, frozenset[str]]:
    """Character -> those of like shape."""
    found: dict[str, frozenset[str]] = {}
    for (group,) in rows("place_lookalikes.csv"):
        for character in group:
            found[character] = found.get(character, frozenset()) | (frozenset(group) - {character})
    return found
