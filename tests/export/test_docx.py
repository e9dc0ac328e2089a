"""Word files in the style of official documents, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.chat.blocks import Bar, Bars, Block, Heading, Quotation, Table, Text
from assistant.export.docx import render
from assistant.phrases import Phrases


def reread(blocks: list[Block], say: Phrases) -> Any:
    return python_docx.Document(io.BytesIO(render(blocks, say)))


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16), ("Heading 2", "楷体", 16), ("Normal", "仿宋", 16)],
)
def test_styles_are_those_of_official_documents(
    blocks: list[Block], zh: Phrases, style: str, font: str, size: int
) -> None:
    found = reread(blocks, zh).styles[style]
    fonts = found.element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), found.font.size) == (font, Pt(size))
    assert not any("heme" in name for name in fonts.attrib)


def test_body_text_is_indented_two_characters_on_28_point_lines(blocks: list[Block], zh: Phrases) -> None:
    layout = reread(blocks, zh).styles["Normal"]
    assert layout.paragraph_format.line_spacing == Pt(28)
    assert layout.paragraph_format.first_line_indent == Pt(32)
    assert layout.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_the_page_is_a4_with_a_page_number(blocks: list[Block], say: Phrases) -> None:
    section = reread(blocks, say).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (28, 26)
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE"]


def test_every_block_is_in_the_document(blocks: list[Block], say: Phrases) -> None:
    document = reread(blocks, say)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(p.text for p in document.paragraphs), *cells])
    for expected in (
        "新型|基础设施",
        "24.1–38.0%",
        "由谁牵头？",
        "2. 和西安比",
        "比区域中位数低",
        "推进一网通办",
        "• 乙",
    ):
        assert expected in words


def test_headings_reach_the_outline(zh: Phrases) -> None:
    document = reread([Heading("题", 1), Heading("一", 2), Heading("（一）", 3), Heading("深", 7)], zh)
    styles = [paragraph.style for paragraph in document.paragraphs]
    assert [style.name for style in styles] == ["Title", "Heading 1", "Heading 2", "Heading 3"]
    assert [style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for style in styles[1:]] == ["0", "1", "2"]


def test_header_rows_repeat_and_columns_fill_the_page(zh: Phrases) -> None:
    table = Table(("甲", "乙", "丙"), (("一" * 200, "1", ""), ("二", "2", "")), numeric=(1,))
    found = reread([table], zh).tables[0]
    header = found.rows[0]._tr.trPr
    assert header.find(qn("w:tblHeader")) is not None
    assert found.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert sum(cell.width for cell in found.rows[1].cells) == pytest.approx(Mm(156), rel=1e-3)
    assert min(cell.width for cell in found.rows[1].cells) > Mm(15)
    assert [column.width for column in found.columns] == [cell.width for cell in found.rows[1].cells]
    assert found.style.name == "Table Grid"


def test_bars_become_a_table_with_figures(zh: Phrases) -> None:
    table = reread([Bars((Bar("甲", 0.4, 0.3, 0.5, 0.2), Bar("乙", 0.25)), mark_label="区域")], zh).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["类目", "占比", "90% 区间", "区域", "图示"]
    assert rows[1] == ["甲", "40.0%", "30.0–50.0%", "20.0%", "█" * 8]
    assert rows[2] == ["乙", "25.0%", "", "", "█" * 5]


def test_the_deciding_words_of_a_quotation_are_bold(zh: Phrases) -> None:
    paragraph = reread([Quotation("推动一网通办改革", "s1", marks=((2, 6),))], zh).paragraphs[0]
    assert paragraph.style.name == "Quote"
    assert [(run.text, run.bold) for run in paragraph.runs] == [("推动", None), ("一网通办", True), ("改革", None)]


def test_characters_xml_forbids_are_left_out(zh: Phrases) -> None:
    text = "甲\x00\x1b乙\ufffe\ud800丙🚀"
    document = reread([Heading(text, 1), Text(text), Table((text,), ((text,),)), Quotation(text, "s1")], zh)
    assert document.paragraphs[1].text == "甲乙丙🚀"
    assert document.core_properties.title == "甲乙丙🚀"


def test_the_same_blocks_give_the_same_bytes_without_dates_or_names(blocks: list[Block], say: Phrases) -> None:
    first = render(blocks, say)
    assert first == render(blocks, say)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert not any("thumbnail" in name for name in archive.namelist())
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert "示例市数字化规划&lt;二稿&gt;" in core
    assert "python-docx" not in core and "created" not in core
