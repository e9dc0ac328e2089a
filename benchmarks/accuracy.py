"""How well statements are coded, on labelled statements outside the project.

    python benchmarks/accuracy.py LABELS.tsv [LABELS.tsv ..] [--baselines TRAIN.tsv [..]] [--curve]

LABELS.tsv: tab-separated with a header; columns text, primary, also or secondary, role, strength, items, place and
text_id.
Prints category, role and strength agreement, rubric evidence, what a confidence means and what the review queue holds.
With --baselines the plain ways to code stand beside ours in the same run; they and the project's own learner learn from
TRAIN.tsv without the places and documents of LABELS.tsv. With --curve the learner learns from more and more of it.
The linear baseline needs scikit-learn, no dependency of the project: pip install scikit-learn
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from baselines import Absent, Coder, every_pair, exact_terms, linear_model, own_learner
from labels import NotLabels, Row, accepted, apart, read_labels
from measures import (
    NONE,
    accuracy,
    calibration_error,
    confusions,
    kappa,
    least_confident,
    linear_kappa,
    macro_f1,
    per_label,
    reliability,
    value_share,
)

from assistant.codebook import codebook
from assistant.coding.code import code
from assistant.coding.learned import Learned
from assistant.model import ROLES, Coding, Statement

SIGNS = {"hope": "+", "mitigation": "m", "risk": "r"}
CELLS = 12
CURVE = (600, 1200, 2400)
SEED = 20


def code_rows(rows: Sequence[Row], weights: Learned | None = None) -> tuple[Coding, ...]:
    """The coding of each row's text, without headings, by the bundled weights or others."""
    return code(
        [Statement(f"s{n}", 0, len(r["text"]), r["text"], line=n) for n, r in enumerate(rows, 1)], weights=weights
    )


def print_category(rows: Sequence[Row], told: Sequence[str]) -> None:
    """Agreement on the category, the table per category and the largest confusions."""
    gold = accepted(rows, told)
    print(f"category: accuracy {accuracy(gold, told):.3f}  kappa {kappa(gold, told):.3f}  "
          f"macro-F1 {macro_f1(gold, told):.3f}")  # fmt: skip
    print(f"value share off by {_value_share_off(rows, told):+.1f} points")
    for f in per_label(gold, told):
        print(f"  {f.label:20} n {f.n:5}  precision {f.precision:.2f}  recall {f.recall:.2f}  F1 {f.f1:.2f}")
    for label, answer, n in confusions(gold, told, CELLS):
        print(f"  {n:5}  {label} coded as {answer}")


def _value_share_off(rows: Sequence[Row], told: Sequence[str]) -> float:
    return 100 * (value_share(told) - value_share([r["primary"] for r in rows]))


def print_doubt(codings: Sequence[Coding], right: Sequence[bool]) -> None:
    """What a confidence means, and what the review queue and the least confident fifth hold."""
    confidence, wrong = [c.confidence for c in codings], [not r for r in right]
    table = reliability(confidence, right)
    print(f"confidence: calibration error {calibration_error(table):.3f}")
    for b in table:
        if b.n:
            print(f"  {b.low:.1f}-{b.high:.1f}  n {b.n:5}  said {b.confidence:.2f}  right {b.right:.2f}")
    queue = sum(c.review for c in codings) / len(codings)
    held = sum(c.review and w for c, w in zip(codings, wrong, strict=True)) / max(1, sum(wrong))
    fifth = least_confident(confidence, wrong)
    print(
        f"review queue: {queue:.2f} of statements, {held:.2f} of mistakes; least confident fifth: {fifth:.2f} of them"
    )


def print_cross(gold: Sequence[str], told: Sequence[str], labels: Sequence[str]) -> None:
    """Rows as labelled, columns as told."""
    width = max(map(len, labels))
    print(f"  {'':{width}}  {'  '.join(f'{label:>5.11}' for label in labels)}")
    for row in labels:
        counts = (sum(g == row and t == told_ for g, t in zip(gold, told, strict=True)) for told_ in labels)
        cells = "  ".join(f"{n:>{max(5, len(label[:11]))}}" for n, label in zip(counts, labels, strict=True))
        print(f"  {row:{width}}  {cells}")


def print_role_and_strength(rows: Sequence[Row], codings: Sequence[Coding]) -> None:
    """Agreement on role and strength with their cross tables."""
    gold, told = [r["role"] for r in rows], [c.role for c in codings]
    print(f"role: kappa {kappa(gold, told):.3f}")
    print_cross(gold, told, ROLES)
    levels, given = [int(r["strength"]) for r in rows], [c.strength for c in codings]
    print(f"strength: linear kappa {linear_kappa(levels, given):.3f}")
    print_cross([str(n) for n in levels], [str(n) for n in given], "0123")


def print_evidence(rows: Sequence[Row], codings: Sequence[Coding]) -> None:
    """Precision, recall and F1 of the rubric evidence by item and sign."""
    right = extra = missed = 0
    for row, coding in zip(rows, codings, strict=True):
        gold = set(row["items"].split(",")) - {"-", ""}
        told = {f"{hit.item}{SIGNS[hit.sign]}" for hit in coding.rubric}
        right, extra, missed = right + len(gold & told), extra + len(told - gold), missed + len(gold - told)
    precision, recall = right / max(1, right + extra), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + extra + missed)
    print(f"rubric evidence: precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")


def report(path: Path, rows: Sequence[Row]) -> None:
    """Print the figures of one file."""
    print_figures(path.name, rows, code_rows(rows))


def print_figures(name: str, rows: Sequence[Row], codings: Sequence[Coding]) -> None:
    """All figures of codings beside labels."""
    told = [c.category or NONE for c in codings]
    print(f"{name}: {len(rows)} statements, codebook {codebook().version}")
    print_category(rows, told)
    print_doubt(codings, [g == t for g, t in zip(accepted(rows, told), told, strict=True)])
    print_role_and_strength(rows, codings)
    print_evidence(rows, codings)


def print_line(name: str, rows: Sequence[Row], told: Sequence[str]) -> None:
    """One way to code, in one line."""
    gold = accepted(rows, told)
    print(f"  {name:46} accuracy {accuracy(gold, told):.3f}  kappa {kappa(gold, told):.3f}  "
          f"macro-F1 {macro_f1(gold, told):.3f}  value share {_value_share_off(rows, told):+.1f}")  # fmt: skip


def print_baselines(rows: Sequence[Row], train: Sequence[Row]) -> None:
    """Ours and the plain ways beside each other; what learns, learns from `train`."""
    print(f"beside each other on {len(rows)} statements; learned from {len(train)} of other places and documents")
    print_line("as shipped (may have learned from these)", rows, [c.category or NONE for c in code_rows(rows)])
    coders: dict[str, Callable[[], Coder]] = {
        "exact terms, most hits": lambda: exact_terms,
        "rapidfuzz partial_ratio, every pair": lambda: every_pair,
        "TF-IDF char 1-3 + LogisticRegression": lambda: linear_model(train),
        "the project's learner": lambda: own_learner(train),
    }
    for name, make in coders.items():
        try:
            print_line(name, rows, make()([r["text"] for r in rows]))
        except Absent as reason:
            print(f"  {name:46} {reason}")


def print_curve(rows: Sequence[Row], train: Sequence[Row]) -> None:
    """The project's learner from more and more of the shuffled `train` (seeded; each part contains the one before)."""
    shuffled = random.Random(SEED).sample(train, len(train))
    print("learning curve of the project's learner")
    for size in (*(n for n in CURVE if n < len(train)), len(train)):
        try:
            told = own_learner(shuffled[:size])([r["text"] for r in rows])
        except Absent as reason:
            print(f"  {reason}")
            return
        print_line(f"learned from {size}", rows, told)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="How well statements are coded, on labelled statements.")
    parser.add_argument("labels", nargs="+", type=Path, metavar="LABELS.tsv")
    parser.add_argument("--baselines", nargs="+", type=Path, default=[], metavar="TRAIN.tsv", help="learn from these")
    parser.add_argument("--curve", action="store_true", help="the learning curve; needs --baselines")
    options = parser.parse_args(arguments)
    if options.curve and not options.baselines:
        parser.error("--curve needs --baselines TRAIN.tsv")
    try:
        tests = {path: read_labels(path) for path in options.labels}
        train = [row for path in options.baselines for row in read_labels(path)]
    except NotLabels as reason:
        parser.error(str(reason))
    for path, rows in tests.items():
        report(path, rows)
        others = apart(train, rows)
        if options.baselines and not others:
            parser.error(f"the training files hold nothing from other places than {path.name}")
        if options.baselines:
            print_baselines(rows, others)
        if options.curve:
            print_curve(rows, others)
    return 0


if __name__ == "__main__":
    sys.exit(main())
