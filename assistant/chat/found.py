"""A slot that was heard, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A slot heard at a place of the utterance."""

    name: str
    value: object
    start: int
    end: int
