"""Suggested levels follow from quotes: a median for hopes, a look-up for fears, never a sum."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.codebook import rubric
from assistant.coding.code import code
from assistant.model import FEARS, HOPES, ITEMS, Coding, Confirmation, Decisions, Rating, Statement
from assistant.rating.levels import median_down, rate


def codings(*texts: str, heading: str = "数字化发展规划") -> list[Coding]:
    return [code((Statement(f"s{n}", 100 * n, 100 * n + len(t), t, (heading,)),))[0] for n, t in enumerate(texts, 1)]


def test_silence_is_nothing_found_and_cannot_tell():
    ratings = rate([], Decisions())
    assert tuple(ratings) == ITEMS
    for item in HOPES:
        assert (ratings[item].suggested, ratings[item].coverage, ratings[item].evidence) == (0, 0, ())
    for item in FEARS:
        assert ratings[item].suggested is None
        assert (ratings[item].exposure, ratings[item].mitigation, ratings[item].residual) == (0, 0, "unknown")


@given(st.lists(st.integers(0, 3), min_size=1))
def test_the_median_goes_down_on_a_tie(levels):
    median = median_down(levels)
    assert median in levels
    assert sum(x < median for x in levels) <= (len(levels) - 1) / 2
    assert sum(x > median for x in levels) <= len(levels) / 2


def test_a_hope_needs_three_of_five_sub_indicators():
    two = rate(
        codings("设立首席数据官，统筹协调各部门政务数据工作。", "编制公共数据目录，推进数据共享。"), Decisions()
    )["H5"]
    assert (two.suggested, two.coverage) == (0, 2)
    texts = ("设立首席数据官，统筹协调各部门政务数据工作。", "编制公共数据目录。", "开展跨部门业务协同。")
    three = rate(codings(*texts), Decisions())["H5"]
    assert (three.suggested, three.coverage) == (2, 3)


FEARS_READ = [
    ("a wish", ("加强人脸识别。",), (1, 0, "medium")),
    ("a measure", ("在3个车站安装人脸识别设备。",), (2, 0, "high")),
    ("a measure everywhere", ("在全部小区一律安装人脸识别设备。",), (3, 0, "high")),
    (
        "mitigated where the risk is",
        ("在3个车站安装人脸识别设备。", "采集人脸须取得单独同意并设置告知牌。"),
        (2, 2, "medium"),
    ),
    ("mitigated elsewhere only", ("在3个车站安装人脸识别设备。", "每年开展安全审计。"), (2, 1, "high")),
    ("no risk, a safeguard", ("每年开展安全审计。",), (0, 2, "low")),
    ("a ban", ("不得使用人脸识别。",), (0, 2, "low")),
]


@pytest.mark.parametrize(("texts", "expected"), [f[1:] for f in FEARS_READ], ids=[f[0] for f in FEARS_READ])
def test_fears_are_looked_up(texts, expected):
    found = rate(codings(*texts), Decisions())["F2"]
    assert (found.exposure, found.mitigation, found.residual) == expected


def test_every_level_above_zero_has_a_quote():
    ratings = rate(
        codings("推广人脸识别门禁。", "开展适老化改造。", "公开征求意见并答复。", "流程再造，减材料三成。"), Decisions()
    )
    for rating in ratings.values():
        quoted = {q.indicator for q in rating.evidence}
        for level in rating.indicators:
            if level.level or level.exposure:
                assert level.id in quoted


def test_an_achievement_supports_no_more_than_a_wish():
    promised = rate(codings("建设智慧养老平台5个。"), Decisions())["H2"].indicators
    achieved = rate(codings("已建成智慧养老平台5个。"), Decisions())["H2"].indicators
    assert max(i.level for i in promised) == 2 and max(i.level for i in achieved) == 1


def test_one_statement_serving_many_items_is_flagged():
    text = "开展适老化改造，公开征求意见，设立首席数据官，流程再造，建立监测预警和应急预案。"
    quotes = rate(codings(text), Decisions())["H2"].evidence
    assert quotes and all(q.shared > 3 for q in quotes)


def test_a_confirmation_stands_beside_the_suggestion():
    said = Confirmation(3, "甲", "2026-01-01T00:00:00.000000Z", "另有文件规定")
    rating = rate(codings("开展适老化改造。"), Decisions(ratings={"H2": said}, answers={"H2": (said,)}))["H2"]
    assert rating.confirmed == said and rating.answers == (said,)
    assert rating.suggested == 0 and rating.coverage == 1


def test_there_is_no_total_over_hopes_and_fears():
    names = {f.name for f in dataclasses.fields(Rating)}
    assert not names & {"total", "score", "sum", "rank", "weight"}
    assert not hasattr(rubric(), "weights")
