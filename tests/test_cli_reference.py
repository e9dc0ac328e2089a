"""The paper's figures on the command line: peers and tables, the same in every format."""

from __future__ import annotations

import csv
import io
import re
from itertools import product
from typing import Any

import pytest
from cli_calls import good

from assistant.model import CATEGORIES, REGIONS
from assistant.phrases import phrases


def share(value: float) -> str:
    return f"{100 * value:.1f}%"


def test_peers_without_a_place_are_the_eight_regions_and_the_country() -> None:
    found = good("peers", "--format", "json").json
    assert [region["name"] for region in found["regions"]] == list(REGIONS)
    assert sum(region["total"] for region in found["regions"]) == found["national"]["total"]
    text = good("peers").text
    for region in (*found["regions"], found["national"]):
        row = next(line for line in text.splitlines() if line.startswith(phrases("zh")(f"region.{region['name']}")))
        assert row.split()[-11:-3] == [str(region["total"]), *(share(region["shares"][c]) for c in CATEGORIES)]


@pytest.mark.parametrize(("typed", "city"), [("郑州", "郑州市"), ("zhengzhou", "郑州市"), ("黄河中游", None)])
def test_peers_of_a_place_are_the_cities_of_its_region(typed: str, city: str | None) -> None:
    found = good("peers", typed, "--format", "json").json
    assert (found["city"], found["region"]) == (city, "middle_yellow_river")
    cities = [peer["name"] for peer in found["peers"]]
    assert cities == ["太原市", "呼和浩特市", "郑州市", "西安市"]
    assert sum(peer["total"] for peer in found["peers"]) == found["regional"]["total"]
    for peer in found["peers"]:
        assert set(peer["counts"]) == set(CATEGORIES)
        assert sum(peer["counts"].values()) == peer["total"]


def test_a_city_outside_the_paper_is_not_passed_off_as_inside() -> None:
    assert phrases("zh")("view.reference.not_in_paper", city="南阳市") in good("peers", "南阳").text


TABLE_KEYS = {
    "1": {"rank", "city", "coded_total", "gdp_2021"},
    "2": {"rationality", "category", "coded", "share_pct"},
    "3": {"city", "counts", "shares_pct", "total"},
    "4": {"region", "cities"},
    "5": {"region", "counts", "shares_pct"},
}
TABLE_ROWS = {"1": 31, "2": 7, "3": 31, "4": 8, "5": 8}


def figures(value: Any) -> set[float]:
    """Every number in a piece of JSON."""
    if isinstance(value, dict | list):
        return set().union(*map(figures, value.values() if isinstance(value, dict) else value))
    return {float(value)} if isinstance(value, int | float) else set()


@pytest.mark.parametrize(("number", "printed"), [*product(TABLE_KEYS, ([], ["--as-printed"]))])
def test_a_table_is_the_same_in_json_csv_and_text(number: str, printed: list[str]) -> None:
    found = good("tables", number, *printed, "--format", "json").json
    assert list(found) == [number]
    rows = found[number]
    assert len(rows) == TABLE_ROWS[number]
    assert all(set(row) >= TABLE_KEYS[number] for row in rows)
    table = list(csv.reader(io.StringIO(good("tables", number, *printed, "--format", "csv").text)))
    assert len(table) == len(rows) + 1
    for cells, row in zip(table[1:], rows, strict=True):
        assert figures(row) <= {float(cell) for cell in cells if re.fullmatch(r"[\d.]+", cell)}
    text = good("tables", number, *printed).text
    lines = text[: text.index("\n\n")].splitlines()[3:]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        shown = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", line)}
        assert {round(n, 2) for n in figures(row)} <= shown | {0.0}


def test_all_tables_are_the_five_in_order_in_every_format() -> None:
    found = good("tables", "all", "--format", "json").json
    assert list(found) == list(TABLE_KEYS)
    assert good("tables", "--format", "json").json == found
    assert re.findall(r"(?m)^# (\d)$", good("tables", "--format", "csv").text) == list(TABLE_KEYS)
    assert re.findall(r"(?m)^表 (\d)", good("tables").text) == list(TABLE_KEYS)
    assert {number: good("tables", number, "--format", "json").json[number] for number in TABLE_KEYS} == found


def test_as_printed_differs_in_table_three_only() -> None:
    mended, printed = (good("tables", *words, "--format", "json").json for words in ((), ("--as-printed",)))
    assert [number for number in mended if mended[number] != printed[number]] == ["3"]


def test_the_tables_hang_together() -> None:
    found = good("tables", "--format", "json").json
    for n, category in enumerate(CATEGORIES):
        national = found["2"][n]["coded"]
        assert found["2"][n]["category"] == category
        assert sum(row["counts"][category] for row in found["3"]) == national
        assert sum(row["counts"][category] for row in found["5"]) == national
