"""Changes are only counted, all together, and say what they do not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advice.whatif import Change, lost, what_if
from assistant.model import CATEGORIES, Coding, Decisions, Problem, RubricHit, Statement
from assistant.peers.profile import profile
from assistant.rating.levels import rate

ECOLOGY, LIFE, ROADS = "digital_ecology", "digital_life", "new_infrastructure"


def coding(n: int, category: str | None, role: str = "commitment", copy_of: str | None = None, hits=()) -> Coding:
    statement = Statement(f"s{n}", 0, 1, f"{n}")
    return Coding(statement, category, None, role, 2, 0.9, False, rubric=hits, duplicate_of=copy_of)


def draft() -> list[Coding]:
    return [
        coding(1, ECOLOGY, hits=(RubricHit("H8", "H8a", "hope", "公开", 0, 1, 2),)),
        coding(2, ROADS),
        coding(3, ROADS, copy_of="s2"),
        coding(4, ROADS, role="slogan"),
        coding(5, None),
        coding(6, LIFE),
        coding(7, LIFE),
    ]


def after(*changes: Change):
    codings = draft()
    return what_if(profile(codings).counts, codings, rate(codings, Decisions()), changes)


def counts(outcome) -> dict[str, int]:
    return {c: n for c, n in outcome.after.items() if n}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(None, ECOLOGY, 3), {ECOLOGY: 4, ROADS: 1, LIFE: 2}),
        (Change(LIFE, None, 1), {ECOLOGY: 1, ROADS: 1, LIFE: 1}),
        (Change(LIFE, None, 9), {ECOLOGY: 1, ROADS: 1}),
        (Change(LIFE, ECOLOGY, 9), {ECOLOGY: 3, ROADS: 1}),
        (Change(None, ECOLOGY, statement="s6"), {ECOLOGY: 2, ROADS: 1, LIFE: 1}),
        (Change(None, ECOLOGY, statement="s5"), {ECOLOGY: 2, ROADS: 1, LIFE: 2}),
        (Change(None, None, statement="s6", removed=True), {ECOLOGY: 1, ROADS: 1, LIFE: 1}),
        (Change(None, None, statement="s6"), {ECOLOGY: 1, ROADS: 1, LIFE: 1}),
    ],
)
def test_one_change_counts(change, expected):
    assert counts(after(change)) == expected and after(change).idle == ()


def test_several_changes_count_together():
    found = after(
        Change(None, ECOLOGY, 2),
        Change(None, ECOLOGY, statement="s6"),
        Change(None, None, statement="s7", removed=True),
    )
    assert counts(found) == {ECOLOGY: 4, ROADS: 1}


@pytest.mark.parametrize("statement", ["s3", "s4"])
def test_a_repetition_or_a_slogan_moves_no_count(statement):
    for change in (Change(None, None, statement=statement, removed=True), Change(None, LIFE, statement=statement)):
        found = after(change)
        assert found.after == found.before and found.idle == (statement,)


def test_what_was_said_twice_still_counts_once_when_one_goes():
    found = after(Change(None, None, statement="s2", removed=True))
    assert found.after[ROADS] == 1 and found.idle == ("s2",)
    both = after(*(Change(None, None, statement=s, removed=True) for s in ("s2", "s3")))
    assert both.after[ROADS] == 0


def test_a_statement_that_goes_takes_its_evidence_along():
    assert after(Change(None, None, statement="s1", removed=True)).lost == ("H8a",)
    assert after(Change(None, LIFE, statement="s1")).lost == ()
    assert lost(rate(draft(), Decisions()), ()) == ()


def test_a_statement_that_is_not_there_is_named():
    with pytest.raises(Problem) as caught:
        after(Change(None, LIFE, statement="s99"))
    assert (caught.value.key, caught.value.values["statement"]) == ("no_statement", "s99")


_CATEGORY = st.none() | st.sampled_from(CATEGORIES)


@given(st.lists(st.builds(Change, _CATEGORY, _CATEGORY, st.integers(0, 10**6)), max_size=6))
def test_no_count_falls_below_zero_and_moving_makes_none(changes):
    found = after(*changes)
    assert min(found.after.values()) >= 0
    added = sum(c.count for c in changes if c.source is None and c.to is not None)
    assert sum(found.after.values()) <= sum(found.before.values()) + added
