"""Codings become a profile: what counts, what is kept apart."""

import pytest

from assistant.model import CATEGORIES, Coding, Statement
from assistant.peers.profile import profile


def coding(category, role="commitment", strength=2, duplicate_of=None):
    statement = Statement("s1", 0, 1, "x")
    return Coding(statement, category, None, role, strength, 0.9, False, duplicate_of=duplicate_of)


def test_only_commitments_said_for_the_first_time_count():
    found = profile(
        [
            coding("digital_life"),
            coding("digital_life", strength=1),
            coding("digital_life", duplicate_of="s0"),
            coding("digital_life", role="slogan", strength=1),
            coding("digital_ecology", role="achievement"),
            coding("digital_ecology", role="status"),
            coding(None),
            coding(None, role="slogan"),
            coding(None, role="achievement"),
            coding(None, duplicate_of="s0"),
        ]
    )
    assert found.counts == {**dict.fromkeys(CATEGORIES, 0), "digital_life": 2}
    assert (found.total, found.slogans, found.achievements, found.duplicates) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("strengths", "covered"), [((2,), 0), ((2, 2), 1), ((3, 2), 1), ((2, 1), 0), ((1, 1, 1), 0), ((1, 3, 2), 1)]
)
def test_a_category_is_covered_by_two_concrete_statements(strengths, covered):
    assert profile([coding("smart_city", strength=s) for s in strengths]).coverage == covered


@pytest.mark.parametrize(("total", "few"), [(0, True), (49, True), (50, False)])
def test_under_50_statements_are_few(total, few):
    assert profile([coding("digital_economy")] * total).few is few


def test_every_figure_has_every_category():
    found = profile([coding("digital_economy"), coding("distinctive_city")])
    for mapping in (found.counts, found.shares, found.shrunken, found.ordinary):
        assert tuple(mapping) == CATEGORIES
    assert tuple(found.interval) == (*CATEGORIES, "value", "people")
    assert (found.value_share, found.people_share, found.centre_of_gravity) == (0.5, 0.5, 0.75)


def test_a_draft_without_codings_has_a_profile():
    found = profile([])
    assert (found.total, found.coverage, found.evenness, found.value_share) == (0, 0, 0, 0)
    assert set(found.ordinary.values()) == {(0, 0)}
