"""A picture stands in every format, sign for sign as in the terminal."""

import io

import docx
import pytest

from assistant.chat.blocks import Dot, DotRow, Heading, Plot, Strip, as_json
from assistant.chat.pictures import MOST_CELLS, picture
from assistant.export import docx as word
from assistant.export import html, markdown
from assistant.phrases import phrases

SAY = phrases("zh")
PICTURES = [
    Strip((DotRow("份额 <b>", (Dot("甲&市", 0.1, near=True), Dot("乙", 0.3)), 0.2, 0.1, 0.3, 0.15),), "点图 `x`"),
    Plot((Dot("甲&市", 10, 5, near=True), Dot("乙", 20, 9)), (), "横", "纵", Dot("本稿", 5, 5), "散点"),
]


@pytest.mark.parametrize("block", PICTURES, ids=lambda block: block.type)
def test_markdown_has_the_drawing_as_code(block):
    text = markdown.render([block], SAY)
    for line in picture(block, MOST_CELLS, SAY):
        assert f"    {line}".rstrip() in text.split("\n")


@pytest.mark.parametrize("block", PICTURES, ids=lambda block: block.type)
def test_html_has_the_drawing_escaped_in_an_even_font(block):
    text = html.render([Heading("题", 1), block], SAY)
    assert text.count("<pre>") == 1
    assert "甲&amp;市" in text and "<b>" not in text


@pytest.mark.parametrize("block", PICTURES, ids=lambda block: block.type)
def test_word_has_the_drawing_in_an_even_font(block):
    document = docx.Document(io.BytesIO(word.render([block], SAY)))
    drawn = "\n".join(picture(block, MOST_CELLS, SAY))
    (run,) = [run for p in document.paragraphs for run in p.runs if run.text == drawn]
    assert run.font.name == "Courier New"


@pytest.mark.parametrize("block", PICTURES, ids=lambda block: block.type)
def test_json_has_the_figures_behind_the_drawing(block):
    data = as_json(block)
    assert data["type"] == block.type
    assert "甲&市" in str(data)
