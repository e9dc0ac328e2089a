"""A conversation: everything goes through `reply`, decisions reach the journal first, nothing ends in an exception."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.chat.blocks import Bars, Choices, Items, Quotation, Table, Text, as_json
from assistant.chat.plain import render
from assistant.chat.session import Session
from assistant.journal.store import MEMORY, open_journal
from assistant.model import CATEGORIES


def kinds(answer):
    return {type(b) for b in answer.blocks}


def words(answer):
    return "\n".join(str(as_json(b)) for b in answer.blocks)


def test_the_welcome_offers_the_sample(session):
    answer = session.greet()
    assert answer.intent == "greet" and Choices in kinds(answer)
    assert session.assessment is None
    assert session.reply("1").intent == "open_draft"
    assert session.assessment is not None


def test_without_a_draft_the_answer_says_what_to_do(session):
    for said in ("概览", "怎么再平衡", "看十三项评分", "s3", "和同区城市比", "导出 docx"):
        answer = session.reply(said)
        assert [b.tone for b in answer.blocks if isinstance(b, Text)] == ["error"]
        assert "打开" in answer.blocks[0].text
    assert session.journal.events() == ()


def test_the_main_path(with_sample):
    overview = with_sample.reply("概览")
    bars = next(b for b in overview.blocks if isinstance(b, Bars))
    assert [b.category for b in bars.bars] == list(CATEGORIES)
    assert all(b.low <= b.high and b.mark is not None for b in bars.bars)
    evidence = with_sample.reply("看数字生态的依据")
    assert Quotation in kinds(evidence)
    compare = with_sample.reply("和同区城市比")
    assert {Table, Items} <= kinds(compare) and "口径不同" in words(compare)
    assert "西安市" in words(with_sample.reply("和西安比"))
    suggest = with_sample.reply("怎么再平衡")
    assert "____" in words(suggest)
    assert with_sample.reply("退出").intent == "quit"


def test_quotes_are_word_for_word(with_sample):
    text = with_sample.assessment.draft.text
    for said in ("看数字政府的依据", "裸奔", "看待复核", "怎么再平衡"):
        for block in with_sample.reply(said).blocks:
            if isinstance(block, Quotation):
                assert block.text in text
                assert all(0 <= a < b <= len(block.text) for a, b in block.marks)


def test_a_recode_is_recorded_shown_and_undone(with_sample):
    coding = next(c for c in with_sample.assessment.codings if c.counted and c.category == "digital_economy")
    name = coding.statement.id
    offered = with_sample.reply(f"改编 {name}")
    assert len(next(b for b in offered.blocks if isinstance(b, Choices)).choices) == len(CATEGORIES) + 1
    with_sample.reply(f"把 {name} 改编为数字生活")
    assert with_sample.assessment.coding(name).category == "digital_life"
    assert with_sample.state.decisions.recodes[name].category == "digital_life"
    with_sample.reply("撤销")
    assert with_sample.assessment.coding(name).category == "digital_economy"
    with_sample.reply("重做")
    assert with_sample.assessment.coding(name).category == "digital_life"


def test_why_shows_the_words_and_who_decided(with_sample):
    coding = next(c for c in with_sample.assessment.codings if c.counted and c.evidence)
    name = coding.statement.id
    assert any(e.term in words(with_sample.reply(f"为什么 {name}")) for e in coding.evidence)
    with_sample.reply(f"同意 {name}")
    assert "planner" in words(with_sample.reply(f"为什么 {name}"))


def test_what_if_changes_nothing(with_sample):
    events = with_sample.journal.events()
    answer = with_sample.reply("如果数字生态加 30 条、新基建减 2 条会怎样")
    table = next(b for b in answer.blocks if isinstance(b, Table))
    assert [row[0] for row in table.rows] == ["新型基础设施", "营造数字生态"]
    assert with_sample.journal.events() == events


def test_the_language_switches_and_is_kept(with_sample):
    assert with_sample.reply("English").intent == "language"
    assert with_sample.language == "en" and with_sample.state.language == "en"
    assert "Digital economy" in words(with_sample.reply("overview"))


def test_an_unknown_city_is_asked_back_with_choices(session):
    answer = session.reply("城市 苏州")
    assert session.state.region == "east_coast" or Choices in kinds(answer)
    answer = session.reply("设定城市为吉林")
    offered = [c.label for b in answer.blocks if isinstance(b, Choices) for c in b.choices]
    assert len(offered) >= 2


def test_a_target_is_chosen_by_name_or_share(with_sample):
    with_sample.reply("目标 高级阶段")
    assert with_sample.assessment.advice.target.id == "advanced"
    with_sample.reply("目标 20%")
    assert with_sample.assessment.advice.target.value_share == pytest.approx(0.2)
    assert "150%" in words(with_sample.reply("目标 150%"))


def test_the_last_decisions_can_be_read(with_sample):
    with_sample.reply("F2 定为高")
    history = next(b for b in with_sample.reply("谁改过").blocks if isinstance(b, Items))
    assert "F2" in history.items[-1] and "planner" in history.items[-1]


def test_a_project_goes_on_where_it_was(tmp_path):
    path = tmp_path / "a.chengjian"
    first = Session(open_journal(path), "zh")
    for said in ("打开样稿", "郑州", "F2 定为高"):
        first.reply(said)
    first.close()
    again = Session(open_journal(path), "zh")
    assert again.assessment.city == "郑州市" and again.assessment.ratings["F2"].confirmed.level == "high"
    assert "欢迎回来" in words(again.greet())
    again.close()


def test_steps_follow_the_journal(session):
    assert [s.key for s in session.steps() if s.current] == ["draft"]
    session.reply("打开样稿")
    session.reply("郑州市")
    assert [s.key for s in session.steps() if s.done] == ["draft", "city"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_nothing_said_ends_in_an_exception(with_sample, said):
    answer = with_sample.reply(said)
    assert answer.blocks and render(answer.blocks, 60, with_sample.say)


def test_markup_in_what_is_said_is_only_text():
    session = Session(open_journal(MEMORY), "en")
    for said in ("a[/b]", "[red]x[/red]", "{0} %s {x}", "note: [bold]{y}[/]", "open [a/b].docx"):
        assert session.reply(said).blocks
    session.close()
