"""What an answer is made of: the terminal app, the plain chat, JSON and the reports render the same blocks.

Every text in a block is plain text: never markup. Widths are the renderer's business, shares lie in [0, 1].
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import ClassVar, Literal

Tone = Literal["plain", "note", "warning", "error", "success"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside an answer or a report; level 1 is the report's own title."""

    type: ClassVar[str] = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    type: ClassVar[str] = "paragraph"
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short lines."""

    type: ClassVar[str] = "list"
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `numeric` names the columns that are right-aligned."""

    type: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval and the reference it is held against."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    mark: float | None = None
    """The reference share (a peer, the region, the country)."""
    note: str = ""
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars on one scale from 0."""

    type: ClassVar[str] = "bars"
    bars: tuple[Bar, ...]
    caption: str = ""
    mark_label: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A city on a picture; `y` only on a plot. Those of the region are `near` and get a letter."""

    label: str
    x: float
    y: float = 0.0
    near: bool = False


@dataclass(frozen=True, slots=True)
class DotRow:
    """One share of every city, and the draft's own with its interval where there is a draft."""

    label: str
    dots: tuple[Dot, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    mark: float | None = None
    """The country's share."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows of dots on one scale from 0, in shares: where the draft lies among the cities."""

    type: ClassVar[str] = "strip"
    rows: tuple[DotRow, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The trend at `x`: its middle and the ends of its interval, in units of y."""

    x: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Cities by two figures from 0, with a trend through them."""

    type: ClassVar[str] = "plot"
    dots: tuple[Dot, ...]
    trend: tuple[TrendPoint, ...]
    """At rising x, between which it is drawn straight; empty where there is none."""
    across: str
    """What x is, with its unit."""
    up: str
    """What y is, with its unit."""
    draft: Dot | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement of the draft, word for word, with where it stands and what was decided."""

    type: ClassVar[str] = "quote"
    text: str
    statement: str
    place: str = ""
    """Heading path or page, ready to show."""
    note: str = ""
    category: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` that decided, 0-based, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to say next: shown as `label`, sent as `utterance`."""

    label: str
    utterance: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Offers to pick by number."""

    type: ClassVar[str] = "choices"
    choices: tuple[Choice, ...]
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the person."""

    type: ClassVar[str] = "question"
    text: str
    item: str | None = None


Block = Heading | Text | Items | Table | Bars | Strip | Plot | Quotation | Choices | Question


def as_json(block: Block) -> dict[str, object]:
    """The block as plain data with its `type` first."""
    return {"type": block.type, **asdict(block)}
