"""A folder of plans: what counts as a plan, one row for each, and a problem is a row, never the end."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from assistant.assess import code_draft
from assistant.corpus.folder import assess_folder, place_in_name, plan_row
from assistant.model import Problem
from assistant.peers.profile import profile
from assistant.reading.read import read
from assistant.resources import data_file

PLAN = "一、目标\n建成5G基站1.2万个。\n推进一网通办。\n保障数据安全。\n"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def written(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def test_a_row_holds_the_figures_of_the_plan(tmp_path: Path) -> None:
    folder = written(tmp_path, 郑州市_2026__txt=PLAN)
    (row,) = assess_folder(folder)
    draft = read(folder / "郑州市_2026.txt")
    assert (row.file, row.title, row.sha256) == ("郑州市_2026.txt", draft.title, draft.sha256)
    assert (row.city, row.region, row.characters) == ("郑州市", "middle_yellow_river", len(draft.text))
    assert row.profile == profile(code_draft(draft))
    assert row.statements == len(code_draft(draft))
    assert row.problem is None


def test_files_come_by_name_and_what_is_no_plan_is_passed_over(tmp_path: Path) -> None:
    folder = written(tmp_path, b__txt=PLAN, a__TXT=PLAN, c__md=PLAN, photo__png=b"\x89PNG", notes__csv="a,b")
    for name in ("~$b.docx", ".b.txt", "._b.md"):
        (folder / name).write_text(PLAN, encoding="utf-8")
    (folder / "d.txt").mkdir()
    assert [row.file for row in assess_folder(folder)] == ["a.TXT", "b.txt", "c.md"]


def test_a_plan_that_cannot_be_read_is_a_row_that_says_why(tmp_path: Path) -> None:
    folder = written(tmp_path, a__txt=PLAN, b__txt="", c__doc=OLD_WORD, d__docx=b"PK\x03\x04")
    rows = assess_folder(folder)
    problems = [row.problem.key if row.problem else None for row in rows]
    assert problems == [None, "errors.file_empty", "errors.format_old_word", "errors.file_broken"]
    assert [row.profile is None for row in rows] == [False, True, True, True]
    assert rows[1].problem is not None and rows[1].problem.values == {"file": "b.txt"}


@pytest.mark.parametrize("workers", [2, 3, 500])
def test_rows_do_not_depend_on_the_number_of_processes(workers: int, tmp_path: Path) -> None:
    folder = written(tmp_path, a__txt=PLAN, b__txt="", c__md="# 规划\n\n" + PLAN, d__docx=b"PK\x03\x04")
    assert assess_folder(folder, workers) == assess_folder(folder)


@pytest.mark.parametrize("name", ["样稿.txt", "空.txt"])
def test_a_row_can_travel_between_processes(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(PLAN if name == "样稿.txt" else "", encoding="utf-8")
    row = plan_row(path)
    assert pickle.loads(pickle.dumps(row)) == row


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({}, "corpus_empty"),
        ({"photo__png": b"\x89PNG"}, "corpus_empty"),
        ({"a__txt": "", "b__doc": OLD_WORD}, "corpus_none_read"),
    ],
)
def test_a_folder_without_anything_to_read_is_a_problem(files: dict[str, bytes], key: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        assess_folder(written(tmp_path, **files))
    assert caught.value.key == key


@pytest.mark.parametrize("name", ["没有", "文件.txt"])
def test_what_is_no_folder_is_a_problem(name: str, tmp_path: Path) -> None:
    written(tmp_path, 文件__txt=PLAN)
    with pytest.raises(Problem) as caught:
        assess_folder(tmp_path / name)
    assert caught.value.key == "corpus_no_folder"


@pytest.mark.parametrize(
    ("stem", "city", "region"),
    [
        ("郑州市", "郑州市", "middle_yellow_river"),
        ("2021-郑州-规划", "郑州市", "middle_yellow_river"),
        ("规划_zhengzhou", "郑州市", "middle_yellow_river"),
        ("西南-规划", None, "southwest"),
        ("郑州市-西安市", None, None),
        ("云澜市规划", None, None),
        ("2021-2025", None, None),
        ("", None, None),
    ],
)
def test_a_city_is_taken_from_a_file_name_only_where_it_is_clear(
    stem: str, city: str | None, region: str | None
) -> None:
    place = place_in_name(stem)
    assert (place and place.city, place and place.region) == (city, region)


def test_the_bundled_samples_are_a_folder_of_plans() -> None:
    rows = assess_folder(data_file("samples"))
    assert len(rows) > 4
    assert [row.file for row in rows if row.problem] == []
