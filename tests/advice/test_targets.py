"""Targets are named, chosen by the user, and follow the formulas of the method."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advice.targets import own_share, resolve_target, target_names, target_rules, tilted
from assistant.model import CATEGORIES, VALUE_CATEGORIES, Problem
from assistant.peers.compare import compare
from assistant.peers.profile import profile
from assistant.peers.reference import national_line
from assistant.peers.regions import resolve

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
