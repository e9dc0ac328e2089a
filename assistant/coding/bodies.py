"""Where a statement names who is responsible: an office's name says nothing about what the statement is about."""

from __future__ import annotations

import re

_OFFICE = r"[\u3400-\u9fff]{1,14}?(?:局|委员会|改革委|信办|办公室|(?<!大)厅|(?<!中)部门)"
_BODIES = re.compile(
    r"(?:牵头单位|责任单位|配合单位|实施主体)[:：]?[^。;；)）]*"
    r"|由[^,，。;；]{2,40}?(?:牵头|负责|统筹)"
    r"|由[^,，。;；]{2,24}?会同"
    rf"|(?:(?<=[,，、;；:：由和及与(（\s])|^)(?:市|区|县|省)委?{_OFFICE}"
)


_TRIGGERS = re.compile(r"单位|主体|由|局|委员会|改革委|信办|办公室|厅|部门")


def body_spans(text: str) -> list[tuple[int, int]]:
    """Spans of a normalised text that name responsible bodies."""
    if _TRIGGERS.search(text) is None:
        return []
    return [match.span() for match in _BODIES.finditer(text)]


def body_places(text: str) -> list[int]:
    """Where a text has words that the name of a responsible body may hold."""
    return [match.start() for match in _TRIGGERS.finditer(text)]
