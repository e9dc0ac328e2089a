"""Lines of Chinese on the screen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual.content import Content

from assistant.chat.cells import wrap
from assistant.tui import breaking
from assistant.tui.breaking import break_offsets, divide_line, lines_of

TEXTS = st.text(alphabet="城市治理数据，。；：、！？（）《》“” ab12%.-, g", max_size=120)
WIDTHS = st.integers(min_value=4, max_value=60)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked_and_none_is_lost(text, cells):
    lines = list(lines_of(text, cells))
    assert all(cell_len(text[start:end]) <= cells for start, end in lines)
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(min_value=6, max_value=60))
def test_the_screen_breaks_ordinary_lines_as_the_plain_chat_does(text, cells):
    text = ordinary(text)
    assert [text[start:end].strip() for start, end in lines_of(text, cells)] == [s.strip() for s in wrap(text, cells)]


def ordinary(text: str) -> str:
    """The text as people write: no marks in a row, no white space before a closing or after an opening one."""
    text = re.sub(r"([，。；：、！？）》”.,%（《“-])[，。；：、！？）》”.,%（《“-]+", r"\1", " ".join(text.split()))
    return re.sub(r" (?=[，。；：、！？）》”.,%])|(?<=[（《“]) ", "", text)


@pytest.mark.parametrize("cells", range(8, 121, 7))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(cells):
    text = "由市数据局（大数据中心）牵头，制定《公共数据管理办法》，保障“一网通办”；每年公布结果，接受监督。" * 4
    lines = [text[start:end] for start, end in lines_of(text, cells)]
    assert not [line for line in lines if line[0] in "，。；：）》”" or line[-1] in "（《“"]


@pytest.mark.parametrize(
    "text, cells, expected",
    [
        ("", 10, []),
        ("abc", 10, []),
        ("数据要素市场", 6, [3]),
        ("数据，要素", 4, [1, 3]),
        ("one two three", 7, [8]),
        ("aaaaaaaaaa", 4, [4, 8]),
        ("数据", 1, [1]),
        ("   城市", 4, [3]),
    ],
)
def test_cuts(text, cells, expected):
    assert break_offsets(text, cells) == expected


def test_textual_and_rich_break_that_way_once_it_is_installed():
    breaking.install()
    text = "保障数据安全，保护个人信息。"
    expected = [text[start:end] for start, end in lines_of(text, 12)]
    assert [line.plain for line in Text(text).wrap(Console(), 12)] == expected
    assert [line.content.plain for line in Content(text)._wrap_and_format(12)] == expected


def test_where_words_must_stay_whole_richs_own_way_is_kept():
    assert divide_line("aaaa bbbb", 3, fold=False) == [5]
