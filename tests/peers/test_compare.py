"""A draft beside its peers: each by itself, and only what the counts can carry."""

import copy
import pickle
import re

import pytest

from assistant.model import CATEGORIES, Coding, Statement
from assistant.peers.compare import compare
from assistant.peers.profile import profile
from assistant.peers.reference import city_line, region_cities
from assistant.peers.regions import resolve
from assistant.phrases import LANGUAGES, phrases

ORDINARY = (20, 17, 9, 8, 5, 3, 1)
LOPSIDED = (30, 51, 6, 5, 6, 3, 0)


def draft(counts):
    statement = Statement("s1", 0, 1, "x")
    return profile(
        [
            Coding(statement, category, None, "commitment", 2, 0.9, False)
            for category, n in zip(CATEGORIES, counts, strict=True)
            for _ in range(n)
        ]
    )


def findings(counts, place):
    found = compare(draft(counts), resolve(place)).findings
    return [(reason.key.removeprefix("peers.finding."), reason.values) for reason in found]


def named(key, counts, place):
    return [values for found, values in findings(counts, place) if found == key]


def test_the_drafts_own_city_is_no_peer_but_comes_first():
    found = compare(draft(ORDINARY), resolve("郑州"))
    assert [peer.reference.name for peer in found.peers] == ["太原市", "呼和浩特市", "西安市"]
    assert found.findings[0].key == "peers.finding.own_city"
    assert found.findings[0].values["total"] == city_line("郑州市").total


@pytest.mark.parametrize("place", ["洛阳", "河南省", "黄河中游"])
def test_a_place_outside_the_31_has_all_cities_of_its_region_as_peers(place):
    found = compare(draft(ORDINARY), resolve(place))
    assert tuple(peer.reference.name for peer in found.peers) == region_cities("middle_yellow_river")
    assert all(reason.key != "peers.finding.own_city" for reason in found.findings)
    assert (found.regional.name, found.national.name) == ("middle_yellow_river", "national")


@pytest.mark.parametrize("counts", [(0,) * 7, (1, 0, 0, 0, 0, 0, 0), ORDINARY, LOPSIDED])
def test_what_the_comparison_rests_on_is_always_said_last(counts):
    assert findings(counts, "成都")[-1][0] == "basis"


def test_nothing_counted_is_not_compared():
    assert [key for key, _ in findings((0,) * 7, "苏州")] == ["none", "basis"]


def test_few_statements_are_said_and_not_ranked():
    keys = {key for key, _ in findings((10, 8, 3, 3, 1, 2, 0), "苏州")}
    assert "few" in keys
    assert not keys & {"value_rank", "evenness"}


def test_a_category_is_named_only_where_a_peer_can_be_told_apart():
    found = compare(draft(ORDINARY), resolve("郑州"))
    for reason in found.findings:
        key = reason.key.removeprefix("peers.finding.")
        if key in ("lower", "higher", "mixed"):
            category = str(reason.values["category"])
            sure = [p.reference.name for p in found.peers if not 0.05 < p.lower[category] < 0.95]
            told = (*reason.values["cities"], *reason.values.get("others", ()))
            assert sorted(told) == sorted(sure)
    told = {r.values["category"] for r in found.findings if r.key.rpartition(".")[2] in ("lower", "higher", "mixed")}
    sure = {c for c in CATEGORIES[:6] if any(not 0.05 < p.lower[c] < 0.95 for p in found.peers)}
    assert told == sure
    assert told


def test_the_gap_is_to_the_median_of_the_peers():
    (values,) = [v for v in named("lower", ORDINARY, "郑州") if v["category"] == "digital_ecology"]
    assert (values["share"], values["median"], values["gap"]) == ("4.8%", "11.4%", "-6.6")
    assert values["cities"] == ("西安市",)
    assert (values["count"], values["least"], values["most"]) == (3, 1, 15)


def test_peers_on_both_sides_are_named_on_both_sides():
    (values,) = named("mixed", LOPSIDED, "成都")
    assert (values["category"], values["cities"], values["others"]) == (
        "new_infrastructure",
        ("重庆市",),
        ("贵阳市", "昆明市"),
    )


def test_a_count_outside_the_ordinary_range_is_said():
    (values,) = named("unusual", LOPSIDED, "成都")
    assert (values["category"], values["count"], values["least"], values["most"]) == ("digital_economy", 51, 16, 50)


def test_distinctive_city_is_counted_not_shared():
    assert named("distinctive", LOPSIDED, "成都") == [{"count": 0, "cities": ("南宁市", "贵阳市")}]
    assert named("distinctive_nowhere", ORDINARY, "郑州") == [{"count": 1}]
    for counts in (ORDINARY, LOPSIDED):
        assert all(values.get("category") != "distinctive_city" for _, values in findings(counts, "成都"))


def test_the_rank_leaves_out_plans_under_50_statements():
    """Of the 31, 海口 (23) and 银川 (35) are too short: the draft is one of 30, or of 29 without its own city."""
    (outside,) = named("value_rank", ORDINARY, "洛阳")
    (inside,) = named("value_rank", ORDINARY, "郑州")
    assert (outside["of"], outside["of_all"]) == (5, 30)
    assert (inside["of"], inside["of_all"]) == (4, 29)
    assert named("value_rank", ORDINARY, "广州")[0]["of"] == 2


def test_a_mix_equal_to_a_peers_cannot_be_told_apart_from_it():
    counts = tuple(city_line("西安市").counts.values())
    found = compare(draft(counts), resolve("洛阳"))
    (values,) = [r.values for r in found.findings if r.key == "peers.finding.no_difference"]
    assert "西安市" in values["cities"]
    peer = next(peer for peer in found.peers if peer.reference.name == "西安市")
    assert peer.distance == 0
    assert all(p == pytest.approx(0.5, abs=1e-4) for p in peer.lower.values())


def test_told_apart_and_not_told_apart_share_out_the_peers():
    for counts in (ORDINARY, LOPSIDED):
        split = [list(v["cities"]) for k, v in findings(counts, "兰州") if k in ("no_difference", "told_apart")]
        assert sorted(sum(split, [])) == sorted(set(region_cities("northwest")) - {"兰州市"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said(language):
    say = phrases(language)
    seen = set()
    for counts in (ORDINARY, LOPSIDED, (0,) * 7, (10, 8, 3, 3, 1, 2, 0)):
        for place in ("成都", "苏州", "郑州", "northwest"):
            for reason in compare(draft(counts), resolve(place)).findings:
                assert not re.search(r"[{}]", say.reason(reason))
                seen.add(reason.key)
    known = say.keys()
    assert seen == {key for key in known if key.startswith("peers.finding.")}


def test_a_comparison_travels_between_processes_and_can_be_copied():
    found = compare(draft(ORDINARY), resolve("郑州"))
    assert pickle.loads(pickle.dumps(found)) == found
    assert copy.deepcopy(found) == found
