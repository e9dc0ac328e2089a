"""The repair of the paper's misprinted Table 3, as a rule instead of a correction by hand.

Thirteen rows carry another city's pair of digital government and digital life. A printed pair's own percentages tell
its denominator, and so its city: the one whose five other cells have that total and lack just that pair's sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.model import CATEGORIES

PAIR: Final = ("digital_government", "digital_life")
_KEPT: Final = tuple(category for category in CATEGORIES if category not in PAIR)
_HALF_UNIT: Final = 0.005 + 1e-9
"""Half of the last printed digit of a percentage, and a breath for binary fractions."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed count and the percentage of the city's total printed beside it."""

    count: int
    pct: float

    def fits(self, total: int) -> bool:
        """Whether the count is the printed percentage of `total`, to two decimals."""
        return total > 0 and abs(100 * self.count / total - self.pct) <= _HALF_UNIT


Counts = dict[str, int]
Pair = tuple[Cell, Cell]
Filling = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class PrintedRow:
    """One city of Table 3 as printed: a cell per category."""

    city: str
    cells: Mapping[str, Cell]

    @property
    def pair(self) -> Pair:
        """The two cells that may belong to another city."""
        return self.cells[PAIR[0]], self.cells[PAIR[1]]

    @cached_property
    def kept(self) -> int:
        """The sum of the five cells that are right."""
        return sum(self.cells[category].count for category in _KEPT)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The totals that the five right cells allow, ascending; empty where they contradict each other."""
        largest = max((self.cells[c] for c in _KEPT), key=lambda cell: cell.count)
        if not largest.count or largest.pct <= _HALF_UNIT:
            return ()
        last = int(100 * largest.count / (largest.pct - _HALF_UNIT))
        return tuple(t for t in range(self.kept, last + 1) if all(self.cells[c].fits(t) for c in _KEPT))

    def takes(self, pair: Pair) -> bool:
        """Whether `pair` completes the row: to one of its totals, and at its own percentages."""
        total = self.kept + pair[0].count + pair[1].count
        return total in self.totals and all(cell.fits(total) for cell in pair)


def misprinted(rows: Sequence[PrintedRow]) -> tuple[str, ...]:
    """The cities whose printed pair cannot be theirs, in printed order."""
    return tuple(row.city for row in rows if not row.takes(row.pair))


def repairs(rows: Sequence[PrintedRow]) -> tuple[dict[str, Counts], ...]:
    """All repairs of the table, each as counts per city in printed order; one means that the repair is certain.

    Every misprinted pair goes to a misprinted row that takes it. A pair no row takes is allowed only where a sound row
    holds the same pair (it was printed twice); then a row is left whose own pair is lost, and its totals give the sum.
    """
    broken = [row for row in rows if not row.takes(row.pair)]
    sound = [row.pair for row in rows if row.takes(row.pair)]
    fillings = _fillings(broken, [row.pair for row in broken], sound)
    return tuple({row.city: _counts(row, filled.get(row.city)) for row in rows} for filled in fillings)


def _fillings(broken: Sequence[PrintedRow], pool: list[Pair], sound: Sequence[Pair]) -> Iterator[Filling]:
    """The ways to give each broken row a pair of the pool, or a lost one for each pair that was printed twice."""
    if not broken:
        if all(pair in sound for pair in pool):
            yield {}
        return
    row, rest = broken[0], broken[1:]
    for pair in dict.fromkeys(pool):
        if row.takes(pair):
            left = list(pool)
            left.remove(pair)
            for others in _fillings(rest, left, sound):
                yield {row.city: (pair[0].count, pair[1].count), **others}
    spare, twice = len(pool) - len(broken), sum(pair in sound for pair in pool)
    if spare < twice:
        for others in _fillings(rest, pool, sound):
            for lost in _lost_pairs(row):
                yield {row.city: lost, **others}


def _lost_pairs(row: PrintedRow) -> Iterator[tuple[int, int]]:
    """The pairs that would complete a row whose own pair was never printed."""
    for total in row.totals:
        missing = total - row.kept
        yield from ((first, missing - first) for first in range(missing + 1))


def _counts(row: PrintedRow, pair: tuple[int, int] | None) -> Counts:
    counts = {category: row.cells[category].count for category in CATEGORIES}
    return counts | dict(zip(PAIR, pair, strict=True)) if pair else counts
