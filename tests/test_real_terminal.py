"""The terminal app in a real terminal: keys go in through tmux, the pane is read back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path("data") / "samples"
SECONDS = 60
"""How long anything may take to show, on a slow machine."""

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """One tmux server of its own with one pane."""

    def __init__(self, width: int, height: int, command: list[str]) -> None:
        self._server = f"chengjian-{uuid4().hex}"
        line = f"{shlex.join(command)}; echo status $?; cat"
        self._tmux("new-session", "-d", "-x", str(width), "-y", str(height), "-c", str(ROOT), line)

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._server, "-f", os.devnull, *arguments]
        environment = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TEXTUAL_DRIVER")} | {
            "LC_ALL": "C.UTF-8"
        }
        return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8").stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def say(self, words: str) -> None:
        self._tmux("send-keys", "-l", words)
        self.press("Enter")

    def see(self, *texts: str) -> str:
        """The pane once it shows all texts, wherever their lines break."""
        deadline = time.monotonic() + SECONDS
        wanted = ["".join(text.split()) for text in texts]
        pane = ""
        while time.monotonic() < deadline:
            pane = self._tmux("capture-pane", "-p")
            if all(text in "".join(pane.split()) for text in wanted):
                return pane
            time.sleep(0.1)
        raise AssertionError(f"{texts} not on the screen after {SECONDS} s:\n{pane}")

    def close(self) -> None:
        self._tmux("kill-server")


@pytest.fixture
def start() -> Iterator[object]:
    opened: list[Terminal] = []

    def started(width: int, height: int, *arguments: str) -> Terminal:
        opened.append(Terminal(width, height, [sys.executable, "tui.py", *arguments]))
        return opened[-1]

    yield started
    for terminal in opened:
        terminal.close()


def test_chinese_at_120_columns(start):
    terminal = start(120, 36, str(SAMPLES / "yunlan-short.zh.md"), "--lang", "zh")
    terminal.see("云澜市数字化三年行动计划", "草案", "步骤", "已读入")
    terminal.say("郑州市")
    terminal.see("郑州市 · 黄河中游", "您：郑州市", "目标")
    terminal.say("概览")
    terminal.see("您：概览", "基 新型基础设施", "态 营造数字生态", "90% 区间")
    terminal.say("为什么数字生态这么低")
    terminal.see("您：为什么数字生态这么低", "态 s")
    terminal.say("和同区城市比")
    terminal.see("您：和同区城市比", "西安市", "呼和浩特市")
    terminal.say("怎么补")
    terminal.see("您：怎么补", "现在", "之后")
    terminal.press("F3", "Down", "Down")
    terminal.see(">")
    terminal.press("Escape", "F2")
    terminal.see("F1 Help", "Steps", "Middle Yellow River", "Ask, or type a number")
    terminal.say("quit")
    assert "status 0" in terminal.see("status 0")


def test_english_at_80_columns(start):
    terminal = start(80, 24, str(SAMPLES / "yunlan-short.en.md"), "--city", "Zhengzhou", "--lang", "en")
    terminal.see("Yunlan Digital", "Middle Yellow River", "You:")
    terminal.say("overview")
    terminal.see("You: overview", "I  New infrastructure", "There is more below")
    terminal.press("PageDown", "PageDown", "PageDown")
    terminal.see("[1]")
    terminal.say("why is digital ecology so low")
    terminal.see("You: why is digital ecology so low", "R  s")
    terminal.say("compare")
    terminal.see("You: compare", "This draft")
    terminal.say("suggest")
    terminal.see("You: suggest", "Now", "After")
    terminal.press("F3")
    pane = terminal.see("Draft:", "to review (?)")
    assert "You:" not in pane, "at 80 columns the draft takes the place of the chat"
    terminal.press("F3")
    terminal.see("You: suggest")
    terminal.press("C-q")
    assert "status 0" in terminal.see("status 0")


def test_a_pipe_is_refused_in_one_line():
    done = subprocess.run(
        [sys.executable, "tui.py", "--lang", "en"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", input=""
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.splitlines() == [done.stderr.rstrip("\n")] and "chengjian chat" in done.stderr
