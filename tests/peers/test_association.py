"""Correlations, their p and the trend's interval, with scipy as oracle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assistant.peers.association import pearson, spearman, trend

PAIRS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=4, max_size=40).filter(
    lambda pairs: all(len(set(side)) > 1 for side in zip(*pairs, strict=True))
)
FAST = settings(max_examples=40, deadline=None)


@FAST
@given(PAIRS)
@pytest.mark.parametrize(("ours", "theirs"), [(pearson, stats.pearsonr), (spearman, stats.spearmanr)])
def test_correlation_and_p_are_scipys(ours, theirs, pairs):
    x, y = zip(*pairs, strict=True)
    found, expected = ours(x, y), theirs(x, y)
    assert found.value == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-5)
    assert found.n == len(pairs)


def test_a_perfect_and_an_absent_relation_have_p_0_and_1():
    assert pearson([1, 2, 3], [2, 4, 6]).p == 0
    assert pearson([-1, 0, 1], [1, 0, 1]).p == 1


@FAST
@given(PAIRS, st.floats(-60, 60))
def test_the_trend_is_scipys_line_with_its_confidence_interval(pairs, x):
    a, b = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    line = stats.linregress(a, b)
    low, middle, high = trend(a.tolist(), b.tolist()).at(x)
    assert middle == pytest.approx(line.intercept + line.slope * x, abs=1e-6)
    left = np.sqrt(np.sum((b - line.intercept - line.slope * a) ** 2) / (len(a) - 2))
    spread = np.sqrt(1 / len(a) + (x - a.mean()) ** 2 / np.sum((a - a.mean()) ** 2))
    half = stats.t.ppf(0.95, len(a) - 2) * left * spread
    assert (middle - low, high - middle) == pytest.approx((half, half), rel=1e-3, abs=1e-6)
