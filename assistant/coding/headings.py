"""What the headings above a statement say about it: whether they are digital, and which category they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import lay_out, marks, owners, scan
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise_all
from assistant.coding.terms import spoken
from assistant.model import Statement

_REMEMBERED: Final = 20_000
"""Headings; a draft has hundreds, a folder of plans many that come once."""


class Heading(NamedTuple):
    """What one heading says."""

    digital: bool
    category: str | None
    """The only category that it names."""


class Above(NamedTuple):
    """What stands above the statements of a batch."""

    digital: NDArray[np.bool_]
    """Whether one of the headings is digital."""
    category: list[str | None]
    """The category that the innermost heading with exactly one names: a prior for what stands under it."""


@cache
def _remembered() -> dict[str, Heading]:
    return {}


def read_headings(headings: Iterable[str]) -> Mapping[str, Heading]:
    """What each of some headings says."""
    known = _remembered()
    if len(known) > _REMEMBERED:
        known.clear()
    wanted = list(dict.fromkeys(headings))
    new = [heading for heading in wanted if heading not in known]
    if new:
        known.update(zip(new, _read(new), strict=True))
    return {heading: known[heading] for heading in wanted}


def _read(headings: Sequence[str]) -> list[Heading]:
    words = lexicon()
    batch = lay_out(normalise_all(headings))
    found = scan(words, batch)
    digital = np.zeros(len(headings), np.bool_)
    digital[owners(batch, np.flatnonzero(marks(words, batch, found).near))] = True
    heard = spoken(words, batch, found, words.covering)
    named: list[set[str]] = [set() for _ in headings]
    for owner, pattern in zip(heard.owner.tolist(), heard.pattern.tolist(), strict=True):
        named[owner].update(use.value for use in words.naming[pattern] if use.purpose == "category")
    return [
        Heading(is_digital, next(iter(names)) if len(names) == 1 else None)
        for is_digital, names in zip(digital.tolist(), named, strict=True)
    ]


def above(statements: Sequence[Statement], title: str = "") -> Above:
    """What the headings of each statement, and the draft's title, say together."""
    known = read_headings([title, *(heading for path in {s.heading for s in statements} for heading in path)])
    paths: dict[tuple[str, ...], tuple[bool, str | None]] = {}
    for path in {s.heading for s in statements}:
        named = (known[heading].category for heading in reversed(path))
        digital = known[title].digital or any(known[heading].digital for heading in path)
        paths[path] = (digital, next((category for category in named if category is not None), None))
    each = [paths[s.heading] for s in statements]
    return Above(np.array([digital for digital, _ in each], np.bool_), [category for _, category in each])
