"""The correction gives back what the coder's errors took, leaves the rest alone and says when it cannot."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.coding import measured
from assistant.model import CATEGORIES, Coding, Problem, Statement
from assistant.peers import correction
from assistant.peers.balance import group_share
from assistant.peers.correction import LABELS, confusion, correct, unmixed, withheld
from assistant.peers.profile import profile
from assistant.peers.reference import national_line
from assistant.peers.statistics import interval

NATIONAL = national_line().shares
PERFECT = tuple(tuple(10**9 * (gold == told) for told in LABELS) for gold in LABELS)
"""A coder that was never seen to err."""
MIXES = st.lists(st.floats(0.0, 1.0), min_size=7, max_size=7).filter(lambda v: sum(v) > 0.1)
COUNTS = st.lists(st.integers(0, 300), min_size=7, max_size=7).filter(any)


@st.composite
def coders(draw):
    """P(told | gold) of a coder that is right more often than not, in every category."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    right = generator.uniform(0.6, 0.99, 7)
    rows = generator.dirichlet(np.ones(8), 7)
    rows[np.arange(7), np.arange(7)] = 0
    rows *= ((1 - right) / rows.sum(axis=1))[:, None]
    rows[np.arange(7), np.arange(7)] = right
    return rows


def named(values):
    return dict(zip(CATEGORIES, values, strict=True))


def told_as(coder, mix):
    """The told mix of the seven that a coder makes of a mix."""
    told = np.asarray(mix) @ coder[:, :7]
    return told / told.sum()


@settings(deadline=None)
@given(MIXES)
def test_a_coder_without_errors_changes_nothing(values):
    mix = np.array(values) / sum(values)
    assert unmixed(np.eye(8)[None, :7], mix[None])[0] == pytest.approx(mix, abs=1e-9)


@given(COUNTS)
@settings(max_examples=20, deadline=None)
def test_with_a_coder_without_errors_shares_and_interval_are_the_raw_ones(counts):
    found = correct(named(counts), {}, NATIONAL, PERFECT)
    raw = interval(named(counts), NATIONAL)
    assert list(found.shares.values()) == pytest.approx([n / sum(counts) for n in counts], abs=1e-6)
    for category in CATEGORIES:
        assert found.interval[category] == pytest.approx(raw[category], abs=0.03)
    assert found.value_interval == pytest.approx(raw["value"], abs=0.03)


@settings(deadline=None, max_examples=60)
@given(coders(), MIXES)
def test_the_truth_behind_a_known_coders_shares_is_recovered(coder, values):
    truth = np.array(values) / sum(values)
    assert unmixed(coder[None], told_as(coder, truth)[None])[0] == pytest.approx(truth, abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(coders(), MIXES)
def test_no_mix_on_the_simplex_comes_nearer_to_what_was_observed(coder, values):
    observed = np.array(values) / sum(values)
    found = unmixed(coder[None], observed[None])[0]
    kept = coder[:, :7].sum(axis=1)
    kernel = coder[:, :7] / kept[:, None]

    def miss(mix):
        r = mix * kept / (mix * kept).sum()
        return ((r @ kernel - observed) ** 2).sum()

    others = np.random.default_rng(1).dirichlet(np.ones(7), 50)
    nearby = [(0.99 * found + 0.01 * other) for other in others]
    assert all(miss(found) <= miss(other) + 1e-7 for other in (*others, *nearby, observed))


@settings(deadline=None, max_examples=60)
@given(coders(), MIXES)
def test_a_corrected_mix_is_a_mix(coder, values):
    found = unmixed(coder[None], np.array(values)[None] / sum(values))[0]
    assert found.sum() == pytest.approx(1) and found.min() >= 0


@given(COUNTS, COUNTS)
@settings(max_examples=20, deadline=None)
def test_a_correction_is_whole_and_comes_out_the_same_again(told, settled):
    found = correct(named(told), named(settled), NATIONAL, confusion())
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.value_share == pytest.approx(group_share(found.shares, "value"))
    assert found.people_share == pytest.approx(group_share(found.shares, "people"))
    bounds = [*found.interval.values(), found.value_interval, found.people_interval]
    assert all(0 <= low <= high <= 1 for low, high in bounds)
    assert found == correct(named(told), named(settled), NATIONAL, confusion())


def test_people_decisions_are_taken_as_they_are():
    settled = named([0, 0, 0, 0, 0, 1000, 0])
    found = correct(named([1, 0, 0, 0, 0, 0, 0]), settled, NATIONAL, confusion())
    assert found.shares["digital_ecology"] == pytest.approx(1000 / 1001, abs=1e-3)


def test_a_larger_labelled_sample_gives_a_narrower_interval():
    told = named([30, 40, 20, 15, 10, 10, 2])
    few, many = (correct(told, {}, NATIONAL, tuple(tuple(f * n for n in row) for row in confusion())) for f in (1, 100))
    assert few.value_interval[1] - few.value_interval[0] > many.value_interval[1] - many.value_interval[0]
    assert many.basis_n == 100 * few.basis_n


def test_what_is_told_none_moves_nothing():
    codings = counted_codings(40)
    silent = [coding(None)] * 500
    assert profile([*codings, *silent]).corrected == profile(codings).corrected


def coding(category, text="建设", decided_by=None):
    return Coding(Statement("s1", 0, 1, text), category, None, "commitment", 2, 0.9, False, decided_by=decided_by)


def counted_codings(n, **more):
    return [coding(CATEGORIES[i % 7], **more) for i in range(n)]


@pytest.mark.parametrize(
    ("codings", "reason"),
    [
        ([], "few"),
        (counted_codings(29), "few"),
        (counted_codings(30), None),
        (counted_codings(40, text="Build it"), "english"),
        (counted_codings(30) + counted_codings(30, text="Build it"), None),
        (counted_codings(40, decided_by="a"), "people"),
        (counted_codings(39, decided_by="a") + counted_codings(1), None),
    ],
)
def test_a_correction_that_would_say_nothing_is_withheld(codings, reason):
    assert withheld(codings) == reason
    assert (profile(codings).corrected is None) is (reason is not None)


def test_the_raw_figures_stay_as_they_are():
    found = profile(counted_codings(70))
    assert found.shares == pytest.approx(dict.fromkeys(CATEGORIES, 1 / 7))
    assert found.corrected is not None and found.corrected.shares != found.shares


def test_every_category_was_labelled_often_and_mostly_told_right():
    often = {label: row for label, row in zip(LABELS, confusion(), strict=True) if sum(row) >= 100}
    assert {*LABELS} - {*often} <= {"distinctive_city"}
    assert all(2 * row[LABELS.index(label)] > sum(row) for label, row in often.items())


LINES = ["# codebook x", "gold,told,n", *(f"{g},{t},{9 if g == t else 1}" for g in LABELS for t in LABELS)]


def write(folder: Path, lines) -> None:
    (folder / correction.FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(measured, "data_file", lambda name: tmp_path / name)
    confusion.cache_clear()
    yield tmp_path
    confusion.cache_clear()


def test_a_whole_table_is_read(folder):
    write(folder, LINES)
    assert Counter(n for row in confusion() for n in row) == {9: 8, 1: 56}


@pytest.mark.parametrize(
    "lines",
    [
        LINES[1:],
        LINES[:1],
        LINES[:-1],
        [*LINES, LINES[-1]],
        [*LINES[:-1], "none,none,-1"],
        [*LINES[:-1], "none,none,1.5"],
        [*LINES[:-1], "none,none"],
        [*LINES[:-1], "none,none,1,1"],
        [*LINES[:-1], "none,roads,1"],
        [LINES[0], "told,gold,n", *LINES[2:]],
        [line.rsplit(",", 1)[0] + ",0" if line.startswith("smart_city,") else line for line in LINES],
        [
            line.rsplit(",", 1)[0] + ",5" if line.startswith(("smart_city,", "digital_life,")) else line
            for line in LINES
        ],
    ],
    ids=[
        *("no_stamp", "empty", "missing", "twice", "negative", "fraction", "short", "long", "unknown", "columns"),
        *("never_labelled", "told_alike"),
    ],
)
def test_a_broken_table_is_refused(folder, lines):
    write(folder, lines)
    with pytest.raises(Problem) as caught:
        confusion()
    assert caught.value.key == "data_broken" and caught.value.values["file"] == correction.FILE
