"""The repair of Table 3 is forced by the printed figures, and everything else the paper prints follows from it."""

from dataclasses import replace

import pytest

from assistant.model import CATEGORIES
from assistant.peers.reconcile import PAIR, Cell, PrintedRow, misprinted, repairs
from assistant.peers.reference import printed_rows, records, region_cities


@pytest.fixture(scope="module")
def repaired():
    (only,) = repairs(printed_rows())
    return only


def test_there_is_exactly_one_repair_and_it_is_the_reconciled_file(repaired):
    rows = records("attention_reconciled.csv")
    assert list(repaired) == [r["city"] for r in rows]
    for row in rows:
        assert repaired[row["city"]] == {c: int(row[c]) for c in CATEGORIES}
        assert sum(repaired[row["city"]].values()) == int(row["total"])


def test_thirteen_rows_from_beijing_down_are_misprinted():
    found = misprinted(printed_rows())
    assert len(found) == 13
    assert found[0] == "北京市"
    cities = [row.city for row in printed_rows()]
    assert all(cities.index(city) >= cities.index("北京市") for city in found)
    assert "广州市" not in found


def test_only_the_pair_of_columns_changes(repaired):
    for row in printed_rows():
        kept = [c for c in CATEGORIES if c not in PAIR]
        assert [repaired[row.city][c] for c in kept] == [row.cells[c].count for c in kept]


def test_guangzhou_is_printed_twice_and_the_pair_of_haikou_is_lost(repaired):
    rows = {row.city: row for row in printed_rows()}
    assert rows["兰州市"].pair == rows["广州市"].pair
    assert [repaired["海口市"][c] for c in PAIR] == [0, 0]
    assert (0, 0) not in [(a.count, b.count) for a, b in (row.pair for row in printed_rows())]


def test_every_percentage_of_a_repaired_row_is_the_one_printed_for_its_count(repaired):
    printed = {(pair[0].count, pair[1].count): pair for pair in (row.pair for row in printed_rows())}
    for row in printed_rows():
        total = sum(repaired[row.city].values())
        pair = printed.get(tuple(repaired[row.city][c] for c in PAIR), (Cell(0, 0.0), Cell(0, 0.0)))
        cells = dict(row.cells) | dict(zip(PAIR, pair, strict=True))
        assert all(cell.fits(total) for cell in cells.values()), row.city


def test_table_2_follows(repaired):
    rows = records("national.csv")
    total = sum(sum(counts.values()) for counts in repaired.values())
    assert [r["category"] for r in rows] == list(CATEGORIES)
    for row in rows:
        coded = sum(counts[row["category"]] for counts in repaired.values())
        assert coded == int(row["coded"])
        assert round(100 * coded / total, 2) == float(row["share_pct"])


def test_all_56_cells_of_table_5_follow_with_their_percentages(repaired):
    cells = 0
    for row in records("regions_attention.csv"):
        counts = {c: sum(repaired[city][c] for city in region_cities(row["region"])) for c in CATEGORIES}
        for category in CATEGORIES:
            assert counts[category] == int(row[category]), (row["region"], category)
            assert Cell(counts[category], float(row[f"{category}_pct"])).fits(sum(counts.values()))
            cells += 1
    assert cells == 56


def test_the_printed_columns_miss_table_2_only_in_the_pair():
    sums = {c: sum(row.cells[c].count for row in printed_rows()) for c in CATEGORIES}
    table_2 = {r["category"]: int(r["coded"]) for r in records("national.csv")}
    assert {c: (sums[c], table_2[c]) for c in CATEGORIES if sums[c] != table_2[c]} == {
        "digital_government": (521, 489),
        "digital_life": (380, 365),
    }


def test_the_readme_lists_each_misprinted_row_as_it_is(repaired):
    from assistant.resources import data_file

    text = data_file("README.md").read_text(encoding="utf-8")
    printed = {row.city: row for row in printed_rows()}
    for city in misprinted(printed_rows()):
        cells = [cell.strip() for cell in next(x for x in text.splitlines() if x.startswith(f"| {city} |")).split("|")]
        wrong, right = printed[city].pair, [repaired[city][c] for c in PAIR]
        assert [int(cells[i].split()[0]) for i in (2, 3, 5, 6)] == [wrong[0].count, wrong[1].count, *right]
        assert printed[cells[4]].takes(wrong)
        assert int(cells[7]) == sum(repaired[city].values())


def _row(city: str, counts: tuple[int, ...], total: int | None = None) -> PrintedRow:
    total = total or sum(counts)
    cells = (Cell(n, round(100 * n / total, 2)) for n in counts)
    return PrintedRow(city, dict(zip(CATEGORIES, cells, strict=True)))


def _with_pair(row: PrintedRow, pair: tuple[Cell, Cell]) -> PrintedRow:
    return replace(row, cells=dict(row.cells) | dict(zip(PAIR, pair, strict=True)))


def test_a_sound_table_is_its_own_repair():
    rows = [_row("甲", (10, 20, 3, 4, 5, 6, 0)), _row("乙", (7, 9, 1, 2, 0, 5, 1))]
    assert misprinted(rows) == ()
    assert repairs(rows) == ({row.city: {c: row.cells[c].count for c in CATEGORIES} for row in rows},)


def test_two_swapped_pairs_go_back():
    one, other = _row("甲", (10, 20, 3, 4, 5, 6, 0)), _row("乙", (7, 9, 1, 2, 0, 5, 1))
    swapped = [_with_pair(one, other.pair), _with_pair(other, one.pair)]
    (only,) = repairs(swapped)
    assert [only["甲"][c] for c in PAIR] == [3, 4]
    assert [only["乙"][c] for c in PAIR] == [1, 2]


def test_twins_that_could_swap_leave_two_repairs():
    """Two rows of one total that lack one sum could have each other's pair: both repairs are reported."""
    one, other = _row("甲", (10, 20, 3, 4, 5, 6, 0)), _row("乙", (11, 20, 5, 2, 4, 6, 0))
    third, fourth = _row("丙", (30, 20, 9, 9, 5, 6, 3)), _row("丁", (31, 17, 8, 3, 5, 6, 3))
    pairs = (third.pair, fourth.pair, one.pair, other.pair)
    found = repairs([_with_pair(*row) for row in zip((one, other, third, fourth), pairs, strict=True)])
    assert {(r["甲"][PAIR[0]], r["乙"][PAIR[0]]) for r in found} == {(3, 5), (5, 3)}


def test_a_pair_that_fits_nowhere_leaves_no_repair():
    one = _row("甲", (10, 20, 3, 4, 5, 6, 0))
    assert repairs([_with_pair(one, (Cell(31, 20.0), Cell(9, 5.0)))]) == ()


def test_a_lost_pair_with_a_sum_to_share_leaves_every_way_to_share_it():
    whole = _row("甲", (10, 20, 3, 4, 5, 6, 0))
    bereft = _with_pair(_row("乙", (70, 9, 1, 1, 0, 5, 1)), whole.pair)
    assert sorted(r["乙"][PAIR[0]] for r in repairs([whole, bereft])) == [0, 1, 2]


def test_a_row_without_any_figure_takes_no_pair():
    empty = _row("甲", (0, 0, 3, 4, 0, 0, 0))
    assert empty.totals == ()
    assert misprinted([empty]) == ("甲",)
