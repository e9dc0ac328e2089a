"""Blocks as lines: everything that is said is there, nothing is wider than the pane, nothing is markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.chat.blocks import Bar, Bars, Choice, Choices, Heading, Items, Question, Quotation, Table, Text
from assistant.model import CATEGORIES
from assistant.phrases import phrases
from assistant.tui.widgets.bars import bar_lines
from assistant.tui.widgets.block_views import views_of
from assistant.tui.widgets.choices import choice_lines
from assistant.tui.widgets.quotation import quotation_content
from assistant.tui.widgets.tables import column_cells, list_lines, table_lines

SAY = phrases("zh")
NASTY = "[red]a[/b] \\[ {0}\x1b[31m\u202e数据"
SEEN = "[red]a[/b] \\[ {0}[31m数据"
MIX = Bars(
    tuple(Bar(SAY(f"category.{c}"), n / 10, n / 20, n / 8, 0.3, f"{n} 条", c) for n, c in enumerate(CATEGORIES)),
    "构成",
    "黄河中游",
)


@pytest.mark.parametrize("cells", [24, 40, 57, 76, 120])
def test_bars_fit_and_can_be_read_without_colour(cells):
    lines = [line.plain for line in bar_lines(MIX, SAY, cells)]
    assert all(cell_len(line) <= cells for line in lines)
    text = "\n".join(lines)
    assert all(f"{10 * n}.0%" in text and f"{n} 条" in text for n in range(7))
    assert all(SAY(f"category_short.{c}") in text for c in CATEGORIES)
    assert ("黄河中游" in text) is (":-] 90%" in text) is (cells > 24), "signs are explained where bars are drawn"


def test_bars_are_drawn_to_one_scale_with_interval_and_reference():
    lines = bar_lines(MIX, SAY, 76)
    drawn = [line.plain[10:].split(".0%")[0].rstrip(" 0123456789") for line in lines[1:8]]
    assert drawn[0].strip() == "|" and [row.count("|") for row in drawn] == [1] * 7
    filled = [sum(row.count(sign) for sign in "=:") for row in drawn]
    assert filled == sorted(filled) and drawn[6].rstrip()[-1] == "]"


def test_the_interval_is_given_in_figures_where_there_is_room():
    assert "[30.0–75.0%]" in "\n".join(line.plain for line in bar_lines(MIX, SAY, 90))


def test_bars_of_one_category_carry_no_letters():
    bars = Bars(tuple(Bar(f"城市{n}", 0.1 * n, category="digital_life") for n in range(3)))
    assert not any("生" in line.plain for line in bar_lines(bars, SAY, 60))


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_bars_of_nothing_and_of_everything(value):
    assert bar_lines(Bars((Bar("a", value, value, value, value),)), SAY, 60)
    assert bar_lines(Bars(()), SAY, 60) == []


CELLS = st.text(alphabet="城市数据，。（） ab1%", max_size=40)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=4))


@given(ROWS, st.integers(40, 120))
def test_a_table_fits_and_loses_nothing(rows, cells):
    table = Table(rows[0], tuple(rows[1:]))
    lines = [line.plain for line in table_lines(table, cells)]
    assert all(cell_len(line) <= cells for line in lines)
    assert sorted("".join("".join(lines).split())) == sorted("".join("".join("".join(row) for row in rows).split()))


def test_short_columns_stay_whole_while_a_long_one_can_give_way():
    rows = (("指标", "本稿"), ("很长的说明" * 10, "11.1% (5.1–19.6%)"))
    assert column_cells(rows, 50) == [31, 17]


def test_numbers_are_right_aligned():
    lines = [line.plain for line in table_lines(Table(("a", "条数"), (("x", "7"), ("y", "12")), numeric=(1,)), 40)]
    assert [line.rstrip()[-2:] for line in lines[1:]] == [" 7", "12"]


def test_a_list_hangs_and_counts():
    lines = [line.plain for line in list_lines(Items(("数据" * 10, "b"), numbered=True), 20)]
    assert lines == ["1. " + "数据" * 4, "   " + "数据" * 4, "   " + "数据" * 2, "2. b"]


@given(st.lists(st.text(alphabet="看依据ab ", min_size=1, max_size=60), min_size=1, max_size=9), st.integers(10, 80))
def test_offers_fit_and_keep_their_order(labels, cells):
    lines = choice_lines(labels, cells)
    assert all(sum(cell_len(text) for _, text in line) + 3 * (len(line) - 1) <= cells for line in lines)
    assert [n for line in lines for n, _ in line] == sorted(n for line in lines for n, _ in line)
    assert {n for line in lines for n, _ in line} == set(range(len(labels)))


def test_short_offers_share_a_line():
    assert choice_lines(["[1] 看依据", "[2] 概览"], 30) == [[(0, "[1] 看依据"), (1, "[2] 概览")]]


def test_the_words_that_decided_are_underlined_where_they_stand():
    found = quotation_content(
        Quotation("\u202e推进一网通办。", "s1", "第一章", "", "digital_government", ((3, 7),)), SAY
    )
    marked = [found.plain[s.start : s.end] for s in found.spans if "underline" in str(s.style)]
    assert marked == ["一网通办"] and found.plain.splitlines()[0] == "政 s1 · 建设数字政府 · 第一章"


def test_marks_beyond_the_text_do_no_harm():
    assert quotation_content(Quotation("数据", "s1", marks=((-3, 1), (1, 99))), SAY).plain.endswith("数据")


@pytest.mark.parametrize(
    "block",
    [
        Heading(NASTY),
        Text(NASTY, "error"),
        Items((NASTY,)),
        Table((NASTY,), ((NASTY,),), NASTY),
        Bars(
            (Bar(NASTY, 0.5, note=NASTY, category="digital_life"), Bar("b", 0.4, category="smart_city")), NASTY, NASTY
        ),
        Quotation(NASTY, "s1", NASTY, NASTY, None, ((2, 5),)),
        Choices((Choice(NASTY, NASTY),), NASTY),
        Question(NASTY),
    ],
    ids=lambda block: block.type,
)
def test_nothing_in_a_block_is_markup_or_steers_the_terminal(block):
    for view in views_of(block, SAY):
        text = "\n".join(line.plain for line in view.lines(200)) if hasattr(view, "lines") else view.visual.plain
        assert SEEN.replace(" ", "") in text.replace(" ", "")
