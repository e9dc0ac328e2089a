"""Role and strength of a statement: what kind of sentence it is and how firmly it commits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.codebook import Codebook, codebook
from assistant.coding.batch import Batch, Scan, owners, per_statement
from assistant.coding.lexicon import FIRM, lexicon
from assistant.coding.match import Hit
from assistant.coding.plain import is_plain
from assistant.model import Role

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
_CLOSING = "。：:."
_DANGLING = "的和与及将为在对以、，,（“"


@dataclass(frozen=True)
class Firmness:
    """Per statement its strength 1-3 and the cues it rests on."""

    strength: NDArray[np.int64]
    cues: list[tuple[str, ...]]


@cache
def _patterns(name: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """The patterns of a cue that need a digit, and the others; plain words are the lexicon's."""
    book = codebook()
    cues = [cue for cue in (*book.strength[name], *book.strength[f"{name}_en"]) if not is_plain(cue)]
    groups = [c for c in cues if "\\d" in c], [c for c in cues if "\\d" not in c]
    counted, other = (_pattern("|".join(group)) if group else None for group in groups)
    return counted, other


def _pattern(words: str) -> re.Pattern[str]:
    """Compiled for normalised text, which has no capitals: to ignore case costs time, and few patterns need it."""
    return re.compile(words, re.IGNORECASE if re.search("[A-Z]", re.sub(r"\\.", "", words)) else 0)


def firmness(batch: Batch, found: Scan, wanted: NDArray[np.bool_]) -> Firmness:
    """1 slogan, 2 a concrete measure, 3 a measure with at least two of body, target, deadline, feedback.

    Args:
        wanted: the statements to look at; the others have strength 1 and no cues.
    """
    bits = _named(batch, found)
    digits = per_statement(batch, (batch.codes >= ord("0")) & (batch.codes <= ord("9"))) > 0
    for name in _PATTERNED:
        bit = 1 << FIRM.index(name)
        lacking = wanted & (bits & bit == 0)
        for pattern, asked in zip(_patterns(name), (lacking & digits, lacking), strict=True):
            if pattern is not None:
                search = pattern.search
                bits[[n for n in np.flatnonzero(asked).tolist() if search(batch.plains[n].text)]] |= bit
    bits[~wanted] = 0
    return Firmness(_STRENGTH.take(bits), [_CUES[n] for n in bits.tolist()])


def _named(batch: Batch, found: Scan) -> NDArray[np.uint8]:
    """Per statement the cues of strength whose words stand in it, a bit each."""
    words = lexicon()
    firming = np.flatnonzero(words.firming.take(found.pattern))
    bits = np.zeros(len(batch.starts), np.uint8)
    np.bitwise_or.at(bits, owners(batch, found.start.take(firming)), words.firming.take(found.pattern.take(firming)))
    return bits


def _strength_of(cues: int) -> int:
    concrete = cues & _CONCRETE
    return 1 if not concrete else 3 if (cues & _FIRM).bit_count() >= 2 else 2


_FIRM = (1 << FIRM.index("concrete")) - 1
_CONCRETE = sum(1 << FIRM.index(name) for name in ("concrete", "target", "body"))
_STRENGTH = np.array([_strength_of(cues) for cues in range(1 << len(FIRM))])
_CUES = [tuple(name for n, name in enumerate(FIRM[:-1]) if cues >> n & 1) for cues in range(1 << len(FIRM))]


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
    one, other = (words.rstrip(_CLOSING) for words in (text, headings[-1]))
    return one[-1:] == other[-1:] and _NUMBERING.sub("", one) == _NUMBERING.sub("", other)


def under(book: Codebook, headings: Iterable[str]) -> str | None:
    """Which kind of part the headings announce, the innermost first."""
    for heading in reversed([h.lower() for h in headings]):
        for name in ("achievement", "status", "slogan"):
            if any(word in heading for word in book.roles[f"{name}_headings"]):
                return name
    return None
