"""The paper's figures of a region, or of all, without any draft."""

from __future__ import annotations

from dataclasses import asdict

from assistant.chat.blocks import Block, Table, Text
from assistant.chat.views.wording import category_name, city_name, percent
from assistant.model import CATEGORIES, REGIONS, ReferenceLine
from assistant.peers.reference import city_line, national_line, reference_cities, region_cities, region_line
from assistant.peers.regions import Place
from assistant.phrases import Phrases


def peer_data(place: Place | None) -> dict[str, object]:
    """The lines of a place's region as plain data; of all regions where no place is named."""
    if place is None:
        return {
            "national": asdict(national_line()),
            "regions": [asdict(region_line(r)) | {"cities": list(region_cities(r))} for r in REGIONS],
        }
    return {
        "city": place.city,
        "province": place.province,
        "region": place.region,
        "national": asdict(national_line()),
        "regional": asdict(region_line(place.region)),
        "peers": [asdict(city_line(c)) for c in region_cities(place.region)],
    }


def peer_blocks(place: Place | None, say: Phrases) -> list[Block]:
    """The same as a table: shares per category, in the order of the paper, never ranked."""
    if place is None:
        lines = [region_line(r) for r in REGIONS]
        caption = say("view.reference.all")
    else:
        lines = [city_line(c) for c in region_cities(place.region)] + [region_line(place.region)]
        caption = say("view.reference.region", region=str(say.named(place.region)))
    rows = tuple(_row(line, say) for line in (*lines, national_line()))
    columns = (
        say("peers.tables.column.region" if place is None else "view.reference.name"),
        say("view.reference.total"),
        *(category_name(c, say) for c in CATEGORIES),
        say("view.reference.value"),
        say("view.reference.people"),
        say("view.reference.evenness"),
    )
    blocks: list[Block] = [Table(columns, rows, caption, numeric=tuple(range(1, len(columns))))]
    if place is not None and place.city and place.city not in reference_cities():
        blocks.append(Text(say("view.reference.not_in_paper", city=city_name(place.city, say)), "note"))
    return [*blocks, Text(say("view.reference.note"), "note")]


def _row(line: ReferenceLine, say: Phrases) -> tuple[str, ...]:
    return (
        city_name(line.name, say),
        str(line.total),
        *(percent(line.shares[c]) for c in CATEGORIES),
        percent(line.value_share),
        percent(line.people_share),
        f"{line.evenness:.2f}",
    )
