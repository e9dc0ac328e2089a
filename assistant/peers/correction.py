"""The shares without the errors the coder is known to make: counts -> Correction (Forman 2005, adjusted count).

What is known is the confusion matrix: how statements whose category is labelled were told by the coder, on places it
had not learned from. Its rows P(told | gold) carry over to a draft. Its columns P(gold | told) do not: they hold the
mix of the labelled sample, where rare categories are over-represented, and no plan has that mix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.coding.measured import count, measured
from assistant.model import CATEGORIES, Coding, Correction, Problem
from assistant.peers.balance import GROUPS, group_share
from assistant.peers.statistics import A0, MASS

FILE: Final = "coder_confusion.csv"
COLUMNS: Final = ("gold", "told", "n")
LABELS: Final = (*CATEGORIES, "none")
FEWEST: Final = 30
"""Counted statements below which the correction would only add noise."""
_PRIOR: Final = 1 / len(LABELS)
"""Pseudo-count of every cell: each row is smoothed by one statement in all (Perks)."""
_DRAWS: Final = 400
_STEPS: Final = 200
_SEED: Final = 20260102

Array = NDArray[np.float64]


@cache
def confusion() -> tuple[tuple[int, ...], ...]:
    """The confusion matrix in data/: 8 rows by gold label, 8 columns by told label, in the order of LABELS.

    Raises:
        Problem: where the table cannot be read, or a cell is missing, named twice or not a whole number, or one of
            the seven categories was never labelled or is told exactly like another.
    """
    cells: dict[tuple[str, str], int] = {}
    for row in measured(FILE, COLUMNS).rows:
        cell = row["gold"], row["told"]
        if cell in cells or not {*cell} <= {*LABELS}:
            raise Problem("data_broken", file=FILE, detail=",".join(cell))
        cells[cell] = count(FILE, row["n"])
    missing = [f"{gold},{told}" for gold in LABELS for told in LABELS if (gold, told) not in cells]
    unseen = [gold for gold in CATEGORIES if not any(cells.get((gold, told)) for told in LABELS)]
    if missing or unseen:
        raise Problem("data_broken", file=FILE, detail=" ".join(missing or unseen))
    matrix = tuple(tuple(cells[gold, told] for told in LABELS) for gold in LABELS)
    if np.linalg.matrix_rank(_expected(_labelled(matrix))[:, :-1]) < len(CATEGORIES):
        raise Problem("data_broken", file=FILE, detail="rank")
    return matrix


def withheld(counted: Sequence[Coding]) -> Literal["few", "english", "people"] | None:
    """Why the counted statements get no correction, or None where they get one.

    Fewer than 30; mostly English, while the errors were counted on Chinese text; all decided by people.
    """
    if len(counted) < FEWEST:
        return "few"
    if 2 * sum(c.statement.text.isascii() for c in counted) > len(counted):
        return "english"
    return "people" if all(c.decided_by is not None for c in counted) else None


def correct(
    told: Mapping[str, int],
    settled: Mapping[str, int],
    national: Mapping[str, float],
    matrix: tuple[tuple[int, ...], ...],
) -> Correction:
    """The corrected shares of the counted statements, with 90 % intervals.

    Observed is how the counted statements (commitments in one of the seven categories, each said once) are told,
    nothing else. Statements told none are left out on purpose: how often the coder takes a statement outside the
    seven for one of them depends on how digital it sounds (data/README.md has the figures), so that rate does not
    carry over to a plan, which is mostly about other things. What the seven lose to none is corrected, what they gain
    from it is not.

    The interval takes together the chance in the labelled sample (every row of the matrix drawn anew) and in the
    draft (its mix drawn from the posterior Dirichlet(n + A0 m) that the raw interval rests on), 400 draws with a fixed
    seed; with a coder that errs nowhere it is the raw interval.

    Args:
        told: counts of the statements that the tool decided, at least one.
        settled: counts of those that a person decided; they are taken as they are.
        national: the national shares m.
        matrix: counts by gold and told label, as `confusion` gives them.
    """
    machine, human = _array(told), _array(settled)
    labelled = _labelled(matrix)
    total = machine.sum() + human.sum()
    part = machine.sum() / total
    point = part * unmixed(_expected(labelled)[None], machine[None] / machine.sum())[0] + human / total
    draws = _draws(labelled, machine, human, _array(national), part)
    low, high = _bounds(draws)
    mix = dict(zip(CATEGORIES, point.tolist(), strict=True))
    groups = {name: draws[:, [CATEGORIES.index(c) for c in group]].sum(axis=1) for name, group in GROUPS.items()}
    (value, people) = (tuple(_bounds(groups[name]).tolist()) for name in ("value", "people"))
    return Correction(
        shares=mix,
        interval=dict(zip(CATEGORIES, zip(low.tolist(), high.tolist(), strict=True), strict=True)),
        value_share=group_share(mix, "value"),
        value_interval=(value[0], value[1]),
        people_share=group_share(mix, "people"),
        people_interval=(people[0], people[1]),
        basis_n=int(labelled.sum()),
    )


def unmixed(rows: Array, observed: Array) -> Array:
    """The mix whose told mix comes nearest to the observed one: least squares on the simplex.

    With M = P(told | gold), s_g = 1 - P(none | g) and K = M / s over the seven, the told mix is K'r with r ~ p s;
    r = argmin |K'r - observed| over the simplex, p ~ r / s.

    Args:
        rows: (n, 7, 8), P(told | gold) of the seven categories, each row summing to 1, no two the same.
        observed: (n, 7), told mixes, summing to 1.

    Returns:
        (n, 7), summing to 1.
    """
    kept = rows[..., :-1].sum(axis=-1)
    r = _least_squares(rows[..., :-1] / kept[..., None], observed)
    p = r / kept
    result: Array = p / p.sum(axis=-1, keepdims=True)
    return result


def _least_squares(kernel: Array, observed: Array) -> Array:
    """argmin |K'r - q| over the simplex: K' solved where that leaves no part negative, else by descent."""
    r = np.linalg.solve(np.swapaxes(kernel, -1, -2), observed[..., None])[..., 0].astype(np.float64, copy=False)
    outside = r.min(axis=-1) < 0
    r[outside] = _descend(kernel[outside], observed[outside])
    return r


def _descend(kernel: Array, observed: Array) -> Array:
    """Accelerated projected gradient (Beck & Teboulle 2009), a fixed number of steps."""
    gram = kernel @ np.swapaxes(kernel, -1, -2)
    target = (kernel @ observed[..., None])[..., 0]
    # The largest row sum of a matrix without negative entries is at least its largest eigenvalue.
    step = 1 / gram.sum(axis=-1).max(axis=-1, keepdims=True)
    r = ahead = observed
    pace = 1.0
    for _ in range(_STEPS):
        gradient = (gram @ ahead[..., None])[..., 0] - target
        moved = _on_simplex(ahead - step * gradient)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + (pace - 1) / faster * (moved - r)
        r, pace = moved, faster
    return r


def _on_simplex(values: Array) -> Array:
    """The nearest points whose parts are >= 0 and sum to 1 (Duchi et al. 2008), along the last axis."""
    falling = -np.sort(-values, axis=-1)
    over = (np.cumsum(falling, axis=-1) - 1) / np.arange(1, values.shape[-1] + 1)
    last = (falling > over).sum(axis=-1, keepdims=True) - 1
    result: Array = np.maximum(values - np.take_along_axis(over, last, axis=-1), 0)
    return result


def _draws(labelled: Array, machine: Array, human: Array, national: Array, part: float) -> Array:
    """(400, 7): corrected mixes under the chance of both samples.

    The prior is split between tool and person as the statements are, so that the sum of both parts is the posterior
    of the raw interval.
    """
    generator = np.random.default_rng(_SEED)
    rows = generator.standard_gamma(labelled + _PRIOR, size=(_DRAWS, *labelled.shape))
    rows /= rows.sum(axis=-1, keepdims=True)
    own = generator.standard_gamma(machine + A0 * part * national, size=(_DRAWS, len(CATEGORIES)))
    theirs = generator.standard_gamma(human + A0 * (1 - part) * national, size=own.shape)
    weight = own.sum(axis=-1, keepdims=True)
    result: Array = (weight * unmixed(rows, own / weight) + theirs) / (weight + theirs.sum(axis=-1, keepdims=True))
    return result


def _labelled(matrix: tuple[tuple[int, ...], ...]) -> Array:
    """(7, 8): the counts of the statements labelled with one of the seven."""
    return np.array(matrix, dtype=np.float64)[: len(CATEGORIES)]


def _expected(labelled: Array) -> Array:
    smooth = labelled + _PRIOR
    result: Array = smooth / smooth.sum(axis=-1, keepdims=True)
    return result


def _bounds(draws: Array) -> Array:
    tail = 100 * (1 - MASS) / 2
    result: Array = np.percentile(draws, [tail, 100 - tail], axis=0)
    return result


def _array(values: Mapping[str, float]) -> Array:
    return np.array([values.get(category, 0) for category in CATEGORIES], dtype=np.float64)
