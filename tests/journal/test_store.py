"""What was appended is on disk, stays as it was, and belongs to one session at a time."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from journal_samples import FIRST, PLAN, PLAN_TARGET, SECOND, event, recode

from assistant.journal import store
from assistant.journal.payloads import draft_payload
from assistant.journal.replay import replay
from assistant.journal.store import APPLICATION_ID, SCHEMA_VERSION, Journal, open_journal, read_events, write_project
from assistant.model import Problem
from assistant.phrases import phrases


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "示例 50%?.chengjian"


def altered(project: Path, *statements: str) -> None:
    with closing(sqlite3.connect(project, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def one_note(project: Path) -> None:
    with closing(open_journal(project)) as journal:
        journal.append("note", {"text": "待会商"})


def test_events_come_back_as_they_were_written(project: Path) -> None:
    with closing(open_journal(project, who="甲", tool="1", codebook="2")) as journal:
        journal.append("open_draft", draft_payload(FIRST))
        journal.append("recode", recode(), why="看的是服务对象", who="乙")
        written = journal.events()
    assert read_events(project) == written
    with closing(open_journal(project)) as again:
        assert again.events() == written
        assert replay(again.events()).draft == FIRST
    first, second = written
    assert (first.seq, first.who, first.tool, first.codebook, first.why) == (1, "甲", "1", "2", "")
    assert (second.seq, second.who, second.why) == (2, "乙", "看的是服务对象")
    assert first.when < second.when
    assert first.id != second.id


def test_every_event_is_stamped_with_the_draft_that_was_open(project: Path) -> None:
    with closing(open_journal(project)) as journal:
        journal.append("set_city", {"city": "郑州", "region": "middle_yellow_river"})
        for draft in (FIRST, SECOND):
            journal.append("open_draft", draft_payload(draft))
            journal.append("recode", recode())
        stamps = [event.draft for event in journal.events()]
    assert stamps == ["", FIRST.sha256, FIRST.sha256, SECOND.sha256, SECOND.sha256]


def test_a_decision_in_a_merged_project_is_about_the_draft_that_is_shown(project: Path) -> None:
    log = [
        event(1, "open_draft", draft_payload(FIRST), draft=FIRST.sha256),
        event(2, "open_draft", draft_payload(SECOND), who="乙", draft=SECOND.sha256),
        event(3, "recode", recode(), draft=FIRST.sha256),
    ]
    write_project(project, log)
    with closing(open_journal(project)) as journal:
        journal.append("rate", {"item": "H1", "level": 1})
        state = replay(journal.events())
    assert state.draft == SECOND
    assert list(state.decisions.ratings) == ["H1"]


def test_a_session_in_memory_keeps_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_journal(":memory:")) as journal:
        journal.append("note", {"text": "待会商"})
        assert replay(journal.events()).notes == ("待会商",)
        assert journal.path is None
    assert list(tmp_path.iterdir()) == []


def test_a_bad_payload_leaves_nothing_behind(project: Path) -> None:
    with closing(open_journal(project)) as journal:
        with pytest.raises(ValueError, match="missing"):
            journal.append("note", {})
        with pytest.raises(ValueError, match="no decision"):
            journal.append("undo", {"event": "nothing"})
        assert journal.events() == ()


def test_only_its_owner_can_read_a_new_project(project: Path) -> None:
    one_note(project)
    assert stat.S_IMODE(project.stat().st_mode) == 0o600


def test_a_closed_project_is_one_file(project: Path) -> None:
    one_note(project)
    assert [path.name for path in project.parent.iterdir()] == [project.name]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET who = 'x'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "INSERT INTO events SELECT seq + 1, id, at, who, kind, payload, why, draft, tool, codebook FROM events",
        "INSERT INTO events SELECT 9, 'new', at, who, kind, payload, why, draft, tool, codebook FROM events",
    ],
)
def test_the_file_itself_refuses_to_change_what_happened(project: Path, statement: str) -> None:
    one_note(project)
    before = read_events(project)
    with pytest.raises(sqlite3.IntegrityError, match="events are"):
        altered(project, statement)
    assert read_events(project) == before


def test_an_acknowledged_event_survives_kill_9(project: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from assistant.journal.store import open_journal\n"
        "journal = open_journal(pathlib.Path(sys.argv[1]))\n"
        "for n in range(1, 100000):\n"
        "    journal.append('note', {'text': f'{n}'})\n"
        "    sys.stdout.write(f'{n}\\n')\n"
        "    sys.stdout.flush()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(project)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stdout is not None
    heard = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    heard += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    acknowledged = [line.strip() for line in heard if line.endswith("\n")]
    texts = [event.payload["text"] for event in read_events(project)]
    assert texts[: len(acknowledged)] == acknowledged
    assert len(texts) <= len(acknowledged) + 1
    one_note(project)
    assert len(read_events(project)) == len(texts) + 1


@pytest.mark.parametrize("made_before", [True, False])
def test_a_second_session_is_told_that_the_project_is_in_use(
    project: Path, made_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys, pathlib\n"
        "from assistant.journal import store\n"
        "from assistant.model import Problem\n"
        "store._BUSY_SECONDS = 0.05\n"
        "for use in (store.open_journal, store.read_events):\n"
        "    try: use(pathlib.Path(sys.argv[1]))\n"
        "    except Problem as problem: sys.stdout.write(problem.key + '\\n')\n"
    )
    if made_before:
        one_note(project)
    with closing(open_journal(project)) as journal:
        command = [sys.executable, "-c", code, str(project)]
        second = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
        assert second.stdout.split() == ["project_busy", "project_busy"]
        monkeypatch.setattr(store, "_BUSY_SECONDS", 0.05)
        with pytest.raises(Problem, match="project_busy"):
            open_journal(project)
        journal.append("note", {"text": "二"})
    assert read_events(project)[-1].payload == {"text": "二"}


def test_a_project_moved_while_in_use_is_noticed_before_anything_is_lost(project: Path) -> None:
    with closing(open_journal(project)) as journal:
        journal.append("note", {"text": "一"})
        project.rename(project.with_name("moved"))
        with pytest.raises(Problem, match="project_moved"):
            journal.append("note", {"text": "二"})
        assert len(journal.events()) == 1


def test_an_append_that_fails_adds_nothing(project: Path) -> None:
    with closing(open_journal(project)) as journal:
        journal._connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(Problem, match="project_disk_full"):
            journal.append("note", {"text": "长" * 100_000})
        assert journal.events() == ()
        journal._connection.execute("PRAGMA max_page_count = 10000")
        journal.append("note", {"text": "短"})
    assert [event.payload["text"] for event in read_events(project)] == ["短"]


def format_of_file(project: Path) -> int:
    with closing(sqlite3.connect(project)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_file_has_the_lowest_format_its_events_need(project: Path, tmp_path: Path) -> None:
    one_note(project)
    assert format_of_file(project) == 1
    with closing(open_journal(project)) as journal:
        journal.append("set_target", PLAN_TARGET)
    assert format_of_file(project) == 2
    one_note(project)
    assert format_of_file(project) == 2
    assert replay(read_events(project)).target.plan == PLAN
    write_project(tmp_path / "merged.chengjian", read_events(project))
    assert format_of_file(tmp_path / "merged.chengjian") == 2


def test_an_older_tool_calls_a_file_with_a_plans_mix_newer_and_not_damaged(project: Path, monkeypatch) -> None:
    with closing(open_journal(project)) as journal:
        journal.append("set_target", PLAN_TARGET)
    monkeypatch.setattr(store, "SCHEMA_VERSION", 1)
    for opened in (open_journal, read_events):
        with pytest.raises(Problem) as caught:
            opened(project)
        assert caught.value.key == "project_newer"


def foreign_database(path: Path) -> None:
    altered(path, "CREATE TABLE recipes (name TEXT)")


def newer(path: Path) -> None:
    one_note(path)
    altered(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def cut(path: Path) -> None:
    one_note(path)
    os.truncate(path, 5000)


def tampered(path: Path, change: str) -> None:
    one_note(path)
    update = f"UPDATE events SET {change}"  # noqa: S608  (the test's own words)
    altered(path, "DROP TRIGGER events_keep", "DROP TRIGGER events_stay", update)


UNUSABLE = {
    "folder": (Path.mkdir, "project_folder"),
    "text": (lambda path: path.write_text("第一章 总则\n" * 500, encoding="utf-8"), "project_foreign"),
    "one byte": (lambda path: path.write_bytes(b"x"), "project_foreign"),
    "another program's database": (foreign_database, "project_foreign"),
    "a newer version": (newer, "project_newer"),
    "cut short": (cut, "project_damaged"),
    "no table": (lambda path: altered(path, f"PRAGMA application_id = {APPLICATION_ID}"), "project_unreadable"),
    "unknown kind": (lambda path: tampered(path, "kind = 'wish'"), "project_damaged"),
    "broken payload": (lambda path: tampered(path, "payload = '{'"), "project_damaged"),
    "deep payload": (lambda path: tampered(path, f"payload = '{'[' * 100_000}'"), "project_damaged"),
    "payload that is no mapping": (lambda path: tampered(path, "payload = '[]'"), "project_damaged"),
    "moment that is none": (lambda path: tampered(path, "at = 'soon'"), "project_damaged"),
    "bytes for text": (lambda path: tampered(path, "who = x'ff'"), "project_damaged"),
    "numbers with a gap": (lambda path: tampered(path, "seq = 7"), "project_damaged"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_file_that_is_no_sound_project_is_refused_and_left_alone(project: Path, case: str) -> None:
    make, key = UNUSABLE[case]
    make(project)
    before = project.read_bytes() if project.is_file() else b""
    for use in (open_journal, read_events):
        with pytest.raises(Problem, match=key) as caught:
            use(project)
        for language in ("zh", "en"):
            line = phrases(language).problem(caught.value)
            assert "\n" not in line
            assert project.name in line
    assert (project.read_bytes() if project.is_file() else b"") == before


@pytest.mark.parametrize(
    ("name", "key"),
    [("missing/a", "project_no_folder"), ("file/a", "project_no_folder"), ("a\0b", "project_not_created")]
    + [("长" * 300, "project_not_created")],
)
def test_a_place_where_no_file_can_be_is_named(tmp_path: Path, name: str, key: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match=key):
        open_journal(tmp_path / name)


def test_reading_never_creates_a_project(project: Path) -> None:
    with pytest.raises(Problem, match="project_missing"):
        read_events(project)
    assert not project.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind root or Windows")
def test_a_read_only_project_can_be_read_but_not_opened(project: Path) -> None:
    one_note(project)
    project.chmod(0o400)
    assert len(read_events(project)) == 1
    with pytest.raises(Problem, match="project_readonly"):
        open_journal(project)


def test_a_write_that_sqlite_refuses_as_read_only_says_so(project: Path) -> None:
    with closing(open_journal(project)) as journal:
        journal._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(Problem, match="project_readonly"):
            journal.append("note", {"text": "一"})


def test_a_written_project_has_the_events_and_refuses_to_overwrite(project: Path, tmp_path: Path) -> None:
    with closing(open_journal(":memory:")) as journal:
        journal.append("open_draft", draft_payload(FIRST))
        journal.append("recode", recode())
        events = journal.events()
    write_project(project, events)
    assert read_events(project) == events
    with pytest.raises(Problem, match="project_exists"):
        write_project(project, events)
    with pytest.raises(Problem, match="project_write_failed"):
        write_project(tmp_path / "twice", [events[0], events[0]])
    assert not (tmp_path / "twice").exists()


def test_appends_from_several_threads_are_numbered_without_gaps(project: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def write(journal: Journal, text: str) -> None:
        journal.append("note", {"text": text})

    with closing(open_journal(project)) as journal, ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(write, journal, f"{n}") for n in range(20)]:
            future.result()
    assert [event.seq for event in read_events(project)] == list(range(1, 21))


def test_text_that_no_file_can_hold_is_written_with_question_marks(project: Path) -> None:
    with closing(open_journal(project, who="\udcff")) as journal:
        journal.append("note", {"text": "甲\udcd6"}, why="\ud800")
    event = read_events(project)[0]
    assert (event.who, event.payload["text"], event.why) == ("?", "甲?", "?")


def test_events_alone_load_no_database() -> None:
    code = "import sys, assistant.journal.replay, assistant.journal.store; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path.cwd(), check=False).returncode == 0
