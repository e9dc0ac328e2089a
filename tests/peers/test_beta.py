"""The Beta distribution in numpy agrees with scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assistant.peers import beta

PARAMETERS = st.floats(0.15, 2000)
CASES = [(0.16, 13.7), (1.7, 35.2), (20.0, 43.0), (0.16, 900.0), (500.0, 1400.0), (3.0, 0.5)]


@settings(max_examples=50, deadline=None)
@given(st.floats(-25, 12), PARAMETERS, PARAMETERS)
def test_the_distribution_function_is_scipys(t, a, b):
    x = 1 / (1 + np.exp(-t))
    assert beta.cdf(t, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.floats(0.001, 0.999), PARAMETERS, PARAMETERS)
def test_the_quantile_is_scipys(p, a, b):
    assert beta.share(beta.quantile(p, a, b)) == pytest.approx(stats.beta.ppf(p, a, b), rel=2e-4, abs=1e-9)


@pytest.mark.parametrize(("a", "b"), CASES)
@pytest.mark.parametrize(("other_a", "other_b"), CASES)
def test_the_chance_of_being_lower_is_the_integral(a, b, other_a, other_b):
    u = (np.arange(5_000) + 0.5) / 5_000
    expected = stats.beta.sf(stats.beta.ppf(u, a, b), other_a, other_b).mean()
    assert beta.less(a, b, other_a, other_b) == pytest.approx(expected, abs=5e-5)


@settings(max_examples=50, deadline=None)
@given(PARAMETERS, PARAMETERS, PARAMETERS, PARAMETERS)
def test_one_of_two_is_the_lower(a, b, other_a, other_b):
    assert beta.less(a, b, other_a, other_b) + beta.less(other_a, other_b, a, b) == pytest.approx(1, abs=1e-5)


def test_arrays_broadcast():
    a = np.array([1.0, 2.0, 3.0])
    assert beta.quantile(np.array([[0.1], [0.9]]), a, 5.0).shape == (2, 3)
    assert beta.less(a, 5.0, 2.0, 5.0).shape == (3,)
