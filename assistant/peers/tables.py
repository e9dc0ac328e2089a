"""The paper's five tables as plain data for scripts, and as rows of words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from assistant.model import CATEGORIES, REGIONS
from assistant.peers.reconcile import PrintedRow
from assistant.peers.reference import (
    city_line,
    printed_rows,
    records,
    reference_cities,
    region_cities,
)
from assistant.peers.regions import english_name
from assistant.phrases import Phrases

TABLES: Final = ("1", "2", "3", "4", "5")

_COLUMNS: Final = {
    "1": ("rank", "city", "coded_total", "gdp_2021"),
    "2": ("rationality", "category", "coded", "share_pct"),
    "3": ("city", *CATEGORIES, "total"),
    "4": ("region", "cities"),
    "5": ("region", *CATEGORIES),
}
_WORDS: Final = ("city", "cities", "region", "category", "rationality")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table in words: every row has as many cells as the header; `numeric` names the columns to align right."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    note: str = ""


def tables(as_printed: bool = False) -> dict[str, list[Row]]:
    """The five tables by number, in the shapes of `tables --format json`; shares_pct in percent with two decimals.

    Table 3 is the reconciled one unless `as_printed`; then its percentages are those printed, its totals the sums of
    the printed counts. The region of tables 4 and 5 is its id.
    """
    return {
        "1": [_coded_total(r) for r in records("coded_totals.csv")],
        "2": [_national(r) for r in records("national.csv")],
        "3": [_printed(r) for r in printed_rows()] if as_printed else [_reconciled(c) for c in reference_cities()],
        "4": [{"region": region, "cities": list(region_cities(region))} for region in REGIONS],
        "5": [_region(r) for r in records("regions_attention.csv")],
    }


def flat(number: str, as_printed: bool = False) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """One table as a header of field names and rows of plain values, for CSV; a list of cities is joined by `|`."""
    rows = [_flattened(row) for row in tables(as_printed)[number]]
    return tuple(rows[0]), [tuple(row.values()) for row in rows]


def _flattened(row: Row) -> Row:
    if "counts" in row:
        name = "city" if "city" in row else "region"
        pairs = ((c, {c: row["counts"][c], f"{c}_pct": row["shares_pct"][c]}) for c in CATEGORIES)
        cells = {key: value for _, pair in pairs for key, value in pair.items()}
        printed = {key: row[key] for key in (name, "printed") if key in row}
        return printed | cells | ({"total": row["total"]} if "total" in row else {})
    return {key: "|".join(value) if isinstance(value, list) else value for key, value in row.items()}


def printed_table(number: str, say: Phrases, as_printed: bool = False) -> PrintedTable:
    """Table 1 to 5 in the words of a language, with what a reader has to know below it."""
    rows = tables(as_printed)[number]
    printed = number == "3" and as_printed
    return PrintedTable(
        title=say(f"peers.tables.title_{number}"),
        header=tuple(_heading(name, say) for name in _COLUMNS[number]),
        rows=tuple(tuple(_cell(name, row, say) for name in _COLUMNS[number]) for row in rows),
        numeric=tuple(i for i, name in enumerate(_COLUMNS[number]) if name not in _WORDS),
        note=say("peers.tables.note_3_printed" if printed else f"peers.tables.note_{number}"),
    )


def city_in(say: Phrases, city: str) -> str:
    """A city's name as a language writes it."""
    return english_name(city) if say.language == "en" else city


def _heading(name: str, say: Phrases) -> str:
    return say(f"category.{name}" if name in CATEGORIES else f"peers.tables.column.{name}")


def _cell(name: str, row: Row, say: Phrases) -> str:
    if name in CATEGORIES:
        return f"{row['counts'][name]} ({row['shares_pct'][name]:.2f}%)"
    value = row[name]
    if name == "city":
        return city_in(say, value)
    if name == "cities":
        return say("peers.tables.and").join(city_in(say, city) for city in value)
    if name in _WORDS:
        return say(f"{name}.{value}")
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _coded_total(row: Mapping[str, str]) -> Row:
    return {
        "rank": int(row["rank"]),
        "city": row["city"],
        "coded_total": int(row["coded_total"]),
        "gdp_2021": float(row["gdp_2021_100m_yuan"]),
    }


def _national(row: Mapping[str, str]) -> Row:
    return {
        "rationality": row["rationality"],
        "category": row["category"],
        "coded": int(row["coded"]),
        "share_pct": float(row["share_pct"]),
    }


def _reconciled(city: str) -> Row:
    line = city_line(city)
    shares_pct = {c: round(100 * line.counts[c] / line.total, 2) for c in CATEGORIES}
    return {"city": city, "counts": dict(line.counts), "shares_pct": shares_pct, "total": line.total}


def _printed(row: PrintedRow) -> Row:
    counts = {c: row.cells[c].count for c in CATEGORIES}
    shares_pct = {c: row.cells[c].pct for c in CATEGORIES}
    return {"city": row.city, "counts": counts, "shares_pct": shares_pct, "total": sum(counts.values())}


def _region(row: Mapping[str, str]) -> Row:
    return {
        "region": row["region"],
        "printed": row["printed"],
        "counts": {c: int(row[c]) for c in CATEGORIES},
        "shares_pct": {c: float(row[f"{c}_pct"]) for c in CATEGORIES},
    }
