"""One rater per file: a project with a person's decisions, or the lines that `chengjian code` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, NamedTuple

from assistant.journal.replay import replay
from assistant.journal.store import read_events
from assistant.model import CATEGORIES, Problem

PROJECT_SUFFIX: Final = ".chengjian"


class Unit(NamedTuple):
    """What raters are compared on: a statement's id together with its text, so that unlike drafts never align."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rater:
    """All that one file decided."""

    name: str
    """The file's name without its ending, made unique among the raters."""
    kind: Literal["project", "coded"]
    """`project`: people's decisions only; `coded`: every line of a coded file, usually the tool's."""
    codings: Mapping[Unit, str | None]
    """None says: not digital."""
    ratings: Mapping[str, int | str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    """Who decided, in a project; with more than one the latest decision counts."""


def read_raters(paths: Sequence[Path]) -> list[Rater]:
    """The raters of two or more files; Problem naming the first file that cannot be read."""
    if len(paths) < 2:
        raise Problem("agreement_two_files", count=len(paths))
    raters: list[Rater] = []
    for path in paths:
        rater = _read(path)
        taken = {other.name for other in raters}
        names = (rater.name if n == 1 else f"{rater.name} ({n})" for n in range(1, len(paths) + 1))
        raters.append(replace(rater, name=next(name for name in names if name not in taken)))
    return raters


def _read(path: Path) -> Rater:
    try:
        return _project(path)
    except Problem as problem:
        # Only SQLite looks into the file: closing another handle on it would free the lock of a project open here.
        if problem.key != "project_foreign" or path.suffix == PROJECT_SUFFIX:
            raise
    return _coded(path)


def _project(path: Path) -> Rater:
    decisions = replay(read_events(path)).decisions
    recodes = decisions.recodes.values()
    people = dict.fromkeys([r.by for r in recodes] + [c.by for c in decisions.ratings.values()])
    return Rater(
        name=path.stem,
        kind="project",
        codings={Unit(r.statement, r.text): r.category for r in recodes},
        ratings={item: confirmation.level for item, confirmation in decisions.ratings.items()},
        people=tuple(people),
    )


def _coded(path: Path) -> Rater:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("agreement_unreadable", path=path) from error
    codings: dict[Unit, str | None] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            unit, category = _line(line, path, number)
            if unit in codings:
                raise Problem("agreement_twice", path=path, line=number, id=unit.id)
            codings[unit] = category
    return Rater(name=path.stem, kind="coded", codings=codings)


def _line(line: str, path: Path, number: int) -> tuple[Unit, str | None]:
    try:
        data = json.loads(line)
        unit, category = Unit(data["id"], data["text"]), data["category"]
        if not (isinstance(unit.id, str) and isinstance(unit.text, str) and category in (*CATEGORIES, None)):
            raise ValueError("id and text are words, category is one of seven or null")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Problem("agreement_line", path=path, line=number) from error
    return unit, category
