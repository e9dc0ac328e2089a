"""The figures equal those worked out by hand and by an independent package, and say when they mean nothing."""

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.workshop.agreement import (
    MISSING,
    RESAMPLES,
    Ints,
    Kappa,
    Scale,
    alpha,
    category_kappa,
    cohen_kappa,
    krippendorff_alpha,
    pair_agreement,
    value_counts,
    verdict,
)

SIZE = 4
ratings_of_four = arrays(
    np.int64, st.tuples(st.integers(2, 4), st.integers(1, 30)), elements=st.integers(MISSING, SIZE - 1)
)

# The worked example of Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: 4 observers, 5 values.
WORKED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
) - 1  # fmt: skip


def package_alpha(ratings: Ints, scale: Scale, size: int = SIZE) -> float | None:
    data = np.where(ratings == MISSING, np.nan, ratings)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found = krippendorff.alpha(data, level_of_measurement=scale, value_domain=list(range(size)))
    return float(found) if np.isfinite(found) else None


@pytest.mark.parametrize(("scale", "expected"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_is_that_of_the_published_example(scale: Scale, expected: float) -> None:
    assert krippendorff_alpha(value_counts(WORKED, 5), scale) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("scale", ["nominal", "ordinal"])
@given(ratings=ratings_of_four)
def test_alpha_equals_the_package(scale: Scale, ratings: Ints) -> None:
    counts = value_counts(ratings, SIZE)
    assume((counts.sum(axis=1) >= 2).any())
    ours, theirs = krippendorff_alpha(counts, scale), package_alpha(ratings, scale)
    if theirs is None:
        assert ours is None
    else:
        assert ours == pytest.approx(theirs, abs=1e-9)


@given(ratings=ratings_of_four, data=st.data())
def test_alpha_does_not_depend_on_the_order_of_raters_and_units(ratings: Ints, data: st.DataObject) -> None:
    raters = data.draw(st.permutations(range(len(ratings))))
    units = data.draw(st.permutations(range(ratings.shape[1])))
    assert alpha(ratings[raters][:, units], SIZE, "ordinal") == alpha(ratings, SIZE, "ordinal")


@given(ratings=ratings_of_four)
def test_a_unit_that_one_rater_saw_changes_nothing(ratings: Ints) -> None:
    alone = np.full((len(ratings), 1), MISSING)
    alone[0] = 2
    assert alpha(np.hstack([ratings, alone]), SIZE, "nominal") == alpha(ratings, SIZE, "nominal")


# Table of Cohen's kappa by hand: Po = 35/50, Pe = (25*30 + 25*20)/50**2 = .5, kappa = (.7 - .5)/.5
TABLES = [
    ((20, 5, 10, 15), 0.4),
    ((25, 0, 0, 25), 1.0),
    ((0, 25, 25, 0), -1.0),
    ((10, 10, 10, 10), 0.0),
    ((0, 0, 0, 40), None),
    ((40, 0, 0, 0), None),
    ((0, 0, 0, 0), None),
    ((0, 3, 0, 7), 0.0),
]


@pytest.mark.parametrize(("cells", "kappa"), TABLES)
def test_kappa_is_that_of_its_table(cells: tuple[int, int, int, int], kappa: float | None) -> None:
    first = np.repeat([True, True, False, False], cells)
    second = np.repeat([True, False, True, False], cells)
    found = cohen_kappa(first, second)
    assert (found.both, found.only_first, found.only_second, found.neither) == cells
    assert found.kappa == (None if kappa is None else pytest.approx(kappa, abs=1e-12))
    assert (found.units, found.used) == (sum(cells), sum(cells[:3]))


def test_kappa_counts_only_units_that_both_decided() -> None:
    first, second = np.array([0, 0, 1, MISSING, 2, MISSING]), np.array([0, 1, 1, 0, MISSING, MISSING])
    assert category_kappa(first, second, 0) == Kappa(1, 1, 0, 1, pytest.approx(0.4))  # type: ignore[arg-type]


@pytest.mark.parametrize(("used", "few"), [(49, True), (50, False)])
def test_a_category_used_in_fewer_than_50_units_is_too_few(used: int, few: bool) -> None:
    assert Kappa(used - 1, 1, 0, 500, 0.9).few is few


@pytest.mark.parametrize(
    ("low", "units", "expected"),
    [
        (0.99, 49, "too_few"),
        (None, 49, "too_few"),
        (None, 50, "no_variation"),
        (0.800, 50, "rely"),
        (0.7999, 50, "tentative"),
        (0.667, 50, "tentative"),
        (0.6669, 50, "draft_only"),
        (-0.2, 500, "draft_only"),
    ],
)
def test_the_lower_bound_gives_the_verdict(low: float | None, units: int, expected: str) -> None:
    assert verdict(low, units) == expected


def two_raters(units: int, error: float, seed: int = 1) -> Ints:
    """One rater, and another who answers at random in a share `error` of the units: alpha is 1 - error."""
    rng = np.random.default_rng(seed)
    first = rng.integers(0, SIZE, units)
    second = np.where(rng.random(units) < error, rng.integers(0, SIZE, units), first)
    return np.stack([first, second])


def test_the_interval_is_that_of_resampling_units_one_by_one() -> None:
    ratings = two_raters(80, 0.3)
    found = alpha(ratings, SIZE, "ordinal")
    rng = np.random.default_rng(2)
    samples = [package_alpha(ratings[:, rng.integers(0, 80, 80)], "ordinal") or 0.0 for _ in range(RESAMPLES)]
    low, high = np.quantile(samples, [0.025, 0.975])
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)


def test_the_interval_narrows_with_units_and_repeats_exactly() -> None:
    few, many = alpha(two_raters(60, 0.2), SIZE, "nominal"), alpha(two_raters(2000, 0.2), SIZE, "nominal")
    assert few.low is not None and few.high is not None and many.low is not None and many.high is not None
    assert many.high - many.low < (few.high - few.low) / 3
    assert alpha(two_raters(60, 0.2), SIZE, "nominal") == few


def test_the_interval_holds_the_true_alpha_about_as_often_as_it_says() -> None:
    found = [alpha(two_raters(100, 0.3, seed), SIZE, "nominal") for seed in range(200)]
    held = sum((a.low or 0) <= 0.7 <= (a.high or 0) for a in found)
    assert 180 <= held <= 198


def test_full_agreement_and_no_variation_are_told_apart() -> None:
    alike = np.stack([np.arange(60) % SIZE] * 2)
    full, constant = alpha(alike, SIZE, "nominal"), alpha(np.zeros((2, 60), dtype=np.int64), SIZE, "nominal")
    assert (full.alpha, full.low, full.high, full.agreement, full.verdict) == (1.0, 1.0, 1.0, 1.0, "rely")
    assert (constant.alpha, constant.low, constant.agreement, constant.verdict) == (None, None, 1.0, "no_variation")


def test_nothing_shared_has_no_figure() -> None:
    found = alpha(np.array([[0, MISSING], [MISSING, 1]]), SIZE, "nominal")
    assert (found.alpha, found.low, found.units, found.values, found.agreement) == (None, None, 0, 0, None)
    assert alpha(np.empty((2, 0), dtype=np.int64), SIZE, "ordinal").units == 0


def test_percent_agreement_counts_pairs_of_values() -> None:
    # one unit of three raters with one pair alike of three, one of two raters that agree: 2 of 4 pairs
    ratings = np.array([[0, 1], [0, 1], [1, MISSING]])
    assert pair_agreement(value_counts(ratings, SIZE)) == pytest.approx(0.5)
