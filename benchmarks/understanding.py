"""How well utterances are understood: intent and slots, in the half that was mended on and in the half that was not.

    python benchmarks/understanding.py [--batch 1|2|3] [--half mended|held_back] [--misses]

Columns of labels/utterances.tsv: the utterance; the intents that are right, joined by |; the slots as name=value,
joined by ;; the intent answered last, if the utterance follows one; the batch. Batch 1 was written before the phrases'
examples were read, batch 2 (colloquial on purpose) and batch 3 after mending on those before. A hash decides the half;
only misses of one were read. The hand that wrote the utterances also widened the phrases, so only the first figure of
a batch is that of unseen utterances: intents 69.8 % (batch 1, before any mending), 71.1 % (batch 2), 94.0 % (batch 3).

An utterance asked back with a right intent among the choices is counted apart and is no hit. Places are right if they
resolve to the same one. While an interview question waits (previous = interview) the conversation takes what is unclear
as the answer, and so does this count.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import itertools
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.chat.understand import CHANGING, Heard, understand
from assistant.model import Problem
from assistant.peers.regions import resolve

LABELS = Path(__file__).parent / "labels" / "utterances.tsv"
BATCHES = ("1", "2", "3")
HALVES = ("mended", "held_back")


@dataclass(frozen=True)
class Said:
    """A labelled utterance and what was heard."""

    text: str
    intents: tuple[str, ...]
    slots: dict[str, str]
    heard: Heard
    batch: str

    @property
    def intent(self) -> str:
        """The intent heard, as the conversation takes it."""
        waits = self.intents == ("answer",) and self.heard.intent == "unknown"
        return "answer" if waits else self.heard.intent

    @property
    def right(self) -> bool:
        """Whether the intent is one of the right ones."""
        return self.intent in self.intents

    @property
    def offered(self) -> bool:
        """Whether it was asked back with a right intent among the choices."""
        return not self.right and self.intent == "unknown" and any(i in self.intents for i in self.heard.nearest)

    @property
    def heard_slots(self) -> dict[str, str]:
        """The slots heard, places as what they resolve to; an answer is kept as it was said."""
        return {} if self.intent == "answer" else {k: _value(k, str(v)) for k, v in self.heard.slots.items()}


def half_of(utterance: str) -> str:
    """Which half an utterance belongs to."""
    return HALVES[hashlib.sha256(utterance.encode()).digest()[0] % 2]


def read_utterances() -> list[tuple[str, tuple[str, ...], dict[str, str], str | None, str]]:
    """The labelled utterances: text, right intents, slots, previous intent, batch."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (
            row["utterance"],
            tuple(row["intent"].split("|")),
            {k: _value(k, v) for k, v in (pair.split("=", 1) for pair in row["slots"].split(";") if pair)},
            row["previous"] or None,
            row["batch"],
        )
        for row in rows
    ]


def _value(slot: str, value: str) -> str:
    if slot not in ("city", "region"):
        return value
    try:
        place = resolve(value)
    except Problem:
        return value
    return f"{place.city or place.province or place.region}"


def hear() -> tuple[list[Said], list[float]]:
    """Every utterance with what is heard, and the seconds each took, after a first one that loads the phrases."""
    understand("城市 郑州")
    said, seconds = [], []
    for text, intents, slots, previous, batch in read_utterances():
        start = time.perf_counter()
        heard = understand(text, previous)
        seconds.append(time.perf_counter() - start)
        said.append(Said(text, intents, slots, heard, batch))
    return said, seconds


def report(name: str, said: Sequence[Said]) -> None:
    """Accuracy, per intent and the confusions."""
    right, offered = sum(s.right for s in said), sum(s.offered for s in said)
    named = [s for s in said if s.slots]
    whole = sum(s.slots == s.heard_slots for s in named)
    whole_all = sum(s.slots == s.heard_slots for s in said)
    common = sum(len(s.slots.items() & s.heard_slots.items()) for s in said)
    wanted, got = sum(len(s.slots) for s in said), sum(len(s.heard_slots) for s in said)
    print(f"\n{name}: {len(said)} utterances")
    print(f"  intent right {right / len(said):.1%}; asked back with the right choice {offered / len(said):.1%}")
    print(
        f"  all slots right: {whole / len(named):.1%} of {len(named)} that name some, "
        f"{whole_all / len(said):.1%} of all"
    )
    print(f"  slots one by one: recall {common / wanted:.1%}, precision {common / max(1, got):.1%}")
    changed = [s.text for s in said if s.intent in CHANGING and not s.right]
    print(f"  changes heard where none was meant: {len(changed)}" + "".join(f"; {text}" for text in changed))
    total, hits = Counter(s.intents[0] for s in said), Counter(s.intents[0] for s in said if s.right)
    weak = [f"{intent} {hits[intent]}/{n}" for intent, n in sorted(total.items()) if hits[intent] < n]
    print("  missed in: " + (", ".join(weak) or "none"))
    confused = Counter((s.intents[0], s.intent) for s in said if not s.right)
    print("  confusions: " + ", ".join(f"{a} as {b} x{n}" for (a, b), n in confused.most_common(20)))


def misses(said: Sequence[Said]) -> None:
    """Every utterance whose intent or slots were not heard as labelled."""
    for s in said:
        if not s.right:
            print(f"  {s.text}\t{'|'.join(s.intents)}\theard {s.intent} {', '.join(s.heard.nearest)}")
        if s.slots != s.heard_slots:
            print(f"  {s.text}\tslots {s.slots}\theard {s.heard_slots}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--batch", choices=BATCHES)
    asked = parser.parse_args()
    said, seconds = hear()
    for batch, half in itertools.product(BATCHES, HALVES):
        chosen = [s for s in said if s.batch == batch and half_of(s.text) == half]
        if asked.batch in (None, batch) and asked.half in (None, half):
            report(f"batch {batch}, {half}", chosen)
            if asked.misses:
                misses(chosen)
    seconds.sort()
    print(
        f"\n{1000 * sum(seconds) / len(seconds):.2f} ms an utterance, "
        f"95 % within {1000 * seconds[len(seconds) * 95 // 100]:.2f} ms"
    )


if __name__ == "__main__":
    main()
