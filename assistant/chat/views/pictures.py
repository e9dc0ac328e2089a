"""What the pictures show: the 31 cities of the paper, those of the region by letter, and the draft among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from assistant.chat.blocks import Dot, DotRow, Plot, Strip, TrendPoint
from assistant.chat.views.wording import category_name, city_name
from assistant.model import Assessment, Profile, ReferenceLine
from assistant.peers.balance import GROUPS, group_share
from assistant.phrases import Phrases

_TREND_POINTS: Final = 25
_STANDING_OUT: Final = 3
"""How many cities get a letter on a plot where no region is chosen."""


def strip(
    measures: Sequence[str], assessment: Assessment | None, say: Phrases, near: Collection[str] | None = None
) -> Strip:
    """A row per measure, a category or `value` or `people`; `near` are the cities by letter, else the region's."""
    from assistant.peers.reference import city_line, national_line, reference_cities

    lettered = {*(beside(assessment) if near is None else near)}
    profile = assessment.profile if assessment and assessment.profile.total else None
    rows = []
    for measure in measures:
        dots = tuple(
            Dot(city_name(name, say), share_of(city_line(name), measure), near=name in lettered)
            for name in reference_cities()
        )
        rows.append(_row(measure, dots, profile, share_of(national_line(), measure), say))
    return Strip(tuple(rows), caption=say("picture.strip", n=len(rows[0].dots)))


def share_of(line: ReferenceLine | Profile, measure: str) -> float:
    """A category's share, or that of `value` or `people`."""
    return group_share(line.shares, measure) if measure in GROUPS else line.shares[measure]


def beside(assessment: Assessment | None) -> tuple[str, ...]:
    """The full names of the region's cities in the paper, the draft's own included; none where no region is chosen."""
    from assistant.peers.reference import region_cities

    return region_cities(assessment.region) if assessment and assessment.region else ()


def _row(measure: str, dots: tuple[Dot, ...], profile: Profile | None, national: float, say: Phrases) -> DotRow:
    label = say(f"picture.{measure}") if measure in GROUPS else category_name(measure, say)
    if profile is None:
        return DotRow(label, dots, mark=national)
    low, high = profile.interval[measure]
    return DotRow(label, dots, share_of(profile, measure), low, high, national)


def figure_one(assessment: Assessment | None, say: Phrases) -> Plot:
    """The paper's Figure 1: coded total against GDP with trend and 90 % interval; the draft at its own city's GDP."""
    from assistant.peers.association import trend
    from assistant.peers.findings import coded_totals

    rows = list(coded_totals().values())
    line = trend([r.gdp for r in rows], [r.total for r in rows])
    far = sorted(rows, key=lambda r: -abs(r.total - line.at(r.gdp)[1]))[:_STANDING_OUT]
    lettered = beside(assessment) or tuple(r.city for r in far)
    widest = max(r.gdp for r in rows)
    points = [(x, *line.at(x)) for x in (widest * k / (_TREND_POINTS - 1) for k in range(_TREND_POINTS))]
    own = coded_totals().get(assessment.city or "") if assessment else None
    return Plot(
        dots=tuple(Dot(city_name(r.city, say), r.gdp, r.total, r.city in lettered) for r in rows),
        trend=tuple(TrendPoint(*point) for point in points),
        across=say("picture.gdp"),
        up=say("picture.coded_total"),
        draft=Dot(say("view.compare.this_draft"), own.gdp, assessment.profile.total) if own and assessment else None,
        caption=say("picture.figure_one", n=len(rows)),
    )
