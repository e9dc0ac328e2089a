"""Plain and Markdown text -> Draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from assistant.model import Draft
from assistant.reading.assemble import assemble
from assistant.reading.clean import clean_lines
from assistant.reading.encoding import decode
from assistant.reading.markdown import markdown_pieces
from assistant.reading.pieces import Piece
from assistant.reading.wrap import is_wrapped, unwrap, widths_of

_PAGE_NUMBER: Final = re.compile(r"[-—–·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?[-—–·\s]*$")


def read_text(data: bytes, name: str = "", markdown: bool = False) -> Draft:
    """The draft in a text file's bytes; `name` gives the title where the text has none."""
    text, notes = decode(data, name)
    return parse_text(text, name, markdown, notes)


def parse_text(text: str, name: str = "", markdown: bool = False, notes: Sequence[str] = ()) -> Draft:
    """The draft in `text`, pasted or decoded; raises Problem where nothing readable is in it."""
    pieces = markdown_pieces(text) if markdown else [Piece(line) for line in clean_lines(text)]
    lines = [piece.text for piece in pieces if piece.kind == "body" and not piece.level]
    if not is_wrapped(lines):
        return assemble(pieces, name, notes)
    widths = widths_of(lines)
    blocks = groupby(_without_page_numbers(pieces), key=lambda piece: bool(piece.text))
    joined = [piece for filled, block in blocks if filled for piece in unwrap(block, widths)]
    return assemble(joined, name, [*notes, "joined_lines"])


def _without_page_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """Broken lines come with the page numbers between them: numbers alone on a line that count on."""
    numbers = [(i, int(m[1])) for i, piece in enumerate(pieces) if (m := _PAGE_NUMBER.match(piece.text))]
    values = [value for _, value in numbers]
    counting = {
        index
        for place, (index, value) in enumerate(numbers)
        if value + 1 in values[place + 1 : place + 2] or value - 1 in values[max(0, place - 1) : place]
    }
    return [piece for i, piece in enumerate(pieces) if i not in counting]
