"""How well statements are coded, on labelled statements outside the project.

    python benchmarks/accuracy.py LABELS.tsv [LABELS.tsv ..]

LABELS.tsv: tab-separated with a header; columns text, primary, also or secondary, role, strength, items (see its own
README). Prints category, role and strength agreement, rubric evidence, and what the review queue holds.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np

from assistant.codebook import codebook
from assistant.coding.code import code_statement
from assistant.coding.lexicon import lexicon
from assistant.model import VALUE_CATEGORIES, Coding, Statement

SIGNS = {"hope": "+", "mitigation": "m", "risk": "r"}


def kappa(gold: Sequence[Hashable], told: Sequence[Hashable]) -> float:
    """Cohen's kappa of two codings of the same statements."""
    n = len(gold)
    agreed = sum(g == t for g, t in zip(gold, told, strict=True)) / n
    one, other = Counter(gold), Counter(told)
    chance = sum(one[k] * other[k] for k in one) / n / n
    return (agreed - chance) / (1 - chance)


def linear_kappa(gold: Sequence[int], told: Sequence[int]) -> float:
    """Cohen's kappa with linear weights."""
    a, b = np.array(gold), np.array(told)
    return float(1 - np.abs(a - b).mean() / np.abs(a[:, None] - b[None]).mean())


def value_share(categories: Sequence[str]) -> float:
    """Share of the value categories among the coded statements."""
    return sum(c in VALUE_CATEGORIES for c in categories) / sum(c != "none" for c in categories)


def report(path: Path) -> None:
    """Print the figures of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    book, words = codebook(), lexicon()
    codings = [
        code_statement(book, words, Statement(f"s{n}", 0, len(r["text"]), r["text"])) for n, r in enumerate(rows)
    ]
    told = [c.category or "none" for c in codings]
    gold = [t if t in (r["primary"], r.get("also")) else r["primary"] for r, t in zip(rows, told, strict=True)]
    print(f"{path.name}: {len(rows)} statements, codebook {book.version}")
    print(f"category: kappa {kappa(gold, told):.3f}")
    for category in sorted(set(gold)):
        hits = sum(g == t == category for g, t in zip(gold, told, strict=True))
        n, said = gold.count(category), told.count(category)
        print(f"  {category:20} n {n:4}  precision {hits / max(1, said):.2f}  recall {hits / n:.2f}")
    off = 100 * (value_share(told) - value_share([r["primary"] for r in rows]))
    print(f"value share off by {off:+.1f} points")
    print(f"role: kappa {kappa([r['role'] for r in rows], [c.role for c in codings]):.3f}")
    strength = linear_kappa([int(r["strength"]) for r in rows], [c.strength for c in codings])
    print(f"strength: linear kappa {strength:.3f}")
    print_evidence(rows, codings)
    wrong = [g != t for g, t in zip(gold, told, strict=True)]
    held = sum(c.review and w for c, w in zip(codings, wrong, strict=True)) / sum(wrong)
    print(f"review queue: {sum(c.review for c in codings) / len(codings):.2f} of statements, {held:.2f} of mistakes")


def print_evidence(rows: Sequence[dict[str, str]], codings: Sequence[Coding]) -> None:
    """Precision, recall and F1 of the rubric evidence by item and sign."""
    right = extra = missed = 0
    for row, coding in zip(rows, codings, strict=True):
        gold = set(row["items"].split(",")) - {"-"}
        told = {f"{hit.item}{SIGNS[hit.sign]}" for hit in coding.rubric}
        right, extra, missed = right + len(gold & told), extra + len(told - gold), missed + len(gold - told)
    precision, recall = right / max(1, right + extra), right / max(1, right + missed)
    f1 = 2 * right / (2 * right + extra + missed)
    print(f"rubric evidence: precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        report(Path(name))
