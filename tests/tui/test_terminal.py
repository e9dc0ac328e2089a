"""What is settled before Textual is imported."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from assistant.model import Problem
from assistant.tui import terminal

HEAVY = ("pandas", "numpy", "docx", "openpyxl", "pypdfium2", "rapidfuzz")


class Stream:
    def __init__(self, tty: bool) -> None:
        self.isatty = lambda: tty


@pytest.fixture
def streams(monkeypatch):
    def put(*ttys: bool) -> None:
        for name, tty in zip(("stdin", "stdout", "stderr"), ttys, strict=True):
            monkeypatch.setattr(sys, name, Stream(tty))

    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    return put


@pytest.mark.parametrize("ttys", [(False, True, True), (True, False, True), (True, True, False)])
def test_without_a_terminal_the_app_is_refused(streams, ttys):
    streams(*ttys)
    with pytest.raises(Problem, match="no_terminal"):
        terminal.prepare()


def test_in_a_browser_no_terminal_is_needed(streams, monkeypatch):
    streams(False, False, False)
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    terminal.prepare()


@pytest.mark.parametrize(
    "program, given, expected", [("iTerm.app", None, "1"), ("iTerm.app", "0", "0"), ("vscode", None, None)]
)
def test_iterm_goes_without_the_kitty_protocol_unless_asked(streams, monkeypatch, program, given, expected):
    streams(True, True, True)
    monkeypatch.setenv("TERM_PROGRAM", program)
    if given is not None:
        monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", given)
    terminal.prepare()
    assert os.environ.get("TEXTUAL_DISABLE_KITTY_KEY") == expected


@pytest.mark.parametrize(
    "module, absent", [("assistant.tui.chengjian", HEAVY), ("assistant.tui.app", (*HEAVY, "textual", "rich"))]
)
def test_the_first_screen_waits_for_nothing_heavy(module, absent):
    script = f"import sys, {module}; print(*(m for m in {absent!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
