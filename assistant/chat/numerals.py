"""Numbers as people type them: 12, １２, 十二."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"(?:\d+|[零〇一二两三四五六七八九十百千]+)"
"""A number in digits or Chinese numerals, as a regular expression."""


def number(text: str) -> int:
    """The value of a numeral that matches NUMERAL; ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    total = current = 0
    for character in text:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        else:
            raise ValueError(text)
    return total + current
