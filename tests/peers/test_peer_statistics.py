"""What a handful of statements can tell: every figure against scipy or brute force, and those of the method note."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats
from scipy.spatial import distance as scipy_distance

from assistant.model import CATEGORIES, VALUE_CATEGORIES
from assistant.peers import balance, beta, statistics
from assistant.peers.reference import city_line, national_line, reference_cities, region_line

NATIONAL = national_line().shares
COUNTS = st.lists(st.integers(0, 200), min_size=7, max_size=7).map(lambda ns: dict(zip(CATEGORIES, ns, strict=True)))
SOME = COUNTS.filter(lambda counts: sum(counts.values()) > 0)
MIXES = SOME.map(balance.shares)
FAST = settings(max_examples=25, deadline=None)


def array(values):
    return np.array([values[c] for c in CATEGORIES], dtype=float)


# --- the figures of the method note ---


@pytest.mark.parametrize(("region", "expected"), [("southwest", 0.911), ("east_coast", 0.906)])
def test_the_southwest_is_evener_than_the_eastern_coast(region, expected):
    assert region_line(region).evenness == pytest.approx(expected, abs=5e-4)


def test_the_value_share_of_haikou_is_raw_4_3_percent_and_shrinks_up():
    line = city_line("海口市")
    assert line.value_share == pytest.approx(0.043, abs=5e-4)
    assert balance.group_share(statistics.shrunken(line.counts, NATIONAL), "value") == pytest.approx(0.0733, abs=5e-5)
    low, high = statistics.interval(line.counts, NATIONAL)["value"]
    assert (low, high) == pytest.approx((0.0189, 0.1538), abs=5e-5)


def test_the_interval_the_note_gives_for_haikou_is_that_of_the_raw_share():
    """0.8-15.8 % is the Jeffreys interval of 1 in 23, Beta(1.5, 22.5); it knows nothing of the other cities."""
    assert beta.share(beta.quantile([0.05, 0.95], 1.5, 22.5)) == pytest.approx([0.008, 0.158], abs=5e-4)


def test_a0_is_the_concentration_fitted_to_the_31_cities_and_haikou_shrinks_to_7_6_percent_around_the_fitted_mean():
    rows = np.array([array(city_line(city).counts) for city in reference_cities()])

    def loss(logs):
        alpha = np.exp(logs)
        whole = special.gammaln(alpha.sum()) - special.gammaln(alpha.sum() + rows.sum(axis=1))
        return -(whole + (special.gammaln(alpha + rows) - special.gammaln(alpha)).sum(axis=1)).sum()

    alpha = np.exp(optimize.minimize(loss, np.log(10 * array(NATIONAL))).x)
    assert alpha.sum() == pytest.approx(statistics.A0, abs=0.05)
    fitted = dict(zip(CATEGORIES, alpha / alpha.sum(), strict=True))
    shrunken = statistics.shrunken(city_line("海口市").counts, fitted)
    assert sum(shrunken[c] for c in VALUE_CATEGORIES) == pytest.approx(0.076, abs=5e-4)


@pytest.mark.parametrize(("percentile", "expected"), [(50, 0.134), (90, 0.188)])
def test_a_plan_of_60_statements_strays_this_far_from_the_mix_it_follows(percentile, expected):
    assert statistics.noise_to_target(60, NATIONAL, percentile) == pytest.approx(expected, abs=0.005)


def test_a_plan_of_62_statements_ordinarily_has_1_to_15_on_ecology():
    assert statistics.ordinary_range(62, NATIONAL)["digital_ecology"] == (1, 15)


# --- intervals and shrinking ---


@FAST
@given(COUNTS)
def test_intervals_are_scipys_beta_marginals(counts):
    alpha = array(counts) + statistics.A0 * array(NATIONAL)
    found = statistics.interval(counts, NATIONAL)
    parts = {c: alpha[i] for i, c in enumerate(CATEGORIES)}
    parts |= {group: sum(parts[c] for c in members) for group, members in balance.GROUPS.items()}
    assert set(found) == {*CATEGORIES, "value", "people"}
    for key, a in parts.items():
        expected = stats.beta.ppf([0.05, 0.95], a, alpha.sum() - a)
        assert found[key] == pytest.approx(tuple(expected), rel=2e-4, abs=1e-9)


@FAST
@given(COUNTS)
def test_an_interval_contains_the_shrunken_share(counts):
    shrunken = statistics.shrunken(counts, NATIONAL)
    assert sum(shrunken.values()) == pytest.approx(1)
    for key, (low, high) in statistics.interval(counts, NATIONAL).items():
        share = shrunken[key] if key in shrunken else balance.group_share(shrunken, key)
        assert 0 <= low < share < high <= 1


def test_without_a_statement_the_shrunken_mix_is_the_national_one():
    assert statistics.shrunken(dict.fromkeys(CATEGORIES, 0), NATIONAL) == pytest.approx(NATIONAL)


def test_more_statements_of_the_same_mix_narrow_every_interval():
    few = dict(zip(CATEGORIES, (6, 9, 5, 4, 2, 3, 1), strict=True))
    many = {c: 10 * n for c, n in few.items()}
    narrow, wide = statistics.interval(many, NATIONAL), statistics.interval(few, NATIONAL)
    assert all(narrow[k][1] - narrow[k][0] < wide[k][1] - wide[k][0] for k in wide)


# --- the ordinary range ---


@pytest.mark.parametrize("total", [0, 1, 7, 23, 62, 150, 1200])
def test_the_ordinary_range_is_scipys_beta_binomial(total):
    for category, (low, high) in statistics.ordinary_range(total, NATIONAL).items():
        a = statistics.A0 * NATIONAL[category]
        law = stats.betabinom(total, a, statistics.A0 - a)
        assert (low, high) == (law.ppf(0.1), law.ppf(0.9)) if total else (low, high) == (0, 0)


# --- distance and its noise ---


@FAST
@given(MIXES, MIXES)
def test_the_distance_is_scipys_jensen_shannon_in_base_2(one, other):
    expected = scipy_distance.jensenshannon(array(one), array(other), base=2)
    assert statistics.distance(one, other) == pytest.approx(np.nan_to_num(expected), abs=1e-7)


@FAST
@given(MIXES, MIXES, MIXES)
def test_the_distance_is_a_metric_in_0_to_1(one, other, third):
    d = statistics.distance
    assert d(one, one) == 0
    assert 0 <= d(one, other) <= 1
    assert d(one, other) == pytest.approx(d(other, one), abs=1e-12)
    assert d(one, third) <= d(one, other) + d(other, third) + 1e-7


def test_mixes_without_a_common_category_are_1_apart():
    one, other = ({c: float(c == k) for c in CATEGORIES} for k in CATEGORIES[:2])
    assert statistics.distance(one, other) == pytest.approx(1)
    assert statistics.closeness(one, other) == pytest.approx(0)
    assert statistics.closeness(one, one) == 100


def test_an_empty_mix_can_be_told_from_nothing():
    nothing, some = dict.fromkeys(CATEGORIES, 0), city_line("郑州市").counts
    assert statistics.distance(balance.shares(nothing), NATIONAL) == 0
    assert statistics.noise_floor(nothing, some) == statistics.noise_floor(some, nothing) == 1
    assert statistics.noise_to_target(0, NATIONAL) == 1


def test_nine_in_ten_pairs_from_one_mix_stay_below_the_noise_floor():
    plan, peer = city_line("郑州市").counts, city_line("西安市").counts
    floor = statistics.noise_floor(plan, peer)
    pooled = (array(plan) + array(peer)) / (sum(plan.values()) + sum(peer.values()))
    generator = np.random.default_rng(7)
    below = []
    for _ in range(800):
        one, other = (generator.multinomial(sum(side.values()), pooled) for side in (plan, peer))
        below.append(scipy_distance.jensenshannon(one, other, base=2) < floor)
    assert np.mean(below) == pytest.approx(0.9, abs=0.04)


def test_the_noise_floor_is_the_same_every_time_and_falls_with_length():
    plan, peer = city_line("郑州市").counts, city_line("西安市").counts
    longer = {c: 4 * n for c, n in plan.items()}
    assert statistics.noise_floor(plan, peer) == statistics.noise_floor(plan, peer)
    assert statistics.noise_floor(longer, peer) < statistics.noise_floor(plan, peer)


# --- one peer at a time ---


def test_the_chance_of_a_lower_share_is_that_of_posterior_draws():
    plan = dict(zip(CATEGORIES, (20, 17, 9, 8, 5, 3, 1), strict=True))
    peer = city_line("西安市").counts
    generator = np.random.default_rng(11)
    one, other = (generator.dirichlet(array(n) + 13.9 * array(NATIONAL), size=20_000) for n in (plan, peer))
    found = statistics.prob_lower(plan, peer, NATIONAL)
    assert array(found) == pytest.approx((one < other).mean(axis=0), abs=0.01)


@FAST
@given(COUNTS, COUNTS)
def test_lower_one_way_is_higher_the_other(one, other):
    there, back = statistics.prob_lower(one, other, NATIONAL), statistics.prob_lower(other, one, NATIONAL)
    assert array(there) + array(back) == pytest.approx(np.ones(7), abs=1e-5)


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [
        (0.3, (0.1, 0.2), (1, 3)),
        (0.1, (0.3, 0.2), (3, 3)),
        (0.2, (0.3, 0.2, 0.1), (2.5, 4)),
        (0.2, (0.2, 0.2), (2, 3)),
        (0.2, (), (1, 1)),
    ],
)
def test_ties_share_the_middle_of_their_ranks(value, others, expected):
    assert statistics.mid_rank(value, others) == expected


@pytest.mark.parametrize(("others", "expected"), [((0.1, 0.4, 0.3), -0.1), ((0.1, 0.2), 0.05), ((), 0.0)])
def test_the_gap_is_to_the_median(others, expected):
    assert statistics.gap_to_median(0.2, others) == pytest.approx(expected)
