"""The command line called inside this process: arguments and standard input in, status and both outputs out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from assistant.cli import run

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"
SHORT = SAMPLES / "yunlan-short.zh.md"
WORD = SAMPLES / "yunlan-short.zh.docx"
LONG = SAMPLES / "yunlan-long.zh.md"
ENGLISH = SAMPLES / "yunlan-short.en.md"


@dataclass(frozen=True)
class Said:
    """What a call came to."""

    status: int
    output: bytes
    complaint: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.output.decode("utf-8")

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.output)

    @property
    def objects(self) -> list[Any]:
        """Standard output as one JSON document a line."""
        return [json.loads(line) for line in self.text.splitlines()]


class _Terminal(io.TextIOWrapper):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _stream(data: bytes = b"", kind: type[io.TextIOWrapper] = io.TextIOWrapper) -> io.TextIOWrapper:
    return kind(io.BytesIO(data), encoding="utf-8", newline="\n")


def call(*words: object, stdin: bytes = b"", lang: str | None = "zh", columns: int | None = None) -> Said:
    """Run `chengjian --lang LANG WORDS`; with `columns` standard output is a terminal of that width."""
    output, complaint = _stream(kind=_Terminal if columns else io.TextIOWrapper), _stream()
    argv = [*(["--lang", lang] if lang else []), *map(str, words)]
    width = {"COLUMNS": str(columns)} if columns else {}
    with (
        patch.dict(os.environ, width),
        patch("sys.stdin", _stream(stdin)),
        redirect_stdout(output),
        redirect_stderr(complaint),
    ):
        status = run(argv)
    for stream in (output, complaint):
        stream.flush()
    return Said(status, output.buffer.getvalue(), complaint.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]


def good(*words: object, **how: Any) -> Said:
    """A call that must succeed without a complaint."""
    said = call(*words, **how)
    assert (said.status, said.complaint) == (0, "")
    return said


def start(*words: object, **how: Any) -> subprocess.Popen[bytes]:
    """The command line in a process of its own, all three streams piped."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    command = [sys.executable, "-m", "assistant.cli", *map(str, words)]
    return subprocess.Popen(command, env=environment, **pipes)


def spawn(*words: object, stdin: bytes = b"", **how: Any) -> Said:
    """Run the command line in a process of its own to its end."""
    with start(*words, **how) as process:
        output, complaint = process.communicate(stdin, timeout=120)
    return Said(process.returncode, output or b"", complaint.decode("utf-8"))
