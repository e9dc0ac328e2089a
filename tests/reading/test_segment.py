"""Statements: exact offsets, nothing lost, nothing twice, and the right headings above each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Draft, Paragraph, Problem, Statement
from assistant.reading.segment import lines, statements
from assistant.reading.text import parse_text


def paths(text: str, markdown: bool = False) -> dict[str, tuple[str, ...]]:
    return {s.text: s.heading for s in statements(parse_text(text, "草案.txt", markdown))}


PLAN = """云澜市数字化发展规划（草案）
规划期为2026年至2030年，由市数据局组织编制并负责解释。
第一章　总体要求
第一节　指导思想
坚持统筹发展和安全，推动数字化成果更多更公平惠及全体市民。
第二节　主要任务
（一）推进政务服务一网通办
推动更多事项网上办、掌上办，同步保留人工窗口。
1.完善平台。统一平台入口。
及时公布办事指南。
2.规范管理。公布事项清单。
（二）加强数据共享。完善共享目录。
第二章　保障措施
加强组织领导，明确责任分工。
"""


def test_a_statement_knows_the_headings_above_it() -> None:
    found = paths(PLAN)
    first, second = ("第一章　总体要求", "第一节　指导思想"), ("第一章　总体要求", "第二节　主要任务")
    assert found == {
        "规划期为2026年至2030年，由市数据局组织编制并负责解释。": (),
        "坚持统筹发展和安全，推动数字化成果更多更公平惠及全体市民。": first,
        "推动更多事项网上办、掌上办，同步保留人工窗口。": (*second, "（一）推进政务服务一网通办"),
        "1.完善平台。": (*second, "（一）推进政务服务一网通办"),
        "统一平台入口。": (*second, "（一）推进政务服务一网通办", "1.完善平台"),
        "及时公布办事指南。": (*second, "（一）推进政务服务一网通办", "1.完善平台"),
        "2.规范管理。": (*second, "（一）推进政务服务一网通办"),
        "公布事项清单。": (*second, "（一）推进政务服务一网通办", "2.规范管理"),
        "（二）加强数据共享。": second,
        "完善共享目录。": (*second, "（二）加强数据共享"),
        "加强组织领导，明确责任分工。": ("第二章　保障措施",),
    }


def test_ids_count_in_reading_order_and_paragraphs_are_named() -> None:
    draft = parse_text(PLAN)
    found = statements(draft)
    assert [s.id for s in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    for statement in found:
        paragraph = draft.paragraphs[statement.paragraph]
        assert paragraph.start <= statement.start < statement.end <= paragraph.end
        assert paragraph.level == 0


def test_numbered_lines_with_nothing_below_are_items_not_headings() -> None:
    found = paths("三、近期工作\n1. 建成5G基站900个\n2. 建成数据中心两座\n3. 开通数字图书馆\n")
    assert list(found) == ["1. 建成5G基站900个", "2. 建成数据中心两座", "3. 开通数字图书馆"]
    assert set(found.values()) == {("三、近期工作",)}


def test_a_heading_in_the_running_text_stands_above_what_follows_it() -> None:
    found = paths("一、任务\n全面部署。（一）建好平台。统一入口。（市数据局负责）（二）管好数据。公布目录。\n")
    assert found == {
        "全面部署。": ("一、任务",),
        "（一）建好平台。": ("一、任务",),
        "统一入口。（市数据局负责）": ("一、任务", "（一）建好平台"),
        "（二）管好数据。": ("一、任务",),
        "公布目录。": ("一、任务", "（二）管好数据"),
    }


def test_articles_of_a_regulation_are_statements_and_end_the_items_above() -> None:
    found = paths(
        "第一章　总则\n第一条　为了规范数据管理，制定本办法。\n（一）数据。指各类记录。\n第二条　本市鼓励共享。\n"
    )
    assert found["第一条　为了规范数据管理，制定本办法。"] == ("第一章　总则",)
    assert found["指各类记录。"] == ("第一章　总则", "（一）数据")
    assert found["第二条　本市鼓励共享。"] == ("第一章　总则",)


def test_a_table_of_targets_gives_one_statement_a_row_and_ends_its_caption() -> None:
    table = "|指标|2025年|2030年|\n|---|---|---|\n|网办率（%）|81|95|\n|算力|420|1600|"
    found = paths(f"## 二、目标\n表1　主要指标\n\n{table}\n\n注：快报数。\n", markdown=True)
    assert found == {
        "网办率（%） | 81 | 95": ("二、目标", "表1　主要指标"),
        "算力 | 420 | 1600": ("二、目标", "表1　主要指标"),
        "注：快报数。": ("二、目标",),
    }


def test_a_box_ends_where_the_text_goes_on() -> None:
    found = paths("## 三、任务\n> 专栏1　重点工程\n> - 算力工程：建成中心。\n\n继续完善设施。\n", markdown=True)
    assert found == {"算力工程：建成中心。": ("三、任务", "专栏1　重点工程"), "继续完善设施。": ("三、任务",)}


def test_a_row_is_never_cut_even_where_a_cell_holds_a_sentence_mark() -> None:
    draft = Draft("", "满意率; 好评率 | 90", (Paragraph(0, 13, "cell"),))
    assert [s.text for s in statements(draft)] == ["满意率; 好评率 | 90"]


WILD = st.text(
    alphabet=st.one_of(
        st.sampled_from("。；\n\r\t\u3000 （）“”一、1.#|->第章节专栏表数据ab\U00020000\u200b\u2028"), st.characters()
    ),
    max_size=200,
)


@given(WILD, st.booleans())
def test_offsets_are_exact_and_every_word_outside_headings_is_covered_once(text: str, markdown: bool) -> None:
    try:
        draft = parse_text(text, "草案.md", markdown)
    except Problem as problem:
        assert problem.key == "file_no_text"
        return
    assert draft.text == "\n".join(draft.text[p.start : p.end] for p in draft.paragraphs)
    assert all(p.start < p.end and "\n" not in draft.text[p.start : p.end] for p in draft.paragraphs)
    found = statements(draft)
    assert all(draft.text[s.start : s.end] == s.text for s in found)
    covered = [place for s in found for place in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    body = {place for p in draft.paragraphs if not p.level for place in range(p.start, p.end)}
    assert set(covered) <= body
    assert {place for place in body if draft.text[place].isalnum()} <= set(covered)
    draft.text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        ("\n", [""]),
        ("一行", ["一行"]),
        ("一行\n", ["一行"]),
        ("甲。乙。\n\n  丙 \r\n", ["甲。乙。", "", "丙"]),
        ("甲\u2028乙\x0b丙\n丁", ["甲\u2028乙\x0b丙", "丁"]),
    ],
)
def test_every_input_line_is_one_unit(text: str, units: list[str]) -> None:
    assert [unit.text for unit in lines(text)] == units


@given(st.text(alphabet="甲乙。 \n\r\t\U00020000", max_size=80))
def test_line_units_keep_line_numbers_and_offsets(text: str) -> None:
    found: tuple[Statement, ...] = lines(text)
    assert len(found) == text.count("\n") + (not text.endswith("\n") and text != "")
    assert [unit.line for unit in found] == list(range(1, len(found) + 1))
    assert all(text[unit.start : unit.end] == unit.text for unit in found)
