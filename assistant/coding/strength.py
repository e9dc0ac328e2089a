"""Role and strength of a statement: what kind of sentence it is and how firmly it commits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.codebook import Codebook, codebook
from assistant.coding.match import Hit
from assistant.coding.plain import is_plain
from assistant.model import Role

_FIRM = ("body", "target", "deadline", "feedback")
_PATTERNED = ("target", "deadline")
_SHORTEST = 6
_OPENING = 4
"""Before this offset a cue opens the statement."""
_PROMISE = re.compile(r"将|力争|今年|下一步|到20\d\d年|will |shall |by 20\d\d")
_FRAME = re.compile(
    r"(?:制定|编制|印发)本(?:规划|行动计划|计划|方案|意见|办法)|^[（(]?(?:本章|本节)?(?:责任单位|牵头单位|配合单位)"
)
_NUMBERING = re.compile(r"^[（(]?(?:第?[一二三四五六七八九十百\d]+)[章节）)、.．]\s*")
_LONGEST_NUMBER = 12
_DIGIT = re.compile(r"\d")
_DANGLING = "的和与及将为在对以、，,（“"


@dataclass(frozen=True, slots=True)
class Firmness:
    """Strength 1-3 and the cues it rests on."""

    strength: int
    cues: tuple[str, ...]


@cache
def _patterns(version: str, name: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """The patterns of a cue that need a digit, and the others; plain words are the lexicon's."""
    book = codebook()
    if book.version != version:
        raise ValueError(version)
    cues = [cue for cue in (*book.strength[name], *book.strength[f"{name}_en"]) if not is_plain(cue)]
    groups = [c for c in cues if "\\d" in c], [c for c in cues if "\\d" not in c]
    counted, other = (re.compile("|".join(group), re.IGNORECASE) if group else None for group in groups)
    return counted, other


def _names(version: str, name: str, text: str, counts: bool) -> bool:
    counted, other = _patterns(version, name)
    if counts and counted is not None and counted.search(text) is not None:
        return True
    return other is not None and other.search(text) is not None


def firmness(book: Codebook, text: str, named: Collection[str]) -> Firmness:
    """1 slogan, 2 a concrete measure, 3 a measure with at least two of body, target, deadline, feedback.

    Args:
        named: cues of strength whose words stand in the text.
    """
    counts = _DIGIT.search(text) is not None
    found = set(named)
    found.update(n for n in _PATTERNED if n not in found and _names(book.version, n, text, counts))
    cues = tuple(name for name in _FIRM if name in found)
    concrete = "concrete" in found or bool({"target", "body"} & set(cues))
    if not concrete:
        return Firmness(1, cues)
    return Firmness(3 if len(cues) >= 2 else 2, cues)


def role(book: Codebook, text: str, headings: Sequence[str], hits: Iterable[Hit]) -> Role:
    """Commitment, achievement, status, slogan or fragment, by the statement's cues and its headings."""
    found = {h.use.value: h.start for h in reversed([h for h in hits if h.use.purpose == "role"])}
    if dangles(text):
        return "fragment"
    if is_label(text, headings):
        return "slogan"
    if _FRAME.search(text):
        return "status"
    part = under(book, headings)
    early = found.get("future", len(text)) < _OPENING
    if part in ("achievement", "status") and not _PROMISE.search(text):
        return "achievement" if part == "achievement" and "status" not in found else "status"
    if part == "slogan" or found.get("slogan", len(text)) < _OPENING:
        return "slogan"
    if "past" in found and not early and not (_PROMISE.search(text) and found["past"] > found.get("future", 0)):
        return "achievement"
    return "status" if "status" in found and "future" not in found else "commitment"


def dangles(text: str) -> bool:
    """Whether a text is too short for a sentence or breaks off in the middle of one."""
    return len(text) < _SHORTEST or text[-1] in _DANGLING


def is_frame(text: str) -> bool:
    """Whether a remark in brackets names who is responsible for a chapter."""
    return text[:1] in "（(" and _FRAME.search(text) is not None


def promises(text: str) -> bool:
    """Whether the words look ahead, so that no heading makes them a report."""
    return _PROMISE.search(text) is not None


def is_label(text: str, headings: Sequence[str]) -> bool:
    """Whether the statement only repeats its own heading, as run-in headings do."""
    if not headings or len(text) > len(headings[-1]) + _LONGEST_NUMBER:
        return False
    one, other = (_NUMBERING.sub("", words).rstrip("。：:.") for words in (text, headings[-1]))
    return one == other


def under(book: Codebook, headings: Iterable[str]) -> str | None:
    """Which kind of part the headings announce, the innermost first."""
    for heading in reversed([h.lower() for h in headings]):
        for name in ("achievement", "status", "slogan"):
            if any(word in heading for word in book.roles[f"{name}_headings"]):
                return name
    return None
