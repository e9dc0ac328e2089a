"""Markdown -> pieces: headings, lists, tables and plain words; marks of emphasis and links go, the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.reading.clean import clean
from assistant.reading.headings import is_short
from assistant.reading.pieces import Piece
from assistant.reading.tables import table_pieces

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r"(#{1,6})(?:\s+|(?=[\u4e00-\u9fff“（《]))(.*?)\s*#*$")
_RULE: Final = re.compile(r"([-*_=])(?:\s*\1){2,}$")
_BULLET: Final = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?(?=\S)")
_DELIMITERS: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_FENCE: Final = re.compile(r"(?:```|~~~)")
_QUOTE: Final = re.compile(r"(?:>\s?)+")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)([^*_]+)\1$")
_CELL: Final = re.compile(r"(?<!\\)\|")
_MARKED: Final = re.compile(r"[*_`~\[<\\]")
# Bounded on purpose: a mark that never closes must not be sought to the end of a long line again and again.
_INLINE: Final = (
    (re.compile(r"!\[[^\[\]]{0,400}\]\([^)]{0,800}\)"), ""),
    (re.compile(r"\[([^\[\]]{1,400})\]\([^)]{0,800}\)"), r"\1"),
    (re.compile(r"\[\^[^\]\s]+\]:?"), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<!\\)(\*\*|__|~~)(?=\S)(.{1,800}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\\*A-Za-z0-9])\*(?=[^\s*])([^*]{1,800})(?<=[^\s\\])\*"), r"\1"),
    (re.compile(r"(?<![A-Za-z0-9_\\])_(?=\S)([^_]{1,800})(?<=[^\s\\])_(?![A-Za-z0-9_])"), r"\1"),
    (re.compile(r"(?<!\\)`{1,3}([^`]{1,800})`{1,3}"), r"\1"),
    (re.compile(r"</?(?:b|i|em|strong|u|sub|sup|span|font|center|p|div)(?:\s[^<>]*)?>", re.IGNORECASE), ""),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])"), r"\1"),
)


def markdown_pieces(text: str) -> list[Piece]:
    """The pieces of a Markdown text, an empty one wherever a paragraph must end."""
    lines = _FRONT_MATTER.sub("", _uncommented(clean(text))).split("\n")
    pieces: list[Piece] = []
    index = 0
    while index < len(lines):
        if _opens_table(lines, index):
            end = _table_end(lines, index)
            rows = [[inline(cell) for cell in _row(line)] for n, line in enumerate(lines[index:end]) if n != 1]
            pieces += [Piece(""), *table_pieces([[[cell] for cell in row] for row in rows]), Piece("")]
            index = end
            continue
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        pieces += _line(lines[index].strip(), following)
        index += 1
    return pieces


def _uncommented(text: str) -> str:
    kept = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find("-->", opening)) >= 0:
        kept.append(text[start:opening])
        start = closing + len("-->")
    return "".join(kept) + text[start:]


def inline(text: str) -> str:
    """`text` without the marks of emphasis, code, links and images; the words inside them stay."""
    if _MARKED.search(text):
        for pattern, words in _INLINE:
            text = pattern.sub(words, text)
    return text.strip()


def _line(line: str, following: str) -> Iterator[Piece]:
    """The pieces of one line; a quotation is a box, as plans use it (专栏)."""
    if quote := _QUOTE.match(line):
        inner = _line(line[quote.end() :].strip(), _QUOTE.sub("", following, count=1))
        yield from (replace(piece, kind="box", level=0) for piece in inner if piece.text)
    elif not line or _RULE.match(line) or _FENCE.match(line):
        yield Piece("")
    elif heading := _HEADING.match(line):
        yield from (Piece(""), Piece(_joined(inline(heading[2])), "heading", len(heading[1])), Piece(""))
    elif len(following) >= 3 and set(following) in ({"="}, {"-"}) and is_short(line):
        level = 1 if following[0] == "=" else 2
        yield from (Piece(""), Piece(inline(line), "heading", level), Piece(""))
    elif bullet := _BULLET.match(line):
        yield from (Piece(""), Piece(inline(line[bullet.end() :]), "item"))
    elif _STRONG.match(line):
        yield from (Piece(""), Piece(inline(line), strong=True), Piece(""))
    else:
        yield Piece(inline(line))


def _joined(heading: str) -> str:
    return heading.replace("\n", "")


def _opens_table(lines: Sequence[str], index: int) -> bool:
    if index + 1 >= len(lines) or "|" not in lines[index]:
        return False
    delimiters = lines[index + 1].strip()
    return "-" in delimiters and "|" in delimiters and _DELIMITERS.match(delimiters) is not None


def _table_end(lines: Sequence[str], index: int) -> int:
    end = index + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _row(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return [cell.strip() for cell in _CELL.split(line)]
