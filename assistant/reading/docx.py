"""Word documents -> Draft: paragraphs, lists, tables and frames in the order of the page."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from assistant.model import Draft, Problem
from assistant.reading.archive import open_archive, xml_part
from assistant.reading.assemble import assemble
from assistant.reading.docx_numbers import NO_LIST, NS, Counter, read_lists
from assistant.reading.docx_styles import Styles, is_on, read_styles
from assistant.reading.pieces import Piece
from assistant.reading.tables import table_pieces
from assistant.reading.wrap import glue

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN_PART: Final = "/officeDocument"
_P, _R, _T, _TBL, _TR, _TC, _BOX = (NS + tag for tag in ("p", "r", "t", "tbl", "tr", "tc", "txbxContent"))
_PROPERTIES, _FOOTNOTE = NS + "pPr", NS + "footnoteReference"
_DELETED: Final = (NS + "del", NS + "moveFrom")
# The fallback repeats a drawing's text, ruby text repeats the word below it in another script.
_UNREAD: Final = (_MC + "Fallback", NS + "rt", *_DELETED)
_NOTES: Final = (("tracked_changes", _DELETED), ("footnotes_left_out", (_FOOTNOTE,)))
_LONGEST_STRONG: Final = 80
_MARKS: Final = {NS + "tab": "\t", NS + "br": "\n", NS + "cr": "\n", NS + "noBreakHyphen": "-", NS + "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class _Word:
    """What a paragraph is read with."""

    styles: Styles
    counter: Counter
    boxes: bool
    """Whether the document holds text boxes."""


def read_docx(data: bytes, name: str) -> Draft:
    """The draft in a .docx file's bytes; raises Problem where it is broken, unsafe or without text."""
    with open_archive(data, name) as archive:
        root = xml_part(archive, _main_part(archive, name), name)
        styles = read_styles(xml_part(archive, "word/styles.xml", name))
        lists = read_lists(xml_part(archive, "word/numbering.xml", name))
    body = None if root is None else _transitional(root).find(NS + "body")
    if body is None:
        raise Problem("file_broken", file=name)
    notes = [note for note, tags in _NOTES if _holds(body, tags)]
    for tag in _UNREAD:
        for element in body.iter(tag):
            element.clear()
    word = _Word(styles, Counter(lists), _holds(body, (_BOX,)))
    return assemble(_pieces(body, word), name, notes)


def _holds(body: Element, tags: tuple[str, ...]) -> bool:
    return any(next(body.iter(tag), None) is not None for tag in tags)


def _transitional(root: Element) -> Element:
    """`root` in the usual namespace: files saved as strict Open XML use another one for the same tags."""
    if root.tag.startswith(_STRICT):
        for element in root.iter():
            element.tag = element.tag.replace(_STRICT, NS)
            for key in [k for k in element.attrib if k.startswith(_STRICT)]:
                element.set(key.replace(_STRICT, NS), element.attrib[key])
    return root


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    relations = xml_part(archive, "_rels/.rels", name)
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith(_MAIN_PART):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return "word/document.xml"


def _pieces(body: Element, word: _Word) -> Iterator[Piece]:
    """Paragraphs and tables in order, through whatever content controls and revisions wrap them."""
    waiting = [iter(body)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag == _P:
            yield from _paragraph(element, word)
        elif element.tag == _TBL:
            rows = _nearest(element, _TR)
            yield from table_pieces([[_cell(cell, word) for cell in _nearest(row, _TC)] for row in rows])
        else:
            waiting.append(iter(element))


def _nearest(element: Element, tag: str) -> Iterator[Element]:
    """The `tag` elements of a table or row itself: a table inside a cell is that cell's text."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == tag:
            yield child
        else:
            waiting.append(iter(child))


def _cell(cell: Element, word: _Word) -> list[str]:
    return [piece.text for paragraph in cell.iter(_P) for piece in _paragraph(paragraph, word)]


def _paragraph(paragraph: Element, word: _Word) -> Iterator[Piece]:
    boxes = _boxes(paragraph) if word.boxes else []
    key, style = word.styles.of(paragraph.find(_PROPERTIES))
    text = "".join(_words(paragraph))
    label = word.counter.label(style.number, key) if style.number and text.strip() else ""
    text = label + text
    if style.level or style.title:
        yield Piece(_one_line(text), "heading" if style.level else "body", style.level, title=style.title)
    else:
        strong = 0 < len(text) <= _LONGEST_STRONG and _is_strong(paragraph)
        listed = style.listed if style.number is None else style.number[0] != NO_LIST
        yield Piece(text, "item" if listed and not label else "body", strong=strong, contents=style.contents)
    yield from boxes


def _boxes(paragraph: Element) -> list[Piece]:
    """The text boxes anchored in a paragraph, taken out of it: innermost first, so that none is read twice."""
    found: list[Piece] = []
    for box in reversed(list(paragraph.iter(_BOX))):
        found[:0] = [Piece("".join(_words(inner)), "box") for inner in box.iter(_P)]
        box.clear()
    return found


def _words(paragraph: Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == _T:
            yield node.text or ""
        elif node.tag in _MARKS:
            yield _MARKS[node.tag]


def _one_line(text: str) -> str:
    line = ""
    for part in text.split("\n"):
        line = glue(line, part.strip())
    return line


def _is_strong(paragraph: Element) -> bool:
    """Whether every run that shows something is set in bold."""
    runs = [run for run in paragraph.iter(_R) if (text := run.find(_T)) is not None and (text.text or "").strip()]
    return bool(runs) and all(is_on(run, f"{NS}rPr/{NS}b") for run in runs)
