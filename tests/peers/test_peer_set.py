"""Peers of one's own: a table of coded plans is checked to the line, and never mixed with the paper's counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import __version__
from assistant.codebook import codebook
from assistant.model import CATEGORIES, Coding, Problem, Reason, Statement
from assistant.peers.coder_stamp import coder_digest
from assistant.peers.compare import compare
from assistant.peers.peer_set import (
    WORK_REPORTS,
    judged,
    lines,
    mix_around,
    peer_set,
    read_peer_set,
    whole_line,
    work_reports,
)
from assistant.peers.profile import profile
from assistant.peers.reference import reference_cities
from assistant.peers.regions import resolve
from assistant.phrases import LANGUAGES, phrases

COLUMNS = ("city", *CATEGORIES, "counted", "sha256", "tool", "codebook", "coder", "problem")
STAMP = (__version__, codebook().version, coder_digest())
ZHENGZHOU = ("郑州市", 20, 30, 12, 8, 5, 3, 0, 78, "a1", *STAMP, "")
XIAN = ("西安市", 10, 30, 12, 8, 5, 3, 1, 69, "a2", *STAMP, "")
SUZHOU = ("苏州市", 10, 30, 12, 8, 5, 3, 1, 69, "a3", *STAMP, "")


def table(folder: Path, *rows: tuple[object, ...], columns: tuple[str, ...] = COLUMNS, name: str = "同行.csv") -> Path:
    path = folder / name
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in (columns, *rows)), encoding="utf-8-sig")
    return path


def changed(row: tuple[object, ...], **cells: object) -> tuple[object, ...]:
    return tuple(cells.get(column, cell) for column, cell in zip(COLUMNS, row, strict=True))


def draft(counts: tuple[int, ...]) -> list[Coding]:
    statement = Statement("s1", 0, 1, "x")
    pairs = zip(CATEGORIES, counts, strict=True)
    return [Coding(statement, c, None, "commitment", 2, 0.9, False) for c, n in pairs for _ in range(n)]


def test_a_table_is_read_with_its_stamp(tmp_path: Path) -> None:
    found = read_peer_set(table(tmp_path, ZHENGZHOU, XIAN))
    assert [(plan.city, plan.region, plan.year) for plan in found.plans] == [
        ("郑州市", "middle_yellow_river", None),
        ("西安市", "middle_yellow_river", None),
    ]
    assert tuple(found.plans[0].counts.values()) == ZHENGZHOU[1:8]
    assert (found.source.name, found.source.cities, found.source.plans, found.source.same) == ("同行.csv", 2, 2, True)


@pytest.mark.parametrize("column", ["tool", "codebook", "coder"])
def test_another_version_is_another_measure(column: str, tmp_path: Path) -> None:
    assert not read_peer_set(table(tmp_path, changed(ZHENGZHOU, **{column: "0"}))).source.same


def test_a_projects_own_codebook_is_another_measure_too(tmp_path: Path) -> None:
    found = read_peer_set(table(tmp_path, ZHENGZHOU))
    assert not judged(found, f"{codebook().version}+ab12cd").source.same
    assert judged(found, codebook().version) is found


def test_plans_that_could_not_be_read_are_passed_over(tmp_path: Path) -> None:
    broken = ("", *("",) * 8, "", *STAMP, "坏了")
    assert len(read_peer_set(table(tmp_path, broken, ZHENGZHOU)).plans) == 1


@pytest.mark.parametrize(
    ("rows", "key", "line"),
    [
        ([changed(ZHENGZHOU, city="")], "peers_city", 2),
        ([ZHENGZHOU, changed(XIAN, city="无此市")], "peers_city", 3),
        ([changed(ZHENGZHOU, city="河南省")], "peers_city", 2),
        ([changed(ZHENGZHOU, digital_life="八")], "peers_number", 2),
        ([changed(ZHENGZHOU, digital_life="-8")], "peers_number", 2),
        ([changed(ZHENGZHOU, digital_life="8.5")], "peers_number", 2),
        ([changed(ZHENGZHOU, digital_life="")], "peers_number", 2),
        ([ZHENGZHOU, changed(XIAN, counted=70)], "peers_total", 3),
        ([ZHENGZHOU, changed(ZHENGZHOU)], "peers_twice", 3),
        ([ZHENGZHOU, changed(XIAN, codebook="2020.1")], "peers_versions", 3),
        ([changed(ZHENGZHOU, tool="")], "peers_unstamped", 2),
        ([('"' + "开", *ZHENGZHOU[1:])], "peers_broken", 2),
        ([ZHENGZHOU[:3]], "peers_number", 2),
    ],
)
def test_what_is_wrong_is_named_by_line(rows: list[tuple[object, ...]], key: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        read_peer_set(table(tmp_path, *rows))
    assert (raised.value.key, raised.value.values["line"]) == (key, line)
    for language in LANGUAGES:
        said = phrases(language).problem(raised.value)
        assert "同行.csv" in said and "\n" not in said


def test_a_file_that_is_no_such_table_says_what_to_do(tmp_path: Path) -> None:
    wrong = {
        "peers_columns": table(tmp_path, ("郑州市",), columns=("city",), name="a.csv"),
        "peers_empty": table(tmp_path, name="b.csv"),
        "peers_format": tmp_path / "c.xlsx",
        "file_missing": tmp_path / "d.csv",
    }
    for key, path in wrong.items():
        with pytest.raises(Problem) as raised:
            read_peer_set(path)
        assert raised.value.key == key
        assert all("{" not in phrases(language).problem(raised.value) for language in LANGUAGES)


def test_peers_are_the_regions_cities_of_the_set_without_the_drafts_own(tmp_path: Path) -> None:
    found = lines(read_peer_set(table(tmp_path, ZHENGZHOU, XIAN, SUZHOU)), resolve("郑州"))
    assert [line.name for line in found.peers] == ["西安市"]
    assert [line.name for line in found.cities] == ["西安市", "苏州市"]
    assert found.own is not None and found.own.total == 78
    assert (found.regional.total, found.national.total, found.national.name) == (147, 216, "peer_set")


def test_without_another_city_of_the_region_all_of_the_set_are_peers(tmp_path: Path) -> None:
    comparison = compare(
        profile(draft((9, 9, 9, 9, 9, 9, 0))), resolve("成都"), read_peer_set(table(tmp_path, ZHENGZHOU, SUZHOU))
    )
    assert [peer.reference.name for peer in comparison.peers] == ["郑州市", "苏州市"]
    assert comparison.findings[0] == Reason("peers.in_set.region")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_of_the_drafts_own_city_alone_compares_nothing(language: str, tmp_path: Path) -> None:
    only = read_peer_set(table(tmp_path, ZHENGZHOU))
    comparison = compare(profile(draft((9, 9, 9, 9, 9, 9, 0))), resolve("郑州"), only)
    assert comparison.peers == ()
    keys = [finding.key for finding in comparison.findings]
    assert keys[0] == "peers.in_set.own_city" and "peers.in_set.no_peers" in keys
    assert all("{" not in phrases(language).reason(finding) for finding in comparison.findings)


def test_the_papers_counts_never_enter_beside_a_set(tmp_path: Path) -> None:
    found = read_peer_set(table(tmp_path, ZHENGZHOU, XIAN))
    comparison = compare(profile(draft((9, 9, 9, 9, 9, 9, 0)), mix_around(found)), resolve("郑州"), found)
    assert comparison.source is not None and comparison.source.key == "peers.source.table_same"
    assert comparison.findings[-1] == comparison.source
    assert {line.total for line in (comparison.regional, comparison.national)} == {147}
    assert [peer.reference.counts["new_infrastructure"] for peer in comparison.peers] == [10]
    assert all(reason.key != "peers.finding.basis" for reason in comparison.findings)


def test_what_a_set_lacks_is_not_impossible(tmp_path: Path) -> None:
    mix = mix_around(read_peer_set(table(tmp_path, ZHENGZHOU)))
    assert min(mix.values()) == mix["distinctive_city"] == pytest.approx(0.5 / 81.5)
    assert sum(mix.values()) == pytest.approx(1)


def test_the_bundled_set_holds_the_papers_cities_over_six_years() -> None:
    found = work_reports()
    assert peer_set(WORK_REPORTS) is found
    assert {plan.city for plan in found.plans} == set(reference_cities())
    assert found.source.years == (2021, 2026)
    every = {(city, year) for city in reference_cities() for year in range(2021, 2027)}
    missing = every - {(plan.city, plan.year) for plan in found.plans}
    assert missing == {("拉萨市", 2022), ("拉萨市", 2024), ("拉萨市", 2026), ("西宁市", 2026)}
    assert whole_line(found).name == "national"


def test_the_bundled_set_was_coded_by_the_coder_at_hand() -> None:
    """If not: python benchmarks/work_reports.py FOLDER, with the folder of the texts."""
    source = work_reports().source
    assert (source.tool, source.codebook, source.coder) == STAMP
    assert source.same
