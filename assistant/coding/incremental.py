"""A draft that is being written: only the paragraphs that changed are split and coded again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count, takewhile
from typing import TYPE_CHECKING, Final

from assistant.coding.code import code, marked
from assistant.model import Coding, Draft, Statement
from assistant.reading.segment import Above, units_of

if TYPE_CHECKING:
    from assistant.coding.additions import Additions

_START: Final = Above()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph as it was coded: offsets count from the paragraph's start."""

    key: tuple[str, str, int]
    """Text, kind and level."""
    above: Above
    below: Above
    codings: tuple[Coding, ...]


@dataclass(frozen=True)
class Recoded:
    """A draft's codings, put together when they are asked for."""

    draft: Draft
    blocks: Sequence[_Block]
    changed: range
    """Numbers of the paragraphs that were coded anew."""

    @property
    def fresh(self) -> tuple[Coding, ...]:
        """The codings of the changed paragraphs; ids are provisional, offsets count from each paragraph's start."""
        return tuple(c for number in self.changed for c in self.blocks[number].codings)

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """All codings in order with ids, offsets in the draft and near-duplicates, as if coded in one go."""
        return marked(list(self._placed()))

    def _placed(self) -> Iterator[Coding]:
        numbers = count(1)
        for index, (block, paragraph) in enumerate(zip(self.blocks, self.draft.paragraphs, strict=True)):
            for coding in block.codings:
                yield _moved(coding, paragraph.start, index, f"s{next(numbers)}")


def _moved(coding: Coding, by: int, paragraph: int, name: str) -> Coding:
    old = coding.statement
    return replace(
        coding,
        statement=replace(old, id=name, start=old.start + by, end=old.end + by, paragraph=paragraph),
        evidence=tuple(replace(e, start=e.start + by, end=e.end + by) for e in coding.evidence),
        rubric=tuple(replace(h, start=h.start + by, end=h.end + by) for h in coding.rubric),
    )


class DraftCoder:
    """Remembers the last version of one draft, paragraph by paragraph."""

    def __init__(self, additions: Additions | None = None) -> None:
        """Code with a person's additions to the codebook, or without."""
        self.additions = additions
        self._title: str | None = None
        self._blocks: list[_Block] = []

    def code(self, draft: Draft) -> Recoded:
        """The draft's codings; paragraphs before and after the first and last change are taken over."""
        if draft.title != self._title:
            self._title, self._blocks = draft.title, []
        keys = [(draft.text[p.start : p.end], p.kind, p.level) for p in draft.paragraphs]
        old = self._blocks
        same = sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1], zip(old, keys, strict=False)))
        rest = min(len(old), len(keys)) - same
        tail = sum(
            1 for _ in takewhile(lambda pair: pair[0].key == pair[1], zip(old[::-1], keys[::-1][:rest], strict=False))
        )
        fresh, tail = self._between(draft, keys, same, tail)
        self._blocks = [*old[:same], *self._code(draft, fresh), *(old[-tail:] if tail else [])]
        return Recoded(draft, tuple(self._blocks), range(same, same + len(fresh)))

    def _between(
        self, draft: Draft, keys: Sequence[tuple[str, str, int]], same: int, tail: int
    ) -> tuple[list[_Block], int]:
        """The changed paragraphs, uncoded, and how many at the end still stand below the same headings."""
        above = self._blocks[same - 1].below if same else _START
        fresh: list[_Block] = []
        number = same
        while number < len(keys):
            left = len(keys) - number
            if left <= tail and self._blocks[-left].above == above:
                return fresh, left
            units, below = units_of(keys[number][0], draft.paragraphs[number], draft.title, above)
            bare = tuple(_uncoded(keys[number][0], *unit) for unit in units)
            fresh.append(_Block(keys[number], above, below, bare))
            above, number = below, number + 1
        return fresh, 0

    def _code(self, draft: Draft, fresh: Sequence[_Block]) -> Iterator[_Block]:
        """The blocks with their statements coded, all in one pass."""
        made = iter(code((c.statement for b in fresh for c in b.codings), draft.title, self.additions))
        for block in fresh:
            codings = tuple(replace(next(made), duplicate_of=None) for _ in block.codings)
            yield replace(block, codings=codings)


def _uncoded(text: str, start: int, end: int, heading: tuple[str, ...]) -> Coding:
    statement = Statement("", start, end, text[start:end], heading)
    return Coding(statement, None, None, "fragment", 0, 0.0, review=False)
