"""The interview over the sample drafts: short, in the draft's words, resumable, and apart from the text's evidence."""

from __future__ import annotations

import pytest

from assistant.chat.blocks import Choices, Question, Quotation, Text, as_json
from assistant.chat.replies import Reply, read_reply
from assistant.chat.session import Session, sample_path
from assistant.journal.store import MEMORY, open_journal
from assistant.model import ITEMS
from assistant.rating.interview import MOST, waiting
from assistant.resources import data_file

SAMPLES = sorted(p.name for p in data_file("samples").glob("yunlan-*"))


def asked(answer):
    return next((b for b in answer.blocks if isinstance(b, Question)), None)


def words(answer):
    return "\n".join(str(as_json(b)) for b in answer.blocks)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_complete_rating_of_a_sample_takes_at_most_25_questions(session, sample):
    session.reply(f"打开 {data_file('samples') / sample}")
    answer, questions = session.reply("开始访谈"), 0
    while asked(answer) is not None:
        questions += 1
        assert questions <= MOST
        answer = session.reply("有，见配套的管理办法")
    ratings = session.assessment.ratings
    assert set(ratings) == set(ITEMS) and not waiting(ratings)
    for rating in ratings.values():
        seen = all(i.level or i.exposure for i in rating.indicators)
        assert rating.confirmed or rating.answers or seen


def test_a_risk_is_asked_first_with_the_words_that_raised_it(with_sample):
    answer = with_sample.reply("开始访谈")
    quotation = next(b for b in answer.blocks if isinstance(b, Quotation))
    first, last = quotation.marks[0]
    assert quotation.text[first:last] in asked(answer).text
    assert asked(answer).item.startswith("F")
    assert len([b for b in answer.blocks if isinstance(b, Question)]) == 1


def test_what_the_planner_says_stays_apart_from_the_texts_evidence(with_sample):
    item = asked(with_sample.reply("开始访谈")).item
    before = with_sample.assessment.ratings[item]
    answer = with_sample.reply("有，明年委托第三方来看一看")
    after = with_sample.assessment.ratings[item]
    assert (after.answers[0].stance, after.answers[0].words) == ("yes", "有，明年委托第三方来看一看")
    assert after.answers[0].indicators and after.confirmed is None
    assert (after.suggested, after.residual, after.evidence) == (before.suggested, before.residual, before.evidence)
    assert asked(answer) is not None
    assert "在访谈中说明" in words(with_sample.reply(f"看 {item}"))


def test_later_comes_last_and_a_skip_is_not_asked_again(with_sample):
    with_sample.reply("开始访谈")
    postponed = with_sample.asked
    with_sample.reply("以后再说")
    skipped = with_sample.asked
    assert skipped != postponed and not with_sample.state.decisions.answers
    with_sample.reply("跳过")
    order = []
    while with_sample.asked is not None:
        order.append(with_sample.asked.id)
        with_sample.reply("不清楚")
    assert order[-1] == postponed.id and skipped.id not in order
    assert with_sample.state.decisions.answers[skipped.item][0].stance == "skip"


def test_why_a_question_is_asked_changes_nothing(with_sample):
    with_sample.reply("开始访谈")
    waiting_now, events = with_sample.asked, with_sample.journal.events()
    answer = with_sample.reply("为什么问这个")
    assert answer.intent == "answer" and "剩余风险" in words(answer)
    assert (with_sample.asked, with_sample.journal.events()) == (waiting_now, events)


def test_a_level_may_be_the_answer(with_sample):
    while not asked(with_sample.reply("下一个问题")).item.startswith("H"):
        with_sample.reply("中")
    item = with_sample.asked.item
    with_sample.reply("2级")
    decisions = with_sample.state.decisions
    assert decisions.answers[item][-1].level == 2 and item not in decisions.ratings
    assert {a.level for said in decisions.answers.values() for a in said} == {"medium", 2}


def test_an_interview_is_resumed_where_it_was_left(tmp_path):
    path = tmp_path / "项目.chengjian"
    first = Session(open_journal(path), "zh")
    first.reply("打开样稿")
    first.reply("开始访谈")
    answered = first.asked
    first.reply("没有")
    expected = first.asked
    first.close()
    second = Session(open_journal(path), "zh")
    second.reply("继续访谈")
    assert second.asked == expected != answered
    second.close()


def test_after_another_subject_an_unclear_utterance_is_no_answer(with_sample):
    with_sample.reply("开始访谈")
    with_sample.reply("概览")
    events = with_sample.journal.events()
    assert with_sample.reply("嗯嗯这样啊那好").intent == "unknown"
    assert with_sample.journal.events() == events


def test_an_interview_that_is_over_says_what_is_still_to_confirm(with_sample):
    with_sample.reply("开始访谈")
    while with_sample.asked is not None:
        with_sample.reply("没有")
    answer = with_sample.reply("下一个问题")
    assert asked(answer) is None and "确认 H1" in words(answer)


def test_the_interview_in_english():
    session = Session(open_journal(MEMORY), "en")
    session.reply(f"open {sample_path('en')}")
    first = session.reply("start the interview")
    offered = next(b for b in first.blocks if isinstance(b, Choices))
    assert [c.utterance for c in offered.choices][:3] == ["Yes", "Partly", "No"]
    answer = session.reply("1")
    assert answer.intent == "answer" and asked(answer) is not None
    said = next(said for answers in session.state.decisions.answers.values() for said in answers)
    assert said.stance == "yes"
    assert any(
        "because" in b.text or "so" in b.text for b in session.reply("why do you ask").blocks if isinstance(b, Text)
    )
    session.close()


REPLIES = [
    ("有", False, Reply("yes")),
    ("有，局里有办法", False, Reply("yes")),
    ("有关部门正在研究", False, Reply()),
    ("没有", False, Reply("no")),
    ("部分有", True, Reply("partly")),
    ("不清楚。", True, Reply("unknown")),
    ("跳过", False, Reply("skip")),
    ("以后再说", False, Reply(wish="later")),
    ("为什么问这个？", False, Reply(wish="why")),
    ("2级", False, Reply(level=2)),
    ("level 3", False, Reply(level=3)),
    ("2级", True, Reply(wish="misfit")),
    ("高", True, Reply(level="high")),
    ("高", False, Reply(wish="misfit")),
    ("No, not this year", False, Reply("no")),
    ("Nobody knows", False, Reply()),
    ("由街道负责", False, Reply()),
]


@pytest.mark.parametrize(("text", "fear", "expected"), REPLIES)
def test_a_reply_is_read(text, fear, expected):
    assert read_reply(text, fear) == expected
