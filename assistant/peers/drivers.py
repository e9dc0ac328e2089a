"""Origin: what the draft's own words show of the four drivers of attention that the attention paper names.

The central directive is rigid; the city's needs, economic preference and learning from neighbours are flexible. Words
show that a driver is mentioned, never how strong it was: each one is a question to the planner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from assistant.model import Coding
from assistant.peers.reference import reference_cities
from assistant.peers.regions import english_name
from assistant.resources import rubric_file
from assistant.yamlfile import Reader, load_mapping

DRIVERS: Final = ("central_directive", "city_needs", "economic_preference", "neighbours")
"""In the paper's order: one rigid, three flexible."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A statement that mentions a driver."""

    statement: str
    spans: tuple[tuple[int, int], ...]
    """The words that say so, in `Draft.text`, ascending."""
    coded: bool
    """Whether the statement is on digital governance."""


@dataclass(frozen=True, slots=True)
class Driver:
    """One driver and where the text mentions it, statements on digital governance first."""

    id: str
    seen: tuple[Sighting, ...]

    @property
    def coded(self) -> int:
        """How many of the statements are on digital governance."""
        return sum(s.coded for s in self.seen)


def drivers(codings: Sequence[Coding], title: str = "", city: str | None = None) -> tuple[Driver, ...]:
    """The four drivers and the statements that mention them.

    Args:
        title: the draft's title; a city it names is the draft's own and no neighbour.
        city: the draft's own city; "" for a draft of none of the paper's cities; None where nobody has said it, and
            then the names of cities are compared only where the title tells the draft's own.
    """
    cues = driver_cues(rubric_file("drivers.yaml"))
    others = _other_cities(title, city)
    found = []
    for name in DRIVERS:
        patterns = (*cues[name], *others) if name == "neighbours" else cues[name]
        seen = [s for coding in codings if (s := _sighting(coding, patterns)) is not None]
        found.append(Driver(name, tuple(sorted(seen, key=lambda s: not s.coded))))
    return tuple(found)


@cache
def driver_cues(path: Path) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Driver -> its patterns, from a file as rubrics/drivers.yaml; Problem names the file and the key that is wrong."""
    reader = Reader(path.name, load_mapping(path)).only("meta", "drivers")
    found = {}
    for entry in reader.each("drivers"):
        name = entry.only("id", "cues").one_of("id", DRIVERS)
        found[name] = tuple(_compiled(entry, cue) for cue in entry.strings("cues"))
    reader.fail_unless(tuple(found) == DRIVERS, "drivers", "order", known=", ".join(DRIVERS))
    return found


def _compiled(entry: Reader, cue: str) -> re.Pattern[str]:
    try:
        return re.compile(cue, re.I)
    except re.error as error:
        raise entry.fail("cues", "pattern", pattern=cue, error=str(error)) from error


def own_city_known(title: str, city: str | None) -> bool:
    """Whether a city's name in the draft can be told from the draft's own."""
    return city is not None or bool(_own(title, city))


def _own(title: str, city: str | None) -> list[str]:
    named = [name for name in reference_cities() if _short(name) in title or english_name(name) in title]
    return [city] if city else named


def _other_cities(title: str, city: str | None) -> tuple[re.Pattern[str], ...]:
    """The names of the paper's cities but the draft's own, as they stand in a sentence."""
    if not own_city_known(title, city):
        return ()
    own = _own(title, city)
    others = [name for name in reference_cities() if name not in own]
    words = [_short(name) for name in others] + [rf"\b{re.escape(english_name(name))}\b" for name in others]
    return (re.compile("|".join(words)),)


def _short(city: str) -> str:
    return city.removesuffix("市")


def _sighting(coding: Coding, patterns: Sequence[re.Pattern[str]]) -> Sighting | None:
    text, start = coding.statement.text, coding.statement.start
    hits = sorted({match.span() for pattern in patterns for match in pattern.finditer(text)})
    apart: list[tuple[int, int]] = []
    for left, right in hits:
        if apart and left < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(right, apart[-1][1]))
        else:
            apart.append((left, right))
    if not apart:
        return None
    spans = tuple((start + left, start + right) for left, right in apart)
    return Sighting(coding.statement.id, spans, coding.category is not None)
