"""The title of a draft: stated by the format, or the line at the top that reads like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from assistant.reading.clean import cells
from assistant.reading.headings import rank, starts_anew
from assistant.reading.pieces import Piece
from assistant.reading.wrap import glue

_TOP: Final = 8
"""Paragraphs among which a title is looked for."""
_WIDEST: Final = 110
_DOCUMENT: Final = re.compile(
    r"(?:规划|纲要|方案|意见|办法|条例|规定|通知|报告|计划|决定|建议|指南|细则|要点|草案|白皮书|规范|举措|措施|公报|初稿|送审稿|征求意见稿"
    r"|plan|report|strategy|programme|program|framework|draft|outline)》?(?:[（(][^（）()]*[）)])*$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[。！？；：，!?;]|[.:,]$|\d{4}\s*[-年]\s*\d{1,2}\s*[-月]|〔\d{4}〕|https?://")
_PERSON: Final = re.compile(r"[长记任席][\s\u3000]+\S[\s\u3000]?\S{1,2}$")
_HALF: Final = re.compile(r"印发|关于|转发|^[^《》]*《[^》]*$|^[^“”]*“[^”]*$")
_SECOND_HALF: Final = 24


def titled(pieces: Sequence[Piece], name: str) -> tuple[list[Piece], str]:
    """`pieces` with the title's piece marked, and the title: the file's name without suffix where none is found."""
    stated = _stated(pieces)
    if stated is None:
        pieces = _halves_joined(pieces)
        stated = _reads_like_one(pieces)
    if stated is None:
        return list(pieces), PurePath(name).stem or pieces[0].text[:40]
    first, last = stated
    text = ""
    for piece in pieces[first : last + 1]:
        text = glue(text, piece.text)
    head = replace(pieces[first], text=text, title=True)
    return [*pieces[:first], head, *pieces[last + 1 :]], text


def _stated(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """First and last index of the title that the format states; a title style before a first heading."""
    for index, piece in enumerate(pieces[:_TOP]):
        if piece.title:
            last = index
            while last + 1 < len(pieces) and pieces[last + 1].title:
                last += 1
            return index, last
    for index, piece in enumerate(pieces[:_TOP]):
        if piece.level:
            is_title = rank(piece.text) is None and (piece.level == 1 or _DOCUMENT.search(piece.text))
            return (index, index) if is_title else None
    return None


def _reads_like_one(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    top = list(pieces[:_TOP])
    for index, piece in enumerate(top):
        if rank(piece.text) is not None or cells(piece.text) > 2 * _WIDEST:
            break
        if _may_be(piece) and _DOCUMENT.search(piece.text):
            return index, index
    first = top[0]
    alone = _may_be(first) and cells(first.text) <= _WIDEST // 2 and len(pieces) > 1
    return (0, 0) if alone and (first.strong or cells(first.text) >= 8) else None


def _may_be(piece: Piece) -> bool:
    text = piece.text
    return (
        piece.kind == "body"
        and not piece.level
        and cells(text) <= _WIDEST
        and not starts_anew(text)
        and (text[0].isalnum() or text[0] in "“《")
        and not _SENTENCE.search(text)
        and not _PERSON.search(text)
    )


def _halves_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """A title set on two lines, as one: the first stops at 印发 or inside a quote, or the second is only its tail."""
    for index in range(min(_TOP, len(pieces)) - 1):
        first, second = pieces[index : index + 2]
        if not (_may_be(first) and _may_be(second)) or _DOCUMENT.search(first.text):
            continue
        whole = glue(first.text, second.text)
        if _DOCUMENT.search(whole) and (cells(second.text) <= _SECOND_HALF or _HALF.search(first.text)):
            return [*pieces[:index], replace(first, text=whole), *pieces[index + 2 :]]
    return list(pieces)
