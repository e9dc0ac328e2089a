"""Codings for NVivo, MAXQDA, ATLAS.ti and QualCoder: REFI-QDA projects (.qdpx) and codebooks (.qdc).

Positions are 0-based, end-exclusive and count Unicode code points, as REFI-QDA 1.0 does for plain text. The text is
UTF-8 without a byte-order mark: with one, importers shift every selection.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from assistant.chat.views.wording import category_name, deciding, join
from assistant.export.archive import MAKER, pack
from assistant.export.colours import CATEGORY_COLOURS, NEUTRAL_COLOUR
from assistant.export.safe_text import xml_safe
from assistant.model import CATEGORIES, FEARS, HOPES, Assessment, Coding, RubricHit
from assistant.phrases import Phrases

_PROJECT: Final = "urn:QDA-XML:project:1.0"
_CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"
_NAMES: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:chengjian:refi-qda")
_DATE: Final = "2000-01-01T00:00:00Z"
"""Importers ask for a date; a fixed one keeps exports of the same decisions the same to the byte."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One code given to one stretch of the draft by one user."""

    start: int
    end: int
    code: str
    user: str


def render(assessment: Assessment, say: Phrases) -> bytes:
    """The coded draft as a .qdpx file; people's codings and the tool's stand under different users."""
    draft = assessment.draft
    source = _guid("source", draft.sha256)
    tool = f"{MAKER} {assessment.versions.tool}"
    people = sorted({coding.decided_by for coding in assessment.codings if coding.decided_by})
    project = Element(
        "Project",
        {
            "xmlns": _PROJECT,
            "name": xml_safe(draft.title) or say("export.untitled"),
            "origin": tool,
            "creatingUserGUID": _guid("user", "tool"),
            "creationDateTime": _DATE,
        },
    )
    users = SubElement(project, "Users")
    SubElement(users, "User", guid=_guid("user", "tool"), name=tool)
    for person in people:
        SubElement(users, "User", guid=_person(person), name=xml_safe(person))
    project.append(_codebook_element(say))
    sources = SubElement(project, "Sources")
    sources.append(_source(assessment, source, say))
    return pack({"project.qde": _xml(project), f"sources/{source}.txt": draft.text.encode("utf-8")})


def render_codebook(say: Phrases) -> bytes:
    """The codes alone as a .qdc file."""
    book = _codebook_element(say)
    book.set("xmlns", _CODEBOOK)
    book.set("origin", MAKER)
    return _xml(book)


def _guid(kind: str, name: str) -> str:
    """The same identifier for the same thing in every export, so that files of several raters merge."""
    return str(uuid.uuid5(_NAMES, f"{kind}:{name}"))


def _person(label: str) -> str:
    return _guid("person", label)


def _xml(root: Element) -> bytes:
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _codebook_element(say: Phrases) -> Element:
    """The seven categories, and the thirteen items with the fears split into risk and safeguard."""
    book = Element("CodeBook")
    codes = SubElement(book, "Codes")
    categories = _code(codes, "categories", say("export.code.categories"), codable=False)
    for category in CATEGORIES:
        _code(categories, category, say(f"category.{category}"), CATEGORY_COLOURS[category])
    hopes = _code(codes, "hopes", say("export.code.hopes"), codable=False)
    for item in HOPES:
        _code(hopes, item, f"{item} {say(f'item.{item}')}")
    fears = _code(codes, "fears", say("export.code.fears"), codable=False)
    for item in FEARS:
        name = f"{item} {say(f'item.{item}')}"
        fear = _code(fears, item, name, codable=False)
        for sign in ("risk", "mitigation"):
            _code(fear, f"{item}:{sign}", f"{name}/{say(f'export.code.{sign}')}")
    return book


def _code(parent: Element, key: str, name: str, colour: str = NEUTRAL_COLOUR, codable: bool = True) -> Element:
    attributes = {"guid": _guid("code", key), "name": name, "isCodable": str(codable).lower(), "color": colour}
    return SubElement(parent, "Code", attributes)


def _source(assessment: Assessment, source: str, say: Phrases) -> Element:
    draft = assessment.draft
    element = Element(
        "TextSource",
        {
            "guid": source,
            "name": xml_safe(draft.title) or say("export.untitled"),
            "plainTextPath": f"internal://{source}.txt",
            "creatingUser": _guid("user", "tool"),
            "creationDateTime": _DATE,
        },
    )
    remarks = {(c.statement.start, c.statement.end): _remark(c, say) for c in assessment.codings}
    marks: dict[tuple[int, int], list[_Mark]] = {}
    for mark in dict.fromkeys(mark for coding in assessment.codings for mark in _marks(coding)):
        marks.setdefault((mark.start, mark.end), []).append(mark)
    for span in sorted(marks):
        element.append(_selection(draft.sha256, marks[span], remarks.get(span, "")))
    return element


def _marks(coding: Coding) -> Iterator[_Mark]:
    """The statement's categories, then the words in it that speak to an item."""
    user = _person(coding.decided_by) if coding.decided_by else _guid("user", "tool")
    statement = coding.statement
    for category in (coding.category, coding.secondary):
        if category:
            yield _Mark(statement.start, statement.end, category, user)
    for hit in coding.rubric:
        yield _Mark(hit.start, hit.end, _item_code(hit), _guid("user", "tool"))


def _item_code(hit: RubricHit) -> str:
    return f"{hit.item}:{hit.sign}" if hit.item in FEARS else hit.item


def _remark(coding: Coding, say: Phrases) -> str:
    """Role, strength, deciding words, and the tool's suggestion where a person decided."""
    parts = [say(f"role.{coding.role}"), say(f"strength.s{coding.strength}")]
    if words := join((evidence.term for evidence in deciding(coding)), say):
        parts.append(say("export.words", words=words))
    if coding.decided_by:
        parts.append(say("export.suggestion", category=category_name(coding.suggested, say)))
    return say("export.semicolon").join(parts)


def _selection(draft: str, marks: Iterable[_Mark], remark: str) -> Element:
    marks = list(marks)
    place = f"{draft}:{marks[0].start}:{marks[0].end}"
    element = Element(
        "PlainTextSelection",
        {
            "guid": _guid("selection", place),
            "name": "",
            "startPosition": str(marks[0].start),
            "endPosition": str(marks[0].end),
            "creatingUser": marks[0].user,
            "creationDateTime": _DATE,
        },
    )
    if remark:
        SubElement(element, "Description").text = xml_safe(remark)
    for mark in marks:
        identity = _guid("coding", f"{place}:{mark.code}:{mark.user}")
        coding = SubElement(element, "Coding", guid=identity, creatingUser=mark.user, creationDateTime=_DATE)
        SubElement(coding, "CodeRef", targetGUID=_guid("code", mark.code))
    return element
