"""Two or more raters side by side: how far they agree on statements and items, and where they differ most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from assistant.journal.payloads import RESIDUALS
from assistant.model import CATEGORIES, FEARS, HOPES, ITEMS, Problem
from assistant.workshop.agreement import MISSING, Alpha, Ints, Kappa, alpha, category_kappa
from assistant.workshop.raters import Rater, Unit, read_raters

VALUES: Final[tuple[str | None, ...]] = (*CATEGORIES, None)
"""What a statement can be coded as; None (not digital) is a decision like any other."""
LEVELS: Final = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class RaterLine:
    """A rater and how much they decided."""

    name: str
    kind: str
    people: tuple[str, ...]
    units: int
    ratings: int


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two raters: the kappa of every category, on the units that both decided."""

    first: str
    second: str
    categories: Mapping[str, Kappa]
    """Category -> its table; `none` is the decision that a statement is not digital."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement on which raters differ."""

    unit: Unit
    values: Mapping[str, str | None]
    """Rater -> category, of those who decided."""
    apart: float
    """Share of pairs of raters that differ."""
    alike: int
    """Statements on which the same categories stand against each other."""


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """A hope or fear that raters rated differently."""

    item: str
    values: Mapping[str, int | str]
    """Rater -> level of a hope, residual of a fear, of those who rated it."""
    spread: int
    """Steps between the extremes; one step where someone could not tell."""


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """All there is to say about several raters; never one figure over statements and items."""

    raters: tuple[RaterLine, ...]
    seen: int
    """Units that at least one rater decided."""
    codings: Alpha
    """Categories of statements; its `units` is the denominator: decided by two raters or more."""
    pairs: tuple[PairAgreement, ...]
    hopes: Alpha
    """Levels 0-3, ordinal; the units are the rated items."""
    fears: Alpha
    """Residuals with `unknown`, nominal; the units are the rated items."""
    differences: tuple[Difference, ...]
    """Largest first: the share of pairs apart, then how many statements the same categories divide, then the text."""
    item_differences: tuple[ItemDifference, ...]
    """Largest spread first."""


def agreement(paths: Sequence[Path]) -> AgreementReport:
    """Compare the raters of two or more files; Problem where one is unreadable or no two decided the same thing."""
    report = compare(read_raters(paths))
    if not (report.codings.units or report.hopes.units or report.fears.units):
        raise Problem("agreement_nothing_shared", files=len(paths))
    return report


def compare(raters: Sequence[Rater]) -> AgreementReport:
    """The report on raters already read."""
    units = sorted({unit for rater in raters for unit in rater.codings}, key=lambda u: (len(u.id), u))  # s2 before s12
    codes = _codes([[rater.codings.get(unit, ...) for unit in units] for rater in raters], VALUES)
    return AgreementReport(
        raters=tuple(RaterLine(r.name, r.kind, r.people, len(r.codings), len(r.ratings)) for r in raters),
        seen=len(units),
        codings=alpha(codes, len(VALUES), "nominal"),
        pairs=tuple(_pair(raters, codes, i, j) for i, j in combinations(range(len(raters)), 2)),
        hopes=alpha(_rated(raters, HOPES, LEVELS), len(LEVELS), "ordinal"),
        fears=alpha(_rated(raters, FEARS, RESIDUALS), len(RESIDUALS), "nominal"),
        differences=_differences(raters, units),
        item_differences=_item_differences(raters),
    )


def _codes(rows: Sequence[Sequence[object]], values: Sequence[object]) -> Ints:
    """Values as their places in `values`, Ellipsis as MISSING: (raters, units)."""
    place: dict[object, int] = {value: n for n, value in enumerate(values)} | {...: MISSING}
    return np.array([[place[value] for value in row] for row in rows], dtype=np.int64)


def _rated(raters: Sequence[Rater], items: Sequence[str], values: Sequence[object]) -> Ints:
    return _codes([[rater.ratings.get(item, ...) for item in items] for rater in raters], values)


def _pair(raters: Sequence[Rater], codes: Ints, first: int, second: int) -> PairAgreement:
    tables = {value or "none": category_kappa(codes[first], codes[second], n) for n, value in enumerate(VALUES)}
    return PairAgreement(raters[first].name, raters[second].name, tables)


def _differences(raters: Sequence[Rater], units: Sequence[Unit]) -> tuple[Difference, ...]:
    heard = [(unit, {r.name: r.codings[unit] for r in raters if unit in r.codings}) for unit in units]
    divided = [(unit, values) for unit, values in heard if len(set(values.values())) > 1]
    alike = Counter(frozenset(values.values()) for _, values in divided)
    differences = [Difference(u, v, _apart(list(v.values())), alike[frozenset(v.values())]) for u, v in divided]
    # The sort is stable: statements that the same categories divide stay together and in reading order.
    return tuple(sorted(differences, key=lambda d: (-d.apart, -d.alike, sorted(map(str, set(d.values.values()))))))


def _apart(values: Sequence[object]) -> float:
    pairs = list(combinations(values, 2))
    return sum(a != b for a, b in pairs) / len(pairs)


def _item_differences(raters: Sequence[Rater]) -> tuple[ItemDifference, ...]:
    found = []
    for item in ITEMS:
        values = {rater.name: rater.ratings[item] for rater in raters if item in rater.ratings}
        if len(set(values.values())) > 1:
            found.append(ItemDifference(item, values, _spread(list(values.values()))))
    return tuple(sorted(found, key=lambda d: -d.spread))


def _spread(values: Sequence[int | str]) -> int:
    steps = [v if isinstance(v, int) else RESIDUALS.index(v) for v in values if v != "unknown"]
    return max([max(steps) - min(steps) if steps else 0, 1])
