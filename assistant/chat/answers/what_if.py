"""What if: several changes said in one sentence, clause by clause; only counted, never recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.advice.whatif import Change
from assistant.advice.whatif import what_if as outcome
from assistant.chat.answers.look import assessed
from assistant.chat.blocks import Block, Text
from assistant.chat.session import Session
from assistant.chat.slots import Found
from assistant.chat.understand import Heard
from assistant.chat.views import what_if as view
from assistant.model import CATEGORIES
from assistant.phrases import LANGUAGES, phrases

_BREAK = re.compile(r"[，,；;。、]|\b(?:and|then)\b|并且|同时|以及|再", re.I)
_BARE = re.compile(r"(?<![\w.])\d{1,4}(?![\w.%％])", re.ASCII)
_MOST = 100_000
"""More statements than any plan has; a larger number is cut to it."""


def what_if(session: Session, heard: Heard, text: str) -> list[Block]:
    """The shares after all the changes named, beside the target; without any, how to say them."""
    found = assessed(session)
    wanted = changes(heard.found, text)
    if not wanted:
        return [Text(session.say("view.what_if.how"))]
    result = outcome(found.profile.counts, found.codings, found.ratings, wanted)
    return view.what_if(found, result, session.say)


def changes(found: Sequence[Found], text: str) -> list[Change]:
    """The changes an utterance names.

    Statements or categories alone in a clause ("s3, s4 to digital government") wait for the next clause that says what
    to do; statements with none after them ("remove s3 and s4") share what was last said.
    """
    made: list[Change] = []
    waiting: list[Found] = []
    last: Change | None = None
    for words, named in _clauses(found, text):
        here = _of_statements(words, [*waiting, *named])
        if here:
            last, waiting = here[-1], []
        else:
            categories = [f for f in waiting if f.name == "category"]
            here = _of_counts(words, [*categories, *named])
            if here:
                waiting = [f for f in waiting if f.name == "statement"]
            else:
                waiting += [f for f in named if f.name in ("statement", "category")]
        made += here
    if last is not None:
        named_last = [str(f.value) for f in waiting if f.name == "statement"]
        made += [Change(None, last.to, statement=s, removed=last.removed) for s in named_last]
    return made


def _clauses(found: Sequence[Found], text: str) -> Iterator[tuple[str, list[Found]]]:
    """The words of each clause, from its start in `text`, and what it names; bare numbers are counts."""
    named = [f for f in found if f.name in ("statement", "category", "count") and _is_category_of_ours(f)]
    inside = [(f.start, f.end) for f in found]
    free = [m for m in _BARE.finditer(text) if not any(a < m.end() and m.start() < b for a, b in inside)]
    named += [Found("count", int(m[0]), m.start(), m.end()) for m in free]
    breaks = [m for m in _BREAK.finditer(text) if not any(a < m.end() and m.start() < b for a, b in inside)]
    starts = [0, *(m.end() for m in breaks)]
    ends = [*(m.start() for m in breaks), len(text)]
    for start, end in zip(starts, ends, strict=True):
        here = sorted((f for f in named if start <= f.start < end), key=lambda f: f.start)
        yield text[start:end], [Found(f.name, f.value, f.start - start, f.end - start) for f in here]


def _is_category_of_ours(found: Found) -> bool:
    return found.name != "category" or found.value in (*CATEGORIES, "none")


def _of_statements(words: str, named: Sequence[Found]) -> list[Change]:
    """What a clause says of the draft's own statements: that they go, or which category they enter."""
    statements = [str(f.value) for f in named if f.name == "statement"]
    categories = [str(f.value) for f in named if f.name == "category"]
    if not statements or any(f.name == "count" for f in named):
        return []
    if categories:
        to = categories[-1] if categories[-1] in CATEGORIES else None
        return [Change(None, to, statement=s) for s in statements]
    if _says(words, "remove"):
        return [Change(None, None, statement=s, removed=True) for s in statements]
    return []


def _of_counts(words: str, named: Sequence[Found]) -> list[Change]:
    """What a clause says of so many statements of a category: more, fewer, or moved to another one."""
    categories = [f for f in named if f.name == "category" and f.value in CATEGORIES]
    counts = [f for f in named if f.name == "count"]
    if not categories or not counts:
        return []
    if len(categories) > 1 and _says(words, "recode"):
        return [Change(str(categories[0].value), str(categories[-1].value), _size(counts[0]))]
    if len(counts) == 1 and _says(words, "each"):
        return [_more_or_fewer(words, counts, 0, category) for category in categories]
    first = categories[0].start < counts[0].start
    return [_more_or_fewer(words, counts, n, _nearest(categories, c, first)) for n, c in enumerate(counts)]


def _nearest(categories: Sequence[Found], count: Found, category_first: bool) -> Found:
    """The category a count goes with: the one before it, or after it, as the clause began."""
    before = [c for c in categories if c.start < count.start]
    if category_first and before:
        return before[-1]
    return next((c for c in categories if c.start >= count.end), categories[-1])


def _more_or_fewer(words: str, counts: Sequence[Found], n: int, category: Found) -> Change:
    """Fewer where a word of taking away stands before the count, or anywhere in the clause of an only count."""
    before = words[counts[n - 1].end : counts[n].start] if n else words[: counts[n].start]
    fewer = _says(words if len(counts) == 1 else before, "remove")
    name, size = str(category.value), _size(counts[n])
    return Change(name, None, size) if fewer else Change(None, name, size)


def _size(count: Found) -> int:
    return min(_MOST, abs(count.value)) if isinstance(count.value, int) else 0


def _says(words: str, kind: str) -> bool:
    return bool(_pattern(kind).search(words))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """The words of a kind in both languages; English ones are whole words."""
    said = [word for language in LANGUAGES for word in phrases(language).lines(f"heard.change.{kind}")]
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in said), re.I | re.ASCII)
