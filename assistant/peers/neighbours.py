"""The paper's figures around a place, without any draft: its own, each city of its region, the region, the country."""

from __future__ import annotations

from typing import Any

from assistant.model import CATEGORIES, REGIONS, ReferenceLine
from assistant.peers.reference import city_line, national_line, reference_cities, region_cities, region_line
from assistant.peers.regions import Place
from assistant.peers.tables import PrintedTable, city_in
from assistant.phrases import Phrases


def neighbours(place: Place | None) -> dict[str, Any]:
    """What `peers --format json` writes: `city`, `region`, `own`, `peers`, `regional`, `national`.

    `own` is null for a city outside the 31. Without a place: `regions`, all eight, and `national`. Shares in [0, 1].
    """
    national = as_record(national_line())
    if place is None:
        return {"regions": [as_record(region_line(region)) for region in REGIONS], "national": national}
    cities = region_cities(place.region)
    return {
        "city": place.city,
        "region": place.region,
        "own": as_record(city_line(place.city)) if place.city in reference_cities() else None,
        "peers": [as_record(city_line(city)) for city in cities if city != place.city],
        "regional": as_record(region_line(place.region)),
        "national": national,
    }


def neighbour_table(place: Place | None, say: Phrases) -> PrintedTable:
    """The same in words: one row each, the draft's own city first, the country last."""
    lines = _lines(place)
    columns = ("name", *CATEGORIES, "total", "evenness", "value_share", "people_share")
    region = say(f"region.{place.region}") if place else say("region.national")
    return PrintedTable(
        title=say("peers.neighbours.title", region=region),
        header=tuple(say(f"category.{c}" if c in CATEGORIES else f"peers.neighbours.column.{c}") for c in columns),
        rows=tuple(_row(line, say) for line in lines),
        numeric=tuple(range(1, len(columns))),
        note=say("peers.neighbours.note"),
    )


def as_record(line: ReferenceLine) -> dict[str, Any]:
    """A reference line as plain data."""
    return {
        "name": line.name,
        "counts": dict(line.counts),
        "total": line.total,
        "shares": dict(line.shares),
        "evenness": line.evenness,
        "value_share": line.value_share,
        "people_share": line.people_share,
    }


def _lines(place: Place | None) -> tuple[ReferenceLine, ...]:
    if place is None:
        return (*(region_line(region) for region in REGIONS), national_line())
    cities = sorted(region_cities(place.region), key=lambda city: city != place.city)
    return (*(city_line(city) for city in cities), region_line(place.region), national_line())


def _row(line: ReferenceLine, say: Phrases) -> tuple[str, ...]:
    key = f"region.{line.name}"
    shares = (f"{line.counts[c]} ({line.shares[c]:.1%})" for c in CATEGORIES)
    return (
        say(key) if say.has(key) else city_in(say, line.name),
        *shares,
        str(line.total),
        f"{line.evenness:.2f}",
        f"{line.value_share:.1%}",
        f"{line.people_share:.1%}",
    )
