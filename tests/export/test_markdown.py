"""Markdown that shows what people wrote, checked against a CommonMark parser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.chat.blocks import Block, Heading, Items, Quotation, Table, Text
from assistant.chat.cells import visible
from assistant.export.markdown import escaped, render
from assistant.phrases import Phrases, phrases

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text(st.sampled_from("\\`*_[]()<>|~$#+-=!&;:./0123456789 \n\tabhtpw数据，。"), max_size=40)


def shown(inline: str) -> str:
    """What a reader sees of inline Markdown, spaces aside; anything but text and line breaks fails."""
    tokens = PARSER.parse(inline)
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), inline
    children = [child for token in tokens for child in token.children or []]
    for child in children:
        assert child.type in ("text", "text_special") or child.content == "<br>", (inline, child)
    return "".join("".join(c.content for c in children if c.type != "html_inline").split())


@given(st.text() | MARKUP)
def test_escaped_text_is_shown_as_written(text: str) -> None:
    assert shown(escaped(text)) == "".join(visible(text).split())


@pytest.mark.parametrize("text", ["http://example.invalid/x", "见 www.example.invalid", "HTTPS://example.invalid"])
def test_addresses_are_no_links(text: str) -> None:
    assert not re.search(r"https?://|www\.", escaped(text), re.IGNORECASE)


@given(MARKUP, MARKUP)
def test_tables_keep_their_shape(head: str, cell: str) -> None:
    tokens = PARSER.parse(render([Table((head, "乙"), ((cell, "1"), ("x", cell)))], phrases("zh")))
    assert [t.type for t in tokens].count("tr_open") == 3
    assert [t.type for t in tokens].count("td_open") == 4


@given(MARKUP)
def test_quotations_keep_every_word_and_mark_the_deciding_ones(text: str) -> None:
    middle = len(text) // 2
    rendered = render([Quotation(text, "s1", marks=((middle, len(text)), (0, 0)))], phrases("zh"))
    inline = next(t for t in PARSER.parse(rendered) if t.type == "inline")
    words = "".join(c.content for c in inline.children or [] if c.type in ("text", "text_special"))
    if text.strip():
        assert "".join(words.split()) == "".join(visible(text).split())


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading("# 总则", 1), "# \\# 总则\n"),
        (Heading("深", 9), "###### 深\n"),
        (Items(("甲", "- 乙")), "- 甲\n- \\- 乙\n"),
        (Items(("2027. 年", "乙"), numbered=True), "1. 2027\\. 年\n2. 乙\n"),
        (Text("2.5 倍"), "2.5 倍\n"),
        (Text("一\n二", "warning"), "注意：一<br>二\n"),
        (Quotation("推动“一网通办”。", "s1", marks=((2, 8),)), "> 推动<b>“一网通办”</b>。\n>\n> — s1\n"),
    ],
)
def test_blocks_have_their_markdown(block: Block, expected: str) -> None:
    assert render([block], phrases("zh")) == expected


def test_every_block_is_rendered(blocks: list[Block], zh: Phrases) -> None:
    text = render(blocks, zh)
    for words in (
        "新型\\|基础设施",
        "24.1–38.0%",
        "由谁牵头？",
        "和西安比",
        "接下来：",
        "比区域中位数低",
        "示例市数字化规划&lt;二稿&gt;",
    ):
        assert words in text
