"""Blocks as a Word document in the style of Chinese official documents."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final, assert_never

import docx as python_docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from assistant.chat import cells
from assistant.chat.blocks import Bars, Block, Choices, Heading, Items, Plot, Question, Quotation, Strip, Table, Text
from assistant.chat.pictures import MOST_CELLS, picture
from assistant.chat.plain import quote_source, toned
from assistant.export.archive import settle
from assistant.export.bar_table import bar_table
from assistant.export.docx_styles import TABLE_TEXT, TEXT_WIDTH, dress
from assistant.export.marked_words import runs
from assistant.export.safe_text import xml_safe
from assistant.phrases import Phrases

_HEADINGS: Final = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
_DEEPEST: Final = "Heading 3"
_AFTER_QUOTE: Final = Pt(8)
_EVEN_FONT, _EVEN_SIZE, _EVEN_LINE = "Courier New", Pt(9), Pt(11)
"""For pictures made of signs: 72 of them fit between the margins."""
_FEWEST_CELLS, _MOST_CELLS = 8, 42
"""Bounds of a column's claim on the page, so that one long cell does not starve the others."""


def render(blocks: Sequence[Block], say: Phrases) -> bytes:
    """The blocks as a .docx file titled by the first level-1 heading; the same blocks give the same bytes."""
    document = python_docx.Document()
    _drop_thumbnail(document)
    dress(document, say.language)
    for block in blocks:
        _add(document, block, say)
    title = next((b.text for b in blocks if isinstance(b, Heading) and b.level == 1), say("export.untitled"))
    buffer = io.BytesIO()
    document.save(buffer)
    return settle(buffer.getvalue(), title)


def _drop_thumbnail(document: Document) -> None:
    """Remove the preview picture of python-docx's empty template."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _add(document: Document, block: Block, say: Phrases) -> None:
    match block:
        case Heading():
            _paragraph(document, block.text, _HEADINGS.get(block.level, _DEEPEST))
        case Text():
            _paragraph(document, toned(block, say))
        case Items():
            _list(document, block.items, block.numbered)
        case Table():
            _table(document, block)
        case Bars():
            _table(document, bar_table(block, say))
        case Strip() | Plot():
            _picture(document, block, say)
        case Quotation():
            _quotation(document, block, say)
        case Choices():
            if block.prompt:
                _paragraph(document, block.prompt)
            _list(document, [choice.label for choice in block.choices], numbered=True)
        case Question():
            _paragraph(document, say("export.question", text=block.text))
        case _:
            assert_never(block)


def _paragraph(document: Document, text: str, style: str = "Normal") -> Any:
    paragraph = document.add_paragraph(xml_safe(text))
    _set_style(paragraph, style)
    return paragraph


def _set_style(paragraph: Any, style: str) -> None:
    """Name the style by its id: python-docx's own way searches all styles for every paragraph, 80 % of the time."""
    paragraph._p.style = style.replace(" ", "")


def _list(document: Document, items: Sequence[str], numbered: bool) -> None:
    # Numbers are written out: Word's automatic ones would run on from list to list.
    for i, item in enumerate(items, 1):
        _paragraph(document, f"{i}. {item}" if numbered else f"• {item}")


def _quotation(document: Document, quotation: Quotation, say: Phrases) -> None:
    paragraph = _paragraph(document, "", "Quote")
    for words, marked in runs(quotation):
        paragraph.add_run(xml_safe(words)).bold = marked or None
    paragraph = _paragraph(document, f"—— {quote_source(quotation, say)}", "Quote")
    if quotation.note:
        paragraph = _paragraph(document, quotation.note, "Quote")
    paragraph.paragraph_format.space_after = _AFTER_QUOTE


def _picture(document: Document, block: Strip | Plot, say: Phrases) -> None:
    """The drawing in one paragraph of a font whose signs are all as wide."""
    if block.caption:
        _paragraph(document, block.caption, "Caption").paragraph_format.keep_with_next = True
    paragraph = _paragraph(document, "", TABLE_TEXT)
    run = paragraph.add_run(xml_safe("\n".join(picture(block, MOST_CELLS, say))))
    run.font.name, run.font.size = _EVEN_FONT, _EVEN_SIZE
    paragraph.paragraph_format.line_spacing = _EVEN_LINE
    paragraph.paragraph_format.space_after = _AFTER_QUOTE
    paragraph.paragraph_format.keep_together = True


def _table(document: Document, table: Table) -> None:
    if table.caption:
        _paragraph(document, table.caption, "Caption").paragraph_format.keep_with_next = True
    grid = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    widths = [Mm(width) for width in _column_widths(table)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate((table.columns, *table.rows)):
        line = grid.add_row()
        _row_flag(line, "w:cantSplit")
        if number == 0:
            _row_flag(line, "w:tblHeader")
        for i, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            cell.width = widths[i]
            _fill(cell.paragraphs[0], text, right=i in table.numeric, bold=number == 0)
    _paragraph(document, "", TABLE_TEXT)


def _fill(paragraph: Any, text: str, right: bool, bold: bool) -> None:
    _set_style(paragraph, TABLE_TEXT)
    paragraph.add_run(xml_safe(text)).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _row_flag(row: Any, name: str) -> None:
    """Set a row property: `w:tblHeader` repeats the row on every page, `w:cantSplit` keeps it on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _column_widths(table: Table) -> list[float]:
    """Widths in millimetres that share out the page by what each column holds."""
    claims = [
        min(_MOST_CELLS, max(_FEWEST_CELLS, *(_claim(line) for cell in column for line in cell.split("\n"))))
        for column in zip(table.columns, *table.rows, strict=True)
    ]
    return [TEXT_WIDTH * claim / sum(claims) for claim in claims]


def _claim(line: str) -> int:
    """Cells of a line with a cell of space on each side; Chinese fonts in Word draw a block as wide as a character."""
    return cells.width(line) + line.count("█") + 2
