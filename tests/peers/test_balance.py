"""The plain figures of a mix, and the laws they keep."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assistant.model import CATEGORIES
from assistant.peers import balance

COUNTS = st.lists(st.integers(0, 400), min_size=7, max_size=7).map(lambda ns: dict(zip(CATEGORIES, ns, strict=True)))
SOME = COUNTS.filter(lambda counts: sum(counts.values()) > 0)


def mix_of(*counts: int) -> dict[str, float]:
    return balance.shares(dict(zip(CATEGORIES, counts, strict=True)))


@settings(max_examples=50, deadline=None)
@given(SOME)
def test_shares_sum_to_one(counts):
    assert sum(balance.shares(counts).values()) == pytest.approx(1)


def test_an_empty_mix_has_no_shares():
    assert set(balance.shares({}).values()) == {0.0}


@settings(max_examples=50, deadline=None)
@given(COUNTS)
def test_evenness_lies_between_0_and_1(counts):
    assert 0 <= balance.evenness(balance.shares(counts)) <= 1


@settings(max_examples=50, deadline=None)
@given(SOME)
def test_evenness_is_scipys_entropy_over_ln_7(counts):
    expected = stats.entropy(list(counts.values())) / math.log(7)
    assert balance.evenness(balance.shares(counts)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((5, 5, 5, 5, 5, 5, 5), 1.0), ((9, 0, 0, 0, 0, 0, 0), 0.0), ((4, 4, 0, 0, 0, 0, 0), math.log(2) / math.log(7))],
)
def test_seven_categories_count_even_when_unused(counts, expected):
    assert balance.evenness(mix_of(*counts)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((3, 0, 0, 0, 0, 0, 0), 0),
        ((0, 1, 2, 3, 4, 0, 0), 0.5),
        ((0, 0, 0, 0, 0, 3, 1), 1),
        ((1, 0, 0, 0, 0, 1, 0), 0.5),
    ],
)
def test_the_centre_of_gravity_runs_from_instrumental_to_value(counts, expected):
    assert balance.centre_of_gravity(mix_of(*counts)) == pytest.approx(expected)


def test_the_people_share_adds_digital_life_to_the_value_share():
    mix = mix_of(1, 2, 3, 4, 5, 6, 7)
    assert balance.group_share(mix, "value") == pytest.approx(13 / 28)
    assert balance.group_share(mix, "people") == pytest.approx(17 / 28)


def test_rarefied_evenness_is_the_mean_over_all_draws():
    counts = (3, 2, 1, 0, 0, 2, 0)
    statements = [category for category, n in zip(CATEGORIES, counts, strict=True) for _ in range(n)]
    for size in range(1, len(statements) + 1):
        draws = list(itertools.combinations(statements, size))
        each = (balance.evenness(balance.shares({c: draw.count(c) for c in CATEGORIES})) for draw in draws)
        counted = dict(zip(CATEGORIES, counts, strict=True))
        assert balance.rarefied_evenness(counted, size) == pytest.approx(sum(each) / len(draws))


@settings(max_examples=50, deadline=None)
@given(SOME, st.integers(1, 60))
def test_rarefying_never_makes_a_mix_more_even(counts, size):
    assert balance.rarefied_evenness(counts, size) <= balance.evenness(balance.shares(counts)) + 1e-9
