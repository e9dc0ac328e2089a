"""The paper's figures from data/: what 31 cities, eight regions and the country attend to, in the reconciled count."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from assistant.model import CATEGORIES, REGIONS, Problem, ReferenceLine
from assistant.peers.balance import evenness, group_share, shares
from assistant.peers.reconcile import Cell, PrintedRow
from assistant.resources import data_file

NATIONAL = "national"


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
def city_line(city: str) -> ReferenceLine:
    """The reference line of one of the 31 cities, by its full name; KeyError for any other."""
    return _line(city, _attention()[city])


@cache
def region_line(region: str) -> ReferenceLine:
    """The sum over a region's cities, the paper's Table 5; KeyError for an unknown region id."""
    return _line(region, _sum(region_cities(region)))


@cache
def national_line() -> ReferenceLine:
    """The sum over the 31 cities, the paper's Table 2."""
    return _line(NATIONAL, _sum(reference_cities()))


def reference_lines() -> tuple[ReferenceLine, ...]:
    """The country, then the eight regions in the order of `model.REGIONS`."""
    return (national_line(), *(region_line(region) for region in REGIONS))


def _sum(cities: tuple[str, ...]) -> dict[str, int]:
    return {category: sum(_attention()[city][category] for city in cities) for category in CATEGORIES}


def _line(name: str, counts: Mapping[str, int]) -> ReferenceLine:
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
