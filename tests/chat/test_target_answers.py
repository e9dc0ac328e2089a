"""Targets in the chat: a loaded plan's mix survives without its file, and the stages are explained as norms."""

from __future__ import annotations

import pytest

from assistant.advice.targets import resolve_target, target_rules
from assistant.chat.blocks import Choices, Items, Table, Text
from assistant.chat.session import Session
from assistant.chat.understand import understand
from assistant.journal.store import open_journal
from assistant.model import CATEGORIES
from assistant.peers.profile import profile
from assistant.peers.reference import national_line

SAID = [
    ("以上位规划为目标", "set_target", {"target": "plan"}),
    ("以所载规划为目标", "set_target", {"target": "plan"}),
    ("以所载规划为目标，第 2 份", "set_target", {"target": "plan"}),
    ("目标", "set_target", {}),
    ("target: the loaded plan", "set_target", {"target": "plan"}),
    ("target: the loaded plan, number 2", "set_target", {"target": "plan"}),
    ("use the loaded plan as the target", "set_target", {}),
    ("三个阶段是什么意思", "stages", {}),
    ("论文的三个阶段", "stages", {}),
    ("我们处在哪个阶段", "stages", {}),
    ("what do the stages mean", "stages", {}),
    ("which stage are we in", "stages", {}),
    ("目标 中期", "set_target", {"target": "middle"}),
    ("对照上位规划 省规划.docx", "load_plan", {"path": "省规划.docx"}),
    ("哪些与上位规划雷同", "echo", {}),
]


@pytest.mark.parametrize(("said", "intent", "slots"), SAID, ids=[s[0] for s in SAID])
def test_what_is_said_of_targets_is_understood(said, intent, slots):
    heard = understand(said)
    assert (heard.intent, {k: heard.slots.get(k) for k in slots}) == (intent, slots)


@pytest.fixture
def higher(with_sample, tmp_path):
    """A plan with the sample's counted statements but those on infrastructure, so that its mix is another one."""
    kept = [c for c in with_sample.assessment.codings if c.counted and c.category != "new_infrastructure"]
    file = tmp_path / "示例省规划.txt"
    file.write_text("示例省数字化规划\n\n" + "\n".join(c.statement.text for c in kept), encoding="utf-8")
    return file


def tables(answer):
    return [b for b in answer.blocks if isinstance(b, Table)]


def words(answer):
    return "\n".join(b.text for b in answer.blocks if isinstance(b, Text))


def test_a_plan_must_be_loaded_first(with_sample):
    count = len(with_sample.journal.events())
    assert with_sample.say("errors.target_no_plan") in words(with_sample.reply("以上位规划为目标"))
    assert len(with_sample.journal.events()) == count


def test_a_plan_with_few_counted_statements_is_no_target(with_sample, tmp_path):
    few = tmp_path / "短规划.txt"
    few.write_text("示例省数字化规划\n\n到2027年，由市大数据局建成政务服务一网通办平台。", encoding="utf-8")
    with_sample.reply(f"对照上位规划 {few}")
    count = len(with_sample.journal.events())
    said = words(with_sample.reply("以上位规划为目标"))
    assert str(target_rules().peers_at_least) in said and "示例省数字化规划" in said
    assert len(with_sample.journal.events()) == count


def test_a_plans_mix_is_the_target_with_its_source_n_and_interval(with_sample, higher):
    with_sample.reply(f"对照上位规划 {higher}")
    answer = with_sample.reply("以上位规划为目标")
    target, plan = with_sample.assessment.advice.target, with_sample.state.target.plan
    assert target.id == "plan" and plan.sha256 == with_sample.plans[0].sha256
    assert target.value_share == pytest.approx(sum(plan.shares[c] for c in ("digital_ecology", "distinctive_city")))
    beside = tables(answer)[0]
    assert "示例省" in beside.caption and str(plan.total) in beside.caption
    assert [row[1].split()[0] for row in beside.rows] == [str(plan.counts[c]) for c in CATEGORIES]
    source = with_sample.say.reason(target.source)
    assert "示例省" in source and f"{plan.total} 条" in source and "90% 区间" in source


def test_the_target_stays_when_the_project_is_opened_again_without_the_file(higher, tmp_path):
    project = tmp_path / "p.chengjian"
    first = Session(open_journal(project), "zh")
    for line in ("打开样稿", "黄河中游", f"对照上位规划 {higher}", "以上位规划为目标"):
        first.reply(line)
    before = first.assessment.advice
    first.close()
    higher.unlink()
    again = Session(open_journal(project), "zh")
    assert again.assessment.advice == before
    shown = again.reply("以所载规划为目标")
    assert "示例省" in tables(shown)[0].caption and len(again.journal.events()) == len(first.journal.events())
    assert "示例省" in words(again.reply("目标"))
    again.reply("撤销")
    assert again.state.target is None
    again.close()


def test_of_several_plans_the_one_meant_is_taken_and_else_they_are_offered(with_sample, higher, tmp_path):
    peer = tmp_path / "外市规划.txt"
    peer.write_text(
        higher.read_text(encoding="utf-8").replace("示例省", "示例市") + "\n推进智慧城市。", encoding="utf-8"
    )
    with_sample.reply(f"对照上位规划 {higher}")
    with_sample.reply(f"对照外市规划 {peer}")
    (asked,) = with_sample.reply("以所载规划为目标").blocks
    assert isinstance(asked, Choices) and len(asked.choices) == 2
    with_sample.reply("2")
    assert with_sample.state.target.plan.sha256 == with_sample.plans[1].sha256
    with_sample.reply("以上位规划为目标")
    assert with_sample.state.target.plan.sha256 == with_sample.plans[0].sha256


def test_a_plan_coded_by_an_earlier_coder_is_named_as_such(with_sample, higher):
    with_sample.reply(f"对照上位规划 {higher}")
    with_sample.reply("以上位规划为目标")
    assert with_sample.assessment.advice.target.source.key == "target.plan"
    with_sample.reply("把“数字门牌”加入数字政府")
    assert with_sample.assessment.advice.target.source.key == "target.plan_earlier"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_stages_are_explained_with_the_targets_they_give_and_as_norms(session, language):
    session.speak(language)
    answer = session.reply("三个阶段是什么意思")
    (logic,) = (b for b in answer.blocks if isinstance(b, Items))
    assert len(logic.items) == 3 and "GDP" in words(answer)
    (table,) = tables(answer)
    national = national_line().shares
    for column, stage in enumerate(("early", "middle", "advanced"), 2):
        target = resolve_target(stage, profile([]), None, national)
        shown = [row[column] for row in table.rows]
        assert shown[: len(CATEGORIES)] == [f"{target.shares[c]:.1%}" for c in CATEGORIES]
        assert shown[len(CATEGORIES)] == f"{target.value_share:.1%}"
    assert "-0.10" in words(answer)


def test_the_history_names_the_target(with_sample):
    with_sample.reply("目标 中期")
    with_sample.reply("目标 20%")
    (history,) = (b for b in with_sample.reply("版本").blocks if isinstance(b, Items))
    assert "中期" in history.items[-2] and "20.0%" in history.items[-1]
