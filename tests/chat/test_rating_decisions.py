"""A person confirms, sets or challenges: in the journal with who, when and why, never mixed with the tool."""

from __future__ import annotations

import pytest

from assistant.chat.blocks import Choices, Text, as_json
from assistant.chat.session import Session
from assistant.journal.store import open_journal


def words(answer):
    return "\n".join(str(as_json(b)) for b in answer.blocks)


def kinds(answer):
    return {type(b) for b in answer.blocks}


def test_ratings_by_a_person(with_sample):
    assert Choices in kinds(with_sample.reply("给 F2 定级"))
    with_sample.reply("F2 定为高")
    with_sample.reply("H3 定为 2")
    confirmed = {i: r.confirmed.level for i, r in with_sample.assessment.ratings.items() if r.confirmed}
    assert confirmed == {"F2": "high", "H3": 2}
    assert Choices in kinds(with_sample.reply("F2 定为 2"))
    assert with_sample.assessment.ratings["F2"].confirmed.level == "high"


@pytest.mark.parametrize("said", ["确认 {item}", "同意 {item} 的建议", "confirm {item}", "{item} 没问题"])
@pytest.mark.parametrize("item", ["H2", "F3"])
def test_a_suggestion_is_confirmed_as_it_is(with_sample, item, said):
    before = with_sample.assessment.ratings[item]
    answer = with_sample.reply(said.format(item=item))
    after = with_sample.assessment.ratings[item]
    assert answer.intent == "rate"
    assert after.confirmed.level == (before.residual if before.is_fear else before.suggested)
    assert after.suggested == before.suggested and after.residual == before.residual


def test_a_question_confirms_nothing(with_sample):
    events = with_sample.journal.events()
    for said in ("H2 没问题吗", "为什么确认 H2", "不同意 H2"):
        with_sample.reply(said)
    assert with_sample.journal.events() == events


def test_another_level_asks_for_its_reason(with_sample):
    suggested = with_sample.assessment.ratings["H2"].suggested
    other = 3 if suggested != 3 else 1
    assert "理由" in words(with_sample.reply(f"H2 定为 {other}"))
    assert with_sample.reply("理由：另有专项方案").intent == "rate"
    confirmed = with_sample.assessment.ratings["H2"].confirmed
    assert (confirmed.level, confirmed.why, confirmed.by) == (other, "另有专项方案", "planner")
    assert "另有专项方案" in words(with_sample.reply("看 H2"))


def test_a_level_with_its_reason_is_recorded_at_once(with_sample):
    with_sample.reply("H2 定为 1，因为只有提法")
    confirmed = with_sample.assessment.ratings["H2"].confirmed
    assert (confirmed.level, confirmed.why) == (1, "只有提法")


@pytest.mark.parametrize("said", ["F2 定为 低，因为已有办法", "set F2 to low because there is a rule"])
def test_a_risk_is_set_with_its_reason(with_sample, said):
    with_sample.reply(said)
    confirmed = with_sample.assessment.ratings["F2"].confirmed
    assert confirmed.level == "low" and confirmed.why


def quoted(session, item):
    return session.assessment.ratings[item].evidence[0].statement


def test_a_challenged_quote_is_no_evidence_any_more(with_sample):
    statement = quoted(with_sample, "H2")
    answer = with_sample.reply(f"{statement} 不能作为 H2 的依据，因为说的是别的事")
    assert answer.intent == "challenge"
    rating = with_sample.assessment.ratings["H2"]
    assert statement not in {q.statement for q in rating.evidence}
    taken = rating.challenged[0]
    assert (taken.statement, taken.why, taken.by) == (statement, "说的是别的事", "planner")
    assert "说的是别的事" in words(with_sample.reply("看 H2"))
    with_sample.reply("撤销")
    assert statement in {q.statement for q in with_sample.assessment.ratings["H2"].evidence}


def test_a_challenge_can_be_put_back(with_sample):
    statement = quoted(with_sample, "H2")
    with_sample.reply(f"H2 的 {statement} 不是这个意思")
    assert with_sample.reply(f"恢复 H2 的 {statement}").intent == "challenge"
    rating = with_sample.assessment.ratings["H2"]
    assert statement in {q.statement for q in rating.evidence} and not rating.challenged


def test_a_challenge_of_what_was_not_quoted_changes_nothing(with_sample):
    events = with_sample.journal.events()
    answer = with_sample.reply("s1 不能作为 H2 的依据")
    assert [b.tone for b in answer.blocks if isinstance(b, Text)] == ["error"]
    assert with_sample.journal.events() == events


def test_a_challenge_outlives_the_session_and_a_new_version(tmp_path):
    draft, project = tmp_path / "草案.md", tmp_path / "项目.chengjian"
    kept = "在12个车站安装人脸识别设备。"
    draft.write_text(f"# 示例市数字化规划\n\n## 建设智慧城市\n\n{kept}\n", encoding="utf-8")
    first = Session(open_journal(project), "zh")
    first.reply(f"打开 {draft}")
    first.reply(f"{quoted(first, 'F2')} 不能作为 F2 的依据")
    assert not first.assessment.ratings["F2"].evidence
    first.close()
    changed = (
        f"# 示例市数字化规划\n\n## 建设智慧城市\n\n推进城市治理一网统管。\n\n{kept}\n\n在8所学校安装人脸识别设备。\n"
    )
    draft.write_text(changed, encoding="utf-8")
    second = Session(open_journal(project), "zh")
    second.reply(f"打开 {draft}")
    rating = second.assessment.ratings["F2"]
    by_text = {second.assessment.coding(q.statement).statement.text for q in rating.evidence}
    assert by_text == {"在8所学校安装人脸识别设备。"}
    assert second.assessment.coding(rating.challenged[0].statement).statement.text == kept
    second.close()


def test_an_edited_rubric_is_told_with_then_and_now(tmp_path, monkeypatch):
    project = tmp_path / "项目.chengjian"
    first = Session(open_journal(project), "zh")
    first.reply("打开样稿")
    suggested = first.assessment.ratings["H2"].suggested
    first.close()
    monkeypatch.setattr("assistant.rating.changes.stamp", lambda: "2027.1+abcdef")
    monkeypatch.setattr("assistant.rating.levels.median_down", lambda levels: 0)
    second = Session(open_journal(project), "zh")
    assert "量规" in words(second.greet())
    told = words(second.reply("看十三项评分"))
    assert "2027.1+abcdef" in told and "H2" in told.split("2027.1+abcdef")[1]
    assert suggested > 0
    second.close()
    third = Session(open_journal(project), "zh")
    assert "2027.1+abcdef" not in words(third.reply("看十三项评分"))
    assert "2027.1+abcdef" in words(third.reply("版本"))
    third.close()
