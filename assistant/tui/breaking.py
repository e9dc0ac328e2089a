"""Where a line of Chinese may end: put in place of the breaker of Textual and Rich, which knows white space only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import rich.text
import textual.content
from rich._wrap import divide_line as divide_by_words
from rich.cells import cell_len

from assistant.chat.cells import may_break

_LONGEST_RETREAT: Final = 40
"""How many characters a line gives up at most to find a place where it may end."""


@lru_cache(maxsize=16384)
def char_cells(char: str) -> int:
    """How many cells one character takes on the screen, as Rich counts them."""
    return cell_len(char)


def break_offsets(text: str, cells: int) -> list[int]:
    """Where to cut `text`, without line feeds, so that no line is wider than `cells` cells (at least 2).

    White space at the end of a line may hang over. A line starts with closing punctuation only where nothing else
    fits; a stretch wider than a line is cut.
    """
    cells = max(2, cells)
    cuts: list[int] = []
    start = at = used = 0
    while at < len(text):
        size = char_cells(text[at])
        if used + size <= cells or (text[at].isspace() and text[start:at].strip()):
            used += size
            at += 1
        else:
            start = at = _retreat(text, start, at)
            used = 0
            cuts.append(start)
    return cuts


def _retreat(text: str, start: int, overflow: int) -> int:
    """The last place in (start, overflow] where a line may end, else the overflow itself."""
    for cut in range(overflow, max(start, overflow - _LONGEST_RETREAT), -1):
        if may_break(text[cut - 1], text[cut]):
            return cut
    return max(overflow, start + 1)


def lines_of(text: str, cells: int) -> Iterator[tuple[int, int]]:
    """Start and end of the lines of `text` (no line feeds), the white space at their ends left out."""
    edges = [0, *break_offsets(text, cells), len(text)]
    for start, end in zip(edges, edges[1:], strict=False):
        yield start, start + len(text[start:end].rstrip())


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """What Textual and Rich call to cut a line; where words must stay whole (`fold` off) their own way is kept."""
    return break_offsets(text, width) if fold else divide_by_words(text, width, fold)


def install() -> None:
    """Let every text on the screen break this way: the name is looked up in these two modules and nowhere else."""
    rich.text.divide_line = divide_line  # type: ignore[attr-defined]
    textual.content.divide_line = divide_line  # type: ignore[attr-defined]
