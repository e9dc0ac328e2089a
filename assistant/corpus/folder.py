"""Every plan of a folder, one after another or over several processes."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant.assess import code_draft
from assistant.model import Problem, Profile
from assistant.peers.profile import profile
from assistant.peers.regions import Place, resolve
from assistant.reading.clean import shown_name
from assistant.reading.read import read

SUFFIXES = (".txt", ".md", ".docx", ".pdf")


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
    problem: Problem | None = None


def assess_folder(folder: Path, workers: int = 1) -> list[PlanRow]:
    """One row per plan in `folder`, by file name; Problem where there is no such folder or nothing to read in it."""
    if not folder.is_dir():
        raise Problem("corpus_no_folder", folder=shown_name(str(folder)))
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
    if not files:
        raise Problem("corpus_empty", folder=shown_name(str(folder)), known="、".join(SUFFIXES))
    return _each(files, workers)


def _each(files: Iterable[Path], workers: int) -> list[PlanRow]:
    if workers == 1:
        return [plan_row(path) for path in files]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(plan_row), files))


def plan_row(path: Path) -> PlanRow:
    """The figures of one plan; a plan that cannot be read becomes a row with its problem."""
    try:
        draft = read(path)
    except Problem as problem:
        return PlanRow(shown_name(path.name), problem=problem)
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
