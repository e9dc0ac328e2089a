"""The words that are said to have pulled stand in the statement, and pull the way the decision went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.code import code
from assistant.coding.explain import influences
from assistant.model import CATEGORIES, Statement

CLEAR = [
    ("推进政务服务事项一网通办，网办率达到95%。", "digital_government", "政务"),
    ("健全数据分类分级保护制度，落实安全责任。", "digital_ecology", "制度"),
    ("培育本地电子商务龙头企业8家。", "digital_economy", "商务"),
    ("把全市光纤宽带升级到千兆，覆盖所有街道。", "new_infrastructure", "千兆"),
    ("推广互联网医院，居民可在线复诊取药。", "digital_life", "医院"),
    ("推进城市运行一网统管，事件处置及时率达到95%。", "smart_city", "统管"),
    ("发展深水网箱养鱼，年产量达到4万吨。", None, "养鱼"),
]


def statement(text: str, start: int = 0) -> Statement:
    return Statement("s1", start, start + len(text), text)


def runner_up(text: str, category: str | None) -> str | None:
    """The next best category; of a coded statement, not digital."""
    coding = code([statement(text)])[0]
    return next((c for c in coding.weights if c != category), "digital_economy" if category is None else None)


@pytest.mark.parametrize(("text", "category", "word"), CLEAR, ids=[c[0][:8] for c in CLEAR])
def test_the_words_pull_towards_a_clear_decision(text, category, word) -> None:
    assert code([statement(text)])[0].category == category
    found = influences(statement(text), category, runner_up(text, category))
    assert sum(one.pull for one in found) > 0
    assert any(set(word) & set(one.words) for one in found if one.pull > 0)


@pytest.mark.parametrize(("text", "category", "word"), CLEAR, ids=[c[0][:8] for c in CLEAR])
def test_seen_from_the_other_side_the_words_pull_the_other_way(text, category, word) -> None:
    other = runner_up(text, category)
    here, there = influences(statement(text), category, other), influences(statement(text), other, category)
    assert {(one.words, one.start, one.pull) for one in here} == {(one.words, one.start, -one.pull) for one in there}


texts = st.text(alphabet="推进政务服務一 网通办數據安全網際網路5G５Ｇabc，。^$\0\n\t　\u200b𠀀", max_size=40)
ends = st.sampled_from([*CATEGORIES, None])


@given(texts, st.integers(0, 5000), ends, ends, st.integers(1, 5))
def test_any_words_named_stand_where_they_are_said_to(text, start, one, other, most) -> None:
    found = influences(statement(text, start), one, other, most)
    for each in found:
        assert start <= each.start < each.end <= start + len(text)
        assert text[each.start - start : each.end - start] == each.words
    for sign in (1, -1):
        spans = sorted((each.start, each.end) for each in found if each.pull * sign > 0)
        assert len(spans) <= most
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert [abs(each.pull) for each in found] == sorted((abs(each.pull) for each in found), reverse=True)
    assert one != other or not found


def test_written_otherwise_the_same_words_pull_as_hard() -> None:
    plain = influences(statement("推进政务服务一网通办。"), "digital_government", None)
    spaced = influences(statement("推進 政 務 服 務 一 網 通 辦。"), "digital_government", None)
    assert [one.pull for one in plain] == [one.pull for one in spaced] != []
