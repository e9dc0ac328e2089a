"""From scores to decisions: doubt that is told, the role that what stands around allows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.codebook import codebook
from assistant.coding.additions import Pull
from assistant.coding.judge import Judged, judge, pull_scores, roles, said
from assistant.coding.learned import NONE, OUTPUTS, softmax
from assistant.coding.strength import dangles
from assistant.model import CATEGORIES, ROLES, Statement
from assistant.phrases import LANGUAGES, phrases

LABELS = OUTPUTS["category"]
logits = arrays(np.float32, (3, len(LABELS)), elements=st.floats(-40, 40, width=32))
flags = st.lists(st.booleans(), min_size=3, max_size=3)


def statement(text: str, *heading: str) -> Statement:
    return Statement("s1", 0, len(text), text, heading)


def judged(chances: list[dict[str, float]], digital: list[bool]) -> Judged:
    """Some statements by the chances that are named; what is not named has none."""
    rows = [[row.get(label, 0.0) for label in LABELS] for row in chances]
    return judge(np.array(rows, np.float32).reshape(-1, len(LABELS)), np.array(digital, np.bool_))


@given(logits, flags)
def test_the_likeliest_output_is_told(table, digital) -> None:
    chances = softmax(table)
    found = judge(chances, np.array(digital))
    for row, category, confidence, weights in zip(
        chances.tolist(), found.category, found.confidence, found.weights, strict=True
    ):
        assert row[LABELS.index(category or NONE)] == max(row)
        assert confidence == round(max(row), 2)
        shown = {label: chance for label, chance in zip(LABELS, row, strict=True) if chance >= np.float32(0.02)}
        assert dict(weights) == {label: round(chance, 2) for label, chance in shown.items() if label != NONE}


@given(logits, flags)
def test_confidence_is_the_heaviest_weight_and_doubt_is_named(table, digital) -> None:
    found = judge(softmax(table), np.array(digital))
    columns = (found.category, found.secondary, found.confidence, found.doubtful.tolist(), found.weights, found.reasons)
    for category, secondary, confidence, doubtful, weights, reasons in zip(*columns, strict=True):
        assert 0 <= confidence <= 1 and all(0 <= weight <= 1 for weight in weights.values())
        assert list(weights.values()) == sorted(weights.values(), reverse=True)
        assert doubtful == (confidence < codebook().weights["sure"])
        assert NONE not in weights and secondary not in (NONE, category or "")
        assert len(reasons) == 1 + doubtful
        if category is None:
            assert secondary is None
        else:
            assert next(iter(weights.items())) == (category, confidence)
            assert secondary is None or secondary in weights
        for language in LANGUAGES:
            assert all("{" not in phrases(language).reason(reason) for reason in reasons)


@given(logits, flags)
def test_every_statement_is_judged_for_itself(table, digital) -> None:
    chances = softmax(table)
    found = judge(chances, np.array(digital))
    for n, is_digital in enumerate(digital):
        one = judge(chances[n : n + 1], np.array([is_digital]))
        assert (one.category, one.secondary, one.confidence) == (
            found.category[n : n + 1],
            found.secondary[n : n + 1],
            found.confidence[n : n + 1],
        )
        assert (one.weights, one.reasons) == (found.weights[n : n + 1], found.reasons[n : n + 1])
        assert list(one.weights[0]) == list(found.weights[n]) and one.doubtful[0] == found.doubtful[n]


DECISIONS = [
    ({"digital_life": 0.95, NONE: 0.03}, True, "digital_life", None, ["why.heaviest"]),
    ({"digital_life": 0.95, NONE: 0.03}, False, "digital_life", None, ["why.heaviest"]),
    ({"digital_life": 0.5, "smart_city": 0.4}, True, "digital_life", "smart_city", ["why.heaviest", "why.close"]),
    ({"digital_life": 0.8, "smart_city": 0.19}, True, "digital_life", None, ["why.heaviest"]),
    ({"digital_life": 0.5, NONE: 0.4}, True, "digital_life", None, ["why.heaviest", "why.perhaps_none"]),
    ({NONE: 0.99, "digital_life": 0.01}, False, None, None, ["why.not_digital"]),
    ({NONE: 0.99, "digital_life": 0.01}, True, None, None, ["why.aside"]),
    ({NONE: 0.5, "digital_life": 0.4}, True, None, None, ["why.aside", "why.close"]),
    ({NONE: 0.5, "digital_life": 0.4}, False, None, None, ["why.not_digital", "why.close"]),
]


@pytest.mark.parametrize(("chances", "digital", "category", "secondary", "keys"), DECISIONS)
def test_decisions_and_their_reasons(chances, digital, category, secondary, keys) -> None:
    found = judged([chances], [digital])
    assert (found.category, found.secondary) == ([category], [secondary])
    assert [reason.key for reason in found.reasons[0]] == keys


def test_a_reason_names_the_category_it_is_about() -> None:
    (reasons,) = judged([{"digital_life": 0.5, "smart_city": 0.4}], [True]).reasons
    assert [reason.values for reason in reasons] == [{"category": "digital_life"}, {"category": "smart_city"}]


@pytest.mark.parametrize("sure", [True, False])
def test_doubt_begins_below_the_codebooks_bound(sure: bool) -> None:
    bound = codebook().weights["sure"]
    chance = bound if sure else bound - 0.01
    assert judged([{"digital_life": chance, NONE: 1 - chance}], [True]).doubtful.tolist() == [not sure]


def test_what_a_person_added_is_named_in_both_languages() -> None:
    pulled = (Pull("digital_life", 0, 2, "门牌{x}", 8.0, "term"), Pull(None, 0, 9, "换门牌", 16.0, "example"))
    reasons = [said(pull) for pull in pulled]
    assert [reason.key for reason in reasons] == ["why.person_term", "why.person_example"]
    assert [reason.values["category"] for reason in reasons] == ["digital_life", NONE]
    for language in LANGUAGES:
        assert "门牌{x}" in phrases(language).reason(reasons[0])


def test_pulls_add_up_per_category() -> None:
    term, example = Pull("digital_life", 0, 2, "甲", 8.0, "term"), Pull(None, 0, 9, "乙", 2.5, "example")
    added = dict(zip(LABELS, pull_scores((term, term, example)).tolist(), strict=True))
    assert {label: weight for label, weight in added.items() if weight} == {"digital_life": 16.0, NONE: 2.5}
    assert not pull_scores(()).any()


def favouring(role: str, lead: float = 0.1) -> list[float]:
    return [lead if name == role else 0.0 for name in ROLES]


def told(*favoured: tuple[str, Statement], lead: float = 0.1) -> list[str]:
    """Roles of some statements by the role their weights favour and what stands around and in them."""
    statements = [one for _, one in favoured]
    dangling = np.array([dangles(one.text) for one in statements], np.bool_)
    past = np.array([any(word in one.text for word in codebook().roles["past"]) for one in statements], np.bool_)
    scores = np.array([favouring(name, lead) for name, _ in favoured], np.float32).reshape(-1, len(ROLES))
    before = scores.copy()
    found = roles(
        scores, statements, ~dangling & np.array([one.line is None for one in statements], np.bool_), dangling, past
    )
    assert np.array_equal(scores, before)
    return list(found)


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
    assert told((learned, statement(text, *headings))) == [role]


def test_together_they_have_the_roles_each_has_alone() -> None:
    every = [(learned, statement(text, *headings)) for _, text, headings, learned, _ in AROUND]
    assert told(*every) == [role for *_, role in AROUND]
    assert told(*every[::-1]) == [role for *_, role in AROUND[::-1]]
    assert told() == []


def test_weights_that_are_clear_hold_against_a_heading() -> None:
    weight = codebook().weights["part"]
    below = statement("网上办理比例升至九成。", "一、工作成效")
    assert told(("commitment", below), lead=weight / 2) == ["achievement"]
    assert told(("commitment", below), lead=weight * 2) == ["commitment"]


def test_what_a_reader_found_as_a_statement_of_its_own_is_hardly_a_broken_line() -> None:
    weight, text = codebook().weights["whole"], "推进数字政府建设。"
    line = replace(statement(text), line=1)
    assert told(("fragment", statement(text)), ("fragment", line), lead=weight / 2) == [ROLES[0], "fragment"]
    assert told(("fragment", statement(text)), lead=weight * 2) == ["fragment"]


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3), st.sampled_from(ROLES))
def test_any_statement_has_a_role(text, headings, learned) -> None:
    assert told((learned, statement(text, *headings)))[0] in ROLES


def test_every_category_and_none_can_be_said() -> None:
    chances = [{label: 0.9, other: 0.1} for label, other in zip(LABELS, LABELS[1:] + LABELS[:1], strict=True)]
    assert judged(chances, [True] * len(chances)).category == [*CATEGORIES, None]


def test_no_statements_are_no_trouble() -> None:
    found = judged([], [])
    assert (found.category, found.weights, found.reasons, found.doubtful.tolist()) == ([], [], [], [])
