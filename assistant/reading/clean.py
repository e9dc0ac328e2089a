"""Characters that are no words are put in order; the words themselves are never changed."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls, joiners, byte order and direction marks, soft hyphens, lone surrogates and noncharacters show nothing.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACES: Final = re.compile("[\u00a0\u2007\u202f]")
_NAME_LENGTH: Final = 80


def clean(text: str) -> str:
    """`text` with line feeds as its only line ends, plain spaces for unbreakable ones, and nothing invisible."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))


def clean_lines(text: str) -> list[str]:
    """The lines of `text`, cleaned and trimmed (also of ideographic spaces); empty lines stay."""
    if text.isprintable():  # nothing to clean: whatever is cleaned away or breaks a line is not printable
        return [text.strip()]
    return [line.strip() for line in clean(text).split("\n")]


def shown_name(name: str) -> str:
    """A file name that is safe to print: printable characters only, 80 at most, the suffix kept."""
    printable = "".join(c for c in name if c.isprintable())
    if len(printable) <= _NAME_LENGTH:
        return printable
    stem, dot, suffix = printable.rpartition(".")
    tail = f"{dot}{suffix}" if stem and len(suffix) <= 10 else ""
    return printable[: _NAME_LENGTH - 1 - len(tail)] + "…" + tail


def cells(text: str) -> int:
    """The width of `text` in terminal cells, nearly: GB18030 spends two bytes on what is shown two cells wide."""
    return len(text.encode("gb18030", "replace"))
