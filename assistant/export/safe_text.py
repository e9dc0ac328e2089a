"""Text that XML can hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\\t\\n\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def xml_safe(text: str) -> str:
    """The text without the characters XML 1.0 forbids (control characters, lone surrogates, U+FFFE, U+FFFF).

    Every line end becomes a line feed, as an XML reader would make it.
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cell_text(text: str) -> str:
    """A cell of a CSV or of a data frame that a spreadsheet takes for text, never for a formula."""
    return f"'{xml_safe(text)}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else xml_safe(text)
