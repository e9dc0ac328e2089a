"""A project file: SQLite with one table of events that can only grow; an append returns once it is on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal

from assistant import __version__
from assistant.journal.events import DECISIONS, Event, moment, new_id, parsed
from assistant.journal.payloads import check_payload, format_of, plain
from assistant.model import Problem

if TYPE_CHECKING:
    import sqlite3

MEMORY: Final = ":memory:"
APPLICATION_ID: Final = 0x43484A4E
"""`CHJN`: what `file` and SQLite see in the header of a project."""
SCHEMA_VERSION: Final = 2
"""The newest format this tool reads. A file has the lowest that its events need: older tools open what they understand,
and of the rest say that it is newer."""
_BUSY_SECONDS: Final = 1.0

# The insert trigger also stops INSERT OR REPLACE, which would delete without firing the delete trigger.
_SCHEMA: Final = (
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
        payload TEXT NOT NULL, why TEXT NOT NULL, draft TEXT NOT NULL, tool TEXT NOT NULL, codebook TEXT NOT NULL
    )""",
    """CREATE TRIGGER events_next BEFORE INSERT ON events
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
            OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'events are only appended'); END""",
    """CREATE TRIGGER events_keep BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER events_stay BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    f"PRAGMA application_id = {APPLICATION_ID}",
)
_FIRST_VERSION: Final = 1
_SELECT: Final = "SELECT seq, id, at, who, kind, payload, why, draft, tool, codebook FROM events ORDER BY seq"
_INSERT: Final = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Journal:
    """An open project, its file locked until `close`; safe to use from any thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, stamp: Mapping[str, str]) -> None:
        self.path = path
        """None for a session in memory."""
        self._connection = connection
        self._stamp = stamp
        self._lock = Lock()
        self._inode = path.stat().st_ino if path else None
        self._events = _load(connection, path)

    def events(self) -> tuple[Event, ...]:
        """All events in order."""
        return tuple(self._events)

    def append(self, kind: str, payload: Mapping[str, object], *, why: str = "", who: str = "") -> Event:
        """Add one event and return it once it is on disk; without `who` it is the person the journal was opened for.

        ValueError for a payload that is not its kind's, or an undo of what was never decided; Problem where the
        file cannot be written, and then nothing was added.
        """
        checked = plain(payload)
        check_payload(kind, checked)
        with self._lock:
            last = self._events[-1] if self._events else None
            if kind in ("undo", "redo") and not self._decided(checked["event"]):
                raise ValueError(f"{kind}: no decision {checked['event']!r}")
            event = Event(
                id=new_id(),
                seq=len(self._events) + 1,
                when=moment(last.when if last else ""),
                kind=kind,
                payload=checked,
                draft=str(checked["sha256"]) if kind == "open_draft" else self._open_draft(),
                **{**self._stamp, **_clean(why=why), **(_clean(who=who) if who else {})},
            )
            self._write((event,))
        return event

    def _open_draft(self) -> str:
        # Not the last event's: in a merged file that may be someone's decision about another draft.
        return next((event.draft for event in reversed(self._events) if event.kind == "open_draft"), "")

    def _decided(self, id_: object) -> bool:
        return any(event.id == id_ and event.kind in DECISIONS for event in self._events)

    def _write(self, events: Sequence[Event]) -> None:
        """Add events that carry the next numbers: all of them or none."""
        if self.path and not (self.path.is_file() and self.path.stat().st_ino == self._inode):
            raise Problem("project_moved", path=self.path)  # SQLite would go on writing into a deleted file
        with _problems(self.path, "project_write_failed"), _transaction(self._connection):
            self._connection.executemany(_INSERT, map(_row, events))
            needed = max((format_of(event.kind, event.payload) for event in events), default=_FIRST_VERSION)
            if needed > _version(self._connection):
                _set_version(self._connection, needed)
        self._events.extend(events)

    def close(self) -> None:
        """Release the file; a second call does nothing."""
        with self._lock:
            self._connection.close()


def open_journal(path: Path | str, *, who: str = "planner", tool: str = __version__, codebook: str = "") -> Journal:
    """Open or create the project at `path`, or a session without a file for `:memory:`.

    Every event is stamped with `who` and the versions. A new file is readable by its owner only. Problem where the
    folder is missing, the file is a folder, read-only, no project, of a newer version, damaged or open elsewhere.
    """
    stamp = _clean(who=who, why="", tool=tool, codebook=codebook)
    if str(path) == MEMORY:
        return _opened(None, stamp)
    file = Path(path)
    if not _create(file):
        _refuse_folder(file)
    return _opened(file, stamp)


def write_project(path: Path, events: Sequence[Event]) -> None:
    """Write events to a new project file, numbered from 1; Problem where the file exists or cannot be written."""
    if not _create(path):
        raise Problem("project_exists", path=path)
    try:
        with closing(_opened(path, {})) as journal:
            journal._write([replace(event, seq=n) for n, event in enumerate(events, 1)])
    except Problem:
        path.unlink(missing_ok=True)  # ours alone: created above
        raise


def read_events(path: Path) -> tuple[Event, ...]:
    """The events of a project that nobody has open; Problem as in `open_journal`, or where there is no such file."""
    with _problems(path, "project_unreadable"):
        if not path.exists():
            raise Problem("project_missing", path=path)
        _refuse_folder(path)
    with _problems(path, "project_unreadable"), closing(_connect(path)) as connection:
        if not _is_project(connection, path):
            raise Problem("project_foreign", path=path)
        return tuple(_load(connection, path))


def _refuse_folder(path: Path) -> None:
    if not path.is_file():
        raise Problem("project_folder", path=path)


def _create(path: Path) -> bool:
    """Whether an empty file was made there, readable by its owner only: SQLite's own would be readable by everyone."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Problem("project_no_folder", path=path, folder=path.parent) from error
    except (OSError, ValueError) as error:  # ValueError: a name no system allows
        raise Problem("project_not_created", path=path, detail=getattr(error, "strerror", error)) from error
    return True


def _opened(path: Path | None, stamp: Mapping[str, str]) -> Journal:
    with _problems(path, "project_unreadable"):
        connection = _connect(path)
        try:
            _take(connection, path)
            return Journal(connection, path, stamp)
        except BaseException:
            connection.close()
            raise


def _connect(path: Path | None) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(
        path.absolute() if path else MEMORY, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    # Someone else's file must not run functions of its own choice through views or triggers.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _take(connection: sqlite3.Connection, path: Path | None) -> None:
    """Lock the file for this session and give a new one its table.

    Looked at before anything is set, so that a foreign file stays as it was. A rollback journal, unlike a WAL,
    leaves the project one file that can be copied, and works on shared folders; EXTRA also syncs the folder.
    """
    known = _is_project(connection, path)
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "synchronous = EXTRA"):
        connection.execute(f"PRAGMA {pragma}")
    # In a known project a rehearsal: a read-only file or folder shows now, not at the first decision.
    with _transaction(connection, "ROLLBACK" if known else "COMMIT"):
        made = known or _is_project(connection, path)  # another process may have been first
        for statement in () if made else _SCHEMA:
            connection.execute(statement)
        _set_version(connection, _version(connection) or _FIRST_VERSION)


def _is_project(connection: sqlite3.Connection, path: Path | None) -> bool:
    """Whether the database is a project of ours, False where it is still empty; Problem where it is anything else."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = _version(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    # SQLite takes a file of a few bytes for an empty database, and would write over it.
    if (application, version, tables) == (0, 0, 0) and (path is None or path.stat().st_size == 0):
        return False
    if application != APPLICATION_ID:
        raise Problem("project_foreign", path=path)
    if version > SCHEMA_VERSION:
        raise Problem("project_newer", path=path, found=version, known=SCHEMA_VERSION)
    return True


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _set_version(connection: sqlite3.Connection, version: int) -> None:
    connection.execute(f"PRAGMA user_version = {version:d}")


def _load(connection: sqlite3.Connection, path: Path | None) -> list[Event]:
    events: list[Event] = []
    for number, row in enumerate(connection.execute(_SELECT), 1):
        try:
            event = _event(row)
            if event.seq != number:
                raise ValueError(f"event {event.seq} stands in place {number}")
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Problem("project_damaged", path=path, detail=f"#{number}: {error}") from error
        events.append(event)
    return events


def _row(event: Event) -> tuple[object, ...]:
    payload = json.dumps(event.payload, ensure_ascii=False)
    return (
        event.seq, event.id, event.when, event.who, event.kind,
        payload, event.why, event.draft, event.tool, event.codebook,
    )  # fmt: skip


def _event(row: Sequence[Any]) -> Event:
    seq, *texts = row
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a column is no text")
    id_, when, who, kind, payload, why, draft, tool, codebook = texts
    event = Event(id_, seq, when, who, kind, json.loads(payload), why, draft, tool, codebook)
    parsed(when)
    if not isinstance(event.payload, dict):
        raise ValueError("the payload is no mapping")
    check_payload(kind, event.payload)
    return event


def _clean(**texts: str) -> dict[str, str]:
    """The texts without halves of surrogate pairs, which no file can hold."""
    return {name: text.encode("utf-8", "replace").decode("utf-8") for name, text in texts.items()}


@contextmanager
def _transaction(connection: sqlite3.Connection, end: Literal["COMMIT", "ROLLBACK"] = "COMMIT") -> Iterator[None]:
    """One transaction under the exclusive lock: done whole, or rolled back where anything fails."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
        connection.execute(end)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _problems(path: Path | None, otherwise: str) -> Iterator[None]:
    """SQLite's errors as a Problem: the one SQLite's code names, or else `otherwise`."""
    import sqlite3

    keys = {
        sqlite3.SQLITE_BUSY: "project_busy",
        sqlite3.SQLITE_LOCKED: "project_busy",
        sqlite3.SQLITE_READONLY: "project_readonly",
        sqlite3.SQLITE_PERM: "project_readonly",
        sqlite3.SQLITE_NOTADB: "project_foreign",
        sqlite3.SQLITE_CORRUPT: "project_damaged",
        sqlite3.SQLITE_FULL: "project_disk_full",
    }
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte; the rest is the extended code
        raise Problem(keys.get(code, otherwise), path=path, detail=str(error)) from error
    except OSError as error:
        raise Problem(otherwise, path=path, detail=error.strerror or str(error)) from error
