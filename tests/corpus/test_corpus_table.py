"""The table of a folder: whole numbers stay whole, gaps stay gaps, no cell is a formula, and nothing is ranked."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.corpus.folder import PlanRow, assess_folder
from assistant.corpus.table import check_output, save_table
from assistant.model import CATEGORIES, Problem, Reason
from assistant.phrases import LANGUAGES, phrases

BROKEN = PlanRow("=坏.docx", problem=Reason("errors.file_broken", {"file": "=坏.docx"}))


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[PlanRow]:
    folder = tmp_path_factory.mktemp("规划")
    (folder / "乙-西安市.txt").write_text(
        "规划纲要\n\n一、目标\n建成5G基站1.2万个。\n保障数据安全。\n", encoding="utf-8"
    )
    (folder / "甲.txt").write_text("推进一网通办，建成数据中心。\n", encoding="utf-8")
    return [*assess_folder(folder), BROKEN]


def cells(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    header, *rest = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rest]


@pytest.mark.parametrize("name", ["表.csv", "表.xlsx", "表.CSV"])
def test_every_plan_is_a_line_in_the_order_given(name: str, rows: list[PlanRow], tmp_path: Path) -> None:
    save_table(rows, tmp_path / name, phrases("zh"))
    out = (tmp_path / name).rename(tmp_path / name.lower())
    found = cells(out)
    assert [row["file"] for row in found] == ["乙-西安市.txt", "甲.txt", "'=坏.docx"]
    assert list(found[0]) == [
        *("file", "title", "city", "region", "characters", "statements", "counted"),
        *(column for category in CATEGORIES for column in (category, f"{category}_share")),
        *("value_share", "people_share", "coverage", "evenness", "centre_of_gravity", "few"),
        *("sha256", "tool", "codebook", "coder", "problem"),
    ]
    assert (found[0]["city"], found[0]["region"]) == ("西安市", "middle_yellow_river")


def test_counts_stay_whole_numbers_beside_a_plan_that_was_not_read(rows: list[PlanRow], tmp_path: Path) -> None:
    out = tmp_path / "表.csv"
    save_table(rows, out, phrases("zh"))
    first, _, broken = cells(out)
    profile = rows[0].profile
    assert profile is not None
    assert [first[c] for c in CATEGORIES] == [str(profile.counts[c]) for c in CATEGORIES]
    assert [float(first[f"{c}_share"]) for c in CATEGORIES] == [profile.shares[c] for c in CATEGORIES]
    assert first["characters"] == str(rows[0].characters)
    given = {column for column, cell in broken.items() if cell}
    assert given == {"file", "tool", "codebook", "coder", "problem"}


def test_writing_twice_gives_the_same_bytes(rows: list[PlanRow], tmp_path: Path) -> None:
    for name in ("一.csv", "二.csv"):
        save_table(rows, tmp_path / name, phrases("zh"))
    assert (tmp_path / "一.csv").read_bytes() == (tmp_path / "二.csv").read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_problem_is_said_in_the_users_language(lang: str, rows: list[PlanRow], tmp_path: Path) -> None:
    out, say = tmp_path / "表.xlsx", phrases(lang)
    save_table(rows, out, say)
    assert cells(out)[-1]["problem"] == say("errors.file_broken", file="=坏.docx")
    assert openpyxl.load_workbook(out).sheetnames == [say("corpus.sheet")]


@pytest.mark.parametrize(
    ("name", "key"), [("表.txt", "corpus_format"), ("表", "corpus_format"), ("没有/表.csv", "export_no_folder")]
)
def test_a_place_that_cannot_take_the_table_is_told_before_any_work(name: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        check_output(tmp_path / name)
    assert caught.value.key == key
