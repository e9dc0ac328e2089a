"""Builds the Word drafts in data/samples from the Markdown beside them: `python docs/make_samples.py`.

The Markdown uses few marks: `#` title, `##` to `####` headings, `-` and `1.` lists, pipe tables, and a blockquote for a
专栏 (a boxed list of projects). The page follows GB/T 9704-2012, the layout of official documents. The same Markdown
gives the same bytes on every run.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final, Literal, cast

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

SAMPLES: Final = Path(__file__).resolve().parent.parent / "data" / "samples"
BUILT: Final = ("yunlan-short.zh", "yunlan-long.zh")
WRITTEN: Final = datetime(2026, 3, 2, 9, 0)
"""Creation date in the file properties, fixed so that two builds are equal."""
ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
TEXT_WIDTH: Final = 156
"""Width of the text area in millimetres, GB/T 9704-2012."""

Kind = Literal["title", "subtitle", "heading", "body", "caption", "bullet", "number", "cells", "box"]
STYLES: Final[dict[Kind, str]] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "Body Text",
    "caption": "Caption",
    "bullet": "List Bullet",
    "number": "List Number",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: its kind, its words without marks, and the level of a heading."""

    kind: Kind
    text: str
    level: int = 0


def read_lines(markdown: str) -> list[Line]:
    """The lines of a draft in order; empty lines and table rules carry no words and are left out."""
    lines = [_line(raw) for raw in markdown.splitlines()]
    lines = [line for line in lines if line.text and not re.fullmatch(r"[|\-]+", line.text)]
    return [lines[0], replace(lines[1], kind="subtitle"), *lines[2:]]


def _line(raw: str) -> Line:
    if raw.startswith("#"):
        marks, _, text = raw.partition(" ")
        return Line("heading", text, len(marks) - 1) if len(marks) > 1 else Line("title", text)
    if raw.startswith(">"):
        return Line("box", raw[1:].strip())
    if raw.startswith("|"):
        return Line("cells", raw)
    if raw.startswith("- "):
        return Line("bullet", raw[2:])
    if numbered := re.match(r"\d+\. ", raw):
        return Line("number", raw[numbered.end() :])
    return Line("caption" if re.match(r"表\d", raw) else "body", raw)


def build(markdown: str) -> bytes:
    """The Word file of a draft, byte for byte the same for the same Markdown."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    lines = read_lines(markdown)
    for kind, run in groupby(lines, key=lambda line: line.kind):
        _add(document, kind, list(run))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = lines[0].text, "Chengjian", ""
    properties.created = properties.modified = WRITTEN
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer)


def _add(document: Document, kind: Kind, run: list[Line]) -> None:
    if kind == "cells":
        _add_table(document, [[cell.strip() for cell in line.text.strip("|").split("|")] for line in run])
    elif kind == "box":
        _add_box(document, [line.text for line in run])
    elif kind == "heading":
        for line in run:
            _add_heading(document, line)
    else:
        paragraphs = [document.add_paragraph(line.text, style=STYLES[kind]) for line in run]
        if kind == "number":
            _number_afresh(document, paragraphs)


def _add_heading(document: Document, line: Line) -> None:
    """第一章 and 第一节 stand in the middle of the line, 一、 and （一） begin a paragraph."""
    layout = document.add_paragraph(line.text, style=f"Heading {line.level}").paragraph_format
    if line.text.startswith("第"):
        layout.alignment, layout.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)


def _number_afresh(document: Document, paragraphs: list[Paragraph]) -> None:
    """Gives a list its own numbering; Word would count on from the list before."""
    numbering = document.part.numbering_part.element
    template = document.styles["List Number"].element.pPr.numPr.numId.val
    own = numbering.add_num(numbering.num_having_numId(template).abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        marks = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        marks.get_or_add_ilvl().val, marks.get_or_add_numId().val = 0, own.numId


def _add_table(document: Document, rows: list[list[str]]) -> None:
    narrow = 22
    widths = [TEXT_WIDTH - narrow * (len(rows[0]) - 1)] + [narrow] * (len(rows[0]) - 1)
    table = _grid(document, len(rows), widths)
    for written, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(written.cells, row, strict=True):
            first = text == row[0] and row is not rows[0]
            _write_cell(cell, text, points=12, bold=row is rows[0], centred=not first)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _add_box(document: Document, texts: list[str]) -> None:
    """A 专栏 as planners draw it: a table of one cell, kept on one page, its heading first."""
    table = _grid(document, 1, [TEXT_WIDTH])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell = table.cell(0, 0)
    _write_cell(cell, texts[0], points=14, bold=True, centred=True)
    for text in texts[1:]:
        paragraph = cell.add_paragraph(style="List Bullet")
        paragraph.add_run(text.removeprefix("- ")).font.size = Pt(14)
        paragraph.paragraph_format.line_spacing = Pt(22)
    cell.paragraphs[0].paragraph_format.space_before = Pt(6)
    cell.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _grid(document: Document, rows: int, widths: list[int]) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _write_cell(cell: _Cell, text: str, points: int, bold: bool, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = Pt(22)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(points), bold


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(210 - 28 - TEXT_WIDTH)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _set_styles(document: Document) -> None:
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:eastAsia"), "zh-CN")
    _set_style(document, "Normal", "仿宋", 16)
    _set_style(document, "Title", "宋体", 20, bold=True)
    _set_style(document, "Subtitle", "楷体", 16)
    _set_style(document, "Heading 1", "黑体", 16, before=14)
    _set_style(document, "Heading 2", "楷体", 16, before=7)
    _set_style(document, "Heading 3", "仿宋", 16, bold=True)
    _set_style(document, "Body Text", "仿宋", 16)
    _set_style(document, "Caption", "黑体", 14)
    _set_style(document, "List Bullet", "仿宋", 16)
    _set_style(document, "List Number", "仿宋", 16)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Body Text"):
        document.styles[name].paragraph_format.first_line_indent = Pt(32)
    for name in ("Title", "Subtitle", "Caption"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.styles[name].paragraph_format.space_after = Pt(14)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    title = document.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))


def _set_style(
    document: Document, name: str, east_asian: str, points: int, *, bold: bool = False, before: int = 0
) -> None:
    style = cast(ParagraphStyle, document.styles[name])
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Times New Roman", Pt(points), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for themed in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[themed]  # a theme font would win over the named one
    fonts.set(qn("w:eastAsia"), east_asian)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(0), Pt(28)


def _with_fixed_times(archive: io.BytesIO) -> bytes:
    """The same zip with every member dated alike, whatever clock and system it was written on."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, ZIP_EPOCH)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(member, source.read(name))
    return fixed.getvalue()


def main() -> None:
    """Writes every built draft beside its Markdown."""
    for name in BUILT:
        markdown = (SAMPLES / f"{name}.md").read_text(encoding="utf-8")
        (SAMPLES / f"{name}.docx").write_bytes(build(markdown))


if __name__ == "__main__":
    main()
