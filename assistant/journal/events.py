"""One thing that happened in a project: the journal is a list of these and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

ADDITIONS: Final = ("added_term", "added_example", "removed")
"""Kinds that change the project's own part of the codebook."""
DECISIONS: Final = ("set_city", "set_target", "recode", "rate", "answer", "challenge", "note", *ADDITIONS)
"""Kinds that undo takes back."""
KINDS: Final = ("open_draft", "set_language", "suggested", *DECISIONS, "undo", "redo")
"""`suggested` keeps the tool's levels by a rubric: once the rubric was edited they cannot be computed again."""
_FORMAT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `payload` is plain data whose fields payloads.py names for each kind."""

    id: str
    """Random (uuid4), so that two files never give the same id to different events."""
    seq: int
    """1, 2, .. within one file; another file may number the same event otherwise."""
    when: str
    """UTC in ISO-8601 with microseconds: as text these sort in time."""
    who: str
    kind: str
    payload: Mapping[str, object]
    why: str = ""
    draft: str = ""
    """SHA-256 of the draft that was open; empty before the first. Holds a decision to the text it was about."""
    tool: str = ""
    codebook: str = ""


def new_id() -> str:
    """A fresh event id."""
    return uuid4().hex


def moment(after: str = "") -> str:
    """Now as an event's `when`, but always later than `after`: a clock set back must not reorder decisions."""
    now = datetime.now(UTC)
    if after:
        now = max(now, parsed(after) + timedelta(microseconds=1))
    return now.strftime(_FORMAT)


def parsed(when: str) -> datetime:
    """An event's `when` as a point in time; ValueError where it is written in any other way."""
    point = datetime.strptime(when, _FORMAT).replace(tzinfo=UTC)
    if point.strftime(_FORMAT) != when:
        raise ValueError(f"{when!r} is not written as {_FORMAT}")
    return point
