"""Every plan of a folder, one after another or over several processes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.assess import code_draft
from assistant.model import Problem, Profile, Reason
from assistant.peers.profile import profile
from assistant.peers.regions import Place, resolve
from assistant.reading.clean import shown_name
from assistant.reading.read import read

SUFFIXES: Final = (".docx", ".docm", ".pdf", ".md", ".markdown", ".txt")
UNREAD: Final = (".doc", ".wps", ".rtf", ".ofd")
"""Plans too, but in formats that are not read: they get a row that says what to do, or nobody would miss them."""
_MOST_WORKERS: Final = 61
"""Windows waits for no more processes than that."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan of a folder: its figures, or the problem that kept it from being read."""

    file: str
    title: str = ""
    sha256: str = ""
    city: str | None = None
    """The city that the file name begins with or holds between hyphens, where it names one."""
    region: str | None = None
    characters: int = 0
    statements: int = 0
    profile: Profile | None = None
    problem: Reason | None = None


def assess_folder(folder: Path, workers: int = 1) -> list[PlanRow]:
    """One row per plan in `folder`, by file name, the same whatever the number of processes.

    Raises:
        Problem: no such folder, no plan in it, none that can be read, or a process that the system ended.
    """
    if not folder.is_dir():
        raise Problem("corpus_no_folder", folder=shown_name(str(folder)))
    files = sorted((path for path in folder.iterdir() if _is_plan(path)), key=lambda path: path.name)
    if not files:
        raise Problem("corpus_empty", folder=shown_name(str(folder)), known=" ".join(SUFFIXES))
    rows = _rows(files, min(workers, len(files), _MOST_WORKERS))
    problems = [row.problem for row in rows if row.problem is not None]
    if len(problems) == len(rows):
        raise Problem("corpus_none_read", folder=shown_name(str(folder)), n=len(rows), first=problems[0])
    return rows


def _is_plan(path: Path) -> bool:
    """Whether a file may be a plan; what Word and file managers leave beside plans is none."""
    return path.suffix.lower() in SUFFIXES + UNREAD and not path.name.startswith((".", "~$")) and path.is_file()


def _rows(files: Sequence[Path], workers: int) -> list[PlanRow]:
    if workers == 1:
        return [plan_row(path) for path in files]
    try:
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(plan_row, files))
    except BrokenProcessPool as error:
        raise Problem("corpus_worker_ended", workers=workers) from error


def plan_row(path: Path) -> PlanRow:
    """The figures of one plan; a plan that cannot be read becomes a row with its problem."""
    try:
        draft = read(path)
    except Problem as problem:
        return PlanRow(shown_name(path.name), problem=Reason(f"errors.{problem.key}", problem.values))
    codings = code_draft(draft)
    place = place_in_name(path.stem)
    return PlanRow(
        file=shown_name(path.name),
        title=draft.title,
        sha256=draft.sha256,
        city=place.city if place else None,
        region=place.region if place else None,
        characters=len(draft.text),
        statements=len(codings),
        profile=profile(codings),
    )


def place_in_name(stem: str) -> Place | None:
    """The one place that a part of a file name (between hyphens or underscores) names exactly."""
    found = set()
    for part in stem.replace("_", "-").split("-"):
        try:
            place = resolve(part)
        except Problem:
            continue  # a part that is no place: a year, a kind of plan
        if place.exact:
            found.add(place)
    return found.pop() if len(found) == 1 else None
