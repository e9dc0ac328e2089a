"""The five tables say what the files say, as data, as rows and in words."""

import csv
import json

import pytest

from assistant.model import REGIONS
from assistant.peers.reference import records, reference_cities
from assistant.peers.tables import TABLES, flat, printed_table, tables
from assistant.phrases import LANGUAGES, phrases
from assistant.resources import data_file

FILES = {"1": "coded_totals", "2": "national", "3": "attention_reconciled", "5": "regions_attention"}


def test_the_tables_have_the_shapes_that_scripts_hold_on_to():
    found = tables()
    assert tuple(found) == TABLES
    assert [len(found[number]) for number in TABLES] == [31, 7, 31, 8, 8]
    assert set(found["1"][0]) == {"rank", "city", "coded_total", "gdp_2021"}
    assert set(found["2"][0]) == {"rationality", "category", "coded", "share_pct"}
    assert set(found["3"][0]) == {"city", "counts", "shares_pct", "total"}
    assert set(found["4"][0]) == {"region", "cities"}
    assert set(found["5"][0]) == {"region", "printed", "counts", "shares_pct"}
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("number", FILES)
def test_every_cell_is_the_files(number):
    header, rows = flat(number)
    renamed = {"gdp_2021": "gdp_2021_100m_yuan"}
    for row, source in zip(rows, records(f"{FILES[number]}.csv"), strict=True):
        cells = dict(zip(header, row, strict=True))
        shared = {name: cells[name] for name in cells if renamed.get(name, name) in source}
        assert len(shared) >= 4
        for name, value in shared.items():
            assert type(value)(source[renamed.get(name, name)]) == value


def test_table_3_as_printed_is_the_file_as_printed():
    header, rows = flat("3", as_printed=True)
    with data_file("attention_as_printed.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    assert list(header) == [*expected[0], "total"]
    for row, source in zip(rows, expected[1:], strict=True):
        assert [type(value)(text) for value, text in zip(row, source, strict=False)] == list(row[:-1])
        assert row[-1] == sum(row[1:-1:2])


def test_the_percentages_of_a_reconciled_row_sum_to_100():
    for row in tables()["3"]:
        assert sum(row["shares_pct"].values()) == pytest.approx(100, abs=0.04)
        assert row["total"] == sum(row["counts"].values())


def test_the_sound_rows_have_the_printed_percentages():
    from assistant.peers.reconcile import misprinted
    from assistant.peers.reference import printed_rows

    wrong = misprinted(printed_rows())
    for row, printed in zip(tables()["3"], tables(as_printed=True)["3"], strict=True):
        assert (row["shares_pct"] == printed["shares_pct"]) is (row["city"] not in wrong)


def test_table_4_holds_each_of_the_31_cities_once():
    rows = tables()["4"]
    assert [row["region"] for row in rows] == list(REGIONS)
    assert sorted(city for row in rows for city in row["cities"]) == sorted(reference_cities())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", TABLES)
@pytest.mark.parametrize("as_printed", [False, True])
def test_a_table_in_words_has_a_full_grid_and_a_note(language, number, as_printed):
    table = printed_table(number, phrases(language), as_printed)
    assert len(table.rows) == len(tables()[number])
    assert {len(row) for row in table.rows} == {len(table.header)}
    assert all(cell for row in table.rows for cell in row)
    assert table.title
    assert table.note
    for column in table.numeric:
        assert all(row[column][0].isdigit() for row in table.rows)


def test_the_note_below_table_3_tells_the_repaired_from_the_printed():
    say = phrases("zh")
    assert printed_table("3", say).note != printed_table("3", say, as_printed=True).note
    assert printed_table("5", say) == printed_table("5", say, as_printed=True)


def test_english_tables_name_the_cities_in_english():
    assert printed_table("1", phrases("en")).rows[0][1] == "Beijing"
    assert printed_table("1", phrases("zh")).rows[0][1] == "北京市"
