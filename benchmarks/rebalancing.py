"""How long the rebalancing takes: the solver alone, and the chat's `suggest` and `what if` on a long draft.

    python benchmarks/rebalancing.py [FILE ..] [--json FILE]

FILE: drafts to make plan-like text from; the project's sample drafts where none is given. Times are the median and the
longest of some rounds. An answer is everything from the words typed to its blocks; the assessment is at hand, as it is
once the draft has been read. The solver's case leaves every sub-indicator of the rubric open.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from plan_text import plan_texts, sample_files

from assistant.advice.solve import Plan, Supply, solve
from assistant.advice.targets import target_rules, tilted
from assistant.chat.session import Session
from assistant.codebook import rubric
from assistant.journal.store import open_journal
from assistant.model import CATEGORIES, Problem
from assistant.peers.reference import national_line
from assistant.peers.regions import resolve
from assistant.reading.text import parse_text

CHARACTERS = 200_000
ROUNDS = 30
CITY = "郑州市"
QUESTIONS = {
    "suggest": "怎么再平衡",
    "what if, one change": "如果数字生态加 3 条会怎样",
    "what if, several": "如果数字生态加 3 条、新基建减 2 条、s12 改为数字生活、s15 和 s18 删去会怎样",
}
FLOORS: dict[str, dict[str, float]] = {
    "value floor": {"value": 0.1},
    "value, people and categories": {"value": 0.08, "people": 0.18, "digital_life": 0.105, "digital_government": 0.19},
    "out of reach": {"value": 0.6},
}


def all_open() -> Supply:
    """A draft of 500 statements mixed as the country is, with every sub-indicator open and 40 slogans."""
    mix = national_line().shares
    gaps = Counter(i.category for item in rubric().items for i in item.indicators)
    fears = Counter(i.category for item in rubric().items if item.id[0] == "F" for i in item.indicators)
    return Supply(
        counts=tuple(round(500 * mix[c]) for c in CATEGORIES),
        slogans=tuple(round(40 * mix[c]) for c in CATEGORIES),
        gaps=tuple(gaps[c] for c in CATEGORIES),
        fears=tuple(fears[c] for c in CATEGORIES),
    )


def milliseconds(act: Callable[[], object]) -> dict[str, float]:
    """Median and longest time of a call over the rounds, after one that warms up."""
    act()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - start))
    return {"median": statistics.median(times), "longest": max(times)}


def time_solver() -> dict[str, dict[str, float]]:
    """The largest real case against several sets of floors."""
    supply, caps = all_open(), target_rules().caps
    goal = tilted(national_line().shares, target_rules().tilts["advanced"])

    def act(floors: dict[str, float]) -> Plan | None:
        return solve(supply, floors, caps, goal)

    return {f"solve: {name}": milliseconds(lambda f=floors: act(f)) for name, floors in FLOORS.items()}  # type: ignore[misc]


def time_answers(text: str) -> dict[str, dict[str, float]]:
    """The chat's answers on one draft, with a city and so with peers and a target."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(open_journal(Path(folder) / "p.chengjian"), "zh")
        session.open_draft(parse_text(text))
        session.set_place(resolve(CITY))
        start = time.perf_counter()
        found = session.assessment
        assessed = 1000 * (time.perf_counter() - start)
        for name, question in QUESTIONS.items():
            heard = session.reply(question).intent
            if not name.startswith(heard.replace("_", " ")):
                raise SystemExit(f"{question!r} was heard as {heard}")
        times = {name: milliseconds(lambda q=q: session.reply(q)) for name, q in QUESTIONS.items()}  # type: ignore[misc]
        session.close()
    statements = len(found.codings) if found else 0
    return {f"assessment, once ({statements} statements)": {"median": assessed, "longest": assessed}, **times}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="How long the rebalancing takes.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="drafts to make the text from")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    options = parser.parse_args(arguments)
    try:
        text = plan_texts(options.files or sample_files(), CHARACTERS, 1)[0]
    except Problem as problem:
        parser.error(f"{problem.key}: {problem.values}")
    figures = {**time_solver(), **time_answers(text)}
    print(f"{CHARACTERS:,} characters, {ROUNDS} rounds; milliseconds\n")
    for name, figure in figures.items():
        print(f"{name:45} median {figure['median']:8.2f}   longest {figure['longest']:8.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
