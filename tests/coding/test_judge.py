"""From scores to decisions: doubt that is told, the heading as a prior, the role that what stands around allows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.codebook import codebook
from assistant.coding.additions import Pull
from assistant.coding.by_terms import heading_category
from assistant.coding.judge import decide, decide_role, pull_scores, ranked
from assistant.coding.learned import NONE, OUTPUTS, softmax
from assistant.model import CATEGORIES, ROLES, Statement
from assistant.phrases import LANGUAGES, phrases

LABELS = OUTPUTS["category"]
logits = arrays(np.float32, (3, len(LABELS)), elements=st.floats(-40, 40, width=32))


def statement(text: str, *heading: str) -> Statement:
    return Statement("s1", 0, len(text), text, heading)


@given(logits)
def test_outputs_are_ranked_by_probability(table) -> None:
    chances = softmax(table)
    for row, told in zip(chances, ranked(chances), strict=True):
        assert 2 <= len(told) <= len(LABELS)
        assert list(told.values()) == sorted(told.values(), reverse=True)
        assert next(iter(told.values())) == pytest.approx(float(row.max()))
        assert all(told[label] == pytest.approx(float(row[LABELS.index(label)])) for label in told)


@given(logits, st.booleans())
def test_confidence_is_the_heaviest_weight_and_doubt_is_named(table, digital) -> None:
    for told in ranked(softmax(table)):
        found = decide(told, digital)
        assert 0 <= found.confidence <= 1 and all(0 <= weight <= 1 for weight in found.weights.values())
        assert list(found.weights.values()) == sorted(found.weights.values(), reverse=True)
        assert found.review == (found.confidence < codebook().weights["sure"])
        assert NONE not in found.weights and found.secondary not in (NONE, found.category or "")
        if found.category is None:
            assert found.secondary is None and next(iter(told)) == NONE
        else:
            assert found.weights[found.category] == found.confidence == max(found.weights.values())
        for language in LANGUAGES:
            assert all("{" not in phrases(language).reason(reason) for reason in found.reasons)


DECISIONS = [
    ({"digital_life": 0.95, NONE: 0.03}, True, "digital_life", None, ["why.heaviest"]),
    ({"digital_life": 0.5, "smart_city": 0.4}, True, "digital_life", "smart_city", ["why.heaviest", "why.close"]),
    ({"digital_life": 0.5, NONE: 0.4}, True, "digital_life", None, ["why.heaviest", "why.perhaps_none"]),
    ({NONE: 0.99, "digital_life": 0.01}, False, None, None, ["why.not_digital"]),
    ({NONE: 0.99, "digital_life": 0.01}, True, None, None, ["why.aside"]),
    ({NONE: 0.5, "digital_life": 0.4}, True, None, None, ["why.aside", "why.close"]),
]


@pytest.mark.parametrize(("chances", "digital", "category", "secondary", "keys"), DECISIONS)
def test_decisions_and_their_reasons(chances, digital, category, secondary, keys) -> None:
    found = decide(chances, digital)
    assert (found.category, found.secondary, [r.key for r in found.reasons]) == (category, secondary, keys)


def test_what_a_person_added_is_among_the_reasons_in_both_languages() -> None:
    pulled = (Pull("digital_life", 0, 2, "门牌{x}", 8.0, "term"), Pull(None, 0, 9, "换门牌", 16.0, "example"))
    reasons = decide({"digital_life": 0.95, NONE: 0.05}, True, pulled).reasons[1:]
    assert [reason.key for reason in reasons] == ["why.person_term", "why.person_example"]
    for language in LANGUAGES:
        assert "门牌{x}" in phrases(language).reason(reasons[0])


def test_pulls_add_up_per_category() -> None:
    term, example = Pull("digital_life", 0, 2, "甲", 8.0, "term"), Pull(None, 0, 9, "乙", 2.5, "example")
    added = dict(zip(LABELS, pull_scores((term, term, example)).tolist(), strict=True))
    assert {label: weight for label, weight in added.items() if weight} == {"digital_life": 16.0, NONE: 2.5}
    assert not pull_scores(()).any()


HEADINGS = [
    ((), None),
    (("第三章 建设数字政府",), "digital_government"),
    (("第三章 建设数字政府", "（一）总体安排"), "digital_government"),
    (("第三章 建设数字政府", "（一）发展数字经济"), "digital_economy"),
    (("数字经济与数字政府",), None),
    (("第二章 交通与水利",), None),
]


@pytest.mark.parametrize(("headings", "category"), HEADINGS)
def test_the_innermost_heading_with_one_category_pulls(headings, category) -> None:
    assert heading_category(headings) == category


def favouring(role: str, lead: float = 0.1) -> list[float]:
    return [lead if name == role else 0.0 for name in ROLES]


AROUND = [
    ("the weights alone", "推进数字政府建设。", (), "status", "status"),
    ("breaks off", "推进数字政府建设的", (), "commitment", "fragment"),
    ("too short", "数字", (), "commitment", "fragment"),
    ("who is responsible", "（责任单位：市数据局）", (), "commitment", "status"),
    ("repeats its heading", "推进数字政府建设。", ("（二）推进数字政府建设",), "commitment", "slogan"),
    ("below a review", "网上办理比例升至九成。", ("一、工作成效",), "commitment", "achievement"),
    ("a promise below a review", "将建成智慧校园。", ("一、工作成效",), "commitment", "commitment"),
    ("no tense below tasks", "网上办理比例升至九成。", ("三、重点任务",), "achievement", "commitment"),
    ("a report below tasks", "已建成智慧校园40所。", ("三、重点任务",), "achievement", "achievement"),
]


@pytest.mark.parametrize(("text", "headings", "learned", "role"), [a[1:] for a in AROUND], ids=[a[0] for a in AROUND])
def test_what_stands_around_holds_the_role(text, headings, learned, role) -> None:
    assert decide_role(favouring(learned), statement(text, *headings)) == role


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3), st.sampled_from(ROLES))
def test_any_statement_has_a_role(text, headings, learned) -> None:
    assert decide_role(favouring(learned), statement(text, *headings)) in ROLES


def test_every_category_and_none_can_be_said() -> None:
    assert {decide({label: 0.9, other: 0.1}, True).category for label, other in zip(LABELS, LABELS[::-1], strict=True)
            if label != other} == {*CATEGORIES, None}  # fmt: skip
