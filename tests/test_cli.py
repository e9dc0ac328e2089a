"""Every command of the command line: what it writes, in every format, from every kind of input."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_calls import LONG, SHORT, WORD, call, good, spawn, start
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chat.cells import width
from assistant.chat.session import sample_path
from assistant.cli import ARGUMENTS, COMMANDS, REPORT_FORMATS
from assistant.model import CATEGORIES, ITEMS
from assistant.phrases import LANGUAGES, phrases
from assistant.reading.read import read

ASSESS = ("assess", SHORT, "--city", "郑州市")
TARGETS = ("half_gap", "frontier", "early", "middle", "advanced", "20%", "0.2")
UNIT_KEYS = (
    *("id", "line", "start", "end", "text", "heading", "category", "secondary", "role", "strength", "confidence"),
    *("review", "evidence", "rubric"),
)


@cache
def assessed() -> Any:
    return good(*ASSESS, "--format", "json").json


def share(value: float) -> str:
    return f"{100 * value:.1f}%"


# --- assess ---


def test_the_json_of_an_assessment_has_every_key_that_scripts_hold_on_to() -> None:
    found = assessed()
    assert list(found) == [
        *("draft", "city", "region", "versions", "profile", "comparison", "ratings", "advice", "limits"),
    ]
    assert list(found["draft"]) == ["title", "sha256", "characters", "statements"]
    assert list(found["versions"]) == ["tool", "codebook", "rubric", "data"]
    assert set(found["profile"]) >= {
        *("counts", "shares", "interval", "coverage", "evenness", "centre_of_gravity"),
        *("value_share", "people_share", "slogans", "achievements"),
    }
    assert list(found["comparison"]) == ["national", "region", "peers", "findings"]
    assert set(found["advice"]) >= {"target", "feasible", "additions", "upgrades", "before", "after"}
    assert (found["city"], found["region"]) == ("郑州市", "middle_yellow_river")
    assert list(found["ratings"]) == list(ITEMS)
    for item, rating in found["ratings"].items():
        levels = {"exposure", "mitigation", "residual"} if item.startswith("F") else {"suggested"}
        said = {"confirmed", "answers", "challenged"}
        assert set(rating) == levels | said | {"indicators", "coverage", "doubtful", "evidence", "question"}
        assert rating["question"].endswith("？")


def test_every_quoted_piece_of_evidence_stands_at_its_offsets() -> None:
    text = read(SHORT).text
    quotes = [quote for rating in assessed()["ratings"].values() for quote in rating["evidence"]]
    assert len(quotes) > 20
    for quote in quotes:
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert quote["start"] <= quote["term_start"] < quote["term_end"] <= quote["end"]


def test_the_draft_is_named_by_its_digest_and_counted_by_characters() -> None:
    draft = read(SHORT)
    stated = assessed()["draft"]
    assert (stated["title"], stated["sha256"], stated["characters"]) == (draft.title, draft.sha256, len(draft.text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_and_json_give_the_same_figures(lang: str) -> None:
    say, text = phrases(lang), good(*ASSESS, lang=lang).text
    profile = assessed()["profile"]
    for category in CATEGORIES:
        name, n = say(f"category.{category}"), profile["counts"][category]
        count = re.escape(say("view.overview.count", n=n))
        assert re.search(rf"{name} .*{re.escape(share(profile['shares'][category]))} .*{count}", text)
    for figure in ("value_share", "people_share"):
        assert share(profile[figure]) in text
    for item in ITEMS:
        assert f"{item} {say(f'item.{item}')}" in text


def test_the_figures_of_the_profile_agree_with_each_other_and_with_the_codings() -> None:
    profile = assessed()["profile"]
    units = good("code", SHORT).objects
    coded = [unit["category"] for unit in units if unit["category"] and unit["role"] == "commitment"]
    counts = {category: coded.count(category) for category in CATEGORIES}
    assert sum(profile["counts"].values()) == profile["total"] == len(coded) - profile["duplicates"]
    assert all(profile["counts"][c] <= counts[c] for c in CATEGORIES)
    assert sum(profile["shares"].values()) == pytest.approx(1)
    assert profile["value_share"] == pytest.approx(
        profile["shares"]["digital_ecology"] + profile["shares"]["distinctive_city"]
    )


def content(format: str, data: bytes) -> str:
    """The words in a report, whatever it is wrapped in."""
    if format == "docx":
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    if format == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return data.decode("utf-8")


@pytest.mark.parametrize("format", REPORT_FORMATS)
def test_a_report_is_written_whole_the_same_every_time_and_in_the_format_of_its_suffix(
    format: str, tmp_path: Path
) -> None:
    suffix = "txt" if format == "text" else format
    first, second, third = (tmp_path / f"{n}.{suffix}" for n in "甲乙丙")
    said = good(*ASSESS, "--format", format, "-o", first)
    good(*ASSESS, "-o", second)
    good(*ASSESS, "--format", format, "--output", third)
    assert str(first) in said.text
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()
    words = content(format, first.read_bytes())
    assert read(SHORT).title in words
    assert str(assessed()["profile"]["total"]) in words
    assert sorted(tmp_path.iterdir()) == sorted((first, second, third))


@pytest.mark.parametrize("format", ["text", "json", "md", "html"])
def test_a_report_on_standard_output_is_the_same_every_time(format: str, tmp_path: Path) -> None:
    first, second = (good(*ASSESS, "--format", format) for _ in range(2))
    assert first.output == second.output
    if format != "text":  # a terminal gets the summary, a file the whole report
        out = tmp_path / "报告"
        good(*ASSESS, "--format", format, "-o", out)
        assert out.read_bytes() == first.output


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_binary_report_is_never_poured_onto_the_screen(format: str) -> None:
    said = call(*ASSESS, "--format", format)
    assert (said.status, said.output) == (1, b"")
    assert "-o" in said.complaint


def test_without_a_city_there_is_no_comparison_and_no_invented_target() -> None:
    found = good("assess", SHORT, "--format", "json").json
    assert [found[key] for key in ("city", "region", "comparison", "advice")] == [None] * 4
    assert found["profile"] == assessed()["profile"]


def test_a_report_written_earlier_may_be_written_again(tmp_path: Path) -> None:
    out = tmp_path / "报告.md"
    out.write_text("旧", encoding="utf-8")
    good(*ASSESS, "-o", out)
    assert out.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input_is_read_like_a_file_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "草案.txt"
    path.write_text(SHORT.read_text(encoding="utf-8"), encoding="utf-8")
    file = good("assess", path, "--format", "json").json
    piped = good("assess", "-", "--format", "json", stdin=path.read_text(encoding="utf-8").encode(encoding)).json
    assert piped["draft"]["sha256"] == file["draft"]["sha256"]
    assert piped["profile"] == file["profile"]


def test_a_word_file_may_come_through_standard_input() -> None:
    piped = good("code", "-", stdin=WORD.read_bytes()).objects
    assert piped == good("code", WORD).objects


@pytest.mark.parametrize("words", [("assess", SHORT, "--city"), ("suggest", SHORT, "--city"), ("peers",)])
def test_a_place_that_was_mended_is_named_and_one_that_was_typed_is_not(words: tuple[object, ...]) -> None:
    note = phrases("zh")("limits.place", place="呼和浩特市")
    mended, exact = (good(*words, city).text for city in ("呼和号特市", "呼和浩特市"))
    assert note in mended and note not in exact
    assert sorted({*mended.split("\n")} - {*exact.split("\n")}) in ([note], [f"- {note}"])


def test_what_the_reader_left_out_is_said(tmp_path: Path) -> None:
    path = tmp_path / "草案.txt"
    path.write_bytes(SHORT.read_text(encoding="utf-8").encode("gb18030"))
    assert phrases("zh")("reading.notes.encoding_guessed") in good("assess", path).text


# --- languages, options, terminal ---


def test_the_language_may_stand_before_or_after_the_command() -> None:
    after = good("tables", "4", "--lang", "en", lang=None)
    assert good("--lang", "en", "tables", "4", lang=None) == after
    assert good("--lang=en", "tables", "4", lang=None) == after
    assert after != good("tables", "4", lang="zh")


@pytest.mark.parametrize(("locale", "lang"), [("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("C", "zh")])
def test_the_locale_decides_where_no_language_is_named(locale: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, locale)
    assert good("tables", "2", lang=None) == good("tables", "2", lang=lang)


def test_any_option_may_stand_before_the_command() -> None:
    assert good("--format", "json", "--city", "郑州市", "assess", SHORT).json == assessed()


@pytest.mark.parametrize(("lang", "command"), [*product(LANGUAGES, ("", *COMMANDS))])
def test_help_names_every_argument_and_fits_the_screen(lang: str, command: str) -> None:
    said = good(*([command] if command else []), "--help", lang=lang, columns=80)
    flags = [a.how.get("metavar", a.flags[-1]) for a in ARGUMENTS[command or "app"]]
    assert all(flag in said.text for flag in (*flags, "--lang", "--help"))
    assert max(map(width, said.text.splitlines())) <= 80
    if not command:
        assert all(f"  {name} " in said.text for name in COMMANDS)


def test_the_version_is_one_line() -> None:
    assert re.fullmatch(r"chengjian \d+\.\d+\.\d+\n", good("--version").text)


@pytest.mark.parametrize(("columns", "lang"), [*product((60, 80, 120), LANGUAGES)])
def test_on_a_terminal_an_assessment_is_wrapped_to_its_width(columns: int, lang: str) -> None:
    lines = good(*ASSESS, lang=lang, columns=columns).text.splitlines()
    assert max(map(width, lines)) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


def test_in_a_pipe_lines_stay_whole_and_columns_aligned() -> None:
    text = good("peers", "黄河中游").text
    header, rule, *rest = text.splitlines()[1:]
    rows = rest[: rest.index("")]
    assert len(rows) == 6
    assert {width(line) for line in (header, rule, *rows)} == {width(rule)}
    assert max(map(width, good(*ASSESS).text.splitlines())) > 120


# --- code ---


def test_every_statement_is_one_object_with_the_keys_that_scripts_hold_on_to() -> None:
    text, units = read(SHORT).text, good("code", SHORT).objects
    assert [unit["id"] for unit in units] == [f"s{n}" for n in range(1, len(units) + 1)]
    assert len(units) == assessed()["draft"]["statements"]
    for unit in units:
        assert tuple(unit) == UNIT_KEYS
        assert unit["line"] is None
        assert text[unit["start"] : unit["end"]] == unit["text"]
        assert unit["category"] in (*CATEGORIES, None)
        for evidence in unit["evidence"]:
            assert set(evidence) == {"term", "category", "start", "end", "kind", "score"}
            assert unit["start"] <= evidence["start"] < evidence["end"] <= unit["end"]
        for hit in unit["rubric"]:
            assert set(hit) == {"item", "indicator", "sign"}


def test_jsonl_and_csv_say_the_same() -> None:
    units = good("code", SHORT).objects
    rows = list(csv.DictReader(io.StringIO(good("code", SHORT, "--format", "csv").text)))
    plain = ("id", "start", "end", "category", "secondary", "role", "strength", "confidence", "review", "text")
    assert [[row[key] for key in plain] for row in rows] == [
        ["" if unit[key] is None else str(unit[key]) for key in plain] for unit in units
    ]


def test_a_cell_is_never_a_formula() -> None:
    said = good("code", "-", "--unit", "line", "--format", "csv", stdin="=1+1\n@SUM(A1)，建成网络\n".encode())
    assert [row["text"] for row in csv.DictReader(io.StringIO(said.text))] == ["'=1+1", "'@SUM(A1)，建成网络"]


LINES = ["推进一网通办。", "", "  ", "建成5G基站1.2万个", "a\tb", "", "保障数据安全。"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("closed", [True, False])
def test_every_line_of_input_is_one_object(ending: str, encoding: str, closed: bool, tmp_path: Path) -> None:
    data = (ending.join(LINES) + (ending if closed else "")).encode(encoding)
    units = good("code", "-", "--unit", "line", stdin=data).objects
    assert [(unit["line"], unit["text"]) for unit in units] == [(n, t.strip()) for n, t in enumerate(LINES, 1)]
    assert [unit["category"] for unit in units][0] == "digital_government"
    path = tmp_path / "句子.txt"
    path.write_bytes(data)
    assert good("code", path, "--unit", "line").objects == units


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n\0"), max_size=20), max_size=6))
def test_whatever_the_lines_hold_there_is_one_object_for_each(lines: list[str]) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    assert [unit["line"] for unit in good("code", "-", "--unit", "line", stdin=data).objects] == [
        *range(1, len(lines) + 1)
    ]


def test_no_input_is_no_object() -> None:
    assert good("code", "-", "--unit", "line").output == b""


# --- suggest ---


@pytest.mark.parametrize("target", TARGETS)
def test_advice_is_the_same_as_text_as_json_and_in_an_assessment(target: str) -> None:
    words = ("--city", "郑州市", "--target", target)
    advice = good("suggest", SHORT, *words, "--format", "json").json
    assert advice == good("assess", SHORT, *words, "--format", "json").json["advice"]
    assert advice["target"]["id"] == ("own" if target[0].isdigit() else target)
    assert advice["before"] == assessed()["profile"]["counts"]
    assert sum(advice["after"].values()) == sum(advice["before"].values()) + len(advice["additions"])
    text = good("suggest", SHORT, *words).text
    assert share(advice["target"]["value_share"]) in text
    assert all(addition["text"] in text for addition in advice["additions"])


def test_a_share_may_be_given_in_percent_or_as_a_fraction() -> None:
    percent, fraction = (
        good("suggest", SHORT, "--city", "郑州市", "--target", target, "--format", "json").json
        for target in ("20%", "0.2")
    )
    assert percent == fraction
    assert percent["target"]["value_share"] == pytest.approx(0.2)


# --- demo, serve ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_demo_assesses_the_bundled_sample_of_its_language(lang: str) -> None:
    sample = sample_path(lang)
    found = good("demo", "--format", "json", lang=lang).json
    assert found["draft"]["sha256"] == read(sample).sha256
    assert (found["city"], found["region"]) == (None, "middle_yellow_river")
    text = good("demo", lang=lang).text
    assert read(sample).title in text
    assert text.endswith(phrases(lang)("cli.after_demo") + "\n")


def test_a_browser_is_served_on_this_machine_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[tuple[str, str, int]] = []
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "app_index.html").write_text('<p><link href="https://fonts.example/a"/></p>', "utf-8")

    class Server:
        def __init__(self, command: str, host: str, port: int, templates_path: str) -> None:
            served.append((command, host, port))
            assert (Path(templates_path) / "app_index.html").read_text("utf-8") == "<p></p>"

        def serve(self) -> None:
            served.append(("serving", "", 0))

    module = type("module", (), {"Server": Server})
    package = type("package", (), {"__file__": str(tmp_path / "__init__.py")})
    monkeypatch.setitem(sys.modules, "textual_serve", package)
    monkeypatch.setitem(sys.modules, "textual_serve.server", module)
    good("serve", "--port", "9000")
    assert [host for _, host, _ in served] == ["127.0.0.1", ""]
    assert "assistant.cli --lang zh" in served[0][0]


# --- processes ---


def test_a_process_of_its_own_writes_utf8_whatever_the_locale() -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in environment.items():
            patched.setenv(name, value)
        said = spawn(*ASSESS, "--format", "json", "--lang", "zh")
    assert (said.status, said.complaint) == (0, "")
    assert said.json == assessed()


def test_a_reader_that_leaves_early_is_no_error() -> None:
    with start("code", LONG, "--lang", "zh") as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        said = spawn("tables", "--lang", "zh", stdout=full)
    assert said.status == 1
    assert said.complaint.count("\n") == 1
    assert said.complaint.startswith("系统未能完成读写")


def test_json_is_one_document_without_escapes() -> None:
    said = good(*ASSESS, "--format", "json")
    assert said.text.count("\\u") == 0
    assert json.dumps(said.json, ensure_ascii=False, indent=2) + "\n" == said.text


def test_the_door_at_the_root_is_the_same_command_line() -> None:
    command = [sys.executable, "tui.py", "--version"]
    done = subprocess.run(command, capture_output=True, cwd=SHORT.parents[2], timeout=60, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, good("--version").text)
