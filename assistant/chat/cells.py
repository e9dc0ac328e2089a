"""Text measured in terminal cells: a Chinese character takes two, a combining mark none, everything else one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_OPENING = frozenset("（《〈“‘【〔「『［｛([{")
"""A line may not end with one of these."""
_CLOSING = frozenset("，。；：、！？）》〉”’】〕」』］｝…—％‰℃·％,.;:!?)]}%")
"""A line may not start with one of these."""
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@lru_cache(maxsize=8192)
def _char_cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def width(text: str) -> int:
    """How many cells `text` takes; characters of ambiguous width count as one."""
    return sum(map(_char_cells, text))


def visible(text: str) -> str:
    """The text without what would steer a terminal: control characters and direction overrides; line feeds stay."""
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    return "".join(
        c for c in text if c == "\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _DIRECTION)
    )


def pad(text: str, cells: int, right: bool = False) -> str:
    """The text filled with spaces to `cells`, right-aligned on demand; longer text is unchanged."""
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def clip(text: str, cells: int) -> str:
    """The text, or as much of it as fits in `cells` with an ellipsis."""
    if width(text) <= cells:
        return text
    return _head(text, max(0, cells - 1)) + "…"


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most `cells` cells (at least 2): words stay whole, no line starts with closing punctuation.

    A stretch wider than a line is cut. Line feeds of the text are kept; empty text gives one empty line.
    """
    cells = max(2, cells)
    return [line for paragraph in text.split("\n") for line in _fill(paragraph, cells)]


def _fill(paragraph: str, cells: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph):
        if line and width(line) + width(piece.rstrip()) > cells:
            yield line.rstrip()
            line = ""
        line += piece
        while len(head := _head(line, cells)) < len(line.rstrip()):
            yield head.rstrip()
            line = line[len(head) :]
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for i in range(1, len(text)):
        if may_break(text[i - 1], text[i]):
            yield text[start:i]
            start = i
    yield text[start:]


def may_break(left: str, right: str) -> bool:
    """Whether a line may end between two characters: after a space, and beside any wide character."""
    if right.isspace() or right in _CLOSING or left in _OPENING or _char_cells(right) == 0:
        return False
    return left.isspace() or right in _OPENING or _char_cells(left) == 2 or _char_cells(right) == 2


def _head(text: str, cells: int) -> str:
    """The longest beginning of `text` that fits in `cells`, marks kept with their character."""
    used = 0
    for i, char in enumerate(text):
        used += _char_cells(char)
        if used > cells:
            return text[:i]
    return text
