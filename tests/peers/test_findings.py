"""Every figure of the paper's claims as the tables give it, and the verdict that follows from it."""

import itertools

import numpy as np
import pytest
from scipy import stats
from scipy.spatial import distance as scipy_distance

from assistant.model import CATEGORIES, REGIONS
from assistant.peers.findings import VERDICTS, Finding, coded_totals, findings
from assistant.peers.permutation import nearness
from assistant.peers.reference import city_line, records, reference_cities, region_of
from assistant.phrases import LANGUAGES, phrases

CITIES = reference_cities()
GDP = [coded_totals()[city].gdp for city in CITIES]


def found(claim: str) -> Finding:
    return next(f for f in findings() if f.claim == claim)


@pytest.mark.parametrize(
    ("claim", "verdict", "figures"),
    [
        ("richer_attend_more", "holds", {"n": 31, "pearson": 0.56, "p": 0.001, "spearman": 0.53, "p_ranked": 0.002}),
        ("richer_more_even", "weak", {"cities_rho": 0.31, "cities_p": 0.09, "cities_n": 31, "long_rho": 0.18}),
        ("richer_more_even", "weak", {"regions_rho": 0.69, "regions_p": 0.06, "regions_n": 8, "long_n": 29}),
        ("richer_more_even", "weak", {"southwest": 0.911, "east_coast": 0.906, "few": 50}),
        ("value_share_rises", "not_supported", {"cities_rho": -0.10, "cities_n": 31}),
        ("northeast_neglects_ecology", "not_supported", {"share": 0.2053, "rank": 1, "of": 8, "national": 0.1110}),
        ("yinchuan_life", "not_supported", {"count": 4, "share": 0.1143, "government": 0}),
        ("neighbours_alike", "not_supported", {"within": 0.373, "between": 0.381, "pairs": 47}),
        ("grades", "misprint", {"high": 7, "middle": 19, "low": 5, "level": 3, "middle_if_low": 16, "low_if_low": 8}),
        ("leading", "misprint", {"digital_economy": 18, "new_infrastructure": 10, "digital_government": 2}),
        ("leading", "misprint", {"digital_life": 1, "digital_ecology": 1, "said_digital_government": 3}),
        ("text_shares", "misprint", {"digital_ecology": 0.1110, "smart_city": 0.0646, "said_smart_city": 0.0664}),
    ],
)
def test_a_claim_comes_to_the_figures_of_the_method_note(claim, verdict, figures):
    said = found(claim)
    assert said.verdict == verdict
    for name, value in figures.items():
        places = len(f"{value}".partition(".")[2]) if isinstance(value, float) else 0
        assert round(said.figures[name], places) == value


def test_the_permutation_p_of_neighbours_is_the_notes_within_chance():
    """The note has .30 from another seed; 10 000 regroupings leave a standard error of .005."""
    assert found("neighbours_alike").figures["p"] == pytest.approx(0.30, abs=0.02)


def test_zhengzhou_is_tied_and_counts_for_both():
    assert found("leading").figures["cities"] == ("郑州市",)


def test_the_correlations_are_scipys():
    totals = [coded_totals()[city].total for city in CITIES]
    evenness = [city_line(city).evenness for city in CITIES]
    value = [city_line(city).value_share for city in CITIES]
    assert found("richer_attend_more").figures["p"] == pytest.approx(stats.pearsonr(totals, GDP).pvalue)
    assert found("richer_attend_more").figures["p_ranked"] == pytest.approx(stats.spearmanr(totals, GDP).pvalue)
    assert found("richer_more_even").figures["cities_p"] == pytest.approx(stats.spearmanr(evenness, GDP).pvalue)
    assert found("value_share_rises").figures["cities_p"] == pytest.approx(stats.spearmanr(value, GDP).pvalue)


def test_the_distances_of_neighbours_are_scipys():
    pairs = list(itertools.combinations(CITIES, 2))
    far = [
        scipy_distance.jensenshannon(*([city_line(c).shares[k] for k in CATEGORIES] for c in pair), base=2)
        for pair in pairs
    ]
    same = np.array([region_of(one) == region_of(other) for one, other in pairs])
    figures = found("neighbours_alike").figures
    assert figures["within"] == pytest.approx(np.mean(np.array(far)[same]))
    assert figures["between"] == pytest.approx(np.mean(np.array(far)[~same]))


def test_the_permutation_p_is_that_of_all_regroupings():
    mixes = [city_line(city).shares for city in CITIES[:6]]
    groups = ["a", "a", "a", "b", "b", "b"]
    far = np.array(
        [[scipy_distance.jensenshannon(list(p.values()), list(q.values()), base=2) for q in mixes] for p in mixes]
    )

    def within(chosen):
        rest = [i for i in range(6) if i not in chosen]
        return sum(far[i, j] for side in (chosen, rest) for i, j in itertools.combinations(side, 2))

    sums = [within(list(chosen)) for chosen in itertools.combinations(range(6), 3)]
    expected = np.mean([s <= within([0, 1, 2]) + 1e-9 for s in sums])
    result = nearness(mixes, groups)
    assert result.pairs == 6
    assert result.within == pytest.approx(within([0, 1, 2]) / 6)
    assert result.p == pytest.approx(expected, abs=0.02)


def test_groups_that_are_clearly_alike_have_a_small_p():
    one, other = ({c: float(c == k) for c in CATEGORIES} for k in CATEGORIES[:2])
    assert nearness([one] * 8 + [other] * 8, ["a"] * 8 + ["b"] * 8).p < 0.01


def test_findings_come_out_the_same_every_time():
    first = findings()
    findings.cache_clear()
    assert findings() == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said(language):
    say = phrases(language)
    for finding in findings():
        assert finding.verdict in VERDICTS
        for part in ("claim", "figures", "follows"):
            assert say.has(f"findings.{part}.{finding.claim}")
        assert say.has(f"findings.verdict.{finding.verdict}")


def test_claimed_figures_name_a_claim_and_where_they_stand():
    for row in records("paper_claims.csv"):
        assert row["claim"] in {finding.claim for finding in findings()}
        assert row["stands_in"]


def test_every_city_of_the_paper_lies_in_a_region():
    assert {region_of(city) for city in CITIES} == set(REGIONS)
