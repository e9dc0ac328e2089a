"""Merging is a union whose order does not depend on who merges what first, and no difference is silent."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_samples import FIRST, SECOND, event, journals, recode

from assistant.journal.events import Event
from assistant.journal.merge import conflicts, merge, merged_lines, union
from assistant.journal.payloads import draft_payload
from assistant.journal.replay import replay
from assistant.journal.store import open_journal, read_events
from assistant.model import Draft, Problem
from assistant.phrases import phrases

Log = tuple[Event, ...]


@given(journals(), journals(), journals())
def test_union_is_commutative_associative_and_idempotent(a: Log, b: Log, c: Log) -> None:
    assert union(a, b) == union(b, a)
    assert union(union(a, b), c) == union(a, union(b, c)) == union(a, b, c)
    assert union(a, a) == union(a)
    assert union(union(a, b), b) == union(a, b)


@given(journals(), journals())
def test_union_keeps_every_event_once_and_the_order_within_each_file(a: Log, b: Log) -> None:
    merged = union(a, b)
    assert [e.seq for e in merged] == list(range(1, len(merged) + 1))
    assert {e.id for e in merged} == {e.id for e in (*a, *b)}
    for log in (a, b):
        ids = {e.id for e in log}
        assert [e.id for e in merged if e.id in ids] == [e.id for e in log]
    assert len(replay(merged).history) == len(merged)


@given(journals(), st.integers(0, 12))
def test_a_file_and_its_older_copy_are_the_file(log: Log, length: int) -> None:
    assert union(log, log[:length]) == union(log)
    assert conflicts([log, log[:length]]) == ()


def test_an_event_that_was_altered_is_refused() -> None:
    log = [event(1, "note", {"text": "一"})]
    with pytest.raises(Problem, match="merge_altered"):
        union(log, [replace(log[0], payload={"text": "二"})])


def decided(number: int, who: str, category: str | None, statement: str = "s1") -> Event:
    return event(number, "recode", recode(statement, category), who=who)


def rated(number: int, who: str, level: int) -> Event:
    return event(number, "rate", {"item": "H1", "level": level}, who=who)


def added(number: int, who: str, term: str, category: str | None) -> Event:
    return event(number, "added_term", {"term": term, "category": category}, who=who)


LIFE, ECOLOGY = "digital_life", "digital_ecology"
CONFLICTS = {
    "the same": ([[decided(1, "甲", LIFE)], [decided(2, "乙", LIFE)]], []),
    "different": ([[decided(1, "甲", LIFE)], [decided(2, "乙", ECOLOGY)]], [("s1", [("甲", LIFE), ("乙", ECOLOGY)])]),
    "coded and not": ([[decided(2, "甲", None)], [decided(1, "乙", LIFE)]], [("s1", [("乙", LIFE), ("甲", None)])]),
    "other statements": ([[decided(1, "甲", LIFE)], [decided(2, "乙", ECOLOGY, "s2")]], []),
    "changed one's mind": ([[decided(1, "甲", LIFE), decided(2, "甲", ECOLOGY)], [decided(3, "乙", ECOLOGY)]], []),
    "taken back": (
        [[decided(1, "甲", LIFE), event(2, "undo", {"event": "甲1"})], [decided(3, "乙", ECOLOGY)]],
        [],
    ),
    "one label, two files": (
        [[event(1, "recode", recode(), who="user", id_="a")], [decided(2, "user", ECOLOGY)]],
        [("s1", [("user", LIFE), ("user", ECOLOGY)])],
    ),
    "a copy that went on": ([[decided(1, "甲", LIFE)], [decided(1, "甲", LIFE), decided(2, "甲", ECOLOGY)]], []),
    "items": ([[rated(1, "甲", 1)], [rated(2, "乙", 3)]], [("H1", [("甲", 1), ("乙", 3)])]),
    "a term": (
        [[added(1, "甲", "5G门牌", LIFE)], [added(2, "乙", "５Ｇ门牌", ECOLOGY)]],
        [("5g门牌", [("甲", LIFE), ("乙", ECOLOGY)])],
    ),
    "a term of one mind": ([[added(1, "甲", "门牌", LIFE)], [added(2, "乙", "门牌", LIFE)]], []),
    "a term removed": (
        [
            [added(1, "甲", "门牌", LIFE)],
            [added(2, "乙", "门牌", ECOLOGY), event(3, "removed", {"kind": "term", "text": "门牌"}, who="乙")],
        ],
        [],
    ),
    "one file of two people": (
        [[decided(1, "甲", LIFE), decided(2, "乙", None)]],
        [("s1", [("甲", LIFE), ("乙", None)])],
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_conflict_is_what_people_still_decide_differently(case: str) -> None:
    logs, expected = CONFLICTS[case]
    found = [(c.key, [(s.who, s.value) for s in c.stands]) for c in conflicts(logs)]
    assert found == expected


def written(path: Path, who: str, category: str | None, draft: Draft = FIRST) -> Path:
    with closing(open_journal(path, who=who)) as journal:
        journal.append("open_draft", draft_payload(draft))
        journal.append("recode", recode(category=category, text="为老年人保留人工窗口。"))
        journal.append("rate", {"item": "F1", "residual": "low" if who == "甲" else "unknown"})
    return path


def test_merging_writes_a_new_project_and_reports_what_differs(tmp_path: Path) -> None:
    paths = [written(tmp_path / "a", "甲", LIFE), written(tmp_path / "b", "乙", None)]
    before = [path.read_bytes() for path in paths]
    merged = merge(tmp_path / "out", paths)
    assert (merged.files, merged.events, merged.drafts) == (2, 6, 1)
    assert [c.key for c in merged.conflicts] == ["s1", "F1"]
    state = replay(read_events(tmp_path / "out"))
    assert (state.decisions.recodes["s1"].by, state.draft) == ("乙", FIRST)
    assert [path.read_bytes() for path in paths] == before
    with pytest.raises(Problem, match="project_exists"):
        merge(tmp_path / "out", paths)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["6 条记录", "2 处决定", "甲：构筑数字生活、乙：不编码", "F1 形式空转——甲：低"]),
        ("en", ["6 records", "Hollow showpiece"]),
    ],
)
def test_a_merge_is_told_in_lines(tmp_path: Path, language: str, words: list[str]) -> None:
    paths = [written(tmp_path / "a", "甲", LIFE), written(tmp_path / "b", "乙", None)]
    lines = merged_lines(merge(tmp_path / "out", paths), phrases(language))
    assert len(lines) == 4
    assert all(any(word in line for line in lines) for word in words)


def test_files_about_different_drafts_are_named_as_such(tmp_path: Path) -> None:
    paths = [written(tmp_path / "a", "甲", LIFE), written(tmp_path / "b", "乙", None, SECOND)]
    merged = merge(tmp_path / "out", paths)
    assert (merged.drafts, merged.conflicts) == (2, ())
    assert "2 different draft texts" in "\n".join(merged_lines(merged, phrases("en")))
