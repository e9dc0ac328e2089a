"""What the paper says and what its own tables say to it: each claim recomputed, with the statistic and a verdict.

Everything is computed from data/: attention from the reconciled Table 3, totals and GDP from Table 1, which is another
count. The figures that the paper's text claims stand in paper_claims.csv. Shares lie in [0, 1].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import numpy as np

from assistant.model import CATEGORIES, REGIONS, ReferenceLine
from assistant.peers.association import Correlation, pearson, spearman
from assistant.peers.permutation import nearness
from assistant.peers.reference import (
    city_line,
    national_line,
    records,
    reference_cities,
    region_cities,
    region_line,
    region_of,
)
from assistant.peers.statistics import FEW

Verdict = Literal["holds", "weak", "not_supported", "misprint"]
VERDICTS: Final[tuple[Verdict, ...]] = ("holds", "weak", "not_supported", "misprint")
CLEAR: Final = 0.05
"""A relation whose every test has a p below this holds."""
FAINT: Final = 0.10
"""A relation with any test below this is weak; else it is not supported."""
_YINCHUAN: Final = "银川市"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of the paper, the figures that speak to it by name, and what they come to."""

    claim: str
    verdict: Verdict
    figures: Mapping[str, float | int | str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CodedTotal:
    """A city's row of Table 1: all codings, in a count of their own, and GDP 2021 in 100 million yuan."""

    city: str
    total: int
    gdp: float


@cache
def coded_totals() -> Mapping[str, CodedTotal]:
    """Table 1 by city, in the order of its ranks."""
    rows = records("coded_totals.csv")
    return {r["city"]: CodedTotal(r["city"], int(r["coded_total"]), float(r["gdp_2021_100m_yuan"])) for r in rows}


@cache
def findings() -> tuple[Finding, ...]:
    """All claims, in the order in which the paper makes them."""
    return (
        richer_attend_more(),
        grades(),
        leading_categories(),
        richer_more_even(),
        value_share_rises(),
        northeast_neglects_ecology(),
        silent_on_life(),
        neighbours_alike(),
        shares_in_the_text(),
    )


def richer_attend_more() -> Finding:
    """Coded total against GDP over the 31 cities, Pearson and Spearman."""
    rows = coded_totals().values()
    gdp, totals = [r.gdp for r in rows], [r.total for r in rows]
    straight, ranked = pearson(gdp, totals), spearman(gdp, totals)
    return Finding(
        "richer_attend_more",
        _relation(straight, ranked),
        {"n": straight.n, "pearson": straight.value, "p": straight.p, "spearman": ranked.value, "p_ranked": ranked.p},
    )


def richer_more_even() -> Finding:
    """Evenness against GDP: over the cities, over those with 50 codings and more, and over the regions' mean GDP."""
    cities = [city_line(city) for city in reference_cities()]
    long = [line for line in cities if line.total >= FEW]
    regions = [region_line(region) for region in REGIONS]
    wealth = [float(np.mean([coded_totals()[city].gdp for city in region_cities(region)])) for region in REGIONS]
    every = spearman(_gdp(cities), [line.evenness for line in cities])
    longer = spearman(_gdp(long), [line.evenness for line in long])
    regional = spearman(wealth, [line.evenness for line in regions])
    figures = {**_figures("cities", every), **_figures("long", longer), **_figures("regions", regional)}
    southwest, coast = region_line("southwest").evenness, region_line("east_coast").evenness
    return Finding(
        "richer_more_even",
        _relation(every, longer, regional),
        {**figures, "few": FEW, "southwest": southwest, "east_coast": coast},
    )


def value_share_rises() -> Finding:
    """Value share against GDP over the cities, Spearman."""
    cities = [city_line(city) for city in reference_cities()]
    found = spearman(_gdp(cities), [line.value_share for line in cities])
    return Finding("value_share_rises", _relation(found), _figures("cities", found))


def neighbours_alike() -> Finding:
    """Distances between cities of one region against those between regions, by permutation of the regions."""
    cities = reference_cities()
    found = nearness([city_line(city).shares for city in cities], [region_of(city) for city in cities])
    return Finding(
        "neighbours_alike",
        _by_p(found.p),
        {"n": len(cities), "within": found.within, "between": found.between, "p": found.p, "pairs": found.pairs},
    )


def northeast_neglects_ecology() -> Finding:
    """Where the Northeast's share of digital ecology stands among the eight regions; neglect would be the lower end."""
    shares = {region: region_line(region).shares["digital_ecology"] for region in REGIONS}
    share, national = shares["northeast"], national_line().shares["digital_ecology"]
    rank = 1 + sum(other > share for other in shares.values())
    return Finding(
        "northeast_neglects_ecology",
        "not_supported" if share >= national else "holds",
        {"share": share, "rank": rank, "of": len(shares), "national": national},
    )


def silent_on_life() -> Finding:
    """Codings of 银川 on digital life, which the text says it does not mention."""
    line = city_line(_YINCHUAN)
    count = line.counts["digital_life"]
    return Finding(
        "yinchuan_life",
        "holds" if count == _claimed("yinchuan_life")["digital_life"] else "not_supported",
        {
            "city": _YINCHUAN,
            "count": count,
            "share": line.shares["digital_life"],
            "government": line.counts["digital_government"],
        },
    )


def leading_categories() -> Finding:
    """In how many cities each category leads; a city whose highest counts are level counts for each of them."""
    leaders = {city: _leaders(city_line(city)) for city in reference_cities()}
    count = Counter(category for found in leaders.values() for category in found)
    claimed = _claimed("leading")
    return Finding(
        "leading",
        "holds" if dict(count) == claimed else "misprint",
        {
            **{category: count[category] for category in CATEGORIES},
            **{f"said_{category}": int(said) for category, said in claimed.items()},
            "cities": tuple(city for city, found in leaders.items() if len(found) > 1),
        },
    )


def grades() -> Finding:
    """How many cities have more than 300, 150 to 300, and fewer than 150 codings; and with 150 itself counted low."""
    claimed = {name: int(value) for name, value in _claimed("grades").items()}
    totals = [row.total for row in coded_totals().values()]
    high = sum(total > claimed["above"] for total in totals)
    low = sum(total < claimed["below"] for total in totals)
    level = sum(total == claimed["below"] for total in totals)
    found = (high, len(totals) - high - low, low)
    said = (claimed["high"], claimed["middle"], claimed["low"])
    return Finding(
        "grades",
        "holds" if found == said else "misprint",
        {
            **{name: claimed[name] for name in ("above", "below")},
            **dict(zip(("high", "middle", "low"), found, strict=True)),
            **{f"said_{name}": claimed[name] for name in ("high", "middle", "low")},
            "level": level,
            "middle_if_low": found[1] - level,
            "low_if_low": low + level,
        },
    )


def shares_in_the_text() -> Finding:
    """The national shares that the text repeats, against Table 2."""
    claimed, shares = _claimed("text_shares"), national_line().shares
    same = all(abs(shares[category] - said / 100) < 0.0005 for category, said in claimed.items())
    return Finding(
        "text_shares",
        "holds" if same else "misprint",
        {
            **{category: shares[category] for category in claimed},
            **{f"said_{category}": said / 100 for category, said in claimed.items()},
        },
    )


def _claimed(claim: str) -> dict[str, float]:
    """The figures the paper's text gives for a claim, by name."""
    return {r["figure"]: float(r["value"]) for r in records("paper_claims.csv") if r["claim"] == claim}


def _leaders(line: ReferenceLine) -> tuple[str, ...]:
    most = max(line.counts.values())
    return tuple(category for category in CATEGORIES if line.counts[category] == most)


def _gdp(lines: Sequence[ReferenceLine]) -> list[float]:
    return [coded_totals()[line.name].gdp for line in lines]


def _figures(name: str, found: Correlation) -> dict[str, float | int]:
    return {f"{name}_rho": found.value, f"{name}_p": found.p, f"{name}_n": found.n}


def _relation(*tests: Correlation) -> Verdict:
    """What tests of one positive relation come to: it holds if all are clear, is weak if any is at least faint."""
    chances = [test.p if test.value > 0 else 1.0 for test in tests]
    return "holds" if max(chances) < CLEAR else "weak" if min(chances) < FAINT else "not_supported"


def _by_p(p: float) -> Verdict:
    return "holds" if p < CLEAR else "weak" if p < FAINT else "not_supported"
