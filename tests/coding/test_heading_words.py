"""The innermost heading with one category is a prior; a digital heading lets what stands under it speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding import headings as module
from assistant.coding.batch import lay_out, marks, scan
from assistant.coding.headings import Heading, above, read_headings
from assistant.coding.lexicon import lexicon
from assistant.coding.match import exact_hits, longest
from assistant.coding.normalise import normalise
from assistant.model import Statement


def under(*heading: str) -> Statement:
    return Statement("s1", 0, 2, "修路", heading)


PRIOR = [
    ((), None),
    (("第三章 建设数字政府",), "digital_government"),
    (("第三章 建设数字政府", "（一）总体安排"), "digital_government"),
    (("第三章 建设数字政府", "（一）发展数字经济"), "digital_economy"),
    (("数字经济与数字政府",), None),
    (("第三章 建设数字政府", "（一）数字经济与数字生活"), "digital_government"),
    (("第二章 交通与水利",), None),
]


@pytest.mark.parametrize(("heading", "category"), PRIOR)
def test_the_innermost_heading_with_one_category_pulls(heading, category) -> None:
    assert above([under(*heading)]).category == [category]


DIGITAL = [
    ("", (), False),
    ("云澜市数字化规划", (), True),
    ("云澜市交通规划", ("第二章 交通",), False),
    ("云澜市交通规划", ("第二章 智慧交通", "（一）总体安排"), True),
    ("云澜市债务数字化债方案", (), False),
    ("云澜市 数 字 化 规划", (), True),
]


@pytest.mark.parametrize(("title", "heading", "digital"), DIGITAL)
def test_a_digital_title_or_heading_is_digital_for_all_below(title, heading, digital) -> None:
    assert above([under(*heading)], title).digital.tolist() == [digital]


pieces = st.sampled_from(
    ["建设", "数字政府", "数字经济", "数字生态", "智慧", "交通", "，", "數字", " 政 府", "数字化债", "^$"]
)
names = st.lists(pieces, max_size=5).map("".join)
paths = st.lists(names, max_size=3).map(tuple)


def by_definition(heading: str) -> Heading:
    """One heading alone, by the matching that looks at one text."""
    words, plain = lexicon(), normalise(heading)
    batch = lay_out([plain])
    named = {hit.use.value for hit in longest(exact_hits(words, plain.text), "category", "exclusion")} - {""}
    digital = bool(marks(words, batch, scan(words, batch)).near.any())
    return Heading(digital, named.pop() if len(named) == 1 else None)


@given(st.lists(names, max_size=6), st.booleans())
def test_headings_together_are_read_as_each_alone(some, anew) -> None:
    if anew:
        module._remembered().clear()
    assert dict(read_headings(some)) == {heading: by_definition(heading) for heading in some}


@given(names, st.lists(paths, max_size=5))
def test_what_stands_above_is_told_of_each_statement(title, some) -> None:
    told = above([under(*path) for path in some], title)
    for path, digital, category in zip(some, told.digital.tolist(), told.category, strict=True):
        assert digital == any(by_definition(heading).digital for heading in (title, *path))
        named = [by_definition(heading).category for heading in path]
        assert category == next((one for one in reversed(named) if one), None)


def test_headings_that_are_forgotten_are_read_again(monkeypatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    for heading, category in (*PRIOR, *PRIOR):
        assert above([under(*heading)], "云澜市").category == [category]
    assert above([under(*heading) for heading, _ in PRIOR]).category == [category for _, category in PRIOR]
