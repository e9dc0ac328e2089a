"""The paper's figures from data/: what 31 cities, eight regions and the country attend to, in the reconciled count."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.model import CATEGORIES, REGIONS, Problem, ReferenceLine
from assistant.peers.balance import evenness, group_share, shares
from assistant.peers.reconcile import Cell, PrintedRow
from assistant.resources import data_file

NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class PeerSource:
    """A table of counts that a coder like ours made, and which one; the paper's counts have no such source."""

    name: str
    """File name, or `work-reports` for the bundled table."""
    tool: str
    codebook: str
    coder: str
    """Digest of the codebook and of what was learned; empty where the table does not say."""
    cities: int
    plans: int
    years: tuple[int, int] | None = None
    same: bool = False
    """Whether the coder that coded the draft coded the table too."""


@dataclass(frozen=True, slots=True)
class ReferenceLines:
    """What a draft is compared with, from one source of counts: the paper, or a peer set of one's own."""

    national: ReferenceLine
    regional: ReferenceLine
    peers: tuple[ReferenceLine, ...]
    """The region's cities without the draft's own."""
    cities: tuple[ReferenceLine, ...]
    """All cities without the draft's own."""
    own: ReferenceLine | None
    """The draft's own city, where the source has it."""
    mix: Mapping[str, float]
    """The shares around which counts are read, none of them 0."""
    source: PeerSource | None = None
    """None: the paper's counts."""


def records(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of data/ as text by column; raises Problem where it cannot be read."""
    try:
        with data_file(name).open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Problem("data_broken", file=name, detail=str(error)) from error


@cache
def data_version() -> str:
    """The version of data/, as every result names it."""
    try:
        return data_file("version.txt").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("data_broken", file="version.txt", detail=str(error)) from error


@cache
def printed_rows() -> tuple[PrintedRow, ...]:
    """Table 3 as printed, misprints and all."""
    rows = records("attention_as_printed.csv")
    return tuple(PrintedRow(r["city"], {c: Cell(int(r[c]), float(r[f"{c}_pct"])) for c in CATEGORIES}) for r in rows)


@cache
def _attention() -> Mapping[str, Mapping[str, int]]:
    rows = records("attention_reconciled.csv")
    return {r["city"]: {c: int(r[c]) for c in CATEGORIES} for r in rows}


@cache
def _region_cities() -> Mapping[str, tuple[str, ...]]:
    return {r["region"]: tuple(r["cities"].split("|")) for r in records("regions.csv")}


def reference_cities() -> tuple[str, ...]:
    """The 31 cities of the paper in the order of its Table 3."""
    return tuple(_attention())


def region_cities(region: str) -> tuple[str, ...]:
    """The cities of the paper in a region, in the order of its Table 4; KeyError for an unknown region id."""
    return _region_cities()[region]


@cache
def region_of(city: str) -> str:
    """The region id of one of the 31 cities, by its full name; KeyError for any other."""
    return {name: region for region in REGIONS for name in region_cities(region)}[city]


@cache
def city_line(city: str) -> ReferenceLine:
    """The reference line of one of the 31 cities, by its full name; KeyError for any other."""
    return line_of(city, _attention()[city])


@cache
def region_line(region: str) -> ReferenceLine:
    """The sum over a region's cities, the paper's Table 5; KeyError for an unknown region id."""
    return line_of(region, _sum(region_cities(region)))


@cache
def national_line() -> ReferenceLine:
    """The sum over the 31 cities, the paper's Table 2."""
    return line_of(NATIONAL, _sum(reference_cities()))


def paper_lines(region: str, city: str | None) -> ReferenceLines:
    """The paper's counts seen from a region and, where it is named, a city in it."""
    return ReferenceLines(
        national=national_line(),
        regional=region_line(region),
        peers=tuple(city_line(name) for name in region_cities(region) if name != city),
        cities=tuple(city_line(name) for name in reference_cities() if name != city),
        own=city_line(city) if city is not None and city in reference_cities() else None,
        mix=national_line().shares,
    )


def reference_lines() -> tuple[ReferenceLine, ...]:
    """The country, then the eight regions in the order of `model.REGIONS`."""
    return (national_line(), *(region_line(region) for region in REGIONS))


def _sum(cities: tuple[str, ...]) -> dict[str, int]:
    return {category: sum(_attention()[city][category] for city in cities) for category in CATEGORIES}


def line_of(name: str, counts: Mapping[str, int]) -> ReferenceLine:
    """The reference line with these counts."""
    mix = shares(counts)
    return ReferenceLine(
        name=name,
        counts=dict(counts),
        total=sum(counts.values()),
        shares=mix,
        evenness=evenness(mix),
        value_share=group_share(mix, "value"),
        people_share=group_share(mix, "people"),
    )
