"""Word's own numbers are read as Word shows them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from docx.document import Document

from assistant.reading.docx import read_docx
from assistant.reading.docx_numbers import Counter, in_words, read_lists, whole

NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Heading1"/>
<w:suff w:val="space"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>
</w:numbering>"""


def test_labels_count_restart_and_nest_as_word_shows_them() -> None:
    counter = Counter(read_lists(ET.fromstring(NUMBERING)))
    asked = [
        ("1", 0),
        ("1", 1),
        ("1", 1),
        ("1", 2),
        ("1", 0),
        ("1", 1),
        ("2", 0),
        ("3", 0),
        ("3", 0),
        ("4", 0),
        ("8", 0),
    ]
    assert [counter.label(place, "") for place in asked] == [
        "第一章 ",
        "（一）",
        "（二）",
        "二.1. ",
        "第二章 ",
        "（一）",
        "",
        "第五章 ",
        "第六章 ",
        "",
        "",
    ]
    assert counter.label(("1", -1), "Heading1") == "第七章 "
    assert counter.label(("1", 7), "") == ""


@pytest.mark.parametrize(("value", "number"), [("3", 3), ("", 9), ("-1", 9), ("²", 9), ("1" * 5000, 9), ("x", 9)])
def test_numbers_that_cannot_be_meant_are_not_believed(value: str, number: int) -> None:
    assert whole(value, 9) == number


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "taiwaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (12, "decimalFullWidth", "１２"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (4, "upperRoman", "IV"),
        (7, "decimal", "7"),
        (99, "ideographTraditional", "99"),
    ],
)
def test_numbers_are_written_in_words_formats(number: int, form: str, words: str) -> None:
    assert in_words(number, form) == words


def test_numbered_paragraphs_begin_with_their_number(make_docx: Callable[..., bytes]) -> None:
    def fill(document: Document) -> None:
        for text in ("完善平台。统一入口。", "规范管理。公布清单。"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("保留窗口。", style="List Bullet")

    assert read_docx(make_docx(fill), "a.docx").text == "1. 完善平台。统一入口。\n2. 规范管理。公布清单。\n保留窗口。"
