"""Role and strength of a statement: what kind of sentence it is and how firmly it commits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.codebook import Codebook, codebook
from assistant.coding.match import Hit
from assistant.model import Role

_FIRM = ("body", "target", "deadline", "feedback")
_SHORTEST = 6
_OPENING = 4
"""Before this offset a cue opens the statement."""
_PROMISE = re.compile(r"将|力争|今年|下一步|到20\d\d年|will |shall |by 20\d\d")
_FRAME = re.compile(
    r"(?:制定|编制|印发)本(?:规划|行动计划|计划|方案|意见|办法)|^[（(]?(?:本章|本节)?(?:责任单位|牵头单位|配合单位)"
)
_NUMBERING = re.compile(r"^[（(]?(?:第?[一二三四五六七八九十百\d]+)[章节）)、.．]\s*")
_DANGLING = "的和与及将为在对以、，,（“"


@dataclass(frozen=True, slots=True)
class Firmness:
    """Strength 1-3 and the cues it rests on."""

    strength: int
    cues: tuple[str, ...]


@cache
def _pattern(book_version: str, name: str) -> re.Pattern[str]:
    book = codebook()
    if book.version != book_version:
        raise ValueError(book_version)
    return re.compile("|".join((*book.strength[name], *book.strength[f"{name}_en"])), re.IGNORECASE)


def firmness(book: Codebook, text: str, hits: Iterable[Hit]) -> Firmness:
    """1 slogan, 2 a concrete measure, 3 a measure with at least two of body, target, deadline, feedback."""
    named = {h.use.value for h in hits if h.use.purpose == "strength"}
    named |= {name for name in ("target", "deadline") if _pattern(book.version, name).search(text)}
    cues = tuple(name for name in _FIRM if name in named)
    concrete = "concrete" in named or bool({"target", "body"} & set(cues))
    if not concrete:
        return Firmness(1, cues)
    return Firmness(3 if len(cues) >= 2 else 2, cues)


def role(book: Codebook, text: str, headings: Sequence[str], hits: Iterable[Hit]) -> Role:
    """Commitment, achievement, status, slogan or fragment, by the statement's cues and its headings."""
    found = {h.use.value: h.start for h in reversed([h for h in hits if h.use.purpose == "role"])}
    if len(text) < _SHORTEST or text[-1] in _DANGLING:
        return "fragment"
    if _is_label(text, headings):
        return "slogan"
    if _FRAME.search(text):
        return "status"
    under = _under(book, headings)
    early = found.get("future", len(text)) < _OPENING
    if under in ("achievement", "status") and not _PROMISE.search(text):
        return "achievement" if under == "achievement" and "status" not in found else "status"
    if under == "slogan" or found.get("slogan", len(text)) < _OPENING:
        return "slogan"
    if "past" in found and not early and not (_PROMISE.search(text) and found["past"] > found.get("future", 0)):
        return "achievement"
    return "status" if "status" in found and "future" not in found else "commitment"


def _is_label(text: str, headings: Sequence[str]) -> bool:
    """Whether the statement only repeats its own heading, as run-in headings do."""
    return bool(headings) and _NUMBERING.sub("", text).rstrip("。：:.") == _NUMBERING.sub("", headings[-1]).rstrip(
        "。：:."
    )


def _under(book: Codebook, headings: Iterable[str]) -> str | None:
    """Which kind of part the headings announce, the innermost first."""
    for heading in reversed([h.lower() for h in headings]):
        for name in ("achievement", "status", "slogan"):
            if any(word in heading for word in book.roles[f"{name}_headings"]):
                return name
    return None
