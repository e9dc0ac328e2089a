"""Which file a terminal means when one is dropped on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.tui.dropped import dropped_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "规划 草案(一).docx"
    path.touch()
    return path


@pytest.mark.parametrize(
    "written",
    ["{path}", " {path}\n", "'{path}'", '"{path}"', "{escaped}", "file://{address}", "file://{path}"],
)
def test_terminals_write_paths_in_many_ways(file, written):
    escaped = str(file).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    pasted = written.format(path=file, escaped=escaped, address=file.as_uri().removeprefix("file://"))
    assert dropped_file(pasted) == file


@pytest.mark.parametrize(
    "text", ["", "   ", "概览", "为什么数字生态这么低？", "没有.docx", "a\0b", "x" * 5000, "~nobody/x", "'"]
)
def test_other_text_is_no_file(text):
    assert dropped_file(text) is None


def test_a_folder_and_several_lines_are_no_file(file):
    assert dropped_file(str(file.parent)) is None
    assert dropped_file(f"{file}\n{file}") is None
