"""A draft as lines of the draft pane: pure, and quick enough to run again at every resize."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.tui.breaking import lines_of

if TYPE_CHECKING:
    from assistant.model import Assessment, Coding, Draft, Paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen: a stretch of the draft, and the coding it belongs to."""

    start: int
    end: int
    coding: int | None = None
    """Index into the codings; None for headings and what stands between statements."""
    first: bool = False
    """Whether a statement begins here; its letter stands on this line."""
    heading: bool = False


def lay_out(assessment: Assessment, cells: int) -> tuple[Line, ...]:
    """All lines at a width of `cells` cells: a statement starts a line of its own, headings stand apart."""
    by_paragraph: dict[int, list[tuple[int, Coding]]] = {}
    for i, coding in enumerate(assessment.codings):
        by_paragraph.setdefault(coding.statement.paragraph, []).append((i, coding))
    return tuple(
        line
        for n, paragraph in enumerate(assessment.draft.paragraphs)
        for line in _paragraph(assessment.draft, paragraph, by_paragraph.get(n, ()), cells)
    )


def _paragraph(draft: Draft, paragraph: Paragraph, codings: Sequence[tuple[int, Coding]], cells: int) -> Iterator[Line]:
    heading = paragraph.kind == "heading"
    if heading and paragraph.start:
        yield Line(paragraph.start, paragraph.start)
    at = paragraph.start
    for i, coding in codings:
        statement = coding.statement
        yield from _stretch(draft, at, statement.start, cells, None, heading)
        yield from _stretch(draft, statement.start, statement.end, cells, i, heading)
        at = statement.end
    yield from _stretch(draft, at, paragraph.end, cells, None, heading)


def _stretch(draft: Draft, start: int, end: int, cells: int, coding: int | None, heading: bool) -> Iterator[Line]:
    text = draft.text[start:end]
    if not text.strip():
        return
    skipped = len(text) - len(text.lstrip())
    start, text = start + skipped, text[skipped:].replace("\n", " ").replace("\t", " ")
    for n, (a, b) in enumerate(lines_of(text, cells)):
        yield Line(start + a, start + b, coding, first=coding is not None and n == 0, heading=heading)


def first_lines(lines: Sequence[Line]) -> dict[int, int]:
    """Index of a coding -> number of the line where its statement begins."""
    return {line.coding: y for y, line in enumerate(lines) if line.first and line.coding is not None}
