"""The look of a Chinese official document (layout after GB/T 9704-2012), as Word styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LATIN: Final = "Times New Roman"
TABLE_TEXT: Final = "Table Text"
TEXT_WIDTH: Final = 156
"""Millimetres between the side margins."""
_MARGINS: Final = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_KEPT: Final = (qn("w:outlineLvl"), qn("w:keepNext"))
"""What a built-in style keeps of its own: its place in the outline, and staying with the next paragraph."""


@dataclass(frozen=True, slots=True)
class Look:
    """One style: east-asian font, size, line spacing and space after in points, indents in characters."""

    style: str
    font: str
    size: float
    line: float = 28
    first: int = 0
    left: int = 0
    after: float = 0
    centred: bool = False
    bold: bool = False


_CHINESE: Final = (
    Look("Normal", "仿宋", 16, first=2),
    Look("Title", "方正小标宋简体", 22, line=36, after=28, centred=True),
    Look("Heading 1", "黑体", 16, first=2),
    Look("Heading 2", "楷体", 16, first=2),
    Look("Heading 3", "仿宋", 16, first=2, bold=True),
    Look("Quote", "楷体", 16, left=2),
    Look("Caption", "黑体", 12, line=24),
    Look(TABLE_TEXT, "仿宋", 12, line=18),
    Look("Footer", "宋体", 14, line=18, centred=True),
)
_ENGLISH: Final = (
    Look("Normal", "仿宋", 11, line=16),
    Look("Title", "宋体", 20, line=28, after=16, centred=True, bold=True),
    Look("Heading 1", "黑体", 14, line=24, bold=True),
    Look("Heading 2", "黑体", 12, line=20, bold=True),
    Look("Heading 3", "黑体", 11, line=18, bold=True),
    Look("Quote", "仿宋", 11, line=16, left=2),
    Look("Caption", "黑体", 10, line=16, bold=True),
    Look(TABLE_TEXT, "仿宋", 9.5, line=13),
    Look("Footer", "宋体", 10, line=14, centred=True),
)


def dress(document: Document, language: str) -> None:
    """Set page, margins and styles of a new document for a report in `zh` or `en`."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for look in _CHINESE if language == "zh" else _ENGLISH:
        _apply(look, document.styles[look.style])
    _page_number(section.footer.paragraphs[0])


def _apply(look: Look, style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for child in list(properties):
        if child.tag not in _KEPT:
            properties.remove(child)
    if style.element.rPr is not None:
        style.element.remove(style.element.rPr)
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(look.size), look.bold
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    layout = style.paragraph_format
    layout.line_spacing, layout.space_before, layout.space_after = Pt(look.line), Pt(0), Pt(look.after)
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else None
    # In points for every reader; in hundredths of a character as well, which Word prefers.
    layout.first_line_indent, layout.left_indent = Pt(look.first * look.size), Pt(look.left * look.size)
    properties.ind.set(qn("w:firstLineChars"), str(look.first * 100))
    properties.ind.set(qn("w:leftChars"), str(look.left * 100))


def _page_number(paragraph: Any) -> None:
    """Write `— n —`, n a field that Word fills."""
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")
