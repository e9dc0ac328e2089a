"""Several people's files of one project as one: a union of events, and what those people do not agree on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from assistant.coding.additions import example_key, term_key
from assistant.journal.events import Event
from assistant.journal.replay import replay
from assistant.journal.store import read_events, write_project
from assistant.model import Problem
from assistant.phrases import Phrases

Kind = Literal["recode", "rate", "added_term", "added_example"]


@dataclass(frozen=True, slots=True)
class Stand:
    """What one person decided last."""

    who: str
    value: str | int | None
    """A category or None (not coded) for a statement; a level or a residual for an item."""
    when: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement, item or addition to the codebook that people decided differently; the last stand is the latest,
    which the project shows."""

    kind: Kind
    key: str
    """Statement id or item; of an addition the term or example, as it is matched."""
    text: str
    """The statement; empty for anything else."""
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    path: Path
    files: int
    events: int
    drafts: int
    """How many different draft texts the files were about; only the latest opened is shown."""
    conflicts: tuple[Conflict, ...]


def merge(out: Path, paths: Sequence[Path]) -> Merged:
    """Write the union of the projects' events to the new project `out`; Problem where one cannot be read or written."""
    logs = [read_events(path) for path in paths]
    events = union(*logs)
    write_project(out, events)
    drafts = {event.draft for event in events if event.kind == "open_draft"}
    return Merged(out, len(paths), len(events), len(drafts), conflicts(logs))


def union(*logs: Sequence[Event]) -> tuple[Event, ...]:
    """Every event once, by time and then id, numbered anew; commutative, associative, idempotent.

    Problem where two different events have one id, which only happens to a file that was tampered with.
    """
    found: dict[str, Event] = {}
    for event in (replace(event, seq=0) for log in logs for event in log):
        if found.setdefault(event.id, event) != event:
            raise Problem("merge_altered", id=event.id)
    ordered = sorted(found.values(), key=lambda event: (event.when, event.id))
    return tuple(replace(event, seq=number) for number, event in enumerate(ordered, 1))


def conflicts(logs: Sequence[Sequence[Event]]) -> tuple[Conflict, ...]:
    """What the logs' people decided differently, in the order of their first decisions.

    A person's later decision replaces their earlier one only in a file that holds both: in two files the same label
    may be two people (every office has its "user"), so their difference is reported too.
    """
    state = replay(union(*logs))
    standing = [e.event for e in state.history if e.event.kind in get_args(Kind) and not e.undone]
    added = {term_key(t.term) for t in state.additions.terms} | {example_key(e.text) for e in state.additions.examples}
    standing = [e for e in standing if e.kind in ("recode", "rate") or _subject(e)[2] in added]
    replaced = {id_ for log in logs for id_ in _replaced(log, {e.id for e in standing})}
    groups: dict[tuple[str, str, str, str], list[Event]] = {}
    for event in standing:
        groups.setdefault(_subject(event), []).append(event)
    found = []
    for (kind, _, key, text), events in groups.items():
        stands = tuple(Stand(e.who, _value(e), e.when) for e in events if e.id not in replaced)
        if len({stand.value for stand in stands}) > 1:
            found.append(Conflict(cast(Kind, kind), key, text, stands))
    return tuple(found)


def _replaced(log: Iterable[Event], standing: set[str]) -> set[str]:
    """Ids of decisions that the same person, in the same file, decided anew."""
    latest: dict[tuple[str, ...], str] = {}
    replaced = set()
    for event in log:
        if event.id in standing:
            person_and_subject = (event.who, *_subject(event))
            if person_and_subject in latest:
                replaced.add(latest[person_and_subject])
            latest[person_and_subject] = event.id
    return replaced


def _subject(event: Event) -> tuple[str, str, str, str]:
    """What the decision is about: kind, draft, key and text as in Conflict."""
    payload = event.payload
    if event.kind == "added_term":
        return (event.kind, "", term_key(str(payload["term"])), "")
    if event.kind == "added_example":
        return (event.kind, "", example_key(str(payload["text"])), "")
    if event.kind == "recode":
        return (event.kind, event.draft, str(payload["statement"]), str(payload["text"]))
    return (event.kind, event.draft, str(payload["item"]), "")


def _value(event: Event) -> str | int | None:
    payload = event.payload
    value = payload.get("level", payload.get("residual")) if event.kind == "rate" else payload["category"]
    return cast("str | int | None", value)


def merged_lines(merged: Merged, say: Phrases) -> list[str]:
    """What to tell the person who merged, one line each: the sum first, then every conflict."""
    lines = [say("journal.merged", path=merged.path, files=merged.files, events=merged.events)]
    if merged.drafts > 1:
        lines.append(say("journal.drafts_differ", drafts=merged.drafts))
    if merged.conflicts:
        lines.append(say("journal.conflicts", count=len(merged.conflicts)))
    return lines + [_conflict_line(conflict, say) for conflict in merged.conflicts]


def _conflict_line(conflict: Conflict, say: Phrases) -> str:
    stands = say("journal.between").join(
        say("journal.stand", who=stand.who, value=_named(conflict.kind, stand.value, say)) for stand in conflict.stands
    )
    if conflict.kind == "recode":
        return say("journal.conflict_statement", statement=conflict.key, text=conflict.text, stands=stands)
    if conflict.kind != "rate":
        return say("journal.conflict_addition", text=conflict.key, stands=stands)
    return say("journal.conflict_item", item=conflict.key, name=say.named(conflict.key), stands=stands)


def _named(kind: str, value: str | int | None, say: Phrases) -> object:
    if kind != "rate":
        return say(f"category.{value or 'none'}")
    return say(f"journal.residual.{value}") if isinstance(value, str) else value
