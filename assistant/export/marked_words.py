"""A quotation cut into the words that decided and the words between them."""

from __future__ import annotations

from assistant.chat.blocks import Quotation


def runs(quotation: Quotation) -> list[tuple[str, bool]]:
    """The quoted text in order as (words, whether they are marked); overlapping marks join, empty runs are left out."""
    text, last, parts = quotation.text, 0, []
    for start, end in sorted(quotation.marks):
        start = max(start, last)
        if start < end:
            parts += [(text[last:start], False), (text[start:end], True)]
            last = end
    parts.append((text[last:], False))
    return [part for part in parts if part[0]]
