"""Which statements an utterance names together: s4、s5, s4 and s5, s3 to s6; and what is said of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.chat.found import Found
from assistant.chat.numerals import NUMERAL, number
from assistant.model import Problem

_MARKED = (
    rf"(?:(?<![A-Za-z0-9])s[\s-]?\d+(?![A-Za-z0-9])|第\s?{NUMERAL}\s?(?:条|句)?(?:陈述)?"
    r"|(?:statements?|sentences?|陈述|语句)\s?(?:no\.?|number|#)?\s?\d+|#\d+)"
)
_BARE = r"\d+(?![A-Za-z0-9.%％年月个项])\s?(?:条|句)?(?:陈述)?"
"""A number alone names a statement only where it ends a range: s3-6."""
_TO = r"\s*(?:[-–—－~～至到]|\b(?:to|through|till|until)\b)\s*"
_AND = r"\s*(?:[、，,；;/&+]|以及|还有|[和与及跟同]|\band\b)*\s*(?:and\b)?\s*"
_RUN = re.compile(rf"{_MARKED}(?:{_TO}(?:{_MARKED}|{_BARE})|{_AND}{_MARKED})*", re.I)
_PART = re.compile(rf"(?P<to>{_TO})?(?P<one>{_MARKED}|{_BARE})", re.I)
_DIGITS = re.compile(rf"\d+|{NUMERAL}")


Run = tuple[Found, tuple[str, ...]]
"""Statements named side by side: where, and their ids."""


def together(found: Sequence[Found], text: str, last: int) -> list[Run]:
    """The runs of statements named side by side, each with the ids it stands for, ranges filled in.

    Args:
        found: the slots of `text`; what is no slot is no statement either.
        last: how many statements the draft has.

    Raises:
        Problem: a range ends beyond the draft.
    """
    heard = [f for f in found if f.name == "statement"]
    runs = []
    for match in _RUN.finditer(text):
        if any(f.start < match.end() and match.start() < f.end for f in heard):
            ids = tuple(f"s{n}" for n in sorted(set(_numbers(match[0], last))))
            runs.append((Found("statement", ids[0], match.start(), match.end()), ids))
    return runs


def _numbers(run: str, last: int) -> Iterator[int]:
    before = 0
    for part in _PART.finditer(run):
        digits = _DIGITS.search(part["one"])
        here = number(digits[0]) if digits else 0
        if part["to"] and max(before, here) > last:
            raise Problem("no_statement", statement=f"s{max(before, here)}", last=last)
        yield from range(min(before, here), max(before, here) + 1) if part["to"] else (here,)
        before = here


def destinations(runs: Sequence[Run], found: Sequence[Found], category: object) -> dict[str, str] | None:
    """Statement -> category or none, as an utterance says it; None where it is not clear which goes where.

    One run goes to `category`. Several are clear only where each is followed by its own: s4 to X, s5 and s6 to Y.
    """
    if len(runs) == 1:
        return dict.fromkeys(runs[0][1], str(category))
    marks = sorted([*(run for run, _ in runs), *(f for f in found if f.name == "category")], key=lambda f: f.start)
    if [f.name for f in marks] != ["statement", "category"] * len(runs):
        return None
    pairs = [(i, str(to.value)) for (_, ids), to in zip(runs, marks[1::2], strict=True) for i in ids]
    return dict(pairs) if len(dict(pairs)) == len(pairs) else None


def parted(run: Found, text: str) -> bool:
    """Whether a comma may part two clauses inside a run: keep s3, s4 is wrong."""
    said = text[run.start : run.end]
    return bool(re.search(r"[，,；;]", said) and text[: run.start].strip() and text[run.end :].strip(" 。.!！吧"))
