"""What every format's reader hands on: paragraphs in reading order, before headings and offsets are settled."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import ParagraphKind


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph as the file shows it; a line feed in `text` starts another paragraph of the same kind."""

    text: str
    kind: ParagraphKind = "body"
    level: int = 0
    """The heading level the format itself states, 1 the highest; 0 where it states none."""
    title: bool = False
    """The format itself says that this is the document's title."""
    strong: bool = False
    """Set in bold throughout: often a heading in all but name."""
    contents: bool = False
    """The format itself says that this line belongs to the table of contents."""
    page: int | None = None
    """1-based page of a PDF."""
