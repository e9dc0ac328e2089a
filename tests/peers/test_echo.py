"""An echo is what stands word for word in another plan; what is short, set phrase or only alike in subject is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import CATEGORIES, Coding, Draft, Paragraph, Statement
from assistant.peers.echo import FEWEST, RUN, Echo, OtherPlan, echoes, origins, other_plan

THEIRS = "健全渔港泊位预约制度，推行渔船进出港一次申报、码头靠泊一屏可查，逐年公布等候时长。"
_LETTERS = st.sampled_from("港船渔网码头数据云图河堤桥灯井渠泵闸站厂仓路街巷园")
HAN = st.text(_LETTERS, max_size=40)
ENOUGH = st.text(_LETTERS, min_size=FEWEST, max_size=40)


def statement(text: str, number: int = 1) -> Statement:
    return Statement(f"s{number}", 0, len(text), text)


def plan(*texts: str, level="higher") -> OtherPlan:
    return OtherPlan("上位规划", "a.txt", level, tuple(statement(t, n) for n, t in enumerate(texts, 1)), "0")


def found(mine: str, *theirs: str) -> tuple[Echo, ...]:
    return echoes([statement(mine)], [plan(*theirs)])


IS_ECHO = [
    ("the same", THEIRS),
    ("a part of it", "推行渔船进出港一次申报、码头靠泊一屏可查。"),
    ("a clause taken over", "由市海洋局牵头，今年起在十二个乡镇推行渔船进出港一次申报、码头靠泊一屏可查，并补贴终端。"),
    ("full width and spaces", "推行渔船进出港一次申报、 码头靠泊一屏可查，逐年公布等候时长。"),
    ("traditional characters", "推行漁船進出港一次申報、碼頭靠泊一屏可查，逐年公佈等候時長。"),
    ("own words between", "推行渔船进出港一次申报、全市码头靠泊一屏可查，每季公布等候时长。"),
]
IS_NONE = [
    ("one subject, other words", "改进渔港停靠安排，渔民可提前在手机上登记，并能看到还有多少空位。"),
    ("only a set phrase", "健全渔港泊位管理，按季评估船员满意度。"),
    ("too short", "公布等候时长。"),
    (
        "little of a long one",
        "市海洋局会同交通、应急部门，按乡镇分批更新助航设施和潮位标识，安排专人值守，逐年公布等候时长。",
    ),
    ("empty", ""),
    ("punctuation", "，。；、！？（）“”，。；、！？（）"),
]


@pytest.mark.parametrize("mine", [m for _, m in IS_ECHO], ids=[name for name, _ in IS_ECHO])
def test_words_taken_over_are_an_echo(mine: str) -> None:
    (echo,) = found(mine, "全市保持河道畅通。", THEIRS)
    assert echo.other.text == THEIRS and 0 < echo.share <= 1


@pytest.mark.parametrize("mine", [m for _, m in IS_NONE], ids=[name for name, _ in IS_NONE])
def test_what_is_only_alike_is_none(mine: str) -> None:
    assert found(mine, THEIRS) == ()


def test_the_spans_hold_the_same_words_on_both_sides() -> None:
    mine = "推行渔船进出港一次申报、全市码头靠泊一屏可查，每季公布等候时长。"
    (echo,) = found(mine, THEIRS)
    ours = [mine[a:b] for a, b in echo.spans]
    assert ours == [THEIRS[a:b] for a, b in echo.other_spans]
    assert ours == ["推行渔船进出港一次申报", "码头靠泊一屏可查", "公布等候时长"]
    letters = sum(map(str.isalnum, mine))
    assert echo.share == pytest.approx(sum(map(len, ours)) / letters)


def test_english_needs_runs_of_words_and_not_of_letters() -> None:
    theirs = "Fishing boats will report entry and departure once, and berths will be shown on one screen by 2027."
    assert found("Boats report to the harbour office on entry and pay the berth fee.", theirs) == ()
    (echo,) = found("From next year fishing boats will report entry and departure once at any harbour.", theirs)
    assert echo.share > 0.5


def test_the_closest_statement_of_each_plan_is_taken() -> None:
    near, nearer = "推行渔船进出港一次申报、码头靠泊一屏可查。", THEIRS
    made = echoes([statement(THEIRS)], [plan(near, nearer), plan(near, level="peer")])
    assert [(e.plan, e.other.text) for e in made] == [(0, nearer), (1, near)]


def test_no_plan_and_no_statement_give_no_echo() -> None:
    assert echoes([statement(THEIRS)], []) == ()
    assert echoes([], [plan(THEIRS)]) == ()
    assert echoes([statement(THEIRS)], [plan()]) == ()


@given(HAN, HAN, ENOUGH)
@settings(max_examples=60, deadline=None)
def test_a_statement_that_stands_whole_in_another_one_is_found(before: str, after: str, mine: str) -> None:
    (echo,) = found(mine, before + mine + after)
    assert echo.share <= 1 and all(0 <= a < b <= len(mine) for a, b in echo.spans)


@given(st.lists(HAN, max_size=6), st.lists(HAN, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_echo_shares_a_run_and_its_spans_agree(mine: list[str], theirs: list[str]) -> None:
    made = echoes([statement(t, n) for n, t in enumerate(mine)], [plan(*theirs)])
    texts = {f"s{n}": t for n, t in enumerate(mine)}
    for echo in made:
        pairs = zip(echo.spans, echo.other_spans, strict=True)
        ours = [(texts[echo.statement][a:b], echo.other.text[c:d]) for (a, b), (c, d) in pairs]
        assert all(one == other for one, other in ours)
        assert max(len(one) for one, _ in ours) >= RUN


def coding(number: int, category: str | None, counted: bool = True) -> Coding:
    role = "commitment" if counted else "achievement"
    return Coding(statement(f"{number}", number), category, None, role, 2, 0.9, False)


def test_higher_peer_and_own_add_up_and_only_counted_statements_are_in() -> None:
    codings = [coding(n, "digital_life") for n in (1, 2, 3)] + [coding(4, "digital_life", False), coding(5, None)]
    plans = [plan(level="higher"), plan(level="peer")]
    one = Echo("s1", 0, statement("x"), 0.5, (), ())
    made = [one, replace(one, plan=1), replace(one, statement="s2", plan=1)]
    made += [replace(one, statement="s4"), replace(one, statement="s5")]
    rows = {row.category: row for row in origins(codings, made, plans)}
    assert list(rows) == list(CATEGORIES)
    life = rows["digital_life"]
    assert (life.counted, life.higher, life.peer, life.own) == (3, 1, 1, 1)
    assert all(row.own == 0 for name, row in rows.items() if name != "digital_life")


def test_a_plan_that_was_read_is_cut_into_statements() -> None:
    draft = Draft("甲市规划", THEIRS, (Paragraph(0, len(THEIRS)),), "甲.txt")
    made = other_plan(draft, "peer")
    assert [s.text for s in made.statements] == [THEIRS]
    assert (made.title, made.source, made.level, made.sha256) == ("甲市规划", "甲.txt", "peer", draft.sha256)


def test_what_stands_in_every_statement_starts_no_alignment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search through all pairs would align nine million here."""
    aligned: list[object] = []
    monkeypatch.setattr("assistant.peers.echo._aligned", lambda *pair: aligned.append(pair))
    theirs = plan(*(f"第{n}项：{THEIRS}" for n in range(3000)))
    echoes([statement(f"{THEIRS}第{n}次。", n) for n in range(3000)], [theirs])
    assert len(aligned) < 3000
