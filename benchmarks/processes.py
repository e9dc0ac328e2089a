"""A command run in a process of its own: how long it takes and how much memory it needs at its peak (POSIX)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEGMENT = "import sys, jieba; jieba.lcut(open(sys.argv[1], encoding='utf-8').read())"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from start to end, and megabytes (10^6 bytes) of resident memory at the peak."""

    seconds: float
    megabytes: float


class CommandFailed(Exception):
    """A measured command ended with an error; says the last line of what it complained about."""


def run(arguments: Sequence[str]) -> Run:
    """Run `python ARGUMENTS` from the project's folder, its output thrown away; raises CommandFailed.

    This file, run as a script, stands between: a process starts with its parent's peak memory on its account, and the
    caller may have grown by then.
    """
    done = subprocess.run(
        [sys.executable, __file__, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", env=_environment()
    )
    if done.returncode:
        complaints = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        raise CommandFailed(complaints[-1])
    return Run(**json.loads(done.stdout))


def _environment() -> dict[str, str]:
    """That of this process, but modules are compiled once, as they are where the project is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def best(arguments: Sequence[str], rounds: int) -> Run:
    """The quickest of `rounds` runs, with the largest peak of them all."""
    runs = [run(arguments) for _ in range(rounds)]
    return Run(min(r.seconds for r in runs), max(r.megabytes for r in runs))


def _measure(arguments: Sequence[str]) -> int:
    """Run `python ARGUMENTS`, say on standard output what it took, and pass its status on."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kibibytes elsewhere
    print(json.dumps(asdict(Run(seconds, used.ru_maxrss * unit / 1e6))))
    return process.returncode


if __name__ == "__main__":
    sys.exit(_measure(sys.argv[1:]))
