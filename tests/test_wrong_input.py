"""Every wrong call and every input that cannot be used ends in one line that says what, where and what to do."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from cli_calls import SHORT, WORD, Said, call, good, spawn

import assistant.cli
import assistant.corpus.folder
from assistant.model import Problem
from assistant.phrases import LANGUAGES, phrases

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JUNK = bytes((i * 7919 + 13) % 256 for i in range(4000))
ODD = "草案[red]{x}%s" if os.name == "nt" else "草案\n[red]{x}%s\x1b[31m"
"""A file name with brackets, braces, a format sign and, where the system allows it, a line end and an escape."""
UNUSABLE, WRONG = 1, 2


def blank_pdf(path: Path, pages: int) -> None:
    with closing(pypdfium2.PdfDocument.new()) as document:
        for _ in range(pages):
            document.new_page(595, 842)
        document.save(str(path))


CONTENTS = {
    "空.docx": b"",
    "空.txt": b"",
    "空.pdf": b"",
    "白.txt": b" \n\t\r\n \xe3\x80\x80\n",
    "白.md": b"\n\n",
    "乱.docx": JUNK,
    "乱.pdf": JUNK,
    "乱.txt": JUNK,
    "乱.md": JUNK,
    "断.docx": WORD.read_bytes()[: len(WORD.read_bytes()) // 2],
    "断头.docx": WORD.read_bytes()[500:],
    "断.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "旧.doc": OLE + bytes(600),
    "旧.wps": OLE + bytes(600),
    "富.rtf": b"{\\rtf1\\ansi plan}",
    "图.png": PNG,
    "图.docx": PNG,
    "密.docx": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "页.html": b"<!doctype html><html><body>plan</body></html>",
    "表.xlsx": b"PK\x03\x04" + bytes(40),
    "怪.xyz": "建成网络。".encode(),
    f"{ODD}.txt": b"  \n",
    f"{ODD}.docx": JUNK,
}
"""Files that hold no draft."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that can be wrong with a file."""
    room = tmp_path_factory.mktemp("室")
    for name, data in CONTENTS.items():
        (room / name).write_bytes(data)
    blank_pdf(room / "扫描.pdf", 3)
    (room / "草案.md").write_bytes(SHORT.read_bytes())
    (room / "草案.docx").write_bytes(WORD.read_bytes())
    (room / "夹").mkdir()
    (room / "全坏").mkdir()
    (room / "全坏" / "旧.doc").write_bytes(OLE + bytes(600))
    (room / "不是项目.chengjian").write_text("说明", encoding="utf-8")
    with closing(sqlite3.connect(room / "别人的.chengjian")) as other:
        other.execute("CREATE TABLE t (x)")
        other.commit()
    good("chat", "--project", room / "无稿.chengjian", "--format", "jsonl", stdin="郑州市\n".encode())
    good("assess", room / "草案.md", "--project", room / "好.chengjian")
    (room / "不是编码.jsonl").write_text("你好\n", encoding="utf-8")
    (room / "编码.jsonl").write_bytes(good("code", SHORT).output)
    return room


def holds_one_line(said: Said, status: int) -> None:
    """What every refusal has to be."""
    assert (said.status, said.output) == (status, b"")
    assert said.complaint.endswith("\n") and said.complaint.count("\n") == 1
    line = said.complaint[:-1]
    assert line.strip() and line.isprintable()
    assert "Traceback" not in line


DRAFT = "@草案.md"
CALLS: list[tuple[int, tuple[str, ...]]] = [
    # files
    *((UNUSABLE, ("assess", f"@{name}")) for name in (*CONTENTS, "扫描.pdf", "没有.docx", "夹", "没有/草案.docx")),
    *((UNUSABLE, ("code", f"@{name}")) for name in ("没有.txt", "夹", "乱.txt", "断.docx", "扫描.pdf", "旧.doc")),
    *((UNUSABLE, ("code", f"@{name}", "--unit", "line")) for name in ("没有.txt", "夹", "乱.txt", "草案.docx")),
    *((UNUSABLE, ("suggest", f"@{name}", "--city", "郑州")) for name in ("没有.docx", "夹", "空.txt", "旧.wps")),
    *((UNUSABLE, ("chat", "--draft", f"@{name}")) for name in ("没有.docx", "夹", "密.docx")),
    (UNUSABLE, ("assess", "长" * 300 + ".docx")),
    (UNUSABLE, ("assess", "")),
    # places and targets
    (UNUSABLE, ("assess", DRAFT, "--city", "火星")),
    (UNUSABLE, ("assess", DRAFT, "--city", "suzhou")),
    (UNUSABLE, ("suggest", DRAFT, "--city", "\x1b[2J")),
    (UNUSABLE, ("chat", "--city", "火星")),
    (UNUSABLE, ("peers", "火星")),
    (UNUSABLE, ("peers", "yulin")),
    (WRONG, ("peers", "")),
    (WRONG, ("assess", DRAFT, "--city", "")),
    (UNUSABLE, ("assess", DRAFT, "--target", "最好")),
    (UNUSABLE, ("assess", DRAFT, "--target", "frontier")),
    (UNUSABLE, ("assess", DRAFT, "--target", "half_gap")),
    (UNUSABLE, ("suggest", DRAFT, "--city", "郑州", "--target", "0%")),
    (UNUSABLE, ("suggest", DRAFT, "--city", "郑州", "--target", "120%")),
    (UNUSABLE, ("suggest", DRAFT, "--city", "郑州", "--target", "{share}")),
    (WRONG, ("suggest", DRAFT, "--city", "郑州", "--target", " ")),
    # formats and outputs
    (WRONG, ("assess", DRAFT, "--format", "pdf")),
    (WRONG, ("assess", DRAFT, "--format")),
    (UNUSABLE, ("assess", DRAFT, "--format", "docx")),
    (UNUSABLE, ("assess", DRAFT, "--format", "xlsx")),
    (UNUSABLE, ("assess", DRAFT, "-o", "@报告.pdf")),
    (UNUSABLE, ("assess", DRAFT, "-o", "@没有/报告.md")),
    (UNUSABLE, ("assess", DRAFT, "-o", "@夹")),
    (UNUSABLE, ("assess", DRAFT, "-o", "@夹", "--format", "md")),
    (UNUSABLE, ("assess", DRAFT, "-o", DRAFT)),
    (UNUSABLE, ("assess", DRAFT, "-o", "@夹/../草案.md")),
    (UNUSABLE, ("assess", DRAFT, "--project", "@好.chengjian", "--format", "md", "-o", "@好.chengjian")),
    (UNUSABLE, ("assess", DRAFT, "-o", "")),
    (UNUSABLE, ("assess", DRAFT, "-o", "@草案.md/报告.md")),
    (UNUSABLE, ("demo", "--format", "docx")),
    (UNUSABLE, ("demo", "-o", "@没有/样.html")),
    (WRONG, ("code", DRAFT, "--format", "json")),
    (WRONG, ("code", DRAFT, "--unit", "word")),
    (WRONG, ("chat", "--format", "json")),
    (WRONG, ("tables", "6")),
    (WRONG, ("tables", "--as-printed=yes")),
    (WRONG, ("tables", "--as")),
    # projects
    (UNUSABLE, ("export", "@没有.chengjian", "--to", "md", "-o", "@报告.md")),
    (UNUSABLE, ("export", "@不是项目.chengjian", "--to", "md", "-o", "@报告.md")),
    (UNUSABLE, ("export", "@别人的.chengjian", "--to", "md", "-o", "@报告.md")),
    (UNUSABLE, ("export", "@无稿.chengjian", "--to", "md", "-o", "@报告.md")),
    (UNUSABLE, ("export", "@夹", "--to", "md", "-o", "@报告.md")),
    (UNUSABLE, ("export", "@好.chengjian", "--to", "md", "-o", "@好.chengjian")),
    (UNUSABLE, ("export", "@好.chengjian", "--to", "md", "-o", "@没有/报告.md")),
    (WRONG, ("export", "@好.chengjian", "--to", "pdf", "-o", "@报告.pdf")),
    (WRONG, ("export", "@好.chengjian", "-o", "@报告.md")),
    (WRONG, ("export", "@好.chengjian", "--to", "md")),
    (UNUSABLE, ("assess", DRAFT, "--project", "@没有/甲.chengjian")),
    (UNUSABLE, ("assess", DRAFT, "--project", "@不是项目.chengjian")),
    (UNUSABLE, ("assess", DRAFT, "--project", DRAFT)),
    (UNUSABLE, ("chat", "--project", "@夹")),
    (UNUSABLE, ("chat", "--project", "@别人的.chengjian")),
    (UNUSABLE, ("agreement", "@好.chengjian")),
    (UNUSABLE, ("agreement", "@好.chengjian", "@没有.chengjian")),
    (UNUSABLE, ("agreement", "@好.chengjian", "@无稿.chengjian")),
    (UNUSABLE, ("agreement", "@编码.jsonl", "@不是编码.jsonl")),
    (UNUSABLE, ("agreement", "@编码.jsonl", "@草案.docx")),
    (UNUSABLE, ("agreement", "@编码.jsonl", "@夹")),
    (UNUSABLE, ("merge", "@合.chengjian", "@没有.chengjian")),
    (UNUSABLE, ("merge", "@好.chengjian", "@无稿.chengjian")),
    (UNUSABLE, ("merge", "@没有/合.chengjian", "@好.chengjian")),
    (WRONG, ("merge", "@合.chengjian")),
    # folders
    (UNUSABLE, ("corpus", "@没有", "-o", "@表.csv")),
    (UNUSABLE, ("corpus", "@夹", "-o", "@表.csv")),
    (UNUSABLE, ("corpus", "@全坏", "-o", "@表.csv")),
    (UNUSABLE, ("corpus", DRAFT, "-o", "@表.csv")),
    (UNUSABLE, ("corpus", "@", "-o", "@表.txt")),
    (UNUSABLE, ("corpus", "@", "-o", "@没有/表.csv")),
    (WRONG, ("corpus", "@夹", "-o", "@表.csv", "--workers", "0")),
    (WRONG, ("corpus", "@夹", "-o", "@表.csv", "--workers", "两")),
    (WRONG, ("corpus", "@夹")),
    (WRONG, ("serve", "--port", "65536")),
    # calls
    (WRONG, ("asess", DRAFT)),
    (WRONG, ("Assess", DRAFT)),
    (WRONG, ("帮助",)),
    (WRONG, ("tables\n\x1b[31m", "1")),
    (WRONG, ("assess",)),
    (WRONG, ("assess", DRAFT, "多余")),
    (WRONG, ("assess", DRAFT, "--colour")),
    (WRONG, ("assess", DRAFT, "--city")),
    (WRONG, ("assess", DRAFT, "--formt", "json")),
    (WRONG, ("suggest", DRAFT)),
    (WRONG, ("code",)),
    (WRONG, ("tables", "1", "2")),
    (WRONG, ("--colour",)),
    (WRONG, (DRAFT, DRAFT)),
    (WRONG, ("--lang", "fr", "tables")),
    # the app, without a terminal
    (UNUSABLE, ()),
    (UNUSABLE, (DRAFT,)),
    (UNUSABLE, ("@没有.docx",)),
    (UNUSABLE, ("没有.docx", "--city", "郑州")),
]


def placed(word: str, room: Path) -> str:
    return str(room / word[1:]) if word.startswith("@") else word


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("status", "words"), CALLS, ids=[" ".join(words) or "-" for _, words in CALLS])
def test_a_wrong_call_ends_in_one_line(status: int, words: tuple[str, ...], lang: str, room: Path) -> None:
    before = sorted(room.rglob("*"))
    said = call(*(placed(word, room) for word in words), lang=None if "--lang" in words else lang)
    holds_one_line(said, status)
    assert sorted(room.rglob("*")) == before


@pytest.mark.parametrize(("data", "words"), [(JUNK, []), (b"", []), (b" \n", []), (JUNK, ["--unit", "line"])])
@pytest.mark.parametrize("command", ["assess", "code"])
def test_standard_input_that_is_no_text_ends_in_one_line(data: bytes, words: list[str], command: str) -> None:
    said = call(command, "-", *(words if command == "code" else []), stdin=data)
    holds_one_line(said, UNUSABLE)
    assert "标准输入" in said.complaint


SAYS = [
    (("assess", "@没有.docx"), "没有.docx"),
    (("assess", "@断.docx"), "另存"),
    (("assess", "@旧.doc"), ".docx"),
    (("assess", "@图.png"), "OCR"),
    (("assess", "@扫描.pdf"), "扫描件"),
    (("assess", "@密.docx"), "密码"),
    (("assess", "@夹"), "corpus"),
    (("assess", DRAFT, "--city", "suzhou"), "苏州市（江苏省）"),
    (("assess", DRAFT, "--target", "最好"), "half_gap"),
    (("assess", DRAFT, "--target", "frontier"), "--city"),
    (("assess", DRAFT, "--format", "docx"), "-o 报告.docx"),
    (("assess", DRAFT, "-o", "@报告.pdf"), ".docx"),
    (("code", "@草案.docx", "--unit", "line"), "--unit line"),
    (("corpus", "@全坏", "-o", "@表.csv"), "旧.doc"),
    (("asess", DRAFT), "assess"),
    (("tabels",), "tables"),
    (("assess", DRAFT, "多余"), "多余"),
    (("assess",), "DRAFT"),
    (("assess", DRAFT, "--format", "pdf"), "text, json, md, html, docx, xlsx"),
]


@pytest.mark.parametrize(("words", "hint"), SAYS)
def test_the_line_says_what_to_do(words: tuple[str, ...], hint: str, room: Path) -> None:
    assert hint in call(*(placed(word, room) for word in words)).complaint


def test_a_usual_slip_in_a_city_is_understood(room: Path) -> None:
    assert good("assess", room / "草案.md", "--city", "郑洲", "--format", "json").json["city"] == "郑州市"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_odd_names_are_never_markup_formats_or_escapes(lang: str, room: Path, tmp_path: Path) -> None:
    draft, out = tmp_path / f"{ODD}.md", tmp_path / f"{ODD}报告.md"
    draft.write_bytes((room / "草案.md").read_bytes())
    said = good("assess", draft, "-o", out, lang=lang)
    assert out.is_file()
    assert "\x1b" not in said.text and said.text.count("\n") == 1
    assert "[red]{x}%s" in said.text


def test_a_path_to_a_draft_opens_the_app_and_a_misspelt_command_does_not(
    monkeypatch: pytest.MonkeyPatch, room: Path
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(assistant.cli, "_app", lambda options: opened.append(options.draft) or 0)
    monkeypatch.chdir(room)
    for words in (
        ["草案.md"],
        ["./草案.md", "--city", "郑州"],
        ["--city", "郑州", "夹"],
        [],
        ["没有.docx"],
        ["--", "asess"],
    ):
        good(*words)
    assert [str(path) if path else None for path in opened] == [
        *("草案.md", "草案.md", "夹", None, "没有.docx", "asess"),
    ]
    for words in (["asess"], ["assesss", "草案.md"], ["help"], ["草案"]):
        holds_one_line(call(*words), WRONG)
    assert len(opened) == 6


def test_what_nobody_foresaw_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: object) -> int:
        raise KeyError("词")

    monkeypatch.setattr(assistant.commands, "tables", broken)
    said = call("tables")
    holds_one_line(said, UNUSABLE)
    assert "KeyError" in said.complaint and "test_wrong_input.py" in said.complaint


def test_an_interrupt_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(assistant.commands, "tables", interrupted)
    said = call("tables")
    assert (said.status, said.output, said.complaint) == (130, b"", "")


def test_without_the_web_extra_serving_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    said = call("serve")
    holds_one_line(said, UNUSABLE)
    assert "chengjian[web]" in said.complaint


def test_a_process_that_the_system_ends_is_said(monkeypatch: pytest.MonkeyPatch, room: Path, tmp_path: Path) -> None:
    class Ended:
        def __init__(self, workers: int) -> None: ...

        def __enter__(self) -> Ended:
            raise assistant.corpus.folder.BrokenProcessPool

        def __exit__(self, *error: object) -> None: ...

    monkeypatch.setattr(assistant.corpus.folder, "ProcessPoolExecutor", Ended)
    said = call("corpus", room, "-o", tmp_path / "表.csv", "--workers", 2)
    holds_one_line(said, UNUSABLE)
    assert "--workers 1" in said.complaint
    assert list(tmp_path.iterdir()) == []


def test_the_language_of_a_complaint_is_the_one_asked_for() -> None:
    for lang in LANGUAGES:
        expected = phrases(lang).problem(Problem("file_missing", file="没有.docx"))
        assert call("assess", "没有.docx", lang=lang).complaint == expected + "\n"


@pytest.mark.parametrize(
    ("words", "status"),
    [(("assess", "没有.docx"), UNUSABLE), (("asess",), WRONG), (("tables", "9"), WRONG), ((), UNUSABLE)],
)
def test_in_a_process_of_its_own_a_wrong_call_is_one_line_too(words: tuple[str, ...], status: int) -> None:
    holds_one_line(spawn(*words, "--lang", "zh"), status)
