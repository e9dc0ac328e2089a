"""Peers of one's own: plans that our coder coded, as a table -> PeerSet; the paper's counts are never mixed in.

A table is what `chengjian corpus FOLDER -o TABLE.csv` writes, or data/attention_work_reports.csv. Only the columns
`city`, the seven categories and the coder's stamp are needed; `year` and a total are checked where they are there.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from assistant import __version__
from assistant.codebook import codebook
from assistant.model import CATEGORIES, Problem, ReferenceLine
from assistant.peers.coder_stamp import coder_digest
from assistant.peers.reference import NATIONAL, PeerSource, ReferenceLines, line_of
from assistant.peers.regions import Place, resolve
from assistant.reading.clean import shown_name
from assistant.reading.encoding import decode
from assistant.reading.read import load
from assistant.resources import data_file

WORK_REPORTS: Final = "work-reports"
"""How the bundled table of the 31 cities' government work reports is named on the command line."""
WORK_REPORTS_FILE: Final = "attention_work_reports.csv"
WHOLE: Final = "peer_set"
"""The name of the sum over a set that is not the country's 31 cities."""
_TOTALS: Final = ("counted", "total")
_STAMP: Final = ("tool", "codebook", "coder")
_COMMENT: Final = "#"
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class CodedPlan:
    """The counted statements of one coded text."""

    city: str
    """Full Chinese name, as in data/cities.csv."""
    region: str
    year: int | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PeerSet:
    """Coded plans to compare with, and who coded them."""

    source: PeerSource
    plans: tuple[CodedPlan, ...]


def peer_set(named: str) -> PeerSet:
    """The set a person named: `work-reports`, or the path of a table; raises Problem as `read_peer_set` does."""
    return work_reports() if named == WORK_REPORTS else read_peer_set(Path(named).expanduser())


@cache
def work_reports() -> PeerSet:
    """The bundled set: the yearly government work reports of the paper's 31 cities, 2021-2026, coded by this tool."""
    return _read(data_file(WORK_REPORTS_FILE), WORK_REPORTS)


def read_peer_set(path: Path) -> PeerSet:
    """The set in a table; raises Problem naming file, line and what to do for the first thing that is wrong."""
    if path.suffix.lower() != ".csv":
        raise Problem("peers_format", file=shown_name(path.name))
    return _read(path, shown_name(path.name))


def judged(found: PeerSet, book: str) -> PeerSet:
    """The set held against the coder at work, whose codebook has version `book`: is it the same measure?"""
    source = found.source
    same = (source.tool, source.codebook, source.coder) == (__version__, book, coder_digest())
    return found if same == source.same else replace(found, source=replace(source, same=same))


def lines(found: PeerSet, place: Place) -> ReferenceLines:
    """The set seen from a place: the region's cities without the draft's own, the region's sum, and all.

    Where the set has no other city of the region, its cities were chosen by the person: all of them are peers.
    """
    whole = whole_line(found)
    regional = [plan for plan in found.plans if plan.region == place.region]
    others = [plan for plan in found.plans if plan.city != place.city]
    near = [plan for plan in others if plan.region == place.region]
    return ReferenceLines(
        national=whole,
        regional=sum_line(place.region, regional) if near else whole,
        peers=tuple(city_lines(near or others).values()),
        cities=tuple(city_lines(others).values()),
        own=city_lines(found.plans).get(place.city or ""),
        mix=mix_around(found),
        source=found.source,
    )


def mix_around(found: PeerSet) -> dict[str, float]:
    """The shares of the whole set with half a statement added to each category: what a set lacks is not impossible."""
    counts = whole_line(found).counts
    total = sum(counts.values()) + _HALF * len(CATEGORIES)
    return {category: (counts[category] + _HALF) / total for category in CATEGORIES}


def whole_line(found: PeerSet) -> ReferenceLine:
    """The sum over the set; it stands for the country only where the set is the bundled one."""
    return sum_line(NATIONAL if found.source.name == WORK_REPORTS else WHOLE, found.plans)


def city_lines(plans: Iterable[CodedPlan]) -> dict[str, ReferenceLine]:
    """Every city's plans together, by full name, in the order in which the cities first come."""
    by_city: dict[str, list[CodedPlan]] = {}
    for plan in plans:
        by_city.setdefault(plan.city, []).append(plan)
    return {city: sum_line(city, of_city) for city, of_city in by_city.items()}


def sum_line(name: str, plans: Iterable[CodedPlan]) -> ReferenceLine:
    """The sum over plans under a name."""
    total: Counter[str] = Counter()
    for plan in plans:
        total.update(plan.counts)
    return line_of(name, {category: total[category] for category in CATEGORIES})


def _read(path: Path, name: str) -> PeerSet:
    file = shown_name(path.name)
    text, _ = decode(load(path), file)
    stamp, rows = _table(text, file)
    plans = tuple(_plans(rows, file))
    if not plans:
        raise Problem("peers_empty", file=file)
    stamp = _one_stamp(stamp, rows, file)
    years = sorted({plan.year for plan in plans if plan.year is not None})
    source = PeerSource(
        name=name,
        tool=stamp["tool"],
        codebook=stamp["codebook"],
        coder=stamp.get("coder", ""),
        cities=len({plan.city for plan in plans}),
        plans=len(plans),
        years=(years[0], years[-1]) if years else None,
    )
    return judged(PeerSet(source, plans), codebook().version)


Row = tuple[int, Mapping[str, str]]
"""A 1-based line of the file and its cells by column."""


def _table(text: str, file: str) -> tuple[dict[str, str], list[Row]]:
    """The stamp in the comment lines, and the rows of plans that were read."""
    stamp: dict[str, str] = {}
    header: list[str] = []
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header and cells[0].startswith(_COMMENT):
                stamp |= dict(part.split("=", 1) for part in cells[0].split() if "=" in part)
            elif not header:
                header = _header([cell.strip() for cell in cells], file)
            else:
                rows.append((reader.line_num, dict(zip(header, map(str.strip, cells), strict=False))))
    except csv.Error as error:
        raise Problem("peers_broken", file=file, line=reader.line_num, detail=str(error)) from error
    # A plan that `corpus` could not read has no figures, only the reason.
    return stamp, [row for row in rows if not row[1].get("problem")]


def _header(columns: list[str], file: str) -> list[str]:
    missing = [column for column in ("city", *CATEGORIES) if column not in columns]
    if missing:
        raise Problem("peers_columns", file=file, columns=" ".join(missing))
    return columns


def _plans(rows: Iterable[Row], file: str) -> Iterator[CodedPlan]:
    seen: dict[tuple[str, str], int] = {}
    for line, cells in rows:
        place = _place(cells["city"], file, line)
        year = _whole(cells, "year", file, line) if cells.get("year") else None
        counts = {category: _whole(cells, category, file, line) for category in CATEGORIES}
        for column in _TOTALS:
            if cells.get(column) and _whole(cells, column, file, line) != sum(counts.values()):
                raise Problem("peers_total", file=file, line=line, column=column, total=sum(counts.values()))
        mark = str(year) if year is not None else cells.get("sha256") or str(line)
        first = seen.setdefault((str(place.city), mark), line)
        if first != line:
            raise Problem("peers_twice", file=file, line=line, first=first, city=str(place.city))
        yield CodedPlan(str(place.city), place.region, year, counts)


def _place(words: str, file: str, line: int) -> Place:
    try:
        place = _resolved(words)
    except Problem as problem:
        raise Problem("peers_city", file=file, line=line, place=words) from problem
    if place.city is None or not place.exact:
        raise Problem("peers_city", file=file, line=line, place=words)
    return place


@cache
def _resolved(words: str) -> Place:
    return resolve(words)


def _whole(cells: Mapping[str, str], column: str, file: str, line: int) -> int:
    value = cells.get(column, "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Problem("peers_number", file=file, line=line, column=column, value=value)
    return int(value)


def _one_stamp(comment: Mapping[str, str], rows: Iterable[Row], file: str) -> dict[str, str]:
    """Who coded the table: one coder, or its rows could not be compared with each other."""
    found: dict[str, str] = {}
    for line, cells in rows:
        stamp = {name: cells.get(name) or comment.get(name, "") for name in _STAMP}
        if not (stamp["tool"] and stamp["codebook"]):
            raise Problem("peers_unstamped", file=file, line=line)
        if found and stamp != found:
            raise Problem("peers_versions", file=file, line=line)
        found = stamp
    return found
