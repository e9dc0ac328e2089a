"""Targets are named, chosen by the user, and follow the formulas of the method."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advice.plan_mix import PlanMix
from assistant.advice.targets import (
    floors_of,
    own_share,
    read_targets,
    resolve_target,
    stage_target,
    target_names,
    target_rules,
    tilted,
)
from assistant.chat.views.targets import target_name
from assistant.model import CATEGORIES, PEOPLE_CATEGORIES, VALUE_CATEGORIES, Problem, Reason, Target
from assistant.peers.coder_stamp import coder_digest
from assistant.peers.compare import compare
from assistant.peers.profile import profile
from assistant.peers.reference import national_line
from assistant.peers.regions import resolve
from assistant.phrases import phrases
from assistant.resources import rubric_file

NATIONAL = national_line().shares


@pytest.mark.parametrize(("beta", "value"), [(0, 0.123), (0.25, 0.160), (0.5, 0.204), (0.75, 0.254), (1, 0.311)])
def test_the_value_tilt_gives_the_shares_of_the_method(beta, value):
    mix = tilted(NATIONAL, [-beta, 0, 0, 0, 0, beta, beta])
    assert sum(mix[c] for c in VALUE_CATEGORIES) == pytest.approx(value, abs=5e-4)


@given(st.lists(st.floats(-3, 3), min_size=7, max_size=7))
def test_a_tilted_mix_is_a_mix(weights):
    mix = tilted(NATIONAL, weights)
    assert sum(mix.values()) == pytest.approx(1) and all(0 <= mix[c] <= 1 for c in CATEGORIES)


@pytest.mark.parametrize(
    ("typed", "share"), [("20%", 0.2), ("0.2", 0.2), (" 12.5 ％ ", 0.125), ("20", 0.2), ("中期", None)]
)
def test_a_share_may_be_typed(typed, share):
    assert own_share(typed) == share


@pytest.mark.parametrize("typed", ["0%", "100%", "150%", "0"])
def test_an_impossible_share_is_refused(typed):
    with pytest.raises(Problem) as caught:
        own_share(typed)
    assert caught.value.key == "target_share"


def test_the_stages_rise_in_value_as_the_paper_has_them():
    empty = profile([])
    stages = [resolve_target(s, empty, None, NATIONAL).value_share for s in ("early", "middle", "advanced")]
    assert stages == sorted(stages) and stages[0] < sum(NATIONAL[c] for c in VALUE_CATEGORIES) < stages[1]


def test_the_frontier_is_a_peer_with_enough_statements():
    empty = profile([])
    found = resolve_target("frontier", empty, compare(empty, resolve("海口市")), NATIONAL)
    assert found.source.values["city"] in ("广州市", "福州市")
    half = resolve_target("half_gap", empty, compare(empty, resolve("海口市")), NATIONAL)
    assert half.value_share == pytest.approx(found.value_share / 2)


def test_without_a_city_there_is_no_default_target_and_a_peer_target_is_refused():
    empty = profile([])
    assert resolve_target(None, empty, None, NATIONAL) is None
    with pytest.raises(Problem) as caught:
        resolve_target("frontier", empty, None, NATIONAL)
    assert caught.value.key == "target_needs_city"


def test_an_unknown_target_names_the_known_ones():
    with pytest.raises(Problem) as caught:
        resolve_target("gdp", profile([]), None, NATIONAL)
    assert all(name in caught.value.values["known"] for name in target_names())


def test_no_target_is_inferred_from_gdp():
    assert "gdp" not in " ".join(target_names()) and target_rules().default in target_names()


def rules_with(tmp_path, floors: str):
    text = rubric_file("targets.yaml").read_text(encoding="utf-8")
    start, end = text.index("floors:"), text.index("stages:")
    file = tmp_path / "targets.yaml"
    file.write_text(f"{text[:start]}floors: {floors}\n{text[end:]}", encoding="utf-8")
    return read_targets(file)


def test_an_expert_may_set_floors_per_category(tmp_path):
    rules = rules_with(tmp_path, "{middle: {digital_life: 0.1, people: target}, half_gap: {smart_city: national}}")
    assert rules.floors == {
        "middle": {"digital_life": 0.1, "people": "target"},
        "half_gap": {"smart_city": "national"},
    }


@pytest.mark.parametrize(
    ("floors", "key"),
    [
        ("{gdp: {people: 0.2}}", "floors.gdp"),
        ("{middle: {roads: 0.2}}", "floors.middle.roads"),
        ("{middle: {people: 1.2}}", "floors.middle.people"),
        ("{middle: {people: peers}}", "floors.middle.people"),
        ("{middle: 0.2}", "floors.middle"),
    ],
)
def test_a_wrong_floor_is_refused_by_name(tmp_path, floors, key):
    with pytest.raises(Problem) as caught:
        rules_with(tmp_path, floors)
    assert (caught.value.key, caught.value.values["key"]) == ("rubric_broken", key)


@pytest.mark.parametrize(
    ("set_to", "share"),
    [(0.3, 0.3), ("national", sum(NATIONAL[c] for c in PEOPLE_CATEGORIES)), ("target", 3 / 7)],
)
def test_a_floor_is_a_number_or_taken_from_a_named_mix(monkeypatch, set_to, share):
    rules = replace(target_rules(), floors={"middle": {"people": set_to}})
    monkeypatch.setattr("assistant.advice.targets.target_rules", lambda: rules)
    target = Target("middle", 0.2, dict.fromkeys(CATEGORIES, 1 / 7), Reason("target.middle", {}))
    if set_to == "national":
        target = replace(stage_target("middle", NATIONAL), value_share=0.2)
    assert floors_of(target) == pytest.approx({"value": 0.2, "people": share})


def test_a_stage_tilted_from_a_peer_set_takes_its_floors_from_that_set():
    flat = dict.fromkeys(CATEGORIES, 1 / 7)
    assert floors_of(stage_target("advanced", flat))["people"] == pytest.approx(3 / 7)


PLAN = PlanMix("示例省规划", "ab" * 32, dict(zip(CATEGORIES, range(14, 21), strict=True)), "1", coder_digest())


def test_a_plans_mix_is_the_target_and_its_value_share_the_floor():
    found = resolve_target(PLAN, profile([]), None, NATIONAL, "1")
    assert found.shares == {c: n / PLAN.total for c, n in PLAN.counts.items()}
    assert floors_of(found) == {"value": pytest.approx((19 + 20) / sum(range(14, 21)))}
    low, high = PLAN.interval(NATIONAL)["value"]
    assert low < found.value_share < high and found.source.values["interval"] == f"{100 * low:.1f}–{high:.1%}"
    assert (found.source.key, found.source.values["n"]) == ("target.plan", 119)


@pytest.mark.parametrize("changed", [{"codebook": "0"}, {"coder": "0" * 12}])
def test_a_plan_coded_by_another_coder_is_no_longer_the_same_measure(changed):
    assert (
        resolve_target(replace(PLAN, **changed), profile([]), None, NATIONAL, "1").source.key == "target.plan_earlier"
    )


def test_a_plan_may_have_floors_too(tmp_path, monkeypatch):
    rules = rules_with(tmp_path, "{plan: {people: target}}")
    monkeypatch.setattr("assistant.advice.targets.target_rules", lambda: rules)
    found = resolve_target(PLAN, profile([]), None, NATIONAL)
    assert floors_of(found)["people"] == pytest.approx((17 + 19 + 20) / 119)


def test_a_stage_that_an_expert_adds_is_a_target_by_its_own_name(tmp_path, monkeypatch):
    text = rubric_file("targets.yaml").read_text(encoding="utf-8")
    file = tmp_path / "targets.yaml"
    added = "stages:\n  renewal: {zh: 更新期, en: renewal, tilt: [0, 0, 0, 1, 0, 0, 0]}"
    file.write_text(re.sub("(?m)^stages:.*$", added, text), encoding="utf-8")
    rules = read_targets(file)
    monkeypatch.setattr("assistant.advice.targets.target_rules", lambda: rules)
    assert resolve_target("renewal", profile([]), None, NATIONAL).source.key == "target.stage"
    assert [target_name("renewal", phrases(language)) for language in ("zh", "en")] == ["更新期", "renewal"]


def test_a_target_of_the_users_own_has_the_floor_named_and_no_other():
    own = resolve_target("20%", profile([]), None, NATIONAL)
    assert floors_of(own) == {"value": 0.2}
