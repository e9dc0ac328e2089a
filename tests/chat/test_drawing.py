"""Pictures of plain signs: as wide as asked, every city on them, read without colour."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chat.blocks import Dot, DotRow, Plot, Strip, TrendPoint
from assistant.chat.cells import width
from assistant.chat.pictures import MOST_CELLS, picture
from assistant.chat.plain import render
from assistant.chat.session import Session
from assistant.chat.views import pictures
from assistant.journal.store import MEMORY, open_journal
from assistant.model import CATEGORIES
from assistant.peers.findings import coded_totals
from assistant.peers.regions import resolve
from assistant.phrases import LANGUAGES, phrases
from assistant.reading.read import read
from assistant.resources import data_file

ZH = phrases("zh")
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=31)


@pytest.fixture(scope="module")
def assessment():
    session = Session(open_journal(MEMORY, codebook="test"), "zh")
    session.open_draft(read(data_file("samples") / "yunlan-short.zh.md"))
    session.set_place(resolve("郑州市"))
    yield session.assessment
    session.close()


def row(shares, **own):
    return DotRow("份额", tuple(Dot(f"市{i}", share) for i, share in enumerate(shares)), **own)


@settings(max_examples=60, deadline=None)
@given(SHARES, st.integers(24, 120), st.sampled_from(LANGUAGES))
def test_no_line_is_wider_than_asked_nor_than_a_page(shares, cells, language):
    strip = Strip((row(shares, value=0.2, low=0.1, high=0.3, mark=0.25),))
    assert all(width(line) <= min(cells, MOST_CELLS) for line in picture(strip, cells, phrases(language)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 1e5), st.floats(0, 1e4)), min_size=1, max_size=40), st.integers(24, 120))
def test_a_plot_of_any_figures_fits(points, cells):
    plot = Plot(tuple(Dot(str(i), x, y, i < 3) for i, (x, y) in enumerate(points)), (), "x", "y", Dot("d", 5, 7))
    lines = picture(plot, cells, ZH)
    assert all(width(line) <= min(cells, MOST_CELLS) for line in lines)
    assert any("#" in line for line in lines if "|" in line)


def test_a_strip_reads_like_this():
    dots = (Dot("甲市", 0.1, near=True), *(Dot(f"{i}", x) for i, x in enumerate((0.2, 0.2, 0.3, 0.3, 0.3, 0.4))))
    strip = Strip((DotRow("份额", dots, 0.1, 0.05, 0.2, 0.3),))
    assert picture(strip, 41, ZH) == [
        "份额：本稿 10.0%（90% 区间 5.0–20.0%）",
        "          a",
        "          .         :         *         .",
        "     [----#---------]         ^",
        "+---------+---------+---------+---------+",
        "0%        10%       20%       30%     40%",
        ". 一城  : 两城  * 三城以上",
        "[-#-] 本稿与 90% 区间   ^ 全国   a 甲市",
    ]


def test_letters_of_cities_in_one_place_stand_above_each_other_and_nobody_is_hidden():
    dots = tuple(Dot(name, 0.2, near=True) for name in "甲乙丙")
    lines = picture(Strip((DotRow("份额", (*dots, Dot("丁", 0.2), Dot("戊", 1.0))),)), 61, ZH)
    assert [line.strip() for line in lines[1:4]] == ["c", "b", "a"]
    assert len({line.index(sign) for line, sign in zip(lines[1:5], "cba*", strict=True)}) == 1


def test_the_trend_and_its_interval_are_drawn_under_the_cities():
    trend = (TrendPoint(0, 0, 20, 40), TrendPoint(100, 60, 80, 100))
    lines = picture(Plot((Dot("甲", 50, 50), Dot("乙", 50, 50), Dot("丙", 100, 0)), trend, "x", "y"), 60, ZH)
    grid = "".join(line.partition("|")[2] for line in lines)
    assert grid.count("8") == 1 and grid.count("o") == 1
    assert grid.count("-") > 30 and grid.count(".") > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_drawn_is_ascii_in_any_language(language, assessment):
    say = phrases(language)
    drawn = picture(pictures.figure_one(assessment, say), 72, say)
    assert all(line.isascii() for line in drawn[1:18])


def test_figure_1_has_every_city_of_table_1_and_the_draft_at_its_citys_gdp(assessment):
    plot = pictures.figure_one(assessment, ZH)
    assert {dot.label: (dot.x, dot.y) for dot in plot.dots} == {
        r.city: (r.gdp, r.total) for r in coded_totals().values()
    }
    assert [dot.label for dot in plot.dots if dot.near] == ["郑州市", "太原市", "西安市", "呼和浩特市"]
    assert plot.draft and (plot.draft.x, plot.draft.y) == (coded_totals()["郑州市"].gdp, assessment.profile.total)
    assert all(point.low < point.middle < point.high for point in plot.trend)


def test_without_a_draft_figure_1_names_what_stands_out(assessment):
    plot = pictures.figure_one(None, ZH)
    assert plot.draft is None
    assert sum(dot.near for dot in plot.dots) == 3


@pytest.mark.parametrize("measure", [*CATEGORIES, "value", "people"])
def test_a_strip_has_all_31_cities_and_the_draft(measure, assessment):
    (drawn,) = pictures.strip((measure,), assessment, ZH).rows
    assert len(drawn.dots) == 31 and sum(dot.near for dot in drawn.dots) == 4
    assert (drawn.low, drawn.high) == assessment.profile.interval[measure]
    assert drawn.value == pictures.share_of(assessment.profile, measure)


def test_a_strip_without_a_draft_says_nothing_of_one():
    strip = pictures.strip(("value",), None, ZH)
    assert strip.rows[0].value is None
    assert "本稿" not in render([strip], 80, ZH)
