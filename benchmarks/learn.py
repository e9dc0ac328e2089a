"""Learn the weights of rubrics/learned/ again, and measure the coder they make.

    python benchmarks/learn.py GOLD.tsv [GOLD.tsv ..] --corpus FOLDER [--only-measure]

GOLD.tsv: labelled statements (columns text, primary, also or secondary, role, strength, items, place, text_id).
FOLDER holds INDEX.tsv and texts/, into which benchmarks/labels/corpus.tsv points by text id and offset: our own labels,
without a sentence. benchmarks/labels/written.tsv holds sentences of our own.
Writes rubrics/learned/{category,role,strength}.tsv, and from a cross-validation over places (texts of ministries: over
documents) data/coder_confusion.csv and data/coder_reliability.csv. Deterministic; needs the extra `learn`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import itertools
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from accuracy import code_rows, print_figures
from labels import Row, accepted, read_labels
from learner import RECIPES, Learner, fit, laid

from assistant.codebook import codebook, rubric
from assistant.coding.batch import per_statement
from assistant.coding.learned import OUTPUTS, scores, softmax
from assistant.phrases import phrases

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "benchmarks" / "labels" / "corpus.tsv"
WRITTEN = ROOT / "benchmarks" / "labels" / "written.tsv"
FOLDS = 4
OURS = ("written", "commitments")
"""Text ids of sentences that stand in no text; they are learned from and never tested."""
TEMPERATURES = tuple(round(1 + 0.1 * n, 1) for n in range(21))
BANDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


def own_labels(corpus: Path) -> list[Row]:
    """Our own labels with the statements they point at; exits where a text is another one than was labelled."""
    texts: dict[str, str] = {}
    rows: list[Row] = []
    with (corpus / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        places = {r["id"]: r["issuing_place"] for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    with OWN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = row["text_id"]
            if name not in texts:
                texts[name] = (corpus / "texts" / f"{name}.txt").read_text(encoding="utf-8")
            start = int(row["start"])
            text = texts[name][start : start + int(row["length"])]
            if hashlib.sha256(text.encode("utf-8")).hexdigest()[:8] != row["digest"]:
                raise SystemExit(f"{name}, offset {start}: not the text that was labelled")
            rows.append({**row, "text": text, "place": places[name], "coder": "own"})
    return rows


def written() -> list[Row]:
    """Sentences we made up at the borders of the categories: what they claim of a place is not meant."""
    return [{**row, "place": "-", "text_id": "written", "coder": "own"} for row in read_labels(WRITTEN)]


def own_commitments() -> list[Row]:
    """The commitments this tool suggests, blank and filled in: each belongs to the category its advice promises."""
    say = phrases("zh")
    rows: list[Row] = []
    for item in rubric().items:
        for indicator in item.indicators:
            text = say(f"commitments.{indicator.id}")
            filled = re.sub("____", "3", re.sub("____年", "2027年", re.sub(r"____（(.+?)）", r"某\1", text)))
            for words in (text, filled):
                row = {
                    "text": words,
                    "primary": indicator.category,
                    "role": "commitment",
                    "strength": "3",
                    "items": "-",
                }
                rows.append({**row, "place": "-", "text_id": "commitments", "coder": "tool"})
    return rows


def group(row: Row) -> str:
    """What must not be split between learning and testing: a city with all its texts, elsewhere a document."""
    return row["place"].rstrip("省市") if row["text_id"].startswith("b-") else row["text_id"]


def folds(rows: Sequence[Row]) -> Any:
    """Fold of each row, the same for all rows of a group; FOLDS, which is never tested, for what stands in no text."""
    return np.array(
        [FOLDS if row["text_id"] in OURS else zlib.crc32(group(row).encode("utf-8")) % FOLDS for row in rows]
    )


def write_learned(learner: Learner, temperature: float) -> None:
    """The weights as tables that a person can read and change."""
    for name, (keys, exact) in learner.tables.items():
        table = np.round(exact / (temperature if name == "category" else 1.0)).astype(int)
        lines = [
            f"# {name}: hundredths of a logit, learned by benchmarks/learn.py with codebook {codebook().version}.",
            "# whole: anywhere in the statement; clause: in a clause with a digital word; near: close to such a word;",
            "# shape: outward form; term: one specific term of that category in the codebook; bias: to begin with.",
            "# ^ and $ are the statement's start and end, 0 any digit. Change, delete, add lines: higher pulls harder.",
            "\t".join(("words", "where", *OUTPUTS[name])),
        ]
        lines += [
            "\t".join((*key, *map(str, row.tolist())))
            for key, row in sorted(zip(keys, table, strict=True), key=lambda p: p[0])
        ]
        target = ROOT / "rubrics" / "learned" / f"{name}.tsv"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def measure(rows: Sequence[Row]) -> float:
    """Cross-validate on the rows that others labelled; write the confusion matrix and the reliability table.

    Returns:
        The temperature by which the scores are divided so that confidence means what it says (least log loss).
    """
    labels = OUTPUTS["category"]
    fold = folds(rows)
    tested = [[r for r, f in zip(rows, fold, strict=True) if f == n and "coder" not in r] for n in range(FOLDS)]
    learners = [fit([r for r, f in zip(rows, fold, strict=True) if f != n], tuple(RECIPES)) for n in range(FOLDS)]
    logits = [judged(learner, [r["text"] for r in part]) for learner, part in zip(learners, tested, strict=True)]
    table, judges = np.vstack(logits), [row for part in tested for row in part]
    told = [labels[n] for n in table.argmax(axis=1)]
    right = accepted(judges, told)
    truth = np.array([labels.index(r) for r in right])
    temperature = min(TEMPERATURES, key=lambda t: -np.log(softmax(table / t)[np.arange(len(truth)), truth]).sum())
    confidence = np.round(softmax(table / temperature).max(axis=1), 2)
    pairs = Counter(zip(right, told, strict=True))
    stamp = f"# codebook {codebook().version}, learned from {len(rows)} statements, "
    stamp += f"measured on {len(judges)} in {FOLDS} parts"
    cells = [f"{gold},{said},{pairs[gold, said]}" for gold in labels for said in labels]
    write(ROOT / "data" / "coder_confusion.csv", [stamp, "gold,told,n", *cells])
    hit = np.array(told) == np.array(right)
    bands = []
    for low, high in itertools.pairwise(BANDS):
        inside = (confidence >= low) & ((confidence < high) | (high == BANDS[-1]))
        bands.append(f"{low},{high},{inside.sum()},{(inside & hit).sum()}")
    write(ROOT / "data" / "coder_reliability.csv", [stamp, "from,to,statements,right", *bands])
    fifth = np.argsort(confidence, kind="stable")[: len(confidence) // 5]
    held = (~hit[fifth]).sum() / max(1, (~hit).sum())
    print(f"temperature {temperature}; right {hit.mean():.3f}; the least sure fifth holds {held:.2f} of the mistakes")
    print(f"confidence at the fifth: {confidence[fifth[-1]]:.2f}")
    codings = [c for n, part in enumerate(tested) for c in code_rows(part, learners[n].coder(temperature))]
    for name in sorted({row["source"] for row in judges}):
        chosen = [n for n, row in enumerate(judges) if row["source"] == name]
        print_figures(f"{name}, cross-validated", [judges[n] for n in chosen], [codings[n] for n in chosen])
    return temperature


def judged(learner: Learner, texts: Sequence[str]) -> Any:
    """Scores of the categories by the learned weights."""
    one = laid(texts)
    logits = scores(learner.models["category"], one.batch, one.marks, one.terms)
    digital = per_statement(one.batch, one.marks.clause) > 0
    logits[~digital & ~one.terms.any(1), -1] += codebook().weights["no_digital_word"]
    return logits


def write(path: Path, lines: Sequence[str]) -> None:
    """Lines as UTF-8."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Learn, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--only-measure", action="store_true")
    asked = parser.parse_args()
    rows: list[Row] = [{**row, "source": path.name} for path in asked.gold for row in read_labels(path)]
    rows += own_labels(asked.corpus)
    rows += written() + own_commitments()
    temperature = measure(rows)
    if not asked.only_measure:
        write_learned(fit(rows, tuple(RECIPES)), temperature)


if __name__ == "__main__":
    main()
