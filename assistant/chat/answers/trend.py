"""Answers from the bundled work reports: how attention moved over the years; nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.chat.blocks import Block, Text
from assistant.chat.listed import says
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views.wording import choices, city_name
from assistant.model import CATEGORIES

if TYPE_CHECKING:
    from assistant.peers.peer_set import CodedPlan


def trend(session: Session, heard: Heard, text: str) -> list[Block]:
    """The trend of the city, region or country that was named, else of the session's place, else of the country."""
    from assistant.chat.views import trend as view
    from assistant.peers.peer_set import mix_around, work_reports
    from assistant.peers.reference import NATIONAL
    from assistant.peers.trend import trend as trend_of

    say, reports = session.say, work_reports()
    name, plans, notes = _whose(session, heard, text, reports.plans)
    category = heard.slots.get("category")
    measure = str(category) if category in CATEGORIES else None
    blocks = view.trend(trend_of(name, plans, mix_around(reports)), measure, reports.source, say)
    return [*notes, *blocks, choices(say, *(("trend_country",) if name != NATIONAL else ()), "use_peers")]


def _whose(
    session: Session, heard: Heard, text: str, plans: Sequence[CodedPlan]
) -> tuple[str, list[CodedPlan], list[Block]]:
    """The name, its plans, and what to say where another place had to stand in for the one named."""
    from assistant.peers.reference import NATIONAL
    from assistant.peers.regions import Place, resolve

    typed = heard.slots.get("city") or heard.slots.get("region")
    if typed is not None:
        place = resolve(str(typed))
    elif session.state.region and not says(text, "heard.counts.everywhere"):
        place = Place(session.state.city, None, session.state.region)
    else:
        return NATIONAL, list(plans), []
    of_city = [plan for plan in plans if plan.city == place.city]
    if of_city:
        return str(place.city), of_city, []
    say, of_region = session.say, [plan for plan in plans if plan.region == place.region]
    values = {"city": city_name(place.city or "", say), "region": str(say.named(place.region))}
    return place.region, of_region, [Text(say("trend.no_city", **values), "note")] if place.city else []
