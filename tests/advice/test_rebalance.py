"""The rebalancing is minimal, honest about what cannot be reached, and never pads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advice.rebalance import _as_far_as_possible, needed, rebalance
from assistant.advice.solve import Supply, holds
from assistant.advice.targets import floors_of, resolve_target, share_of
from assistant.codebook import rubric
from assistant.coding.code import code
from assistant.model import CATEGORIES, VALUE_CATEGORIES, Coding, Decisions, Reason, Statement, Target
from assistant.peers.profile import profile
from assistant.peers.reference import national_line
from assistant.rating.levels import rate

INFRASTRUCTURE = "在第{}街区新建5G基站{}座。"


def draft(*texts: str) -> list[Coding]:
    return [code((Statement(f"s{n}", 0, len(t), t, ("数字化发展规划",)),))[0] for n, t in enumerate(texts, 1)]


def advice(codings: list[Coding], floor: float):
    target = Target("own", floor, national_line().shares, Reason("target.own", {"share": f"{floor:.0%}"}))
    return rebalance(profile(codings), rate(codings, Decisions()), codings, target)


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.01, 0.9))
def test_the_closed_form_is_the_smallest_that_meets_the_floor(value, others, floor):
    total = value + others
    x = needed(value, total, floor)
    assert value + x >= floor * (total + x) - 1e-6
    assert x == 0 or value + x - 1 < floor * (total + x - 1) + 1e-6


def many(n: int) -> list[Coding]:
    return draft(*(INFRASTRUCTURE.format(k * 7919, k * 104729 % 9973) for k in range(1, n + 1)))


def test_a_floor_out_of_reach_is_said_to_be_infeasible():
    found = advice(many(400), 0.5)
    assert found.verdict == "infeasible" and not found.feasible
    assert found.needed > found.reachable and found.value_after < 0.5


def test_a_reachable_floor_is_reached_with_named_commitments():
    codings = many(60)
    found = advice(codings, 0.15)
    assert found.verdict == "feasible" and found.value_after >= 0.15
    assert sum(a.category in VALUE_CATEGORIES for a in found.additions) >= found.needed
    assert len({a.indicator for a in found.additions}) == len(found.additions)
    assert found.after["new_infrastructure"] == found.before["new_infrastructure"] == 60


def test_inside_the_noise_nothing_is_added_for_the_share():
    codings = many(20) + draft("出台公共数据授权运营管理办法。", "每年开展数据安全审计。")
    found = advice(codings, profile(codings).interval["value"][1] - 0.001)
    assert found.verdict == "within_noise"


def test_a_floor_already_met_asks_for_nothing_more_in_share():
    found = advice(draft("出台公共数据授权运营管理办法。", "建设5G基站3座。"), 0.2)
    assert (found.verdict, found.needed) == ("reached", 0)


def test_an_unmitigated_fear_comes_first():
    codings = many(60) + draft("在全部小区一律安装人脸识别设备。")
    found = advice(codings, 0.15)
    assert found.additions[0].unmitigated and found.additions[0].item in ("F2", "F3")
    assert found.additions[0].beside


def test_a_slogan_is_upgraded_before_anything_is_added():
    slogan = draft("坚持发展和规范并重，营造安全可信的数字生态。")[0]
    codings = many(30) + [slogan]
    found = advice(codings, 0.12)
    assert found.upgrades[0].category == "digital_ecology" and "action" in found.upgrades[0].missing
    assert found.after["digital_ecology"] - found.before["digital_ecology"] >= 1


def test_distinctive_city_is_capped():
    found = advice(many(60), 0.3)
    assert sum(a.category == "distinctive_city" for a in found.additions) <= 0.03 * 60


def test_every_addition_is_an_unmet_sub_indicator():
    codings = many(60)
    ratings = rate(codings, Decisions())
    levels = {i.id: i.level for r in ratings.values() for i in r.indicators}
    for addition in advice(codings, 0.2).additions:
        assert levels[addition.indicator] < 2
        assert rubric().indicator(addition.indicator).category == addition.category


@pytest.mark.parametrize("floor", [0.05, 0.2, 0.6])
def test_an_empty_draft_is_no_error(floor):
    found = advice([], floor)
    assert found.before == dict.fromkeys(found.before, 0)


def coded(category: str, n: int, start: int = 1, role: str = "commitment", strength: int = 2) -> list[Coding]:
    """`n` codings made by hand: what is tested here is not the coder."""
    ids = range(start, start + n)
    return [Coding(Statement(f"s{i}", 0, 1, f"{i}"), category, None, role, strength, 0.9, False) for i in ids]


def towards(codings: list[Coding], name: str):
    national = national_line().shares
    mix = profile(codings)
    return rebalance(mix, rate(codings, Decisions()), codings, resolve_target(name, mix, None, national))


def test_what_is_offered_breaks_no_floor_that_holds():
    codings = coded("digital_ecology", 2) + coded("new_infrastructure", 8, start=3)
    found = advice(codings, 0.2)
    assert found.verdict == "reached" and found.additions
    assert found.value_after >= 0.2


def test_the_people_facing_floor_of_a_stage_is_met_too():
    codings = (
        coded("new_infrastructure", 60) + coded("digital_ecology", 14, start=61) + coded("digital_life", 1, start=75)
    )
    found = towards(codings, "middle")
    floors = floors_of(found.target)
    assert set(floors) == {"value", "people"} and found.verdict in ("feasible", "within_noise")
    far = towards(coded("new_infrastructure", 100) + coded("digital_ecology", 24, start=101), "middle")
    assert share_of(_mix(far.before), "value") >= far.target.value_share
    assert share_of(_mix(far.before), "people") < floors["people"]


def test_floors_that_clash_go_as_far_as_they_can_the_value_floor_first():
    supply = Supply((90, 0, 0, 0, 0, 10, 0), (0,) * 7, (0, 0, 3, 4, 0, 20, 0), (0,) * 7)
    target = Target("own", 0.15, national_line().shares, Reason("target.own", {"share": "15%"}))
    floors = {"value": 0.15, "digital_government": 0.2}
    plan = _as_far_as_possible(supply, floors, {}, target)
    assert plan is not None
    gained = sum(plan.additions)
    assert (10 + plan.additions[5]) / (100 + gained) >= 0.15
    assert plan.additions[2] == 3  # as near to its floor as the gaps carry it


def test_slogans_come_first_and_only_as_many_as_are_needed():
    slogans = coded("digital_ecology", 30, start=101, role="slogan", strength=1)
    found = advice(coded("new_infrastructure", 100) + slogans, 0.12)
    assert (found.verdict, found.additions, found.closes) == ("feasible", (), ())
    assert sum(found.after.values()) - 100 == found.needed == 14


@pytest.mark.parametrize(("heading", "offered"), [("一、过去一年工作回顾", 0), ("二、今年重点任务", 3)])
def test_what_looks_back_is_no_slogan_to_make_concrete(heading, offered):
    slogans = coded("digital_ecology", 3, start=101, role="slogan", strength=1)
    slogans = [replace(c, statement=replace(c.statement, heading=(heading,))) for c in slogans]
    assert len(advice(coded("new_infrastructure", 100) + slogans, 0.12).upgrades) == offered


def test_the_slogans_of_a_floored_category_are_named():
    codings = coded("new_infrastructure", 100) + coded("digital_life", 3, start=101, role="slogan", strength=1)
    assert {u.category for u in towards(codings, "middle").upgrades} == {"digital_life"}
    assert advice(codings, 0.18).upgrades == ()


@given(
    st.lists(st.integers(0, 40), min_size=7, max_size=7),
    st.sampled_from(("early", "middle", "advanced", "5%", "12%", "25%")),
)
def test_what_is_called_feasible_meets_every_floor_and_nothing_else_is_promised(numbers, name):
    codings: list[Coding] = []
    for category, n in zip(CATEGORIES, numbers, strict=True):
        codings += coded(category, n, start=len(codings) + 1)
    found = towards(codings, name)
    total = sum(found.after.values())
    met = [
        holds(round(share_of(_mix(found.after), floor) * total), total, share)
        for floor, share in floors_of(found.target).items()
    ]
    assert all(met) if found.verdict in ("feasible", "reached") else found.verdict == "within_noise" or not all(met)
    assert total - sum(found.before.values()) == len(found.additions)


def _mix(counts):
    return {c: n / max(1, sum(counts.values())) for c, n in counts.items()}
