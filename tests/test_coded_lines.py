"""Two processes give the lines that one gives, whatever becomes of the second one."""

from __future__ import annotations

import os

import pytest

from assistant import coded_lines as module
from assistant.coded_lines import coded_lines
from assistant.model import Statement

TEXTS = [f"建设{n}个{what}。" for n in range(1, 8) for what in ("5G基站", "公共数据平台\u2028", "智慧社区", "渔港")]
STATEMENTS = tuple(Statement(f"s{n}", 9 * n, 9 * n + len(text), text, ("数字生活",)) for n, text in enumerate(TEXTS, 1))


@pytest.fixture
def alone() -> str:
    assert len(STATEMENTS) < module._LONG
    return "".join(coded_lines(STATEMENTS, "规划"))


def test_every_statement_has_a_line(alone: str) -> None:
    assert [line.split('"')[3] for line in alone.splitlines()] == [s.id for s in STATEMENTS]


@pytest.mark.parametrize("count", [2, 3, len(STATEMENTS)])
def test_two_processes_give_the_same_lines(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = STATEMENTS[:count]
    expected = "".join(coded_lines(given, "规划"))
    monkeypatch.setattr(module, "_LONG", 2)
    assert "".join(coded_lines(given, "规划")) == expected


def test_what_a_killed_helper_owes_is_coded_here(alone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONG", 2)
    monkeypatch.setattr(module, "_send", lambda *_: os._exit(9))
    assert "".join(coded_lines(STATEMENTS, "规划")) == alone


def test_where_no_process_can_be_forked_one_does_it_all(alone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONG", 2)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(module, "get_context", lambda *_: pytest.fail("a process was asked for"))
    assert "".join(coded_lines(STATEMENTS, "规划")) == alone
