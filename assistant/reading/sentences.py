"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

_PAIRS: Final = dict(zip("”’）)》〉」』】〕]", "“‘（(《〈「『【〔[", strict=True))
_OPENERS: Final = frozenset(_PAIRS.values())
_QUOTES: Final = "“「『"
_BRACKETS: Final = "（("
_EVENT: Final = re.compile(r"[“”‘’（）()《》〈〉「」『』【】〔〕\[\]。！？；!?;]|(?<![.\d])\.(?!\.)|(?<=\d)\.(?=\s|$)")
_RESPONSIBLE: Final = re.compile(r"责任|牵头|配合|负责|主办|协办|(?:[部局委办院行会府厅]|中心)$")
_BLANKS: Final = re.compile(r"\s*")
_TAIL: Final = re.compile(r"[。！？；!?;…”’」』）》】〕)\]]*")
_CERTAIN: Final = "。！？；"
_CONTINUING: Final = "，、；：,;:的等。）)“‘「『"
_ABBREVIATIONS: Final = re.compile(
    r"(?:art|ca|cf|ch|co|corp|dr|eds?|eq|etc|eg|figs?|gov|ie|inc|incl|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ltd"
    r"|m[rs]s?|nos?|pp?|para|prof|sec|st|vol|vs|approx|dept|est|govt|max|min|resp)$",
    re.IGNORECASE,
)
_NEAR: Final = 16
_WORDS: Final = re.compile(r"[^\W_]")
_WORD: Final = re.compile(r"[\w.]+$")
_MARKS: Final = re.escape("".join((*_PAIRS, *_PAIRS.values(), _CERTAIN, "!?;.")))
_POINT: Final = r"(?<=\d)\.(?=\S)"
_CALM: Final = rf"(?:[^{_MARKS}]|{_POINT})*+"
_SHELTERED: Final = "|".join(re.escape(opening) + _CALM + re.escape(closing) for closing, opening in _PAIRS.items())
_RUN: Final = re.compile(rf"[{_CERTAIN}][{_CERTAIN}…]*")
_PLAIN: Final = re.compile(rf"(?:[^{_MARKS}]++|{_RUN.pattern}+(?!\s*[{_BRACKETS}])|{_SHELTERED}|{_POINT})*+")
"""Text in which 。！？； alone end sentences: none of them stands in quotes or brackets, no bracket opens a sentence,
no full stop is Latin, and every quote or bracket closes before the next one opens."""


def spans(text: str) -> list[tuple[int, int]]:
    """0-based, end-exclusive spans of the sentences of one paragraph, trimmed of blanks, in order.

    A sentence ends at 。！？； and, in Latin text, at a full stop; closing quotes and brackets stay with it, and a
    remark in brackets after it (责任单位) too. Inside “…” and （…） nothing is split. Every letter and digit of the
    text lies in exactly one span.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for cut in (*(_plain_cuts(text) if _PLAIN.fullmatch(text) else _cuts(text)), len(text)):
        left, right = _trimmed(text, start, cut)
        start = cut
        if left == right:
            continue
        if found and _belongs_before(text, left, right):
            found[-1] = (found[-1][0], right)
        elif _WORDS.search(text, left, right):
            found.append((left, right))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _belongs_before(text: str, left: int, right: int) -> bool:
    """Whether a stretch is no sentence of its own: marks only, or one remark in brackets."""
    if not _WORDS.search(text, left, right):
        return True
    if text[left] not in _BRACKETS:
        return False
    body = text[left:right].rstrip("。；")
    return body[-1] in "）)" and _closed_at(body) == len(body) - 1


def _closed_at(text: str) -> int:
    """Where the bracket that opens `text` closes; -1 where it does not."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char in _BRACKETS) - (char in "）)")
        if depth == 0:
            return index
    return -1


def _plain_cuts(text: str) -> Iterator[int]:
    """What `_cuts` gives for `_PLAIN` text."""
    return (run.end() for run in _RUN.finditer(text))


def _cuts(text: str) -> Iterator[int]:
    """Where one sentence ends and the next may begin."""
    events = [(m.start(), m[0]) for m in _EVENT.finditer(text)]
    shelters = _shelters(events)
    safe = 0
    for index, char in events:
        if index < safe:
            continue
        if index in shelters:
            safe = shelters[index] + 1
            if char in _QUOTES and _quote_ends_sentence(text, safe):
                yield safe
        elif char not in _PAIRS and char not in _OPENERS and _ends(text, index, char):
            safe = _remark_end(text, _tail_end(text, index + 1), shelters)
            yield safe


def _tail_end(text: str, start: int) -> int:
    tail = _TAIL.match(text, start)
    return tail.end() if tail else start


def _after_blanks(text: str, start: int) -> int:
    found = _BLANKS.match(text, start)
    return found.end() if found else start


def _remark_end(text: str, cut: int, shelters: dict[int, int]) -> int:
    """Where a remark on who is responsible ends that follows a cut: …平台。（市数据局负责）加快…; else the cut."""
    opening = _after_blanks(text, cut)
    closing = shelters.get(opening, -1)
    if closing < 0 or text[opening] not in _BRACKETS or not _RESPONSIBLE.search(text[opening + 1 : closing]):
        return cut
    return _tail_end(text, closing + 1)


def _shelters(events: list[tuple[int, str]]) -> dict[int, int]:
    """Opening mark -> its closing mark; unpaired marks shelter nothing."""
    shelters: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    open_now: Counter[str] = Counter()
    for index, char in events:
        if char in _OPENERS:
            waiting.append((index, char))
            open_now[char] += 1
        elif open_now[_PAIRS.get(char, "")]:
            other = ""
            while other != _PAIRS[char]:
                start, other = waiting.pop()
                open_now[other] -= 1
            shelters[start] = index
    return shelters


def _quote_ends_sentence(text: str, after: int) -> bool:
    """Whether a quotation that closes just before `after` closes its sentence: “……。”各地…"""
    return text[after - 2] in "。！？" and after < len(text) and text[after] not in _CONTINUING


def _ends(text: str, index: int, char: str) -> bool:
    if char in _CERTAIN:
        return True
    before = text[index - 1] if index else ""
    after = text[index + 1] if index + 1 < len(text) else ""
    if char != ".":
        return not after or after.isspace() or _is_wide(after) or _is_wide(before)
    if after and not after.isspace():
        return (_is_wide(before) or before in "%％)") and _is_wide(after)
    return not after or _is_wide(before) or _is_latin_stop(text, index)


def _is_latin_stop(text: str, index: int) -> bool:
    """Whether a full stop before a blank ends a Latin sentence: not an abbreviation, an initial or a list's number."""
    found = _WORD.search(text, max(0, index - _NEAR), index)
    word = found[0] if found else ""
    if "." in word or _ABBREVIATIONS.match(word) or (len(word) == 1 and word.isalpha()):
        return False
    before = text[max(0, index - len(word) - _NEAR) : index - len(word)].rstrip()
    if word.isdigit() and before[-1:] in ("", *".!?。；"):
        return False
    following = _after_blanks(text, index + 1)
    return not text[following : following + 1].islower()


def _is_wide(char: str) -> bool:
    return char >= "\u2e80"
