"""A person teaches the codebook in the chat: what is unclear is asked back, what is added is in force and undoable."""

from __future__ import annotations

import re

import pytest

from assistant.chat.blocks import Choices, Table, Text
from assistant.chat.plain import render
from assistant.chat.understand import understand
from assistant.model import CATEGORIES

SAID = [
    ("把“数字门牌”加入数字政府", "teach", {"term": "数字门牌", "category": "digital_government"}),
    ("把数字门牌加入数字政府", "teach", {"term": "数字门牌", "category": "digital_government"}),
    ("请把「数字门牌」这个词归入“数字生活”类", "teach", {"term": "数字门牌", "category": "digital_life"}),
    ("把“绿道”算作不编码", "teach", {"term": "绿道", "category": "none"}),
    ("添加词语“数字门牌”到数字政府", "teach", {"term": "数字门牌", "category": "digital_government"}),
    ("s12 这样的都归数字生活", "teach", {"statement": "s12", "category": "digital_life"}),
    ("s12 记入编码手册", "teach", {"statement": "s12"}),
    ("看本项目编码手册", "teach", {}),
    ("从编码手册删去“数字门牌”", "forget", {"term": "数字门牌"}),
    ("add term smart door plate to digital life", "teach", {"term": "smart door plate", "category": "digital_life"}),
    ("add the term “door plate” to digital government", "teach", {"term": "door plate"}),
    ("learn s12", "teach", {"statement": "s12"}),
    ("statements like s12 are digital life", "teach", {"statement": "s12", "category": "digital_life"}),
    ("add s12 to the codebook", "teach", {"statement": "s12"}),
    ("remove the term door plate", "forget", {"term": "door plate"}),
    ("forget s12", "forget", {"statement": "s12"}),
    ("把 s12 归入数字生活", "recode", {"statement": "s12", "category": "digital_life"}),
    ("move s3 to digital life", "recode", {"statement": "s3", "category": "digital_life"}),
    ("看“数字生态”的依据", "show_evidence", {"category": "digital_ecology"}),
    ("“数字门牌”属于数字政府吗", "show_evidence", {"category": "digital_government"}),
]


@pytest.mark.parametrize(("said", "intent", "slots"), SAID, ids=[s[0] for s in SAID])
def test_what_is_to_be_taught_is_understood(said, intent, slots):
    heard = understand(said)
    assert (heard.intent, {k: heard.slots.get(k) for k in slots}) == (intent, slots)
    assert ("term" in heard.slots) == ("term" in slots)


def offers(answer):
    return [c for b in answer.blocks if isinstance(b, Choices) for c in b.choices]


def tones(answer):
    return [b.tone for b in answer.blocks if isinstance(b, Text)]


def table(answer):
    return next((b for b in answer.blocks if isinstance(b, Table)), None)


def kinds(session):
    return [event.kind for event in session.journal.events()]


def economy(session):
    """A statement that the tool puts into the digital economy and that counts."""
    return next(c for c in session.assessment.codings if c.counted and c.category == "digital_economy")


def test_a_term_is_in_force_at_once_and_undone_like_any_decision(with_sample):
    before = {c.statement.id: c.category for c in with_sample.assessment.codings}
    version = with_sample.assessment.versions.codebook
    unsure = next(c for c in with_sample.assessment.codings if c.secondary)
    words = max(re.findall(r"[\u3400-\u9fff]+", unsure.statement.text), key=len)
    answer = with_sample.reply(f"把“{words}”加入{with_sample.say(f'category.{unsure.secondary}')}")
    after = {c.statement.id: c.category for c in with_sample.assessment.codings}
    changed = [name for name in before if before[name] != after[name]]
    assert unsure.statement.id in changed and all(after[name] == unsure.secondary for name in changed)
    assert [row[0] for row in table(answer).rows] == changed[:8]
    assert f"{len(changed)} 条" in render(answer.blocks, None, with_sample.say)
    assert with_sample.assessment.versions.codebook == f"{version}+{with_sample.state.additions.version}"
    assert "+" in render(with_sample.reply("版本").blocks, None, with_sample.say)
    assert words in render(with_sample.reply("撤销").blocks, None, with_sample.say)
    assert {c.statement.id: c.category for c in with_sample.assessment.codings} == before
    assert with_sample.assessment.versions.codebook == version
    with_sample.reply("重做")
    assert with_sample.state.additions.terms[0].term == words


def test_an_example_moves_its_own_statement_and_leaves_what_people_decided(with_sample):
    name = economy(with_sample).statement.id
    with_sample.reply(f"{name} 这样的都归数字生活")
    coding = with_sample.assessment.coding(name)
    assert (coding.category, coding.decided_by) == ("digital_life", None)
    with_sample.reply(f"把 {name} 改编为数字生态")
    with_sample.reply(f"{name} 这样的都归特色数字城市")
    coding = with_sample.assessment.coding(name)
    assert (coding.category, coding.suggested) == ("digital_ecology", "distinctive_city")


def test_no_more_than_eight_changes_are_listed_and_the_rest_is_counted(with_sample):
    answer = with_sample.reply("把“建设”加入数字生活")
    said = render(answer.blocks, None, with_sample.say)
    assert len(table(answer).rows) == 8 and "另有" in said


def test_after_a_recode_it_can_be_taken_over_by_its_number(with_sample):
    name = economy(with_sample).statement.id
    answer = with_sample.reply(f"把 {name} 改编为数字生活")
    at = next(n for n, c in enumerate(offers(answer), 1) if "手册" in c.label)
    assert with_sample.reply(str(at)).intent == "teach"
    example = with_sample.state.additions.examples[0]
    assert (example.text, example.category) == (with_sample.assessment.coding(name).statement.text, "digital_life")


def test_all_corrections_are_taken_over_once_and_agreements_are_not(with_sample):
    first, second, third = [c.statement.id for c in with_sample.assessment.codings if c.counted][:3]
    for said in (f"把 {first} 改编为数字生活", f"把 {second} 改编为数字生活", f"同意 {third}"):
        with_sample.reply(said)
    assert "2" in offers(with_sample.reply("看本项目编码手册"))[0].label
    with_sample.reply("全部改编记入编码手册")
    assert len(with_sample.state.additions.examples) == 2
    count = len(with_sample.journal.events())
    with_sample.reply("全部改编记入编码手册")
    assert len(with_sample.journal.events()) == count


@pytest.mark.parametrize(
    "said", ["把“数字门牌”加入", "把“数字门牌”加入数字政府或者数字生活", "把“数字门牌”加入编码手册"]
)
def test_a_term_without_one_category_is_asked_back(with_sample, said):
    count = len(with_sample.journal.events())
    answer = with_sample.reply(said)
    assert len(with_sample.journal.events()) == count
    if answer.intent == "teach":
        assert len(offers(answer)) == len(CATEGORIES) + 1
        with_sample.reply("4")
        assert with_sample.state.additions.terms[0].category == "digital_life"


def test_a_statement_nobody_decided_on_is_asked_back(with_sample):
    name = economy(with_sample).statement.id
    answer = with_sample.reply(f"学习 {name}")
    assert len(offers(answer)) == len(CATEGORIES) + 1 and "added_example" not in kinds(with_sample)
    with_sample.reply("8")
    assert with_sample.state.additions.examples[0].category is None


def test_one_statement_or_all_like_it_is_asked_back(with_sample):
    name = economy(with_sample).statement.id
    count = len(with_sample.journal.events())
    answer = with_sample.reply(f"把 {name} 加入数字生活")
    assert len(with_sample.journal.events()) == count
    assert [understand(c.utterance).intent for c in offers(answer)] == ["recode", "teach"]


@pytest.mark.parametrize(
    "said", ["s3 这样的都归数字生活吗？", "把“数字门牌”加入数字政府？", "s3 这样的归数字生活还是归数字政府"]
)
def test_a_question_changes_nothing(with_sample, said):
    with_sample.reply("把 s3 改编为数字生态")
    count = len(with_sample.journal.events())
    with_sample.reply(said)
    assert len(with_sample.journal.events()) == count


@pytest.mark.parametrize(
    "said", ["把“一网通办”加入数字生活", "把“门”加入数字生活", "从编码手册删去“数字门牌”", "学习 s9999"]
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(with_sample, said):
    count = len(with_sample.journal.events())
    assert tones(with_sample.reply(said)) == ["error"]
    assert len(with_sample.journal.events()) == count


def test_the_nearest_terms_of_the_codebook_are_shown(with_sample):
    assert "数字政府" in render(with_sample.reply("把“政府数字化办公”加入数字政府").blocks, None, with_sample.say)


def test_what_was_added_is_listed_and_can_be_taken_out(with_sample):
    name = economy(with_sample).statement.id
    with_sample.reply("把“数字门牌”加入数字政府")
    with_sample.reply(f"{name} 这样的都归数字生活")
    assert [row[2] for row in table(with_sample.reply("看本项目编码手册")).rows] == ["建设数字政府", "构筑数字生活"]
    with_sample.reply("从编码手册删去“数字门牌”")
    with_sample.reply(f"从本项目编码手册删去 {name}")
    assert not with_sample.state.additions
    with_sample.reply("撤销")
    assert len(with_sample.state.additions.examples) == 1


def test_a_term_can_be_added_before_a_draft_is_open(session):
    answer = session.reply("把“数字门牌”加入数字政府")
    assert tones(answer)[0] == "success" and session.state.additions
    assert session.reply("撤销").intent == "undo" and not session.state.additions


def test_it_works_in_english(with_sample):
    with_sample.speak("en")
    answer = with_sample.reply("add the term “door plate” to digital government")
    assert tones(answer)[0] == "success"
    assert "door plate" in render(with_sample.reply("show our codebook").blocks, None, with_sample.say)
