"""How fast statements are coded, beside peers, in one run on one machine.

    python benchmarks/speed.py [FILE ..] [--json FILE] [--markdown]

FILE: drafts to make plan-like text from; the project's sample drafts where none is given. Times are the best of some
rounds, each round on another text; the steps take turns, so that a busy moment of the machine meets them all.
The peers are no dependencies of the project: pip install jieba scikit-learn pyahocorasick
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from plan_text import plan_texts, sample_files
from processes import SEGMENT, CommandFailed, Run, best

from assistant import __version__
from assistant.model import Draft, Problem

_Given = TypeVar("_Given")
PACKAGES = ("ahocorasick_rs", "rapidfuzz", "numpy", "jieba", "scikit-learn", "pyahocorasick")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Characters of the texts, and how often each thing is timed."""

    text: int = 100_000
    file: int = 1_000_000
    draft: int = 200_000
    rounds: int = 5
    command_rounds: int = 2


@dataclass(frozen=True, slots=True)
class Timed:
    """One line of the table; ratios are to the two units of steps.py."""

    name: str
    words: str
    seconds: float
    characters_per_second: float
    to_plain_unit: float
    to_own_unit: float


@dataclass(frozen=True, slots=True)
class Edit:
    """Seconds of a full pass over a draft, and of the pass after one of its paragraphs was edited."""

    full: float
    edited: float


@dataclass(frozen=True)
class Figures:
    """Everything one run measured; None or absent where `absent` says why."""

    machine: dict[str, object]
    sizes: Sizes
    steps: list[Timed]
    command: Run | None
    segmenting: Run | None
    edit: Edit | None
    absent: dict[str, str] = field(default_factory=dict)


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    versions: dict[str, str | None] = {"chengjian": __version__}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = None
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "versions": versions,
    }


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def time_commands(text: str, rounds: int, absent: dict[str, str]) -> tuple[Run | None, Run | None]:
    """The command `code` on a file of `text`, and a process that segments the same file with jieba."""
    results: list[Run | None] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.txt"
        file.write_text(text, encoding="utf-8")
        for name, arguments in (
            ("command", ("-m", "assistant.cli", "code", str(file))),
            ("segmenting", ("-c", SEGMENT, str(file))),
        ):
            try:
                results.append(best(arguments, rounds))
            except CommandFailed as reason:
                absent[name] = str(reason).replace(folder, "")
                results.append(None)
    return results[0], results[1]


def time_steps(texts: Sequence[str], absent: dict[str, str]) -> list[Timed]:
    """Every step on every text but the last, which warms up and is learned from; best of the rounds."""
    from steps import all_steps, material

    *rounds, learned_from = [material(text) for text in texts]
    steps, missing = all_steps(learned_from)
    absent.update(missing)
    for step in steps:
        step.act(learned_from)
    times = [min(turn) for turn in zip(*([_timed(s.act, m) for s in steps] for m in rounds), strict=True)]
    plain, own = times[0], times[1]
    size = len(texts[0])
    return [Timed(s.name, s.words, t, size / t, t / plain, t / own) for s, t in zip(steps, times, strict=True)]


def _timed(act: Callable[[_Given], object], given: _Given) -> float:
    return seconds(lambda: act(given))


def edited(text: str, paragraph: int, words: str) -> str:
    """`text` with `words` written at the end of one of its paragraphs (0-based, counted by line feeds)."""
    lines = text.split("\n")
    lines[paragraph] += words
    return "\n".join(lines)


def time_edit(text: str, rounds: int, absent: dict[str, str]) -> Edit | None:
    """A full pass by a coder that has seen nothing, and its pass over the draft after one paragraph was edited."""
    try:
        from assistant.coding.incremental import DraftCoder
    except ImportError:
        absent["edit"] = "assistant.coding.incremental has no DraftCoder yet"
        return None
    from assistant.reading.text import parse_text

    draft = parse_text(text)
    last = text.count("\n")
    full, again = math.inf, math.inf
    for turn in range(rounds):
        coder = DraftCoder()
        place = last * (turn + 1) // (rounds + 1)
        changed: Draft = parse_text(edited(text, place, f"建成第{turn + 1}个数据共享平台。"))
        full = min(full, _timed(coder.code, draft))
        again = min(again, _timed(coder.code, changed))
    return Edit(full, again)


def measure(files: Sequence[Path], sizes: Sizes) -> Figures:
    """All figures of one run; the commands first, while this process is small (see processes.run)."""
    absent: dict[str, str] = {}
    command, segmenting = time_commands(plan_texts(files, sizes.file, 1)[0], sizes.command_rounds, absent)
    steps = time_steps(plan_texts(files, sizes.text, sizes.rounds + 1), absent)
    edit = time_edit(plan_texts(files, sizes.draft, 1)[0], sizes.rounds, absent)
    return Figures(machine(), sizes, steps, command, segmenting, edit, absent)


def step_rows(figures: Figures) -> list[tuple[str, ...]]:
    """The table of the steps, header first."""
    header = ("step", "what", "ms", "characters/s", "x plain unit", "x own unit")
    body = [
        (s.name, s.words, f"{1000 * s.seconds:.1f}", f"{s.characters_per_second:,.0f}",
         f"{s.to_plain_unit:.1f}", f"{s.to_own_unit:.1f}")
        for s in figures.steps
    ]  # fmt: skip
    return [header, *body]


def other_lines(figures: Figures) -> list[str]:
    """Commands, memory and edit, a sentence each; then what is missing and why."""
    said = []
    for name, run in (("command code", figures.command), ("import jieba and segment", figures.segmenting)):
        if run:
            said.append(f"{name}, {figures.sizes.file:,} characters: {run.seconds:.2f} s, peak {run.megabytes:.0f} MB")
    if figures.command and figures.segmenting:
        said.append(f"the command takes {figures.command.seconds / figures.segmenting.seconds:.2f} x jieba's time")
    if edit := figures.edit:
        said.append(
            f"an edit in {figures.sizes.draft:,} characters: {1000 * edit.edited:.1f} ms, "
            f"a full pass {1000 * edit.full:.0f} ms: 1/{edit.full / edit.edited:.0f}"
        )
    return said + [f"{name}: {why}" for name, why in figures.absent.items()]


def print_table(rows: Sequence[Sequence[str]], markdown: bool) -> None:
    """Print rows, header first, aligned or as a Markdown table."""
    if markdown:
        for index, row in enumerate(rows):
            print(f"| {' | '.join(row)} |")
            if not index:
                print(f"|{'---|' * len(row)}")
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        print("  ".join(cells).rstrip())


def show(figures: Figures, markdown: bool) -> None:
    """Print everything."""
    facts = figures.machine
    print(
        f"{figures.sizes.text:,} characters, best of {figures.sizes.rounds}; "
        f"Python {facts['python']}, {facts['system']} {facts['architecture']}, {facts['cores']} cores\n"
    )
    print_table(step_rows(figures), markdown)
    print()
    for line in other_lines(figures):
        print(f"- {line}" if markdown else line)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="How fast statements are coded, beside peers, in one run.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="drafts to make the text from")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures with machine and versions")
    parser.add_argument("--markdown", action="store_true", help="print the table for the documentation")
    options = parser.parse_args(arguments)
    try:
        figures = measure(options.files or sample_files(), Sizes())
    except Problem as problem:
        parser.error(f"{problem.key}: {problem.values}")
    show(figures, options.markdown)
    if options.json:
        options.json.write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
