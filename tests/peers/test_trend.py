"""A trend shows every year with its interval and tells a change only where the counts can carry it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assistant.model import CATEGORIES
from assistant.peers import statistics
from assistant.peers.balance import GROUPS
from assistant.peers.peer_set import CodedPlan
from assistant.peers.trend import MEASURES, RARE, of, trend

MIX = dict(zip(CATEGORIES, (0.2, 0.3, 0.15, 0.12, 0.08, 0.1, 0.05), strict=True))
EVEN = (10, 10, 10, 10, 10, 10, 2)
MORE_ECOLOGY = (5, 5, 10, 10, 10, 40, 2)


def plan(year: int | None, counts: tuple[int, ...] = EVEN, city: str = "郑州市") -> CodedPlan:
    return CodedPlan(city, "middle_yellow_river", year, dict(zip(CATEGORIES, counts, strict=True)))


def test_every_year_stands_with_its_interval_and_its_cities() -> None:
    found = trend("x", [plan(2022), plan(2021), plan(2021, city="西安市")], MIX)
    assert [(year.year, year.cities, year.line.total) for year in found.years] == [(2021, 2, 124), (2022, 1, 62)]
    assert found.years[1].interval == statistics.interval(found.years[1].line.counts, MIX)


@pytest.mark.parametrize(
    ("years", "earlier", "later"),
    [
        ((2021, 2022, 2023, 2024, 2025, 2026), (2021, 2022, 2023), (2024, 2025, 2026)),
        ((2021, 2023, 2025), (2021,), (2025,)),
        ((2021, 2022), (2021,), (2022,)),
        ((2021,), (), ()),
        ((), (), ()),
    ],
)
def test_halves_are_of_one_length_and_a_middle_year_is_in_neither(
    years: tuple[int, ...], earlier: tuple[int, ...], later: tuple[int, ...]
) -> None:
    found = trend("x", [plan(year) for year in years], MIX)
    assert (found.earlier, found.later) == (earlier, later)
    assert bool(found.changes) == bool(later)


def test_a_clear_change_is_told_both_ways_and_chance_is_not() -> None:
    found = trend("x", [plan(2021), plan(2022), plan(2023, MORE_ECOLOGY), plan(2024, MORE_ECOLOGY)], MIX)
    verdicts = {measure: change.verdict for measure, change in found.changes.items()}
    assert (verdicts["digital_ecology"], verdicts["new_infrastructure"]) == ("rose", "fell")
    assert verdicts["value"] == "rose"
    same = trend("x", [plan(2021), plan(2022)], MIX)
    assert {change.verdict for change in same.changes.values()} == {"cannot_tell"}


def test_no_change_is_told_of_the_rare_category() -> None:
    found = trend("x", [plan(2021, (9, 9, 9, 9, 9, 9, 9)), plan(2022, (9, 9, 9, 9, 9, 9, 0))], MIX)
    assert set(found.changes) == set(MEASURES) - {RARE}


def test_a_city_without_a_text_in_one_half_changes_nothing() -> None:
    both = [plan(2021), plan(2022)]
    found = trend("x", [*both, plan(2022, MORE_ECOLOGY, city="西安市")], MIX)
    assert found.matched == 1
    assert found.changes == trend("x", both, MIX).changes
    assert found.years[1].cities == 2


def test_plans_without_a_year_say_nothing() -> None:
    assert trend("x", [plan(None), plan(2021)], MIX) == trend("x", [plan(2021)], MIX)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(*[st.integers(0, 60)] * 7), min_size=2, max_size=2))
def test_the_probability_is_that_of_the_categories_comparison(pair: list[tuple[int, ...]]) -> None:
    found = trend("x", [plan(2021, pair[0]), plan(2022, pair[1])], MIX)
    if not (sum(pair[0]) and sum(pair[1])):
        assert not found.changes
        return
    earlier, later = (dict(zip(CATEGORIES, counts, strict=True)) for counts in pair)
    lower = statistics.prob_lower(earlier, later, MIX)
    for category in set(CATEGORIES) - {RARE}:
        assert found.changes[category].rose == pytest.approx(lower[category], abs=1e-9)


def test_a_groups_probability_is_scipys() -> None:
    found = trend("x", [plan(2021), plan(2022, MORE_ECOLOGY)], MIX)
    prior = statistics.A0 * sum(MIX[c] for c in GROUPS["value"])
    (a, b), (c, d) = ((n + prior, total - n + statistics.A0 - prior) for n, total in ((12, 62), (42, 82)))
    exact = stats.beta(c, d).expect(lambda x: stats.beta.cdf(x, a, b))
    assert found.changes["value"].rose == pytest.approx(exact, abs=1e-4)


def test_a_measure_is_a_category_or_a_sum_of_them() -> None:
    assert of(MIX, "digital_life") == MIX["digital_life"]
    assert of(MIX, "value") == pytest.approx(MIX["digital_ecology"] + MIX["distinctive_city"])
