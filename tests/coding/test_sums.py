"""Sums that share a number are what adding up one by one gives, whatever is cut and however large the weights are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from assistant.coding.sums import MOST, UNIT, Packed, pack, stretches, totals

weight = st.one_of(st.floats(-3, 3, width=32), st.floats(-990, 990, width=32), st.sampled_from([0.0, 990.0, -990.0]))
tables = st.tuples(st.integers(0, 6), st.integers(1, 8)).flatmap(lambda size: arrays(np.float32, size, elements=weight))


def rounded(table: NDArray[np.float32]) -> NDArray[np.float64]:
    """The weights in whole hundredths, and the row that weighs nothing."""
    return np.vstack([np.rint(table * np.float32(UNIT)), np.zeros((1, table.shape[1]))]) / UNIT


@st.composite
def laid(draw: st.DrawFn) -> tuple[NDArray[np.float32], list[int], list[list[list[int]]]]:
    """Weights, stretches by their lengths, and per n-gram length the rows that stand at each place, one at most."""
    table = draw(tables)
    lengths = draw(st.lists(st.one_of(st.integers(0, 5), st.integers(100, 400)), min_size=1, max_size=6))
    row = st.integers(0, len(table))
    found = []
    for _ in range(draw(st.integers(1, 4))):
        everywhere = draw(st.booleans())  # so that long stretches are full, too
        one = draw(row)
        rows = [[one] if everywhere or (at * 7 + one) % 3 == 0 else [] for at in range(sum(lengths))]
        for at in draw(st.lists(st.integers(0, max(0, sum(lengths) - 1)), max_size=8)) if rows else ():
            rows[at] = draw(st.lists(row, max_size=1))
        found.append(rows)
    return table, lengths, found


def summed(packed: Packed, lengths: list[int], found: list[list[list[int]]]) -> NDArray[np.float64]:
    """Per stretch its sums, by way of the pieces."""
    ends = np.cumsum(np.array(lengths, np.int64))
    begin, first = stretches([packed], ends - np.array(lengths), ends, len(found))
    occurrences = []
    for rows in found:
        places = np.array([at for at, here in enumerate(rows) for _ in here], np.int64)
        told = np.array([row for here in rows for row in here], np.int64)
        occurrences.append((told, np.searchsorted(places, begin)))
    sums = totals(packed, occurrences, len(begin))
    assert sums.shape == (len(begin), packed.outputs)
    return np.array([part.sum(axis=0) for part in np.split(sums, first[1:])])


def plain(table: NDArray[np.float32], lengths: list[int], found: list[list[list[int]]]) -> NDArray[np.float64]:
    """Per stretch its rows, one after the other."""
    weights = rounded(table)
    expected, at = np.zeros((len(lengths), table.shape[1])), 0
    for n, length in enumerate(lengths):
        for rows in found:
            for here in rows[at : at + length]:
                expected[n] += weights[here].sum(axis=0)
        at += length
    return expected


@given(laid())
def test_sums_are_those_of_the_rounded_weights(
    given_rows: tuple[NDArray[np.float32], list[int], list[list[list[int]]]],
) -> None:
    table, lengths, found = given_rows
    assert summed(pack(table), lengths, found) == pytest.approx(plain(table, lengths, found), abs=1e-6)


EXTREMES = [(990.0, 1000), (-990.0, 1000), (10.0, 30_000), (-10.0, 30_000), (0.01, 30_000), (-0.01, 30_000)]


@pytest.mark.parametrize(("most", "length"), EXTREMES)
def test_a_long_stretch_of_the_heaviest_rows_spills_into_no_other_output(most: float, length: int) -> None:
    table = np.array([[most, 0, 0, 0, most], [0, most, 0, -most, 0]], np.float32)
    lengths = [3, length, 0, 2]
    found = [[[row] for _ in range(sum(lengths))] for row in (0, 1, 0, 0)]
    assert summed(pack(table), lengths, found) == pytest.approx(plain(table, lengths, found), rel=1e-12, abs=1e-6)


@given(
    st.lists(st.integers(0, 900), max_size=8), st.lists(st.integers(1, 600), min_size=1, max_size=3), st.integers(1, 4)
)
def test_pieces_cover_their_stretches_and_are_short_enough(
    lengths: list[int], longest: list[int], per_place: int
) -> None:
    packed = [Packed((), 1, one) for one in longest]
    ends = 5 + np.cumsum(np.array(lengths, np.int64))
    starts = ends - np.array(lengths, np.int64)
    begin, first = stretches(packed, starts, ends, per_place)
    allowed = max(1, min(longest) // per_place)
    assert begin.take(first).tolist() == starts.tolist()
    for pieces, end in zip(np.split(begin, first[1:]) if lengths else (), ends.tolist(), strict=True):
        sizes = np.diff(pieces, append=end)
        assert sizes.max() <= allowed
        assert (sizes > 0).all() or sizes.tolist() == [0]
    assert len(begin) == sum(max(1, -(-length // allowed)) for length in lengths)


@pytest.mark.parametrize("rows", [0, 1, 4])
def test_no_occurrences_weigh_nothing(rows: int) -> None:
    packed = pack(np.ones((rows, 5), np.float32))
    nothing = (np.zeros(0, np.int64), np.zeros(3, np.int64))
    assert not totals(packed, [nothing, nothing], 3).any()
    assert totals(packed, [], 3).shape == (3, 5)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_weight_beyond_its_bits_is_refused(sign: int) -> None:
    assert pack(np.array([[sign * MOST / UNIT]], np.float32)).longest >= 4
    with pytest.raises(ValueError, match=str(MOST + 1)):
        pack(np.array([[sign * (MOST + 1) / UNIT]], np.float32))
