"""The numbers Word puts before paragraphs (第三章, （一）, 1.), which stand nowhere in the document's text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

NS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NO_LIST: Final = "0"
"""The list number that takes a paragraph out of its style's list."""
_LONGEST_NUMBER: Final = 6
_PLACE: Final = re.compile(r"%([1-9])")
_DIGITS: Final = "零一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_ROMAN: Final = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE: Final = re.compile(r"(?:chinese|taiwanese|japanese)Counting(?:Thousand)?|chineseLegal|ideographDigital")
_TIGHT: Final = ("、", "）", "．")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it shows, `%1` standing for the first level's number."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    joined: bool = False
    """Nothing stands between number and words."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list (w:num): the definition it shares with others, its levels, and where it starts afresh."""

    definition: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)
    by_style: Mapping[str, int] = field(default_factory=dict)
    """Style id -> level."""


@dataclass(slots=True)
class Counter:
    """How far every list has counted while the document is read from top to bottom."""

    lists: Mapping[str, NumberedList]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, place: tuple[str, int], style: str) -> str:
        """The number before the next paragraph at `place`, a list and the level in it; empty for bullets.

        Level -1 asks the list which of its levels belongs to the paragraph's `style` id.
        """
        number, level = place
        found = self.lists.get(number)
        if found is None:
            return ""
        level = found.by_style.get(style, 0) if level < 0 else level
        if level not in found.levels:
            return ""
        counts = self.counts.setdefault(found.definition, {})
        if number not in self.begun:
            self.begun.add(number)
            for restarted, start in found.restarts.items():
                counts[restarted] = start - 1
        counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        return _shown(found, counts, level)


def _shown(found: NumberedList, counts: Mapping[int, int], level: int) -> str:
    own = found.levels[level]
    if own.format in ("bullet", "none"):
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        other = found.levels.get(at, Level())
        return in_words(counts.get(at, other.start), other.format)

    label = _PLACE.sub(number, own.text).strip()
    return label if own.joined or not label or label.endswith(_TIGHT) else label + " "


def read_lists(root: Element | None) -> dict[str, NumberedList]:
    """The lists in numbering.xml by their number."""
    if root is None:
        return {}
    definitions = {d.get(NS + "abstractNumId", ""): d for d in root.iterfind(NS + "abstractNum")}
    lists = {}
    for num in root.iterfind(NS + "num"):
        key = _value(num, "abstractNumId")
        definition = definitions.get(key)
        if definition is None:
            continue
        levels = {_ilvl(lvl): _level(lvl) for lvl in definition.iterfind(NS + "lvl")}
        styles = {style: _ilvl(lvl) for lvl in definition.iterfind(NS + "lvl") if (style := _value(lvl, "pStyle"))}
        overrides = num.findall(NS + "lvlOverride")
        levels |= {_ilvl(o): _level(own) for o in overrides if (own := o.find(NS + "lvl")) is not None}
        restarts = {_ilvl(o): start for o in overrides if (start := whole(_value(o, "startOverride"), -1)) >= 0}
        lists[num.get(NS + "numId", "")] = NumberedList(key, levels, restarts, styles)
    return lists


def _level(element: Element) -> Level:
    return Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        whole(_value(element, "start"), 1),
        _value(element, "suff") == "nothing",
    )


def _ilvl(element: Element) -> int:
    return whole(element.get(NS + "ilvl", ""), 0)


def whole(value: str, default: int) -> int:
    """The whole number an attribute states; `default` where it states none that could be meant."""
    return int(value) if value.isdecimal() and len(value) <= _LONGEST_NUMBER else default


def _value(element: Element, tag: str) -> str:
    found = element.find(NS + tag)
    return "" if found is None else found.get(NS + "val", "")


def in_words(number: int, form: str) -> str:
    """`number` in one of Word's number formats, those of Chinese and English documents; others in digits."""
    if _CHINESE.match(form) and 0 < number < 1000:
        return _chinese(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + n: ord("０") + n for n in range(10)})
    if form == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 90:
        roman = _roman(number)
        return roman.upper() if form.startswith("upper") else roman
    return str(number)


def _chinese(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words
