"""Plans held against the draft in the chat: echoes side by side, what is the city's own, the drivers as questions."""

from __future__ import annotations

import pytest

from assistant.chat.blocks import Question, Table, Text
from assistant.chat.plain import render
from assistant.chat.understand import understand
from assistant.chat.views.origin import marked

SAID = [
    ("对照上位规划 省规划.docx", "load_plan", {"path": "省规划.docx"}),
    ("对照上位规划：/srv/plans/a very long folder/of plans/province.docx", "load_plan", {}),
    ("对照国家数字经济规划.docx", "load_plan", {"path": "国家数字经济规划.docx"}),
    ("对照外市规划 “某市 规划.txt”", "load_plan", {"path": "某市 规划.txt"}),
    ("compare with plan my plan.docx", "load_plan", {"path": "my plan.docx"}),
    ("compare with plan.docx", "load_plan", {"path": "plan.docx"}),
    ("compare with higher-level plan a.docx", "load_plan", {"path": "a.docx"}),
    ("compare against the national plan a.docx", "load_plan", {"path": "a.docx"}),
    ("打开 对照表.docx", "open_draft", {"path": "对照表.docx"}),
    ("compare with Xi'an", "compare", {"city": "Xi'an"}),
    ("不再对照", "load_plan", {}),
    ("哪些与上位规划雷同", "echo", {}),
    ("数字政府有哪些雷同", "echo", {"category": "digital_government"}),
    ("s12 与哪条雷同", "echo", {"statement": "s12"}),
    ("what echoes", "echo", {}),
    ("what echoes in digital life", "echo", {"category": "digital_life"}),
    ("四个动因", "drivers", {}),
    ("the four drivers", "drivers", {}),
]


@pytest.mark.parametrize(("said", "intent", "slots"), SAID, ids=[s[0] for s in SAID])
def test_what_is_said_is_understood(said, intent, slots):
    heard = understand(said)
    assert (heard.intent, {k: heard.slots.get(k) for k in slots}) == (intent, slots)


@pytest.fixture
def plans(with_sample, tmp_path):
    """Two plans: one that repeats some of the sample's own counted statements, one that repeats another."""
    counted = [c for c in with_sample.assessment.codings if c.counted and len(c.statement.text) > 25]
    own = [c.statement.text for c in counted[:6]]
    higher, peer = tmp_path / "省规划.txt", tmp_path / "乙市规划.txt"
    higher.write_text("某省数字发展规划\n\n" + "\n".join(own[:5]), encoding="utf-8")
    peer.write_text("乙市数字发展规划\n\n" + own[5], encoding="utf-8")
    return higher, peer, [c.statement.id for c in counted[:6]]


def said(answer, session, width=80):
    return render(answer.blocks, width, session.say)


def tables(answer):
    return [b for b in answer.blocks if isinstance(b, Table)]


def test_a_loaded_plan_shows_what_echoes_it_and_changes_no_decision(with_sample, plans):
    higher, peer, ids = plans
    count = len(with_sample.journal.events())
    answer = with_sample.reply(f"对照上位规划 {higher}")
    assert answer.intent == "load_plan" and "上位规划" in answer.blocks[0].text
    mix = tables(answer)[0]
    assert sum(int(row[1]) for row in mix.rows) == with_sample.assessment.profile.total
    assert sum(int(row[2].split()[0]) for row in mix.rows) >= 5
    for row in mix.rows:
        assert int(row[1]) == int(row[2].split()[0]) + int(row[3].split()[0])
    pair = tables(answer)[1]
    assert "相同 100%" in pair.columns[0] and pair.rows[0][0].startswith("【")
    assert len(with_sample.journal.events()) == count


def test_higher_and_peer_stand_apart_and_a_plan_is_loaded_once(with_sample, plans):
    higher, peer, ids = plans
    with_sample.reply(f"对照上位规划 {higher}")
    answer = with_sample.reply(f"对照外市规划 {peer}")
    assert [p.level for p in with_sample.plans] == ["higher", "peer"]
    assert len(tables(answer)[0].columns) == 5
    assert sum(int(row[3].split()[0]) for row in tables(answer)[0].rows) >= 1
    with_sample.reply(f"对照外市规划 {higher}")
    assert [(p.level, p.source) for p in with_sample.plans] == [("peer", peer.name), ("peer", higher.name)]
    assert "不再对照" in said(with_sample.reply("不再对照"), with_sample)
    assert with_sample.plans == ()


def test_without_words_for_it_the_title_tells_the_level(with_sample, plans):
    higher, peer, _ = plans
    for path in (higher, peer):
        with_sample.reply(f"对照 {path}")
    assert [p.level for p in with_sample.plans] == ["higher", "peer"]


def test_one_statement_and_one_category_can_be_asked_for(with_sample, plans):
    higher, _, ids = plans
    with_sample.reply(f"对照上位规划 {higher}")
    (pair,) = tables(with_sample.reply(f"{ids[0]} 与哪条雷同"))
    assert pair.columns[0].startswith(ids[0])
    category = with_sample.assessment.coding(ids[0]).category
    answer = with_sample.reply(f"{with_sample.say(f'category.{category}')}有哪些雷同")
    assert any(ids[0] == t.columns[0].split()[0] for t in tables(answer))
    assert "s99999" in said(with_sample.reply("s99999 与哪条雷同"), with_sample)


def test_a_recode_moves_an_echo_to_its_new_category(with_sample, plans):
    higher, _, ids = plans
    with_sample.reply(f"对照上位规划 {higher}")
    with_sample.reply(f"把 {ids[0]} 改编为特色数字城市")
    row = tables(with_sample.reply("哪些雷同"))[0].rows[-1]
    assert int(row[2].split()[0]) >= 1


@pytest.mark.parametrize("asked", ["哪些雷同", "对照上位规划"])
def test_without_a_plan_it_is_said_how_to_name_one(with_sample, asked):
    assert "对照上位规划" in said(with_sample.reply(asked), with_sample)


def test_the_draft_itself_and_what_cannot_be_read_are_one_line(session, tmp_path):
    text = "甲市数字发展规划\n\n推行渔船进出港一次申报、码头靠泊一屏可查。"
    draft = tmp_path / "甲.txt"
    draft.write_text(text, encoding="utf-8")
    session.reply(f"打开 {draft}")
    for path in (draft, tmp_path / "没有.txt"):
        answer = session.reply(f"对照上位规划 {path}")
        (block,) = answer.blocks
        assert isinstance(block, Text) and block.tone == "error"
    assert session.plans == ()


def test_a_plan_loaded_first_waits_for_the_draft(session, plans_text):
    answer = session.reply(f"对照上位规划 {plans_text}")
    assert len(session.plans) == 1 and "打开" in said(answer, session)


@pytest.fixture
def plans_text(tmp_path):
    path = tmp_path / "某省规划.txt"
    path.write_text("某省规划\n\n推行渔船进出港一次申报、码头靠泊一屏可查。", encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_drivers_are_four_questions_and_never_a_denial(with_sample, language):
    with_sample.speak(language)
    answer = with_sample.reply("四个动因")
    assert len([b for b in answer.blocks if isinstance(b, Question)]) == 4
    own = " ".join(b.text for b in answer.blocks if isinstance(b, Text | Question))
    assert "没有提到" not in own and "并无" not in own


def test_what_a_text_does_not_mention_reads_not_found(session, plans_text):
    session.reply(f"打开 {plans_text}")
    assert said(session.reply("四个动因"), session).count("文本未见") >= 4


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("一二三四五", ((0, 2), (2, 3)), "【一二三】四五"),
        ("】【二三", ((2, 4),), "】【【二三】"),
        ("一二", (), "一二"),
    ],
)
def test_marks_leave_the_words_as_they_are(text, spans, shown):
    assert marked(text, spans) == shown
