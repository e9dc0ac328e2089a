"""Pieces -> Draft: what repeats or lists contents is dropped, headings are found, offsets settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from assistant.model import Draft, Paragraph, Problem
from assistant.reading.clean import clean_lines
from assistant.reading.headings import is_contents_line, is_short
from assistant.reading.levels import levelled
from assistant.reading.pieces import Piece
from assistant.reading.title import titled

_CONTENTS: Final = re.compile(r"(?:目\s*[录次錄]|contents|table of contents)$", re.IGNORECASE)
_BULLET: Final = re.compile("[•●■□◆◇▪▶►★☆➢➤✓√·\uf06c\uf0b7\uf0d8\uf0fc\uf06e\uf075]\\s*(?=\\S)")
_BLANK: Final = re.compile(r"[\s.…·\d]+")
_REPEATED: Final = 6
_SENTENCE_END: Final = re.compile(r"[。！？；!?;]|\.(?=\s|$)")
_PROSE_SHARE: Final = 0.4
"""Share of the characters in paragraphs of sentences, below which a text is hardly prose."""
_SHORTEST_PROSE: Final = 200


def assemble(pieces: Iterable[Piece], name: str, notes: Iterable[str] = ()) -> Draft:
    """The draft made of `pieces` read from the file `name`; raises Problem where no text is left."""
    made = list(notes)
    tidy = _tidied(pieces)
    kept = _without_contents(tidy)
    if len(kept) < len(tidy):
        made.append("dropped_contents")
    once = _without_doubles(kept)
    if len(once) < len(kept):
        made.append("dropped_repeated")
    if not any(c.isalnum() for piece in once for c in piece.text):
        raise Problem("file_no_text", file=name)
    named, title = titled(once, name)
    text = "\n".join(piece.text for piece in named)
    prose = sum(len(piece.text) for piece in named if _SENTENCE_END.search(piece.text))
    if len(text) >= _SHORTEST_PROSE and prose < _PROSE_SHARE * len(text):
        made.append("few_sentences")
    return Draft(title, text, _paragraphs(levelled(named)), source=name, notes=tuple(dict.fromkeys(made)))


def _paragraphs(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    paragraphs = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        paragraphs.append(Paragraph(start, end, piece.kind, piece.level, piece.page))
        start = end + 1
    return tuple(paragraphs)


def _tidied(pieces: Iterable[Piece]) -> list[Piece]:
    """One piece a line, cleaned and trimmed, bullets made items, empty ones gone."""
    tidy = []
    for piece in pieces:
        for line in clean_lines(piece.text):
            bullet = _BULLET.match(line) if piece.kind in ("body", "item") else None
            if bullet:
                tidy.append(replace(piece, text=line[bullet.end() :], kind="item"))
            elif line:
                tidy.append(piece if line == piece.text else replace(piece, text=line))
    return tidy


def _without_doubles(pieces: Sequence[Piece]) -> list[Piece]:
    """Captured web pages hold headings twice in a row."""
    return list(pieces[:1]) + [
        piece
        for before, piece in pairwise(pieces)
        if piece.text != before.text or len(piece.text) < _REPEATED or piece.kind == "cell"
    ]


def _without_contents(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the table of contents: lines with leaders, and below 目录 the lines that come again as headings."""
    kept = [piece for piece in pieces if not piece.contents and not is_contents_line(piece.text)]
    start = next((i for i, piece in enumerate(kept[:60]) if _CONTENTS.match(piece.text)), None)
    if start is None:
        return kept
    later = [_bare(piece.text) for piece in kept[start + 1 :]]
    counts: dict[str, int] = {}
    for text in later:
        counts[text] = counts.get(text, 0) + 1
    end = start + 1
    while end < len(kept) and is_short(kept[end].text) and counts[_bare(kept[end].text)] > 1:
        counts[_bare(kept[end].text)] -= 1
        end += 1
    return kept[:start] + kept[end:]


def _bare(text: str) -> str:
    return _BLANK.sub("", text)
