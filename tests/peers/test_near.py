"""The nearest cities anywhere: by distance, without the draft's own and without the shortest plans."""

import pytest

from assistant.model import CATEGORIES, Coding, Statement
from assistant.peers.near import by_distance
from assistant.peers.profile import profile
from assistant.peers.reference import city_line


def plan_of(city):
    statement = Statement("s1", 0, 1, "x")
    return profile(
        [
            Coding(statement, category, None, "commitment", 2, 0.9, False)
            for category in CATEGORIES
            for _ in range(city_line(city).counts[category])
        ]
    )


@pytest.mark.parametrize("city", ["郑州市", "上海市", "沈阳市"])
def test_a_citys_own_plan_is_nearest_to_itself(city):
    first = by_distance(plan_of(city), None)[0]
    assert (first.reference.name, first.distance) == (city, pytest.approx(0, abs=1e-7))
    assert first.distance < first.noise


def test_nearest_come_first_from_anywhere_but_home():
    peers = by_distance(plan_of("郑州市"), "郑州市")
    names = [peer.reference.name for peer in peers]
    assert [peer.distance for peer in peers] == sorted(peer.distance for peer in peers)
    assert "郑州市" not in names and len(names) == 28


def test_plans_of_fewer_than_50_are_left_out():
    names = {peer.reference.name for peer in by_distance(plan_of("郑州市"), None)}
    assert not names & {"银川市", "海口市"}
