"""One spelling for matching, with the way back to the draft's own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from assistant.resources import data_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEPARATOR = "\0"
"""Joins texts that are normalised in one go; nothing reaches across it."""
_PUNCTUATION = tuple(zip("，：；（）！？", ",:;()!?", strict=True))
_BLANKS = " \n\r\u00a0\u2002-\u200a\u202f\u205f\u3000"  # no tab: it parts the cells of a table
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_HAN = "\u3007\u3400-\u9fff"
_LOOSE = re.compile(f"[{_BLANKS}{_INVISIBLE}]+")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")
_INSIDE_CHINESE = re.compile(f"[{_HAN}][{_HAN}a-z0-9]|[a-z0-9][{_HAN}]")
_SPACED_OUT = re.compile("(?<![a-z0-9])[a-z0-9](?: [a-z0-9])+(?![a-z0-9])")
_HAN_BOTH = re.compile(f"[{_HAN}][{_HAN}]")
_BLANK = re.compile(" ")


_LOOSENED, _FOREIGN = 1, 2
"""A blank or an invisible character, which may be dropped; a traditional one, which may stand in a regional word."""


class Normalised(NamedTuple):
    """Folded text, and where it is shorter than the original, by how much."""

    text: str
    joints: tuple[int, ...] = ()
    """Offsets in `text` from which on a new shift holds, ascending from 0; empty where nothing moved."""
    shifts: tuple[int, ...] = ()
    """What to add to an offset in `text` from each joint on."""

    def origin(self, at: int) -> int:
        """The original offset of a folded character."""
        return at + self.shifts[bisect_right(self.joints, at) - 1] if self.joints else at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded one that holds at least one character."""
        return self.origin(start), self.origin(end - 1) + 1


def normalise(text: str) -> Normalised:
    """Fold width, case, traditional characters and regional words; drop blanks and line breaks inside Chinese (特 色).

    Characters fold one to one, so the folded text keeps its offsets unless something is dropped or a word is shorter
    on the mainland (網際網路 -> 互联网). Costs about a microsecond where nothing but punctuation has to change.
    """
    plain = text
    for wide, narrow in _PUNCTUATION:
        plain = plain.replace(wide, narrow)  # the common case: far cheaper than a table
    if _unusual().search(plain) is None:
        return Normalised(plain)
    folded = _unusual().sub(_fold_run, plain)
    gaps = _gaps(folded) if _LOOSE.search(folded) else []
    short = _without(folded, gaps)
    return _mainland(_without(plain, gaps).text, short) if _traditional().search(plain) else short


def normalise_all(texts: Sequence[str]) -> list[Normalised]:
    """`normalise` of each text; those where nothing but punctuation changes cost next to nothing."""
    import numpy as np

    from assistant.coding.code_points import code_points

    codes = code_points(SEPARATOR.join(texts))
    fold, odd = _tables()
    folded = fold.take(codes, mode="clip")
    beyond = np.flatnonzero(codes >= len(fold))
    folded[beyond] = codes.take(beyond)
    joined = folded.tobytes().decode("utf-32-le", "surrogatepass")
    parts = joined.split(SEPARATOR)
    if len(parts) != len(texts):  # a text holds the separator itself
        return [normalise(text) for text in texts]
    plain = [Normalised(part) for part in parts]
    ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)) + 1)
    found = odd.take(codes, mode="clip")
    if (found == _LOOSENED).any():
        for number, gaps in _owned_gaps(joined, ends.tolist()).items():
            plain[number] = _without(parts[number], gaps)
    for number in np.unique(np.searchsorted(ends, np.flatnonzero(found == _FOREIGN), side="right")).tolist():
        plain[number] = normalise(texts[number])
    return plain


def _owned_gaps(joined: str, ends: list[int]) -> dict[int, list[tuple[int, int]]]:
    """`_gaps` of joined texts by number of the text that ends at `ends`, counted from its start."""
    owned: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in _gaps(joined):
        number = bisect_right(ends, start)
        first = ends[number - 1] if number else 0
        owned[number].append((start - first, end - first))
    return owned


def _gaps(folded: str) -> list[tuple[int, int]]:
    """Spans of the blanks inside Chinese and of invisible characters, ascending."""
    spans: list[tuple[int, int]] = []
    for run in _LOOSE.finditer(folded):
        start, end = run.span()
        if start and _INSIDE_CHINESE.match(folded[start - 1] + folded[end : end + 1]):
            spans.append((start, end))
        else:
            spans += [m.span() for m in _INVISIBLES.finditer(folded, start, end)]
    for run in _SPACED_OUT.finditer(folded):
        start, end = run.span()
        before, after = folded[max(0, start - 2) : start].strip()[-1:], folded[end : end + 2].strip()[:1]
        if _HAN_BOTH.match(before + after):
            spans += [m.span() for m in _BLANK.finditer(folded, start, end)]
    return sorted(set(spans))


def _without(text: str, gaps: list[tuple[int, int]]) -> Normalised:
    """The text without some spans."""
    parts: list[str] = []
    joints, shifts = [0], [0]
    length = at = 0
    for start, end in gaps:
        if start < at:
            continue
        parts.append(text[at:start])
        length += start - at
        at = end
        if length == joints[-1]:
            shifts[-1] = at - length
        else:
            joints.append(length)
            shifts.append(at - length)
    return Normalised("".join([*parts, text[at:]]), tuple(joints), tuple(shifts)) if parts else Normalised(text)


def _mainland(written: str, plain: Normalised) -> Normalised:
    """Regional words become the mainland's; of a shorter one the last character stands for all that is left over."""
    parts: list[str] = []
    gaps: list[tuple[int, int]] = []
    at = 0
    for word in _regional_pattern().finditer(written):
        start, end = word.span()
        new = _regional()[word[0]]
        parts += [plain.text[at:start], new]
        at = end
        if len(new) < len(word[0]):
            gaps.append((start + len(new) - 1, end - 1))
    text = "".join([*parts, plain.text[at:]])
    if not gaps:
        return Normalised(text, plain.joints, plain.shifts)
    inner = _without(written, gaps)
    joints = sorted({*inner.joints, *(j - sum(e - s for s, e in gaps if e <= j) for j in plain.joints)})
    origins = [plain.origin(inner.origin(j)) for j in joints]
    return Normalised(text, tuple(joints), tuple(o - j for o, j in zip(origins, joints, strict=True)))


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_fold())


@cache
def simplified() -> dict[int, int]:
    """Traditional code point -> simplified one."""
    return {ord(t): ord(plain) for plain, written in rows("traditional.csv") for t in written}


@cache
def _fold() -> dict[int, int]:
    """Code point -> code point, all one to one."""
    fold = dict(simplified())
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00)):  # radicals and compatibility forms, from PDF fonts
        plain = normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            fold[code] = fold.get(ord(plain), ord(plain))
    fold |= {code: ord(chr(code - 0xFEE0).lower()) for code in range(0xFF01, 0xFF5F)}
    fold |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    return fold | {0x3000: ord(" "), 0x00A0: ord(" ")}


@cache
def _unusual() -> re.Pattern[str]:
    """Runs of characters that fold, and anything that may have to be dropped."""
    return re.compile(f"[{_BLANKS}{_INVISIBLE}{''.join(map(chr, sorted(_fold())))}]+")


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Per code point what it folds to, and whether it is `_LOOSENED`, `_FOREIGN` or neither (0).

    The last one, which is neither, stands for all beyond.
    """
    import numpy as np

    every = "".join(map(chr, range(max(_fold()) + 2)))
    fold, odd = np.arange(len(every), dtype=np.uint32), np.zeros(len(every), np.uint8)
    for code, plain in (*_fold().items(), *((ord(wide), ord(narrow)) for wide, narrow in _PUNCTUATION)):
        fold[code] = plain
    for pattern, kind in ((_LOOSE, _LOOSENED), (_traditional(), _FOREIGN)):
        for run in pattern.finditer(every):
            odd[run.start() : run.end()] = kind
    return fold, odd


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, simplified()))}]")


@cache
def _regional() -> dict[str, str]:
    """Taiwan's and Hong Kong's word, as `normalise` meets it -> the mainland's."""
    return dict(rows("regional_words.csv"))


@cache
def _regional_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _regional()), key=len, reverse=True)))


def rows(name: str) -> list[list[str]]:
    """The rows of a small table of data/, without notes (`#`) and header."""
    lines = data_file(name).read_text(encoding="utf-8").splitlines()
    return [line.split(",") for line in lines if line and not line.startswith("#")][1:]
