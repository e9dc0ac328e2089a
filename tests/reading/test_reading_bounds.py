"""No text, however odd, keeps the reader busy: doubling it may not square the work."""

from __future__ import annotations

import pytest

from assistant.reading.segment import statements
from assistant.reading.text import parse_text

ODD = (
    "（",
    "（“《",
    "“）",
    "。（",
    "。“",
    "1. ",
    "a.1 ",
    "....",
    ".... x",
    "<!--",
    "**a ",
    "[[",
    "_a",
    "`",
    "| -",
    "- ",
    "> ",
    "一、",
    "（一）数据。",
    "数字",
    "\n（一）数据",
    "\n1 ",
    "表1 ",
    " \u3000",
    "\u200b",
)


@pytest.mark.parametrize("unit", ODD)
@pytest.mark.parametrize("markdown", [False, True])
def test_reading_stays_linear(unit: str, markdown: bool) -> None:
    text = "数据1" + unit * (60_000 // len(unit)) + "x1"
    draft = parse_text(text, "a.txt", markdown)
    found = statements(draft)
    assert found  # a reader that is square in the length would take minutes to get here
    assert all(draft.text[s.start : s.end] == s.text for s in found)
