"""Wrong input ends in one line that says what, where and what to do."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

import assistant.reading
from assistant.model import Problem
from assistant.phrases import LANGUAGES, phrases
from assistant.reading import read as reading
from assistant.reading.clean import shown_name
from assistant.reading.read import read, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def key_of(data: bytes, name: str) -> str:
    with pytest.raises(Problem) as caught:
        read_bytes(data, name)
    assert caught.value.values["file"] == name
    return caught.value.key


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"", "a.docx", "file_empty"),
        (b" \n\t ", "a.txt", "file_no_text"),
        ("———。".encode(), "a.md", "file_no_text"),
        (OLE, "a.doc", "format_old_word"),
        (OLE, "a.docx", "format_old_word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "file_encrypted"),
        (b"{\\rtf1 text}", "a.rtf", "format_old_word"),
        ("方案".encode(), "a.wps", "format_old_word"),
        (zipped("OFD.xml"), "a.ofd", "format_ofd"),
        (zipped("xl/workbook.xml", "[Content_Types].xml"), "a.xlsx", "format_unknown"),
        (zipped("content.xml", "mimetype"), "a.odt", "format_unknown"),
        (PNG, "a.txt", "format_image"),
        (b"??", "a.jpg", "format_image"),
        (b"<!DOCTYPE html>\n<html></html>", "a.pdf", "format_web"),
        ("方案".encode(), "a.html", "format_web"),
        (b"PK\x03\x04 cut off", "a.docx", "file_broken"),
        ("方案".encode(), "a.docx", "file_broken"),
        ("方案".encode(), "a.pdf", "file_broken"),
        ("方案".encode(), "a.xyz", "format_unknown"),
        (bytes(range(256)) * 4, "a.txt", "file_not_text"),
    ],
)
def test_content_that_cannot_be_used_is_refused(data: bytes, name: str, key: str) -> None:
    assert key_of(data, name) == key


def test_content_counts_more_than_the_suffix(make_docx, make_pdf) -> None:  # type: ignore[no-untyped-def]
    word = make_docx(lambda document: document.add_paragraph("建成网络。") and None)
    assert read_bytes(word, "草案.txt").text == "建成网络。"
    assert read_bytes(make_pdf([["建成网络，惠及市民。" * 6]]), "草案.docx").text == "建成网络，惠及市民。" * 6
    assert read_bytes("建成网络。".encode(), "草案").title == "草案"


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    cases = {"file_missing": tmp_path / "无.docx", "file_is_folder": tmp_path}
    for key, path in cases.items():
        with pytest.raises(Problem) as caught:
            read(path)
        assert caught.value.key == key
        assert caught.value.values == {"file": path.name}
    for odd in (Path("a\0b.txt"), tmp_path / "x.txt" / "y.txt", Path("长" * 400)):
        (tmp_path / "x.txt").write_text("不是文件夹", encoding="utf-8")
        with pytest.raises(Problem):
            read(odd)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "密.txt"
    path.write_text("内容", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(Problem) as caught:
        read(path)
    assert caught.value.key == "file_unreadable"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1024 * 1024)
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * (1024 * 1024 + 1))
    with pytest.raises(Problem) as caught:
        read(path)
    assert caught.value.key == "file_too_large"
    assert caught.value.values == {"file": "大.txt", "limit": 1}


def test_a_file_is_read_and_its_source_named(tmp_path: Path) -> None:
    path = tmp_path / "云澜市规划.txt"
    path.write_text("一、目标\n建成网络。", encoding="utf-8")
    draft = read(path)
    assert (draft.source, draft.title, draft.notes) == ("云澜市规划.txt", "云澜市规划", ())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("草案\n\x1b[31m\u202e.docx", "草案[31m.docx"),
        ("a\udcff.txt", "a.txt"),
        ("长" * 90 + ".docx", "长" * 74 + "….docx"),
        ("长" * 90, "长" * 79 + "…"),
    ],
)
def test_names_are_safe_to_print(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_every_problem_and_note_has_its_phrase_in_one_line() -> None:
    room = Path(assistant.reading.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    keys = set(re.findall(r'"((?:file|format|pdf)_[a-z_]+)"', code))
    notes = {"joined_lines", "dropped_repeated", "dropped_contents", "encoding_guessed", "broken_characters"}
    notes |= {"tracked_changes", "footnotes_left_out", "pages_without_text", "few_sentences"}
    assert len(keys) >= 18
    for language in LANGUAGES:
        say = phrases(language)
        for key in keys:
            line = say.problem(Problem(key, file="草案.docx", limit=50, pages=8))
            assert "\n" not in line and ("草案.docx" in line)
        for note in notes:
            assert f'"{note}"' in code
            assert say.has(f"reading.notes.{note}")
