"""Markdown: structure is read, marks go, words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.markdown import inline, markdown_pieces
from assistant.reading.text import parse_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推动**一网通办**和*掌上办*", "推动一网通办和掌上办"),
        ("__重点__与_次要_，变量 snake_case_name", "重点与次要，变量 snake_case_name"),
        ("见[办法](https://example.org/a_b)及![图](x.png)", "见办法及"),
        ("运行`chengjian`，~~删去~~，注[^1]", "运行chengjian，删去，注"),
        ("2*3*4 与 5 * 6", "2*3*4 与 5 * 6"),
        (r"\*不是强调\* 与 a\_b", "*不是强调* 与 a_b"),
        ("<b>重点</b>甲<br>乙", "重点甲\n乙"),
        ("a < b > c", "a < b > c"),
        ("[未完成的链接", "[未完成的链接"),
    ],
)
def test_marks_go_and_words_stay(text: str, words: str) -> None:
    assert inline(text) == words


def kinds(text: str) -> list[tuple[str, int, str]]:
    return [(piece.kind, piece.level, piece.text) for piece in markdown_pieces(text) if piece.text]


def test_structure_is_read() -> None:
    text = """---
title: 不读
---
# 规划 #
<!-- 批注 -->
二级标题
--------
正文一行。
- 甲
* [x] 乙
1. 编号。
> 框内
***
```
代码
```
|指标|数|
|:--|--:|
|a\\|b|**1**|
"""
    assert kinds(text) == [
        ("heading", 1, "规划"),
        ("heading", 2, "二级标题"),
        ("body", 0, "正文一行。"),
        ("item", 0, "甲"),
        ("item", 0, "乙"),
        ("body", 0, "1. 编号。"),
        ("box", 0, "框内"),
        ("body", 0, "代码"),
        ("cell", 1, "指标 | 数"),
        ("cell", 0, "a|b | 1"),
    ]


def test_a_whole_bold_line_heads_what_follows() -> None:
    draft = parse_text("# 规划\n\n**重点工程**\n\n建成网络。\n", markdown=True)
    assert [(p.level, draft.text[p.start : p.end]) for p in draft.paragraphs] == [
        (1, "规划"),
        (2, "重点工程"),
        (0, "建成网络。"),
    ]


def test_lines_of_one_paragraph_are_joined_only_where_they_were_wrapped() -> None:
    assert parse_text("各位代表：\n现在报告工作。\n", markdown=True).text == "各位代表：\n现在报告工作。"


@given(st.text(alphabet="*_`~[]()<>\\!|#-> ab数\n^", max_size=80))
def test_any_mixture_of_marks_is_read(text: str) -> None:
    kept = "".join(piece.text for piece in markdown_pieces(text))
    assert kept.count("数") <= text.count("数")
