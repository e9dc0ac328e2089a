"""A check list of suggested levels with their quotes, for a strict reader to accept or reject.

    python benchmarks/rating.py FILE .. [--count 100] [--seed 5]

Out of all sub-indicators of the files with a level or an exposure of 1 or more, `count` are drawn by the seed. A line
has the number, file, sub-indicator, sign, level, statement, the words that spoke, what was to be looked for, and the
statement with the words in brackets. Nothing is judged here: the reader's decision is what is measured.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assess import code_draft
from assistant.codebook import rubric
from assistant.model import Coding, Decisions, Problem, Quote, Rating
from assistant.phrases import phrases
from assistant.rating.levels import rate
from assistant.reading.read import read


@dataclass(frozen=True)
class Suggestion:
    """A level at least 1 of a sub-indicator, and the strongest quote behind it."""

    file: str
    indicator: str
    sign: str
    level: int
    quote: Quote
    coding: Coding

    def line(self, number: int) -> str:
        """One line of the check list."""
        text, start = self.coding.statement.text, self.coding.statement.start
        first, last = self.quote.start - start, self.quote.end - start
        marked = f"{text[:first]}【{text[first:last]}】{text[last:]}".replace("\n", " ")
        about = f"{self.coding.category or '-'} {self.coding.role}"
        asked = rubric().indicator(self.indicator).zh
        return "\t".join(
            (
                str(number),
                self.file,
                self.indicator,
                self.sign,
                str(self.level),
                self.quote.statement,
                about,
                asked,
                marked,
            )
        )


def suggestions(path: Path) -> Iterator[Suggestion]:
    """All levels of a file that are 1 or more; Problem where it cannot be read."""
    codings = code_draft(read(path))
    by_id = {c.statement.id: c for c in codings}
    for rating in rate(codings, Decisions()).values():
        for level in rating.indicators:
            for sign, height in _heights(rating, level.level, level.exposure):
                quote = next(q for q in rating.evidence if (q.indicator, q.sign) == (level.id, sign))
                yield Suggestion(path.stem, level.id, sign, height, quote, by_id[quote.statement])


def _heights(rating: Rating, level: int, exposure: int) -> list[tuple[str, int]]:
    signs = (("mitigation", level), ("risk", exposure)) if rating.is_fear else (("hope", level),)
    return [(sign, height) for sign, height in signs if height > 0]


def drawn(files: Iterable[Path], count: int, seed: int) -> list[Suggestion]:
    """`count` suggestions of the files, or all where there are fewer, in the order of the files."""
    found = [s for path in files for s in suggestions(path)]
    chosen = sorted(random.Random(seed).sample(range(len(found)), min(count, len(found))))
    return [found[n] for n in chosen]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the check list."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args(arguments)
    try:
        for number, suggestion in enumerate(drawn(options.files, options.count, options.seed), 1):
            print(suggestion.line(number))
    except Problem as problem:
        print(phrases("en").problem(problem), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
