"""What Word's styles say about a paragraph: heading level, title, list, table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element

from assistant.reading.docx_numbers import NS, whole

_VAL: Final = NS + "val"
_HEADING: Final = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE: Final = re.compile(r"(?:title|标题|標題|文件标题|公文标题)$", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|目录|目錄)\s*(?:\d|heading|标题|$)", re.IGNORECASE)
_LIST: Final = re.compile(r"list (?:bullet|number)|列表项目符号|列表编号", re.IGNORECASE)
_BODY_LEVEL: Final = 9
_OFF: Final = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style and its own settings amount to."""

    level: int = 0
    """Heading level 1-9, 0 for body text."""
    title: bool = False
    contents: bool = False
    listed: bool = False
    number: tuple[str, int] | None = None
    """The list that numbers the paragraph (w:numId) and the level in it; -1 where the list itself knows it by style."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's paragraph styles by id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def of(self, properties: Element | None) -> tuple[str, Style]:
        """Style id of a paragraph with these properties (w:pPr) and what it is; its own settings come first."""
        if properties is None:
            return "", Style()
        key = _value(properties, "pStyle")
        style = self.by_id.get(key) or _by_name(key)
        outline = _outline(properties)
        level = style.level if outline is None else outline
        own = _number(properties)
        return key, replace(style, level=level, number=style.number if own is None else own)


def read_styles(root: Element | None) -> Styles:
    """The styles in styles.xml, each with what it inherits."""
    found = () if root is None else root.iterfind(NS + "style")
    elements = {style.get(NS + "styleId", ""): style for style in found if style.get(NS + "type") == "paragraph"}
    return Styles({key: _resolved(key, elements) for key in elements})


def _resolved(key: str, elements: dict[str, Element]) -> Style:
    """Up the chain of styles it is based on, which damaged files close to a ring: what is stated first holds."""
    level: int | None = None
    number: tuple[str, int] | None = None
    listed = False
    seen: set[str] = set()
    while key in elements and key not in seen:
        seen.add(key)
        own = _by_name(_value(elements[key], "name"))
        if own.title or own.contents:
            return own
        properties = elements[key].find(NS + "pPr")
        if level is None:
            level = own.level or (None if properties is None else _outline(properties))
        if number is None and properties is not None:
            number = _number(properties, unknown=-1)
        listed = listed or own.listed
        key = _value(elements[key], "basedOn")
    return Style(level or 0, listed=listed, number=number)


def _by_name(name: str) -> Style:
    """What the name alone says, in Word's English and Chinese spellings; ids such as `Heading1` read alike."""
    if heading := _HEADING.match(name):
        return Style(level=int(heading[1]))
    return Style(title=bool(_TITLE.match(name)), contents=bool(_CONTENTS.match(name)), listed=bool(_LIST.match(name)))


def _value(element: Element, tag: str) -> str:
    found = element.find(NS + tag)
    return "" if found is None else found.get(_VAL, "")


def _outline(properties: Element) -> int | None:
    """Heading level of w:outlineLvl, which counts from 0 and calls body text 9; None where it is not set."""
    level = whole(_value(properties, "outlineLvl"), -1)
    if level < 0:
        return None
    return 0 if level >= _BODY_LEVEL else level + 1


def _number(properties: Element, unknown: int = 0) -> tuple[str, int] | None:
    """List and level of w:numPr, `unknown` standing for a level not given; list 0 is no list at all."""
    found = properties.find(NS + "numPr")
    if found is None:
        return None
    return _value(found, "numId"), whole(_value(found, "ilvl"), unknown)


def is_on(element: Element, path: str) -> bool:
    """Whether a switch such as w:b is set and not set to off."""
    found = element.find(path)
    return found is not None and found.get(_VAL, "1").lower() not in _OFF
