"""Matching folds spellings one to one and always finds the way back to the draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.normalise import normalise


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("５Ｇ基站", "5g基站"),
        ("IPv6", "ipv6"),
        ("特 色 数 字 城 市", "特色数字城市"),
        ("数字\n政府", "数字政府"),
        ("smart city", "smart city"),
        ("（ａ）", "(a)"),
        ("", ""),
    ],
)
def test_spellings_fold(written, folded):
    assert normalise(written).text == folded


@given(st.text())
def test_every_folded_character_stands_where_it_came_from(text):
    plain = normalise(text)
    for at in range(len(plain.text)):
        start, end = plain.span(at, at + 1)
        assert end == start + 1
        assert normalise(text[start]).text == plain.text[at]


@given(st.text(alphabet="数字 \n政府a１", min_size=2))
def test_a_span_covers_the_blanks_inside_it(text):
    plain = normalise(text)
    if plain.text:
        start, end = plain.span(0, len(plain.text))
        assert normalise(text[start:end]).text == plain.text
