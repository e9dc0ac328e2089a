"""What counts as a heading, how deep it stands, and where the title is found."""

from __future__ import annotations

import pytest

from assistant.reading.headings import is_caption, is_contents_line, is_numbered_heading, rank, run_in
from assistant.reading.levels import levelled
from assistant.reading.pieces import Piece
from assistant.reading.text import parse_text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第一编　总则", 1),
        ("第三部分 重点任务", 1),
        ("附件1：指标表", 1),
        ("附件", 1),
        ("第十二章　保障措施", 2),
        ("第 3 章 目标", 2),
        ("Chapter 4 Safeguards", 2),
        ("第一节　发展基础", 3),
        ("一、总体要求", 4),
        ("十四、2025年工作", 4),
        ("（一）指导思想", 5),
        ("(三) 主要目标", 5),
        ("1.完善平台", 6),
        ("１．完善平台", 6),
        ("2、规范管理", 6),
        ("1.1 背景", 7),
        ("5.3 完善规范", 7),
        ("1.2.3 接口", 8),
        ("（1）门户", 9),
        ("2）接口", 9),
        ("①数据", 10),
        ("专栏3　数字政府工程", 12),
        ("表1 主要指标", 12),
        ("Table 2. Targets", 12),
        ("第三条　市人民政府应当公开数据。", None),
        ("附件：1.指标表", None),
        ("1.2万个基站", None),
        ("2025.3", None),
        ("5G网络", None),
        ("表明态度", None),
        ("一方面加强管理", None),
        ("“一网通办”", None),
    ],
)
def test_the_number_that_opens_a_line_tells_its_rank(line: str, expected: int | None) -> None:
    assert rank(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("（一）推进政务服务一网通办", True),
        ("（一）推进政务服务一网通办。", False),
        ("（一）本机构数据的校核、更新；", False),
        ("一、主要做法：", False),
        ("（一）" + "数" * 50, False),
        ("推进政务服务", False),
    ],
)
def test_a_numbered_line_is_a_heading_only_where_it_is_short_and_unfinished(line: str, expected: bool) -> None:
    assert is_numbered_heading(line) is expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("（一）建好平台。统一入口。", (5, "（一）建好平台")),
        ("10.加快园区建设。制定方案。", (6, "10.加快园区建设")),
        ("1. Open data. Publish the list.", (6, "1. Open data")),
        ("（一）总体思路。", (5, "（一）总体思路")),
        ("（一）" + "数" * 50 + "。统一入口。", None),
        ("（一）统筹数据管理；", None),
        ("坚持创新驱动。推动融合。", None),
        ("第二条　本市鼓励共享。公布目录。", None),
    ],
)
def test_a_heading_may_open_a_paragraph(paragraph: str, expected: tuple[int, str] | None) -> None:
    assert run_in(paragraph) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、发展回顾........................ 1", True),
        ("（二）形势……………12", True),
        ("覆盖率达到98", False),
        ("省略号……", False),
    ],
)
def test_dots_lead_to_a_page_number_in_a_table_of_contents(line: str, expected: bool) -> None:
    assert is_contents_line(line) is expected


def test_captions_are_told_from_boxes() -> None:
    assert is_caption("表1　指标") and is_caption("Figure 2")
    assert not is_caption("专栏1　工程") and not is_caption("Box 1 Works") and not is_caption("一、目标")


def kinds(*pieces: Piece) -> list[tuple[str, int]]:
    return [(piece.kind, piece.level) for piece in levelled(pieces)]


def test_levels_are_counted_without_gaps() -> None:
    assert kinds(Piece("一、目标"), Piece("（1）网络"), Piece("覆盖城乡。"), Piece("二、任务"), Piece("夯实。")) == [
        ("heading", 1),
        ("heading", 2),
        ("body", 0),
        ("heading", 1),
        ("body", 0),
    ]


def test_numbers_join_the_levels_that_styles_state() -> None:
    assert kinds(
        Piece("规划", title=True),
        Piece("一、目标", "heading", 2),
        Piece("（一）网络"),
        Piece("覆盖城乡。"),
        Piece("二、任务"),
        Piece("夯实。"),
    ) == [("heading", 1), ("heading", 2), ("heading", 3), ("body", 0), ("heading", 2), ("body", 0)]


def test_a_paragraph_wrongly_set_as_heading_is_body_text() -> None:
    long = "推动数字化发展，" * 20 + "惠及市民。"
    assert kinds(Piece("一、目标", "heading", 1), Piece(long, "heading", 2)) == [("heading", 1), ("body", 0)]


def test_bold_short_lines_head_what_follows() -> None:
    assert kinds(Piece("夯实底座", strong=True), Piece("建设网络。")) == [("heading", 1), ("body", 0)]
    assert kinds(Piece("建设网络。", strong=True), Piece("夯实底座", strong=True)) == [("body", 0), ("body", 0)]


def test_a_short_line_between_full_paragraphs_heads_the_next() -> None:
    full = "全面推进政务服务数字化，推动更多事项网上办、掌上办，同步保留人工窗口和现金支付渠道，方便老年人办事。"
    assert kinds(Piece(full), Piece("数字政府建设"), Piece(full)) == [("body", 0), ("heading", 1), ("body", 0)]
    assert kinds(Piece(full), Piece("2026年工作安排"), Piece(full))[1] == ("heading", 1)
    assert kinds(Piece(full), Piece("2026年3月"), Piece(full)) == [("body", 0)] * 3
    assert kinds(Piece("市数据局"), Piece("数字政府建设"), Piece(full)) == [("body", 0)] * 3


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云澜市数字经济发展规划\n一、目标\n夯实底座。", "云澜市数字经济发展规划"),
        (
            "云澜市人民政府关于印发\n云澜市数字政府建设方案的通知\n各县区：\n请执行。",
            "云澜市人民政府关于印发云澜市数字政府建设方案的通知",
        ),
        ("云澜市“十五五”数字\n发展规划（草案）\n前言部分。", "云澜市“十五五”数字发展规划（草案）"),
        ("——在第一次会议上\n云澜市市长　张　三\n各位代表：\n现在报告工作。", "草案"),
        ("一、总体要求\n加快发展。", "草案"),
        ("加快发展。\n夯实底座。", "草案"),
        ("、指导思想\n夯实底座。", "草案"),
        ("Yunlan Digital Plan (draft)\nWe build.", "Yunlan Digital Plan (draft)"),
    ],
)
def test_the_title_is_the_line_at_the_top_that_reads_like_one(text: str, title: str) -> None:
    assert parse_text(text, "草案.txt").title == title


def test_the_title_is_no_statement_and_a_heading_of_level_one() -> None:
    draft = parse_text("云澜市数字经济发展规划\n一、目标\n夯实底座。")
    assert [(p.kind, p.level) for p in draft.paragraphs] == [("heading", 1), ("heading", 2), ("body", 0)]


def test_a_table_of_contents_is_left_out() -> None:
    text = "云澜市规划\n目　录\n一、目标\n二、任务 3\n一、目标\n建成网络。\n二、任务\n夯实底座。\n"
    draft = parse_text(text)
    assert draft.text == "云澜市规划\n一、目标\n建成网络。\n二、任务\n夯实底座。"
    assert "dropped_contents" in draft.notes


def test_a_line_that_comes_twice_in_a_row_is_kept_once() -> None:
    draft = parse_text("一、夯实设施底座\n一、夯实设施底座\n建成网络。\n是。\n是。\n")
    assert draft.text == "一、夯实设施底座\n建成网络。\n是。\n是。"
    assert draft.notes == ("dropped_repeated",)


def test_a_text_that_is_hardly_made_of_sentences_says_so() -> None:
    assert "few_sentences" in parse_text("首页 登录 邮箱\n" * 5 + "网站地图\n联系我们\n" * 60).notes
    assert parse_text("建成网络。" * 100).notes == ()
