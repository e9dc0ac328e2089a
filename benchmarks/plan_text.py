"""Plan-like text of any length: paragraphs of real files as written, then with their clauses exchanged."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.reading.read import read
from assistant.resources import data_file

_CLAUSE = re.compile(r"[^，。；：！？\n]+[，。；：！？]?|[，。；：！？]+")


def sample_files() -> list[Path]:
    """The project's own Chinese sample drafts."""
    return sorted(data_file("samples").glob("*.zh.md"))


def plan_texts(files: Sequence[Path], characters: int, count: int, seed: int = 20) -> list[str]:
    """`count` texts of exactly `characters` code points each.

    No two share a paragraph of several clauses: a coder that remembers what it has seen gains next to nothing (3 % of
    the sample drafts' characters stand in headings and table rows, which recur) from being timed again.
    Raises assistant.model.Problem where a file cannot be read, ValueError where the files hold no clause.
    """
    paragraphs = _endless(files, random.Random(seed))
    return [_text(paragraphs, characters) for _ in range(count)]


def _text(paragraphs: Iterator[str], characters: int) -> str:
    parts: list[str] = []
    length = 0
    while length < characters:
        parts.append(next(paragraphs))
        length += len(parts[-1]) + 1
    return "\n".join(parts)[:characters].rstrip().ljust(characters, "。")


def _endless(files: Sequence[Path], dice: random.Random) -> Iterator[str]:
    """Every paragraph once in shuffled order; then, for ever, the same lengths filled with shuffled clauses."""
    drafts = [read(path) for path in files]
    paragraphs = [d.text[p.start : p.end] for d in drafts for p in d.paragraphs]
    clauses = [_CLAUSE.findall(p) for p in paragraphs]
    if not any(clauses):
        raise ValueError("the files hold no text")
    dice.shuffle(paragraphs)
    yield from paragraphs
    middles = [c for p in clauses for c in p[:-1]]
    lasts = [p[-1] for p in clauses if p]
    while True:
        dice.shuffle(middles)
        dice.shuffle(lasts)
        at = 0
        for own, last in zip((p for p in clauses if p), lasts, strict=True):
            yield "".join((*middles[at : at + len(own) - 1], last))
            at += len(own) - 1
