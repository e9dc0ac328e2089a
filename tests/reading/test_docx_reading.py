"""Word files: every paragraph in its place, headings by style, revisions as accepted, nothing dangerous."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.model import Draft, Problem
from assistant.reading import archive
from assistant.reading.docx import read_docx

Make = Callable[[Callable[[Document], None]], bytes]
W = nsdecls("w")


def shown(draft: Draft) -> list[tuple[str, int, str]]:
    return [(p.kind, p.level, draft.text[p.start : p.end]) for p in draft.paragraphs]


def add_xml(document: Document, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_paragraphs_lists_and_tables_keep_their_place(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("云澜市规划", style="Title")
        document.add_heading("一、目标", 1)
        document.add_paragraph("建成网络。")
        table = document.add_table(2, 3)
        for row, words in zip(table.rows, (("指标", "2025年", "2030年"), ("网办率", "81", "95")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        document.add_paragraph("保留窗口", style="List Bullet")
        frame = document.add_table(1, 1).cell(0, 0)
        frame.text = "专栏1　重点工程"
        frame.add_paragraph("算力工程：建成中心。")
        document.add_heading("二、保障", 1)
        document.add_paragraph("加强领导。")

    draft = read_docx(make_docx(fill), "规划.docx")
    assert draft.title == "云澜市规划"
    assert draft.source == "规划.docx"
    assert shown(draft) == [
        ("heading", 1, "云澜市规划"),
        ("heading", 2, "一、目标"),
        ("body", 0, "建成网络。"),
        ("cell", 1, "指标 | 2025年 | 2030年"),
        ("cell", 0, "网办率 | 81 | 95"),
        ("item", 0, "保留窗口"),
        ("box", 3, "专栏1　重点工程"),
        ("box", 0, "算力工程：建成中心。"),
        ("heading", 2, "二、保障"),
        ("body", 0, "加强领导。"),
    ]


def test_heading_levels_come_through_style_inheritance(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        styles = document.styles
        own = styles.add_style("公文标题二级", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = styles["Heading 2"]
        outlined = styles.add_style("大纲正文", WD_STYLE_TYPE.PARAGRAPH)
        outlined.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="0"/>'))
        body = styles.add_style("取消大纲", WD_STYLE_TYPE.PARAGRAPH)
        body.base_style = styles["Heading 1"]
        body.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="9"/>'))
        chinese = styles.add_style("标题 3", WD_STYLE_TYPE.PARAGRAPH)
        for text, style in (("总体要求", outlined), ("指导思想", own), ("网络", chinese), ("不是标题", body)):
            document.add_paragraph(text, style=style)
        document.add_paragraph("建成网络。")

    assert shown(read_docx(make_docx(fill), "a.docx"))[:4] == [
        ("heading", 1, "总体要求"),
        ("heading", 2, "指导思想"),
        ("heading", 3, "网络"),
        ("body", 0, "不是标题"),
    ]


def test_a_paragraph_taken_out_of_its_styles_list_is_body_text(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("建成网络。", style="List Number")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="0"/></w:numPr>'))

    assert shown(read_docx(make_docx(fill), "a.docx")) == [("body", 0, "建成网络。")]


def test_styles_based_on_each_other_in_a_ring_are_read(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        first = document.styles.add_style("甲", WD_STYLE_TYPE.PARAGRAPH)
        second = document.styles.add_style("乙", WD_STYLE_TYPE.PARAGRAPH)
        first.base_style, second.base_style = second, first
        document.add_paragraph("建成网络。", style=first)

    assert shown(read_docx(make_docx(fill), "a.docx")) == [("body", 0, "建成网络。")]


def test_bold_lines_are_headings_in_all_but_name(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("规划期为2026年至2030年。")
        document.add_paragraph().add_run("夯实数字底座").bold = True
        document.add_paragraph("建成网络。")

    assert shown(read_docx(make_docx(fill), "a.docx"))[1] == ("heading", 1, "夯实数字底座")


def test_insertions_count_and_deletions_do_not(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        add_xml(
            document,
            f'<w:p {W}><w:r><w:t>保留</w:t></w:r><w:ins w:id="1"><w:r><w:t>人工</w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>自助</w:delText></w:r></w:del>'
            '<w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
            "<w:r><w:t>窗口</w:t><w:noBreakHyphen/><w:t>一</w:t><w:br/><w:t>换行</w:t></w:r></w:p>",
        )

    draft = read_docx(make_docx(fill), "a.docx")
    assert draft.text == "保留人工窗口-一\n换行"
    assert "tracked_changes" in draft.notes


def test_text_boxes_are_read_once_and_fields_tables_of_contents_and_ruby_are_not(make_docx: Make) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>框内承诺。</w:t></w:r></w:p></w:txbxContent>"

    def fill(document: Document) -> None:
        add_xml(
            document,
            f"<w:p {W} {mc}><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}"
            f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        )
        add_xml(document, f"<w:p {W}><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:t>后文。</w:t></w:r></w:p>")
        add_xml(
            document,
            f"<w:p {W}><w:r><w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r></w:p>",
        )
        style = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        add_xml(
            document, f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件里的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        document.add_paragraph("一、目标\t3", style=style)

    draft = read_docx(make_docx(fill), "a.docx")
    assert [text for _, _, text in shown(draft)] == ["正文。", "框内承诺。", "后文。", "云", "控件里的话。"]
    assert draft.notes == ("dropped_contents",)


def test_a_table_inside_a_cell_is_that_cells_text(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "任务"
        inner = table.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"

    assert read_docx(make_docx(fill), "a.docx").text == "任务 | 甲乙"


def test_cells_of_prose_become_paragraphs(make_docx: Make) -> None:
    def fill(document: Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "数据共享"
        table.cell(0, 1).text = "完善目录。公布清单。"

    assert shown(read_docx(make_docx(fill), "a.docx")) == [("cell", 0, "数据共享"), ("cell", 0, "完善目录。公布清单。")]


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def one_line(document: Document) -> None:
    document.add_heading("一、目标", 1)
    document.add_paragraph("建成网络。")


def test_strict_open_xml_is_read_alike(make_docx: Make) -> None:
    usual = qn("w:p")[1:].partition("}")[0].encode()
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = rezipped(
        make_docx(one_line), lambda name, part: part.replace(usual, strict) if name.endswith(".xml") else part
    )
    assert [text for _, _, text in shown(read_docx(data, "a.docx"))] == ["一、目标", "建成网络。"]


def test_entities_are_refused(make_docx: Make) -> None:
    def bomb(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        head, _, rest = part.partition(b"?>")
        return head + b'?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + rest

    with pytest.raises(Problem) as caught:
        read_docx(rezipped(make_docx(one_line), bomb), "a.docx")
    assert caught.value.key == "file_unsafe"


def test_an_archive_that_unpacks_to_too_much_is_refused(make_docx: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_docx(one_line)
    for limit in ("LARGEST_TOTAL", "LARGEST_PART"):
        with monkeypatch.context() as patch:
            patch.setattr(archive, limit, 100)
            with pytest.raises(Problem) as caught:
                read_docx(data, "a.docx")
        assert caught.value.key == "file_expands"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b"<document><body/></document>"),
        ("word/styles.xml", b"\xff\xfe\x00"),
        ("_rels/.rels", b"<Relationships>"),
    ],
)
def test_broken_parts_are_said_to_be_broken(make_docx: Make, part: str, content: bytes) -> None:
    data = rezipped(make_docx(one_line), lambda name, old: content if name == part else old)
    with pytest.raises(Problem) as caught:
        read_docx(data, "a.docx")
    assert caught.value.key == "file_broken"


def test_a_truncated_or_corrupted_archive_is_broken(make_docx: Make) -> None:
    data = make_docx(one_line)
    spoiled = bytearray(data)
    start = data.index(b"word/document.xml")
    spoiled[start + 40 : start + 60] = b"\0" * 20
    for bad in (data[: len(data) // 2], bytes(spoiled)):
        with pytest.raises(Problem) as caught:
            read_docx(bad, "a.docx")
        assert caught.value.key == "file_broken"


def test_a_document_of_empty_paragraphs_holds_no_text(make_docx: Make) -> None:
    with pytest.raises(Problem) as caught:
        read_docx(make_docx(lambda document: document.add_paragraph("　") and None), "空.docx")
    assert caught.value.key == "file_no_text"
    assert caught.value.values == {"file": "空.docx"}
