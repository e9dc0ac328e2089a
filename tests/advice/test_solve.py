"""The integer solution equals brute force, and meets what it was asked."""

from __future__ import annotations

import random

import numpy as np
import pytest

from assistant.advice.solve import GROUPS, Plan, Supply, holds, solve
from assistant.model import CATEGORIES

CASES = 1000
SLACK = 1e-9


def a_case(seed: int):
    """A small supply with random floors, caps and target; at most 8 000 plans to try."""
    dice = random.Random(seed)
    counts = tuple(dice.choice((0, 1, 2, 5, 9, 14)) for _ in CATEGORIES)
    gaps, slogans, plans = [0] * 7, [0] * 7, 1
    for k in dice.sample(range(7), 7):
        u, s = dice.choice((1, 2, 3, 6)), dice.choice((0, 0, 0, 1, 2))
        if plans * (u + 1) * (s + 1) <= 8000:
            gaps[k], slogans[k], plans = u, s, plans * (u + 1) * (s + 1)
    fears = tuple(dice.randint(0, u) for u in gaps)
    floors = {"value": _above(counts, "value", dice)}
    if dice.random() < 0.5:
        floors["people"] = _above(counts, "people", dice)
    for category in dice.sample(CATEGORIES, dice.choice((0, 0, 1, 2))):
        floors[category] = _above(counts, category, dice)
    caps = {c: round(dice.uniform(0.1, 0.4), 2) for c in dice.sample(CATEGORIES, dice.choice((0, 1, 1, 2)))}
    weights = [dice.random() for _ in CATEGORIES]
    target = {c: w / sum(weights) for c, w in zip(CATEGORIES, weights, strict=True)}
    return Supply(counts, tuple(slogans), tuple(gaps), fears), floors, caps, target


def _above(counts: tuple[int, ...], name: str, dice: random.Random) -> float:
    """A floor from a little below what the draft has to well above it, so that few cases are trivial."""
    share = sum(counts[CATEGORIES.index(c)] for c in GROUPS.get(name, (name,))) / max(1, sum(counts))
    return round(min(0.95, max(0.0, share + dice.uniform(-0.02, 0.12))), dice.choice((2, 6)))


def objective(plan: Plan, supply: Supply, target) -> tuple[float, ...]:
    """Additions, upgrades, fears left (negative: closed), distance: the smaller the better, in this order."""
    after = [sum(parts) for parts in zip(supply.counts, plan.upgrades, plan.additions, strict=True)]
    total = max(1, sum(after))
    distance = sum(abs(n / total - target[c]) for n, c in zip(after, CATEGORIES, strict=True))
    closed = sum(map(min, plan.additions, supply.fears))
    return sum(plan.additions), sum(plan.upgrades), -closed, round(distance, 9)


def brute_force(supply: Supply, floors, caps, target) -> tuple[float, ...] | None:
    """The best objective over every plan there is, or None where none meets the floors."""
    sizes = [n + 1 for pair in zip(supply.slogans, supply.gaps, strict=True) for n in pair]
    every = np.indices(sizes).reshape(14, -1)
    y, x, n = every[0::2], every[1::2], np.array(supply.counts)[:, None]
    after = n + x + y
    total = after.sum(axis=0)
    fine = np.ones(total.shape, dtype=bool)
    for name, floor in floors.items():
        rows = [CATEGORIES.index(c) for c in GROUPS.get(name, (name,))]
        fine &= after[rows].sum(axis=0) >= floor * total - SLACK
    for category, cap in caps.items():
        k = CATEGORIES.index(category)
        fine &= (x[k] + y[k] == 0) | (after[k] <= cap * total + SLACK)
    if not fine.any():
        return None
    closed = np.minimum(x, np.array(supply.fears)[:, None]).sum(axis=0)
    goal = np.array([target[c] for c in CATEGORIES])[:, None]
    distance = np.abs(after / np.maximum(1, total) - goal).sum(axis=0).round(9)
    keys = np.array([x.sum(axis=0), y.sum(axis=0), -closed, distance])[:, fine]
    return tuple(keys[:, np.lexsort(keys[::-1])[0]].tolist())


def test_the_solution_is_that_of_brute_force():
    solved = 0
    for seed in range(CASES):
        supply, floors, caps, target = a_case(seed)
        plan = solve(supply, floors, caps, target)
        best = brute_force(supply, floors, caps, target)
        assert (plan is None) == (best is None), seed
        if plan is not None and best is not None:
            assert objective(plan, supply, target) == pytest.approx(best, abs=1e-8), seed
            solved += any(plan.additions)
    assert solved > CASES / 4  # the cases are not all trivial


def test_a_plan_takes_no_more_than_there_is():
    for seed in range(CASES):
        supply, floors, caps, target = a_case(seed)
        plan = solve(supply, floors, caps, target)
        if plan is not None:
            assert all(0 <= x <= u for x, u in zip(plan.additions, supply.gaps, strict=True))
            assert all(0 <= y <= s for y, s in zip(plan.upgrades, supply.slogans, strict=True))


def test_what_already_meets_its_floors_is_left_alone():
    supply = Supply((10, 10, 10, 10, 10, 10, 1), (1,) * 7, (5,) * 7, (5,) * 7)
    plan = solve(supply, {"value": 0.1}, {}, dict.fromkeys(CATEGORIES, 1 / 7))
    assert plan == Plan((0,) * 7, (0,) * 7)


def test_a_category_over_its_cap_is_neither_added_to_nor_diluted():
    supply = Supply((90, 0, 0, 0, 0, 0, 10), (0,) * 7, (0, 0, 0, 0, 0, 20, 20), (0,) * 7)
    plan = solve(supply, {"value": 0.2}, {"distinctive_city": 0.03}, dict.fromkeys(CATEGORIES, 1 / 7))
    assert plan is not None and plan.additions[-1] == 0 and plan.additions[5] == 13


@pytest.mark.parametrize(
    ("have", "total", "floor", "met"), [(3, 10, 0.3, True), (2, 10, 0.3, False), (0, 0, 0.5, True)]
)
def test_a_floor_that_is_exactly_met_holds(have, total, floor, met):
    assert holds(have, total, floor) is met
