"""Several statements in one sentence: all that were heard are taken, listed, and taken back together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.blocks import Choices, Items, Text
from assistant.chat.heard_statements import destinations, parted, together
from assistant.chat.understand import understand
from assistant.model import Problem

LAST = 100
ECOLOGY, LIFE = "digital_ecology", "digital_life"

NAMED = [
    ("s4、s5都改成数字生态", [["s4", "s5"]]),
    ("recode s4 and s5 as digital ecology", [["s4", "s5"]]),
    ("s4, s5, and s9", [["s4", "s5", "s9"]]),
    ("accept s3-s6", [["s3", "s4", "s5", "s6"]]),
    ("s3-6接受", [["s3", "s4", "s5", "s6"]]),
    ("s6到s3", [["s3", "s4", "s5", "s6"]]),
    ("s3 to s5, and s9", [["s3", "s4", "s5", "s9"]]),
    ("第3到第6条改成数字生活", [["s3", "s4", "s5", "s6"]]),
    ("第十二条和第十三条改成数字生活", [["s12", "s13"]]),
    ("statements #3 and #4", [["s3", "s4"]]),
    ("s4 改成数字生态，s5 改成数字生活", [["s4"], ["s5"]]),
    ("第3章的s4", [["s4"]]),
    ("s3到2026年", [["s3"]]),
    ("F2和s3", [["s3"]]),
    ("概览", []),
]


@pytest.mark.parametrize(("said", "expected"), NAMED)
def test_statements_side_by_side_are_named_together(said, expected):
    assert [list(names) for _, names in together(understand(said).found, said, LAST)] == expected


@given(st.integers(1, LAST), st.integers(1, LAST))
def test_a_range_holds_both_ends_and_all_between(first, last):
    said = f"s{first}到s{last}"
    ((_, names),) = together(understand(said).found, said, LAST)
    assert list(names) == [f"s{n}" for n in range(min(first, last), max(first, last) + 1)]


def test_a_range_beyond_the_draft_is_refused_before_it_is_counted_out():
    said = "accept s3 to s999999999999"
    with pytest.raises(Problem) as refused:
        together(understand(said).found, said, LAST)
    assert refused.value.key == "no_statement"


DESTINATIONS = [
    ("s4、s5都改成数字生态", {"s4": ECOLOGY, "s5": ECOLOGY}),
    ("s4 改成数字生态，s5 改成数字生活", {"s4": ECOLOGY, "s5": LIFE}),
    ("s4 改成数字生态，s7到s8 改成数字生活", {"s4": ECOLOGY, "s7": LIFE, "s8": LIFE}),
    ("recode s4 as digital ecology and s5 as digital life", {"s4": ECOLOGY, "s5": LIFE}),
    ("s4改成数字生态，s5再看看", None),
    ("s4改成数字生态，s4改成数字生活", None),
]


@pytest.mark.parametrize(("said", "expected"), DESTINATIONS)
def test_each_goes_where_it_is_said_to_go_or_nowhere(said, expected):
    heard = understand(said)
    assert destinations(together(heard.found, said, LAST), heard.found, heard.slots.get("category")) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("同意 s3，s4 不对", True), ("accept s3, s4 is wrong", True), ("accept s3, s4", False), ("同意 s3、s4 吧", False)],
)
def test_a_comma_may_part_two_clauses(said, expected):
    ((run, _),) = together(understand(said).found, said, LAST)
    assert parted(run, said) is expected


def recoded(session):
    return {s: r.category for s, r in session.state.decisions.recodes.items()}


def listed(answer):
    return next(b for b in answer.blocks if isinstance(b, Items)).items


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("s4、s5都改成数字生态", {"s4": ECOLOGY, "s5": ECOLOGY}),
        ("recode s4 and s5 as digital ecology", {"s4": ECOLOGY, "s5": ECOLOGY}),
        ("s4 改成数字生态，s5 改成数字生活", {"s4": ECOLOGY, "s5": LIFE}),
        ("s4和s5改为不算数字类", {"s4": None, "s5": None}),
    ],
)
def test_all_are_recoded_listed_and_taken_back_together(with_sample, said, expected):
    answer = with_sample.reply(said)
    assert recoded(with_sample) == expected
    assert [line.partition("：")[0] for line in listed(answer)] == ["s4", "s5"]
    assert [e.kind for e in with_sample.journal.events()[-2:]] == ["recode", "recode"]
    undone = with_sample.reply("撤销")
    assert recoded(with_sample) == {} and len(listed(undone)) == 2
    with_sample.reply("重做")
    assert recoded(with_sample) == expected
    with_sample.reply("撤销")
    assert recoded(with_sample) == {}


def test_all_are_accepted_as_the_tool_suggested(with_sample):
    answer = with_sample.reply("accept s3-s6")
    suggested = {s: with_sample.assessment.coding(s).suggested for s in ("s3", "s4", "s5", "s6")}
    assert recoded(with_sample) == suggested and len(listed(answer)) == 4
    assert all(r.accepted for r in with_sample.state.decisions.recodes.values())


def test_a_decision_before_or_after_is_undone_by_itself(with_sample):
    with_sample.reply("s3 改成数字生活")
    with_sample.reply("s4、s5都改成数字生态")
    with_sample.reply("s6 改成数字生活")
    left = []
    for _ in range(3):
        with_sample.reply("撤销")
        left.append(sorted(recoded(with_sample)))
    assert left == [["s3", "s4", "s5"], ["s3"], []]


@pytest.mark.parametrize(
    "said", ["s4改成数字生态，s5再看看", "保留s4，s5改成数字生态", "accept s3, s4 is wrong", "s4和s5改编"]
)
def test_what_is_not_clear_changes_nothing_and_is_asked_back(with_sample, said):
    events = with_sample.journal.events()
    answer = with_sample.reply(said)
    assert with_sample.journal.events() == events
    offers = [c.utterance for b in answer.blocks if isinstance(b, Choices) for c in b.choices]
    assert offers and all(understand(offer).intent in ("recode", "accept") for offer in offers)


def test_where_one_of_them_is_missing_none_is_recorded(with_sample):
    events = with_sample.journal.events()
    answer = with_sample.reply("s4、s99999改成数字生态")
    assert [b.tone for b in answer.blocks if isinstance(b, Text)] == ["error"]
    assert with_sample.journal.events() == events


@pytest.mark.parametrize("words", ["已有隐私保护办法，每年请第三方检查。", "已经安排，隐私和数据安全由大数据局负责。"])
def test_an_answer_that_mentions_another_item_answers_the_one_that_was_asked(with_sample, words):
    mentioned = understand(words).slots["item"]
    with_sample.reply("开始访谈")
    while with_sample.asked.item == mentioned:
        with_sample.reply("以后再说")
    asked = with_sample.asked.item
    answer = with_sample.reply(words)
    assert (answer.intent, answer.slots["item"]) == ("answer", asked)
    assert list(with_sample.state.decisions.answers) == [asked]


def test_an_answer_that_says_which_item_it_is_about_is_kept_there(with_sample):
    with_sample.reply("开始访谈")
    other = next(i for i in ("H1", "H2") if i != with_sample.asked.item)
    with_sample.reply(f"我的回答 {other}：已在配套文件里写明。")
    assert list(with_sample.state.decisions.answers) == [other]
