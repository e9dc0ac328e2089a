"""What a module may bring with it, how long it may be, and that nothing is said without a phrase."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "assistant").rglob("*.py"))
SCREENS = ("textual", "rich")
HEAVY = (
    "pandas",
    "numpy",
    "docx",
    "openpyxl",
    "pypdfium2",
    "textual",
    "rich",
    "rapidfuzz",
    "ahocorasick_rs",
    "sqlite3",
)
LONGEST = 400


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def without_screen() -> list[str]:
    names = map(module_name, SOURCES)
    return [name for name in names if not name.startswith("assistant.tui")]


def loaded(code: str) -> list[str]:
    """What a fresh interpreter prints, line by line, when it runs `code`."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8").splitlines()


def test_nothing_but_the_terminal_app_knows_a_screen() -> None:
    names = without_screen()
    assert len(names) > 70
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        f"    print(name, *(s for s in {SCREENS!r} if s in sys.modules))\n"
    )
    assert loaded(code) == names


def test_the_door_of_the_terminal_app_loads_no_screen_either() -> None:
    code = f"import sys, assistant.tui.app\nprint(*(s for s in {SCREENS!r} if s in sys.modules))\n"
    assert loaded(code) == [""]


@pytest.mark.parametrize("words", [None, ["--help"], ["--version"], ["assess", "--help"], ["asess"], ["tables", "9"]])
def test_what_needs_no_figures_loads_none(words: list[str] | None) -> None:
    call = f"assistant.cli.run({words!r})" if words else "0"
    code = (
        "import io, sys\nfrom contextlib import redirect_stderr, redirect_stdout\nimport assistant.cli\n"
        f"with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):\n    {call}\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    assert loaded(code) == [""]


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (["tables", "3"], ("pandas", "docx", "openpyxl", "pypdfium2")),
        (["demo", "--format", "json"], ("pandas", "openpyxl", "pypdfium2", "docx")),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(words: list[str], unneeded: tuple[str, ...]) -> None:
    code = (
        "import io, sys\nfrom contextlib import redirect_stdout\nimport assistant.cli\n"
        f"with redirect_stdout(io.StringIO()):\n    status = assistant.cli.run({words!r})\n"
        f"print(status, *(name for name in {unneeded!r} if name in sys.modules))\n"
    )
    assert loaded(code) == ["0"]


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [ROOT / "tui.py", *SOURCES], ids=module_name)
def test_a_module_says_at_its_top_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text or text.startswith('"""')
