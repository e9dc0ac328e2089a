"""PDF files: text layer, page furniture gone, broken lines joined; scans, locks and damage are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.model import Problem
from assistant.reading.pdf import read_pdf
from assistant.reading.segment import statements

Make = Callable[..., bytes]
LINE = "全面推进政务服务“一网通办”，推动更多事项网上办、掌上办，由市数据局牵头，"
LOCK = "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -4 >>".format("ab" * 32, "cd" * 32)


def pages(*texts: Sequence[str]) -> list[list[str]]:
    return [["云澜市数字规划　草案", *text, f"第 {n} 页 共 3 页"] for n, text in enumerate(texts, start=1)]


def test_lines_are_joined_over_pages_and_furniture_goes(make_pdf: Make) -> None:
    first = ["一、总体要求", LINE, LINE[:30]]
    second = ["2027年底前全程网办率达到95%。", "（一）建好平台。统一入口。"]
    third = ["（二）保留窗口", LINE, "方便老年人办事。"]
    draft = read_pdf(make_pdf(pages(first, second, third)), "规划.pdf")
    assert draft.text.split("\n") == [
        "一、总体要求",
        LINE + LINE[:30] + "2027年底前全程网办率达到95%。",
        "（一）建好平台。统一入口。",
        "（二）保留窗口",
        LINE + "方便老年人办事。",
    ]
    assert [p.page for p in draft.paragraphs] == [1, 1, 2, 3, 3]
    assert draft.notes == ("joined_lines", "dropped_repeated")
    assert draft.title == "规划"
    assert statements(draft)[-1].heading == ("一、总体要求", "（二）保留窗口")


def test_repeated_lines_are_kept_where_two_pages_prove_nothing(make_pdf: Make) -> None:
    draft = read_pdf(
        make_pdf([["保留人工窗口。" + "建成网络。" * 10], ["保留人工窗口。" + "建成网络。" * 10]]), "a.pdf"
    )
    assert draft.text.count("保留人工窗口。") == 1  # the second one follows the first and is a doubled line
    assert draft.notes == ("dropped_repeated",)


def test_a_table_of_contents_with_leaders_goes(make_pdf: Make) -> None:
    contents = ["目　录", "一、总体要求................1", "二、主要任务................3"]
    draft = read_pdf(make_pdf([contents, ["一、总体要求", LINE * 2, "落实责任。"], [LINE, "完善制度。"]]), "a.pdf")
    assert "...." not in draft.text and "目" not in draft.text
    assert "dropped_contents" in draft.notes


def test_pages_without_text_are_reported(make_pdf: Make) -> None:
    draft = read_pdf(make_pdf([[LINE] * 4, []]), "a.pdf")
    assert "pages_without_text" in draft.notes


@pytest.mark.parametrize(
    ("content", "extra", "key"),
    [([[], []], "", "pdf_scanned"), ([["封面"], [], []], "", "pdf_scanned"), ([[LINE] * 3], LOCK, "file_encrypted")],
)
def test_scans_and_locked_files_are_refused(make_pdf: Make, content: list[list[str]], extra: str, key: str) -> None:
    with pytest.raises(Problem) as caught:
        read_pdf(make_pdf(content, extra), "扫描.pdf")
    assert caught.value.key == key
    assert caught.value.values["file"] == "扫描.pdf"


def test_damaged_files_are_refused() -> None:
    with pytest.raises(Problem) as caught:
        read_pdf(b"%PDF-1.7\nnothing of use", "a.pdf")
    assert caught.value.key == "file_broken"


def test_several_threads_may_read_at_once(make_pdf: Make) -> None:
    data = make_pdf([[LINE, "完善制度。"] * 5] * 4)
    with ThreadPoolExecutor(4) as pool:
        texts = {draft.text for draft in pool.map(lambda n: read_pdf(data, f"{n}.pdf"), range(8))}
    assert len(texts) == 1
