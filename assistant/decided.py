"""What people decided, frozen: kept apart from all that the tool suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Stance = Literal["", "yes", "partly", "no", "unknown", "skip"]
STANCES: Final[tuple[Stance, ...]] = ("", "yes", "partly", "no", "unknown", "skip")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person decided on an item; kept apart from the suggestion."""

    level: int | str
    by: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a planner said in the interview: a person's statement, never evidence of the text."""

    level: int | str
    """A level or residual risk the planner named; empty where none was."""
    by: str
    when: str
    words: str = ""
    stance: Stance = ""
    """What the words say at once; empty for a free answer, `skip` where the planner would not answer."""
    indicators: tuple[str, ...] = ()
    """The sub-indicators that were asked about; empty where it was the whole item."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A person's word that a statement does not speak to an item; it holds wherever the statement says the same."""

    item: str
    text: str
    """The statement's text."""
    statement: str
    """Its id when it was challenged."""
    by: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Recode:
    """A person's category for a statement; None says: not digital."""

    statement: str
    text: str
    """The statement's text when it was decided, to hold the decision to it."""
    category: str | None
    by: str
    when: str
    why: str = ""
    accepted: bool = False
    """True where the person only agreed with the tool."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that people decided about one draft: the journal's replay."""

    recodes: Mapping[str, Recode] = field(default_factory=dict)
    ratings: Mapping[str, Confirmation] = field(default_factory=dict)
    answers: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    challenges: tuple[Challenge, ...] = ()
