"""Files are written whole or not at all, and never over what was read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.chat.blocks import Block
from assistant.export import write
from assistant.model import Assessment, Problem
from assistant.phrases import Phrases, phrases

BEGINNINGS = {
    "text": "示例市".encode(),
    "json": b"{\n",
    "md": b"# ",
    "html": b"<!DOCTYPE html>",
    "docx": b"PK",
    "xlsx": b"PK",
    "qdpx": b"PK",
    "qdc": b"<?xml",
}


@pytest.mark.parametrize("format", write.FORMATS)
def test_every_format_is_written(
    tmp_path: Path, assessment: Assessment, blocks: list[Block], say: Phrases, format: str
) -> None:
    out = tmp_path / f"报告.{format}"
    write.write(format, out, assessment, blocks, say, str)
    assert out.read_bytes().startswith(BEGINNINGS[format])
    assert list(tmp_path.iterdir()) == [out]


def test_json_is_readable_chinese(assessment: Assessment, blocks: list[Block], zh: Phrases) -> None:
    content = write.render("json", assessment, blocks, zh, str).decode("utf-8")
    assert json.loads(content)["city"] == "示例市" and "示例市" in content


def test_an_unknown_format_is_refused(assessment: Assessment, blocks: list[Block], zh: Phrases) -> None:
    with pytest.raises(Problem) as caught:
        write.render("pdf", assessment, blocks, zh, str)
    assert "docx" in zh.problem(caught.value)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("folder", "export_is_folder"),
        ("missing/out.md", "export_no_folder"),
        ("draft.docx", "export_over_input"),
        ("link.docx", "export_over_input"),
        ("hard.docx", "export_over_input"),
        ("draft.docx/out.md", "export_no_folder"),
        ("长" * 300, "export_unwritable"),
        ("nul\x00", "export_unwritable"),
    ],
)
def test_a_bad_target_is_refused_and_nothing_is_touched(tmp_path: Path, name: str, key: str) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes(b"draft")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.docx").symlink_to(draft)
    os.link(draft, tmp_path / "hard.docx")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Problem) as caught:
        write.save(b"report", tmp_path / name, [draft, tmp_path / "gone.docx"])
    assert caught.value.key == key
    assert draft.read_bytes() == b"draft" and sorted(tmp_path.iterdir()) == before
    for language in ("zh", "en"):
        assert "\n" not in phrases(language).problem(caught.value)


def test_a_folder_that_may_not_be_written_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problem) as caught:
        write.save(b"report", tmp_path / "out.md")
    assert caught.value.key == "export_unwritable" and caught.value.values["reason"] == "Permission denied"


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out.md"
    out.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Problem):
        write.save(b"new", out)
    assert out.read_bytes() == b"old" and list(tmp_path.iterdir()) == [out]


def test_an_older_export_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    write.save(b"old", out)
    write.save(b"new", out)
    assert out.read_bytes() == b"new"


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write.save(b"new", link)
    assert link.is_symlink() and target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_new_files_follow_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write.save(b"x", tmp_path / "out.md")
    finally:
        os.umask(old)
    assert (tmp_path / "out.md").stat().st_mode & 0o777 == 0o640


def test_slow_libraries_are_loaded_only_when_asked_for() -> None:
    program = (
        "import sys, assistant.export.write\n"
        "slow = {'docx', 'openpyxl', 'pandas', 'rich', 'textual', 'numpy'} & set(sys.modules)\n"
        "sys.exit(', '.join(slow) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
