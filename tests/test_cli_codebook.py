"""A project's own part of the codebook on the command line: written from a project, used beside the codebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import SHORT, call, good

from assistant.codebook import codebook
from assistant.coding.additions import read_additions
from assistant.phrases import LANGUAGES

LESSONS = ("把“数字门牌”加入数字政府", "s3 这样的都归特色数字城市")


def taught(path: Path, *lines: str) -> Path:
    """A project in which the sample was opened and these lines were said."""
    said = "".join(f"{line}\n" for line in (f"打开 {SHORT}", *lines)).encode()
    good("chat", "--project", path, "--format", "jsonl", stdin=said)
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return taught(tmp_path_factory.mktemp("项目") / "甲.chengjian", *LESSONS)


@pytest.fixture(scope="module")
def own(project: Path) -> Path:
    out = project.with_name("own.yaml")
    good("export", project, "--to", "codebook", "-o", out)
    return out


def test_a_project_writes_what_was_added_and_who_added_it(own: Path) -> None:
    found = read_additions(own)
    assert [(t.term, t.category, t.by) for t in found.terms] == [("数字门牌", "digital_government", "planner")]
    assert [e.category for e in found.examples] == ["distinctive_city"]
    assert all(added.when for added in (*found.terms, *found.examples))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_project_without_additions_writes_a_file_that_can_be_filled(lang: str, tmp_path: Path) -> None:
    out = tmp_path / "own.yaml"
    good("export", taught(tmp_path / "乙.chengjian"), "--to", "codebook", "-o", out, lang=lang)
    assert out.read_text(encoding="utf-8").startswith("# ") and not read_additions(out)


def test_the_file_does_what_the_project_does_and_shows_in_the_version(project: Path, own: Path) -> None:
    by_file = good("assess", SHORT, "--codebook", own, "--format", "json").json
    by_project = good("assess", SHORT, "--project", project, "--format", "json").json
    assert by_file["versions"]["codebook"] == f"{codebook().version}+{read_additions(own).version}"
    assert by_file == by_project
    assert good("assess", SHORT, "--format", "json").json["versions"]["codebook"] == codebook().version


def test_code_uses_the_file_for_statements_and_for_lines(own: Path) -> None:
    plain = good("code", SHORT).objects
    changed = [after["id"] for before, after in zip(plain, good("code", SHORT, "--codebook", own).objects, strict=True)
               if before["category"] != after["category"]]  # fmt: skip
    assert "s3" in changed
    line = next(o["text"] for o in plain if o["id"] == "s3").encode()
    found = good("code", "-", "--unit", "line", "--codebook", own, stdin=line).objects
    assert [o["category"] for o in found] == ["distinctive_city"]


@pytest.mark.parametrize("words", [("assess", SHORT), ("code", SHORT)])
@pytest.mark.parametrize("text", ["terms: [门]", "terms: {", "examples:\n  - {text: 甲, category: x}"])
def test_a_file_with_a_mistake_is_named_in_one_line(words: tuple[object, ...], text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    said = call(*words, "--codebook", path)
    assert (said.status, said.output, said.complaint.count("\n")) == (1, b"", 1)
    assert "own.yaml" in said.complaint


def test_an_export_never_writes_over_the_project(project: Path) -> None:
    before = project.read_bytes()
    assert call("export", project, "--to", "codebook", "-o", project).status == 1
    assert project.read_bytes() == before
