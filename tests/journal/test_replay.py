"""A journal always amounts to the same state, undo takes back, redo brings back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_samples import FIRST, PLAN, PLAN_TARGET, SECOND, event, journals, recode

from assistant.journal.events import Event
from assistant.journal.payloads import draft_payload
from assistant.journal.replay import State, TargetChoice, replay
from assistant.model import Confirmation

OPEN_FIRST = {"payload": draft_payload(FIRST), "draft": FIRST.sha256}
OPEN_SECOND = {"payload": draft_payload(SECOND), "draft": SECOND.sha256}


def without_history(state: State) -> State:
    return replace(state, history=())


def test_an_empty_journal_is_an_empty_state() -> None:
    assert replay([]) == State()


@pytest.mark.parametrize(
    ("payload", "choice"),
    [({"target": "middle"}, "middle"), ({"target": "own", "value_share": 0.2}, "20%"), (PLAN_TARGET, PLAN)],
)
def test_a_target_is_given_to_the_assessment_as_it_was_chosen(payload, choice) -> None:
    state = replay([event(1, "open_draft", **OPEN_FIRST), event(2, "set_target", payload, draft=FIRST.sha256)])
    assert state.target is not None and state.target.choice == choice


def test_the_state_holds_what_was_decided_last() -> None:
    state = replay(
        [
            event(1, "open_draft", **OPEN_FIRST),
            event(2, "set_city", {"city": "郑州", "region": "middle_yellow_river"}, draft=FIRST.sha256),
            event(3, "set_target", {"target": "own", "value_share": 0.2}, draft=FIRST.sha256),
            event(4, "set_language", {"language": "en"}, draft=FIRST.sha256),
            event(5, "recode", recode(category="digital_ecology"), draft=FIRST.sha256),
            event(6, "recode", {**recode(category=None), "accepted": True}, who="乙", draft=FIRST.sha256),
            event(7, "rate", {"item": "F1", "residual": "high"}, draft=FIRST.sha256),
            event(8, "answer", {"item": "H2", "text": "由街道负责"}, draft=FIRST.sha256),
            event(9, "answer", {"item": "H2", "level": 2}, draft=FIRST.sha256),
            event(10, "note", {"text": "待会商"}, draft=FIRST.sha256),
        ]
    )
    assert (state.draft, state.city, state.region) == (FIRST, "郑州", "middle_yellow_river")
    assert (state.target, state.language, state.notes) == (TargetChoice("own", 0.2), "en", ("待会商",))
    chosen = state.decisions.recodes["s1"]
    assert (chosen.category, chosen.by, chosen.accepted) == (None, "乙", True)
    assert state.decisions.ratings == {"F1": Confirmation("high", "甲", "2026-01-01T00:00:07.000000Z")}
    assert [(a.level, a.words) for a in state.decisions.answers["H2"]] == [("", "由街道负责"), (2, "")]
    assert (state.undoable, state.redoable, len(state.history)) == (8, 0, 10)


def test_decisions_belong_to_the_draft_they_were_about() -> None:
    on_first = [event(1, "open_draft", **OPEN_FIRST), event(2, "recode", recode(text="甲"), draft=FIRST.sha256)]
    on_second = [*on_first, event(3, "open_draft", **OPEN_SECOND), event(4, "recode", recode(), draft=SECOND.sha256)]
    state = replay([*on_first, event(3, "open_draft", **OPEN_SECOND)])
    assert (state.decisions.recodes, state.undoable) == ({}, 0)
    assert [r.text for r in state.earlier] == ["甲"]
    back = replay([*on_second, event(5, "open_draft", **OPEN_FIRST)])
    assert back.decisions == replay(on_first).decisions
    assert back.undo_order == ("甲2",)


def test_undo_falls_back_to_the_decision_before() -> None:
    events = [event(1, "recode", recode(category="smart_city")), event(2, "recode", recode(category="digital_life"))]
    state = replay([*events, event(3, "undo", {"event": "甲2"})])
    assert state.decisions.recodes["s1"].category == "smart_city"
    assert (state.next_undo, state.next_redo) == ("甲1", "甲2")
    assert [entry.undone for entry in state.history] == [False, True, False]


def test_a_new_decision_clears_what_redo_offers() -> None:
    events = [event(1, "note", {"text": "一"}), event(2, "undo", {"event": "甲1"}), event(3, "note", {"text": "二"})]
    state = replay(events)
    assert (state.redoable, state.notes) == (0, ("二",))


def test_a_redo_counts_although_another_person_decided_in_between() -> None:
    events = [
        event(1, "note", {"text": "一"}),
        event(2, "undo", {"event": "甲1"}),
        event(3, "note", {"text": "二"}, who="乙"),
        event(4, "redo", {"event": "甲1"}),
    ]
    assert replay(events).notes == ("一", "二")


@given(journals())
def test_undo_then_redo_is_identity(events: tuple[Event, ...]) -> None:
    state = replay(events)
    if state.next_undo is None:
        return
    draft = events[-1].draft
    undone = (*events, event(50, "undo", {"event": state.next_undo}, draft=draft))
    assert replay(undone).undoable == state.undoable - 1
    redone = (*undone, event(51, "redo", {"event": replay(undone).next_redo}, draft=draft))
    assert without_history(replay(redone)) == without_history(state)
    assert replay(redone).history[: len(events)] == state.history


def test_a_later_addition_replaces_an_earlier_one_and_a_removal_takes_either_out() -> None:
    events = [
        event(1, "added_term", {"term": "数字门牌", "category": "digital_life"}),
        event(2, "added_term", {"term": "5G 门牌", "category": None}),
        event(3, "added_term", {"term": "数字门牌", "category": "digital_government"}, who="乙"),
        event(4, "added_example", {"text": "为每户更换门牌。", "category": "smart_city"}),
    ]
    added = replay(events).additions
    assert {(t.term, t.category, t.by) for t in added.terms} == {
        ("数字门牌", "digital_government", "乙"),
        ("5G 门牌", None, "甲"),
    }
    assert [(e.text, e.category) for e in added.examples] == [("为每户更换门牌。", "smart_city")]
    gone = [
        *events,
        event(5, "removed", {"kind": "term", "text": "５Ｇ 门牌"}),
        event(6, "removed", {"kind": "example", "text": "为每户更换门牌。"}),
    ]
    assert [t.term for t in replay(gone).additions.terms] == ["数字门牌"]
    assert replay(gone).additions.examples == ()
    assert replay([*gone, event(7, "undo", {"event": "甲6"})]).additions.examples == added.examples


def test_additions_belong_to_the_project_whatever_draft_is_open() -> None:
    events = [
        event(1, "open_draft", **OPEN_FIRST),
        event(2, "added_term", {"term": "数字门牌", "category": "digital_life"}, draft=FIRST.sha256),
        event(3, "open_draft", **OPEN_SECOND),
    ]
    assert [t.term for t in replay(events).additions.terms] == ["数字门牌"]


@given(journals(kinds=("recode", "rate", "answer", "note", "set_city", "set_target", "added_term", "removed")))
def test_undoing_everything_leaves_nothing(events: tuple[Event, ...]) -> None:
    log = list(events)
    while target := replay(log).next_undo:
        log.append(event(len(log) + 20, "undo", {"event": target}))
    assert without_history(replace(replay(log), redo_order=())) == State()
    assert replay(log).redoable == len(events)


@given(journals(), st.data())
def test_replay_takes_any_prefix_and_any_part(events: tuple[Event, ...], data: st.DataObject) -> None:
    for length in range(len(events) + 1):
        assert len(replay(events[:length]).history) == length
    part = [e for e in events if data.draw(st.booleans())]
    assert len(replay(part).history) == len(part)
