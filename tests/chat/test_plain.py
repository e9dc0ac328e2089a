"""Plain text for terminals: aligned in cells, wrapped as Chinese is, and unable to steer the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat import cells, plain
from assistant.chat.blocks import Bar, Bars, Choice, Choices, Heading, Items, Question, Quotation, Table, Text
from assistant.phrases import phrases

SENTENCE = (
    "到2027年，建成“一网统管”平台（含城市运行管理），推动80%以上的高频事项“一网通办”；"
    "完善 e-participation 渠道，接受社会监督。参见《数据安全法》、《个人信息保护法》等。"
)
BLOCKS = [
    Heading("示例市“十五五”数字化规划注意力评估报告（征求意见稿）", 1),
    Text(SENTENCE, "warning"),
    Table(("类目", "条数", "说明"), (("新型基础设施", "12", SENTENCE), ("Digital life", "3", "")), "矩阵", (1,)),
    Bars((Bar("新型基础设施", 0.31, 0.24, 0.38, 0.28, SENTENCE), Bar("Ecology", 0.0, 0.01, 0.05)), "占比", "区域"),
    Quotation(SENTENCE, "s12", "第三章 › 第一节", "强度 2", "digital_government", ((10, 14),)),
    Items((SENTENCE, "短"), numbered=True),
    Choices((Choice("看依据", "看依据"), Choice(SENTENCE, "x")), "接下来"),
    Question(SENTENCE),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("5G", 2),
        ("数字", 4),
        ("（", 2),
        ("“", 1),
        ("…", 1),
        ("e\u0301", 1),
        ("🚀", 2),
        ("\u200b", 0),
        ("ｱ", 1),
    ],
)
def test_width_counts_cells(text: str, expected: int) -> None:
    assert cells.width(text) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("数字政府", 8, "数字政府"), ("数字政府", 7, "数字政…"), ("数字政府", 6, "数字…"), ("", 0, "")],
)
def test_clip_never_exceeds_its_room(text: str, room: int, expected: str) -> None:
    assert cells.clip(text, room) == expected
    assert cells.width(cells.clip(text, room)) <= room


@given(st.text(), st.integers(2, 60))
def test_wrapping_keeps_every_character_and_every_line_fits(text: str, room: int) -> None:
    lines = cells.wrap(text, room)
    assert all(cells.width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("room", range(16, 90, 3))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(room: int) -> None:
    lines = cells.wrap(SENTENCE, room)
    assert not any(line[0] in "，。；：、）》”%" for line in lines)
    assert not any(line[-1] in "（《“" for line in lines)


@pytest.mark.parametrize("room", range(16, 60, 5))
def test_latin_words_and_numbers_stay_whole(room: int) -> None:
    lines = cells.wrap(SENTENCE, room)
    for word in ("2027", "80%", "e-participation"):
        assert any(word in line for line in lines)


def test_line_feeds_of_the_text_are_kept() -> None:
    assert cells.wrap("一\n\n二", 10) == ["一", "", "二"]


@pytest.mark.parametrize("room", [40, 60, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_fits_the_terminal(room: int, language: str) -> None:
    text = plain.render(BLOCKS, room, phrases(language))
    assert max(map(cells.width, text.splitlines())) <= room
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_without_a_width_nothing_is_wrapped() -> None:
    assert SENTENCE in plain.render([Text(SENTENCE)], None, phrases("zh")).splitlines()


@pytest.mark.parametrize("room", [None, 50])
def test_table_columns_start_at_the_same_cell(room: int | None) -> None:
    table = Table(("城市", "甲"), (("郑州", "@"), ("Xi'an", "@"), ("呼和浩特市", "@")))
    lines = plain.render([table], room, phrases("zh")).splitlines()
    assert len({cells.width(line[: line.index("@")]) for line in lines if "@" in line}) == 1


def test_numeric_columns_end_at_the_same_cell() -> None:
    table = Table(("类目", "条数"), (("经济", "9"), ("基础设施", "120")), numeric=(1,))
    lines = plain.render([table], None, phrases("zh")).splitlines()
    assert len({cells.width(line) for line in lines}) == 1


def test_a_cell_too_wide_for_its_column_goes_on_below() -> None:
    text = plain.render([Table(("甲", "乙"), ((SENTENCE, "12"),))], 40, phrases("zh"))
    column = "".join(line[: line.rindex("12")] if line.endswith("12") else line for line in text.splitlines()[2:])
    assert "".join(column.split()) == "".join(SENTENCE.split())


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        (Bar("", 0.5), "█████     "),
        (Bar("", 0.5, 0.3, 0.8), "███▓▓──┤  "),
        (Bar("", 0.5, 0.3, 0.5), "███▓▓     "),
        (Bar("", 0.0, 0.2, 0.5), "  ──┤     "),
        (Bar("", 0.8, 0.2, 0.5), "██▓▓▓███  "),
        (Bar("", 0.5, mark=1.0), "█████    ◆"),
        (Bar("", 0.5, mark=0.0), "◆████     "),
    ],
)
def test_bars_show_share_interval_and_reference(bar: Bar, expected: str) -> None:
    assert plain.draw(bar, 1.0, 10) == expected


def test_bars_of_nothing_are_empty() -> None:
    assert plain.draw(Bar("", 0.0), plain.full_scale([Bar("", 0.0)]), 4) == "    "


def test_bars_share_one_scale_and_print_their_figures() -> None:
    bars = Bars((Bar("经济", 0.4), Bar("数字生态", 0.1, 0.021, 0.096, 0.2)), mark_label="区域")
    first, second, legend = plain.render([bars], 80, phrases("zh")).splitlines()
    assert first.count("█") == 4 * (second.count("█") + second.count("▓"))
    assert "10.0% [2.1–9.6%] ◆20.0%" in second
    assert legend == "▓─┤ 90% 区间；◆ 区域"


def test_short_notes_stand_beside_the_figures_in_one_column() -> None:
    bars = Bars((Bar("经济", 0.4, note="54 条"), Bar("生态", 0.1, 0.021, 0.096, note="3 条")))
    lines = plain.render([bars], 80, phrases("zh")).splitlines()[:2]
    assert (
        len({cells.width(line[: line.index(note)]) for line, note in zip(lines, ("54 条", "3 条"), strict=True)}) == 1
    )


def test_a_narrow_terminal_gets_the_figures_without_bars() -> None:
    text = plain.render([Bars((Bar("新型基础设施", 0.31, 0.24, 0.38, 0.28),))], 30, phrases("zh"))
    assert "31.0%" in text and "█" not in text


def test_a_quotation_names_its_statement_category_place_and_deciding_words() -> None:
    quotation = Quotation("推动一网通办", "s3", "第二章", "强度 1", "digital_government", ((2, 6), (2, 6)))
    lines = plain.render([quotation], 80, phrases("zh")).splitlines()
    assert lines == ["s3 · 建设数字政府 · 第二章", "│ 推动一网通办", "│ 依据的词：一网通办", "│ 强度 1"]


def test_choices_are_numbered_and_warnings_named() -> None:
    text = plain.render(
        [Text("条数过少", "warning"), Choices((Choice("甲", "a"), Choice("乙", "b")))], 80, phrases("zh")
    )
    assert text == "注意：条数过少\n\n[1] 甲\n[2] 乙\n"


def test_nothing_to_say_is_one_empty_line() -> None:
    assert plain.render([], 80, phrases("zh")) == "\n"


@given(
    st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b\x07\x9b\u202e\u2066\r\t")), st.sampled_from([None, 20])
)
def test_no_text_can_steer_the_terminal(text: str, room: int | None) -> None:
    blocks = [Text(text), Table((text,), ((text,),)), Bars((Bar(text, 0.1),)), Quotation(text, "s1"), Heading(text)]
    shown = plain.render(blocks, room, phrases("zh")).replace("\n", "")
    assert not any(unicodedata.category(c) == "Cc" or c in "\u202e\u2066" for c in shown)
