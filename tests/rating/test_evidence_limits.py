"""What the rubric's limits say is no evidence, or evidence of a slogan only; what a person took out stays out."""

from __future__ import annotations

import pytest

from assistant.coding.code import code
from assistant.decided import Challenge
from assistant.model import Decisions, Statement
from assistant.rating.changes import Change, changes, levels, stamp
from assistant.rating.levels import rate


def codings(*texts, heading="数字化发展规划"):
    return [code((Statement(f"s{n}", 100 * n, 100 * n + len(t), t, (heading,)),))[0] for n, t in enumerate(texts, 1)]


def highest(item, *texts):
    rating = rate(codings(*texts), Decisions())[item]
    return max(max(i.level, i.exposure) for i in rating.indicators)


LIMITS = [
    ("a measure", "H5", "推进3个部门政务数据共享。", 2),
    ("a shortcoming", "H5", "部门之间政务数据共享尚未实现。", 0),
    ("a principle", "H5", "公共数据管理应当遵循集约建设、统一标准、汇聚整合、共享开放的原则。", 1),
    ("a slogan in a long sentence", "H3", "建设10个社区数字服务站，持续提升群众获得感。", 1),
    ("a definition", "F3", "用户画像，是指对居民数据进行自动化处理的活动。", 0),
    ("an appraising department", "F2", "在3个车站安装人脸识别设备。（牵头考核单位：市公安局）", 2),
    ("a compulsory clause", "F2", "在全部车站安装人脸识别设备。", 3),
    ("a compulsory word elsewhere", "F2", "在3个车站安装人脸识别设备，全部窗口延时服务。", 2),
]


@pytest.mark.parametrize(("item", "text", "level"), [case[1:] for case in LIMITS], ids=[case[0] for case in LIMITS])
def test_limits_of_evidence(item, text, level):
    assert highest(item, text) == level


def test_a_challenge_takes_out_one_statement_for_one_item():
    coded = codings("在3个车站安装人脸识别设备。", "在5个社区安装人脸识别设备。")
    taken = Challenge("F2", "在3个车站安装人脸识别设备。", "s9", "甲", "2026-01-01")
    rated = rate(coded, Decisions(challenges=(taken,)))
    assert {q.statement for q in rated["F2"].evidence} == {"s2"}
    assert [(c.statement, c.by) for c in rated["F2"].challenged] == [("s1", "甲")]
    assert rated["F3"] == rate(coded, Decisions())["F3"]


def test_a_challenge_of_a_sentence_that_is_gone_does_nothing():
    coded = codings("在5个社区安装人脸识别设备。")
    gone = Challenge("F2", "在3个车站安装人脸识别设备。", "s1", "甲", "2026-01-01")
    assert rate(coded, Decisions(challenges=(gone,))) == rate(coded, Decisions())


def test_quotes_that_wait_for_a_review_are_in_doubt():
    from dataclasses import replace

    coded = [replace(c, review=True) for c in codings("在3个车站安装人脸识别设备。")]
    assert rate(coded, Decisions())["F2"].doubtful == 1
    assert rate([replace(c, review=False) for c in coded], Decisions())["F2"].doubtful == 0


def test_changes_name_the_items_that_differ():
    then = levels(rate([], Decisions()))
    now = levels(rate(codings("在3个车站安装人脸识别设备。"), Decisions()))
    assert then["F2"] == "unknown" and changes(then, then) == ()
    assert Change("F2", "unknown", "high") in changes(then, now)
    assert stamp().startswith("20") and "+" in stamp()
