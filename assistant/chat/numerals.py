"""Numbers as people type them: 12, １２, 十二, twelve."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ONE_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ENGLISH = {word: value for value, word in enumerate(_ONE_TO_TWELVE, start=1)}
"""English number words; a and an are articles too often to be numbers."""
NUMERAL = r"(?:\d+|[零〇一二两三四五六七八九十百千]+)"
"""A number in digits or Chinese numerals, as a regular expression."""


def number(text: str) -> int:
    """The value of a numeral that matches NUMERAL or is a word of ENGLISH; ValueError for anything else."""
    if text.lower() in ENGLISH:
        return ENGLISH[text.lower()]
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
