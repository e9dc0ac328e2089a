"""One self-contained, well-formed page on which user text is only ever text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.blocks import Bar, Bars, Block, Heading, Items, Quotation, Table, Text
from assistant.export.html import render
from assistant.export.safe_text import xml_safe
from assistant.phrases import Phrases, phrases

VOID = {"meta", "br"}
ALLOWED = VOID | set(
    re.findall(
        r"\w+",
        "html head title style body main h1 h2 h3 h4 h5 h6 p ol ul li table caption thead tbody tr th td figure"
        " figcaption div svg rect line path blockquote mark",
    )
)


class Page(HTMLParser):
    """Reads a page strictly: every tag is known and closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("<>&\"'/=!-\x1b"), max_size=60))
def test_user_text_stays_text(text: str) -> None:
    blocks = [
        Heading(text, 1),
        Text(text),
        Table((text,), ((text,),), text),
        Items((text,)),
        Quotation(text, text, text, text),
        Bars((Bar(text, 0.2, mark=0.1, note=text),), text, text),
    ]
    page = Page(render(blocks, phrases("zh")))
    words = "".join(xml_safe(text).split())
    assert "".join("".join(page.text).split()).count(words) >= len(blocks)


def test_every_block_is_on_the_page(blocks: list[Block], say: Phrases) -> None:
    words = "".join(Page(render(blocks, say)).text)
    for expected in ("新型|基础设施", "24.1–38.0%", "由谁牵头？", "和西安比", "比区域中位数低", "推进一网通办"):
        assert expected in words


def test_nothing_is_loaded_from_outside(blocks: list[Block], zh: Phrases) -> None:
    page = render(blocks, zh)
    attributes = {name for _, attrs in Page(page).seen for name in attrs}
    assert attributes.isdisjoint({"src", "href", "srcset", "data", "action", "style", "onclick"})
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style and not re.search(r"url\(|@import|https?:", style[1])
    assert "default-src 'none'" in page


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_page_names_its_language_and_title(blocks: list[Block], language: str, tag: str) -> None:
    page = Page(render(blocks, phrases(language)))
    assert page.seen[0] == ("html", {"lang": tag})
    assert "示例市数字化规划<二稿>" in page.text


def test_a_report_without_a_title_still_has_one(zh: Phrases) -> None:
    assert f"<title>{zh('export.untitled')}</title>" in render([Text("一")], zh)


def test_anchors_stand_once_on_the_first_quotation(blocks: list[Block], zh: Phrases) -> None:
    anchors = [(tag, attrs["id"]) for tag, attrs in Page(render(blocks, zh)).seen if "id" in attrs]
    assert anchors == [("blockquote", "s2")]


def test_tables_and_bars_have_scoped_headers(blocks: list[Block], zh: Phrases) -> None:
    headers = [attrs.get("scope") for tag, attrs in Page(render(blocks, zh)).seen if tag == "th"]
    assert headers and set(headers) == {"col", "row"}


def test_bars_are_drawn_on_one_scale_with_whiskers_and_reference(zh: Phrases) -> None:
    bars = Bars((Bar("甲", 0.4), Bar("乙", 0.2, 0.1, 0.3, 0.25)))
    seen = Page(render([bars], zh)).seen
    assert [attrs["width"] for tag, attrs in seen if tag == "rect"] == ["100.00%", "50.00%"]
    assert [(attrs["x1"], attrs["x2"]) for tag, attrs in seen if tag == "line"] == [
        ("25.00%", "25.00%"),
        ("25.00%", "75.00%"),
        ("75.00%", "75.00%"),
    ]
    assert [attrs["x"] for tag, attrs in seen if tag == "svg" and "x" in attrs] == ["62.50%"]


def test_overlapping_marks_are_joined(zh: Phrases) -> None:
    page = render([Quotation("推动一网通办改革", "s1", marks=((2, 5), (4, 6)))], zh)
    assert "推动<mark>一网通</mark><mark>办</mark>改革" in page
