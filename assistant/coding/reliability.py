"""What a confidence means: how many statements coded with such confidence were coded right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from assistant.coding.measured import count, measured
from assistant.model import Problem

FILE: Final = "coder_reliability.csv"
COLUMNS: Final = ("from", "to", "statements", "right")
FEWEST: Final = 20
"""Labelled statements below which a band says nothing."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band of confidence, low <= confidence < high (the last one closed), and the statements coded with it."""

    low: float
    high: float
    statements: int
    right: int
    """Of them coded as the labels say, `none` included."""

    @property
    def in_ten(self) -> int:
        """Of ten statements, how many at least were right; 0-10, rounded down."""
        return 10 * self.right // self.statements if self.statements else 0

    @property
    def tells(self) -> bool:
        """Whether there are enough statements to say anything."""
        return self.statements >= FEWEST


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability table and which coder it is about."""

    coder: str
    bands: tuple[Band, ...]


@cache
def reliability() -> Reliability:
    """The reliability table in data/, measured on statements from places the coder had not learned from.

    Raises:
        Problem: where the table cannot be read, or its bands are not in order, without gaps, within [0, 1].
    """
    table = measured(FILE, COLUMNS)
    bands = tuple(map(_band, table.rows))
    joined = all(one.high == other.low for one, other in pairwise(bands))
    if not bands or not joined or bands[0].low < 0 or bands[-1].high > 1:
        raise Problem("data_broken", file=FILE, detail="from, to")
    return Reliability(table.coder, bands)


def _band(row: dict[str, str]) -> Band:
    try:
        low, high = float(row["from"]), float(row["to"])
    except ValueError as error:
        raise Problem("data_broken", file=FILE, detail=str(error)) from error
    band = Band(low, high, count(FILE, row["statements"]), count(FILE, row["right"]))
    if not low < high or band.right > band.statements:
        raise Problem("data_broken", file=FILE, detail=",".join(row.values()))
    return band


def band_of(confidence: float, bands: tuple[Band, ...]) -> Band | None:
    """The band a confidence lies in; None outside all bands, or where the band has too few statements to tell."""
    found = next((b for b in reversed(bands) if b.low <= confidence <= b.high), None)
    return found if found is not None and found.tells else None
