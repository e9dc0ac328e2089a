"""The script that codes the work reports: the same file each time, counts only, one report a year."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import work_reports

from assistant.model import CATEGORIES
from assistant.peers.coder_stamp import coder_digest
from assistant.resources import data_file

REPORT = "政府工作报告\n\n一、今年工作\n建成5G基站1.2万个。\n年底前全部事项一网通办。\n新修农村公路三百公里。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("西安市-2022", "西安市-2021", "银川市-2021", "南昌市-2021-10", "洛阳市-2021"):
        (tmp_path / f"b-gwr-{name}.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_one_line_a_report_by_the_papers_order_and_year(folder: Path) -> None:
    first, *lines = work_reports.table(folder, workers=1).splitlines()
    rows = list(csv.DictReader(lines))
    assert first.startswith("# ") and f"coder={coder_digest()}" in first.split()
    assert [(row["city"], row["year"]) for row in rows] == [("银川市", "2021"), ("西安市", "2021"), ("西安市", "2022")]
    assert all(int(row["total"]) == sum(int(row[c]) for c in CATEGORIES) for row in rows)
    assert sum(int(rows[0][f"strength_{n}"]) for n in (1, 2, 3)) >= int(rows[0]["total"]) > 0


def test_it_is_the_same_whatever_the_number_of_processes(folder: Path) -> None:
    assert work_reports.table(folder, workers=2) == work_reports.table(folder, workers=1)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="b-gwr"):
        work_reports.table(tmp_path, workers=1)


def test_the_file_in_data_holds_figures_and_city_names_only() -> None:
    _, header, *lines = data_file("attention_work_reports.csv").read_text(encoding="utf-8").splitlines()
    assert tuple(header.split(",")) == work_reports.COLUMNS
    assert all(cell.isdigit() for line in lines for cell in line.split(",")[1:])
