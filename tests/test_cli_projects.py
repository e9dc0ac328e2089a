"""The commands around a project: chat, export, agreement, merge; and a folder of plans."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_calls import ENGLISH, SHORT, WORD, call, good, spawn, start

from assistant.journal.store import read_events
from assistant.model import CATEGORIES
from assistant.phrases import LANGUAGES, phrases
from assistant.reading.read import read

OPENING = (f"打开 {SHORT}", "郑州市")
DECISIONS = ("把 s24 改编为数字生活", "H2 定为 2", "F2 定为 高", "目标 20%")
EXPORTS = ("docx", "html", "xlsx", "md", "json", "qdpx", "qdc")


def spoken(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def made(path: Path, *lines: str) -> Path:
    """A project in which these lines were said."""
    good("chat", "--project", path, "--format", "jsonl", stdin=spoken(*OPENING, *lines))
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("项目") / "甲.chengjian", *DECISIONS)


# --- chat ---


def test_every_line_said_is_one_object_and_nothing_else_is_written() -> None:
    lines = ("概览", *OPENING, "概览", "", "   ", "为什么数字生态这么低", "退出", "帮助", "呃呃呃呃")
    answers = good("chat", "--format", "jsonl", stdin=spoken(*lines)).objects
    assert len(answers) == len(lines)
    assert all(list(answer) == ["intent", "slots", "blocks"] for answer in answers)
    assert all(block["type"] for answer in answers for block in answer["blocks"])
    assert [answer["intent"] for answer in answers] == [
        *("overview", "open_draft", "set_city", "overview", "unknown", "unknown", "show_evidence", "quit"),
        *("help", "unknown"),
    ]
    assert answers[1]["slots"] == {"path": str(SHORT)}


def test_a_line_may_come_in_another_encoding_broken_or_without_an_end() -> None:
    data = "概览\r\n".encode("gb18030") + b"\xff\xfe\x80\n" + b"\xef\xbb\xbf" + "帮助\n术语".encode()
    answers = good("chat", "--format", "jsonl", stdin=data).objects
    assert [answer["intent"] for answer in answers] == ["overview", "unknown", "help", "glossary"]


def test_what_could_not_be_done_is_an_answer_and_the_chat_goes_on() -> None:
    answers = good("chat", "--format", "jsonl", stdin=spoken("打开 没有这份.docx", "帮助")).objects
    assert answers[0]["blocks"][0]["tone"] == "error"
    assert answers[1]["intent"] == "help"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chat_in_text_greets_answers_and_ends_with_a_goodbye(lang: str) -> None:
    say = phrases(lang)
    words = {"zh": ("概览", "退出", "帮助"), "en": ("overview", "quit", "help")}[lang]
    text = good("chat", "--draft", SHORT, "--city", "郑州市", stdin=spoken(*words, ""), lang=lang).text
    assert text.startswith(say("welcome.who"))
    assert say("view.overview.mix") in text
    assert say("done.quit") in text
    assert say("view.help.lead") not in text


def test_draft_and_city_may_be_given_at_the_start() -> None:
    spoken_first = good("chat", "--format", "jsonl", stdin=spoken(*OPENING, "概览")).objects[-1]
    given = good("chat", "--format", "jsonl", "--draft", SHORT, "--city", "郑州市", stdin=spoken("概览")).objects
    assert given == [spoken_first]


def test_an_answer_comes_at_once_and_the_decision_it_acknowledges_survives_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "甲.chengjian"
    with start("chat", "--project", path, "--format", "jsonl", "--lang", "zh") as process:
        assert process.stdin is not None and process.stdout is not None
        for line in (*OPENING, DECISIONS[0]):
            process.stdin.write(spoken(line))
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
        process.kill()
    assert answer["intent"] == "recode"
    assert [event.kind for event in read_events(path)] == ["open_draft", "set_city", "recode"]


# --- decisions of a project ---


def test_decisions_are_used_and_stay_apart_from_suggestions(project: Path) -> None:
    alone = good("assess", SHORT, "--city", "郑州市", "--target", "20%", "--format", "json").json
    found = good("assess", SHORT, "--project", project, "--format", "json").json
    assert found["city"] == "郑州市"
    for item, rating in found["ratings"].items():
        machine = {key: value for key, value in rating.items() if key != "confirmed"}
        assert machine == {key: value for key, value in alone["ratings"][item].items() if key != "confirmed"}
        confirmed = rating["confirmed"] and rating["confirmed"]["level"]
        assert confirmed == {"H2": 2, "F2": "high"}.get(item)
    counts, before = found["profile"]["counts"], alone["profile"]["counts"]
    moved = {c: counts[c] - before[c] for c in CATEGORIES if counts[c] != before[c]}
    assert moved.pop("digital_life") == 1 and list(moved.values()) in ([], [-1])
    assert found["advice"]["target"] == alone["advice"]["target"]


def test_an_assessment_with_a_project_is_the_same_every_time_and_undone_decisions_are_gone(tmp_path: Path) -> None:
    path = made(tmp_path / "乙.chengjian", "H2 定为 2")
    words = ("assess", SHORT, "--project", path, "--format", "json")
    first = good(*words)
    assert good(*words).output == first.output
    good("chat", "--project", path, "--format", "jsonl", stdin=spoken("撤销"))
    assert good(*words).json["ratings"]["H2"]["confirmed"] is None
    assert first.json["ratings"]["H2"]["confirmed"]["level"] == 2


def test_a_project_that_is_not_there_yet_is_made_and_can_be_exported(tmp_path: Path) -> None:
    path, out = tmp_path / "新.chengjian", tmp_path / "报告.json"
    assessed = good("assess", SHORT, "--city", "郑州市", "--project", path, "--format", "json")
    good("export", path, "--to", "json", "-o", out)
    assert out.read_bytes() == assessed.output


def test_decisions_on_one_draft_are_not_applied_to_another(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本.chengjian"
    copy.write_bytes(project.read_bytes())
    found = good("assess", ENGLISH, "--project", copy, "--format", "json", lang="en").json
    assert [item for item, rating in found["ratings"].items() if rating["confirmed"]] == []


# --- export ---


@pytest.mark.parametrize("format", EXPORTS)
def test_a_project_is_exported_the_same_every_time(format: str, project: Path, tmp_path: Path) -> None:
    first, second = tmp_path / f"一.{format}", tmp_path / f"二.{format}"
    assert str(first) in good("export", project, "--to", format, "-o", first).text
    good("export", project, "--to", format, "-o", second)
    data = first.read_bytes()
    assert data == second.read_bytes()
    if format in ("docx", "xlsx", "qdpx"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    elif format != "qdc":  # a codebook holds no draft
        assert read(SHORT).title in data.decode("utf-8")


def test_the_exported_json_is_the_assessment_with_the_projects_decisions(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告.json"
    good("export", project, "--to", "json", "-o", out)
    assert out.read_bytes() == good("assess", SHORT, "--project", project, "--format", "json").output


# --- agreement, merge ---


def test_raters_are_compared_by_their_projects_in_text_and_json(project: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "乙.chengjian", "把 s24 改编为数字政府", "H2 定为 1")
    found = good("agreement", project, other, "--format", "json").json
    assert [rater["name"] for rater in found["raters"]] == ["甲", "乙"]
    assert [difference["values"] for difference in found["differences"]] == [
        {"甲": "digital_life", "乙": "digital_government"}
    ]
    assert [(d["item"], d["values"]) for d in found["item_differences"]] == [("H2", {"甲": 2, "乙": 1})]
    text = good("agreement", project, other).text
    assert all(word in text for word in ("甲", "乙", "s24", "H2"))


def test_two_codings_of_one_draft_agree_with_themselves(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.jsonl" for name in "甲乙"]
    for path in paths:
        path.write_bytes(good("code", SHORT).output)
    found = good("agreement", *paths, "--format", "json").json
    assert found["statements"]["alpha"] == 1.0
    assert found["differences"] == []


def test_a_merge_is_the_union_of_what_was_decided_and_names_what_differs(project: Path, tmp_path: Path) -> None:
    other, out = made(tmp_path / "乙.chengjian", "把 s24 改编为数字政府"), tmp_path / "合.chengjian"
    said = good("merge", out, project, other).text
    assert "s24" in said and str(out) in said
    merged = {event.id for event in read_events(out)}
    assert merged == {event.id for path in (project, other) for event in read_events(path)}
    report = tmp_path / "合.json"
    good("export", out, "--to", "json", "-o", report)
    assert json.loads(report.read_bytes())["ratings"]["H2"]["confirmed"]["level"] == 2
    again = call("merge", out, project, other)
    assert (again.status, again.output) == (1, b"")


# --- corpus ---


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("规划")
    (folder / "郑州市-2026.md").write_bytes(SHORT.read_bytes())
    (folder / "样稿.docx").write_bytes(WORD.read_bytes())
    (folder / "断.docx").write_bytes(WORD.read_bytes()[:3000])
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "~$样稿.docx").write_bytes(b"lock")
    (folder / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    header, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_folder_is_one_table_whatever_the_number_of_processes(suffix: str, folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / f"一.{suffix}", tmp_path / f"二.{suffix}"
    said = good("corpus", folder, "-o", one).text
    assert good("corpus", folder, "-o", two, "--workers", 2).text == said.replace(str(one), str(two))
    rows = rows_of(one)
    assert rows == rows_of(two)
    assert suffix == "xlsx" or one.read_bytes() == two.read_bytes()
    assert [row["file"] for row in rows] == ["断.docx", "旧.doc", "样稿.docx", "郑州市-2026.md"]
    assert [bool(row["problem"]) for row in rows] == [True, True, False, False]
    assert "断.docx" in said and "旧.doc" in said


def test_the_figures_of_a_folder_are_those_of_each_assessment(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "表.csv"
    good("corpus", folder, "-o", out)
    row = rows_of(out)[-1]
    found = good("assess", SHORT, "--city", "郑州市", "--format", "json").json
    profile = found["profile"]
    assert (row["city"], row["region"], row["sha256"]) == ("郑州市", found["region"], found["draft"]["sha256"])
    assert [int(row[category]) for category in CATEGORIES] == list(profile["counts"].values())
    assert [float(row[f"{category}_share"]) for category in CATEGORIES] == list(profile["shares"].values())
    assert int(row["counted"]) == profile["total"]
    assert float(row["value_share"]) == profile["value_share"]


def test_workers_also_start_in_a_process_of_its_own(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "表.csv"
    said = spawn("corpus", folder, "-o", out, "--workers", 2, "--lang", "en")
    assert (said.status, said.complaint) == (0, "")
    assert len(rows_of(out)) == 4
