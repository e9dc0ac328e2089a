"""Learning the weights of rubrics/learned from labelled statements: n-grams by place, shape, terms -> linear model.

Needs scikit-learn (extra `learn`). Everything is deterministic: no sampling, a convex objective, sorted vocabularies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from labels import Row

from assistant.coding.batch import CLOSE, OPEN, Batch, Marks, lay_out, marks, scan
from assistant.coding.grams import LONGEST, WHERE, folded, occurrences, vocabulary
from assistant.coding.learned import NONE, OUTPUTS, Learned, from_rows, joined, scores
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise
from assistant.coding.shape import shapes
from assistant.coding.sums import UNIT
from assistant.coding.terms import count_terms, spoken
from assistant.model import CATEGORIES

FEWEST = 4
"""Statements an n-gram must occur in."""
NEVER: Final = -20.0
"""Bias, in logits, of an output that nothing was learned about."""
_UNWRITABLE: Final = re.compile(r"[\t\n\r]|^#")


@dataclass(frozen=True)
class Recipe:
    """How one output is learned."""

    places: tuple[str, ...]
    kept: int
    """N-grams with place that stay after the first fit."""
    strength: float
    """scikit-learn's C of the second fit."""
    with_shape: bool
    with_terms: bool


RECIPES: Mapping[str, Recipe] = {
    "category": Recipe(WHERE, 36_000, 20.0, with_shape=False, with_terms=True),
    "role": Recipe(("whole",), 9_000, 5.0, with_shape=True, with_terms=False),
    "strength": Recipe(("whole",), 6_000, 2.0, with_shape=True, with_terms=False),
}
SCALE = {"whole": 0.2, "clause": 0.14, "near": 0.14, "shape": 0.15, "term": 0.1}
"""Size of the features, so that one penalty serves them all."""


@dataclass(frozen=True)
class Laid:
    """Statements laid out once for all fits."""

    batch: Batch
    marks: Marks
    terms: Any


def laid(texts: Sequence[str]) -> Laid:
    """The batch, its marks and its term counts."""
    words = lexicon()
    batch = lay_out([normalise(text) for text in texts])
    found = scan(words, batch)
    terms = count_terms(words, spoken(words, batch, found), len(texts))
    return Laid(batch, marks(words, batch, found), terms)


def common_grams(batch: Batch) -> list[str]:
    """N-grams of 1-4 characters that at least `FEWEST` statements have and a line of a table can hold, sorted."""
    seen: Counter[str] = Counter()
    for plain in batch.plains:
        text = folded(f"{OPEN}{plain.text}{CLOSE}")
        seen.update({text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1)})
    return sorted(gram for gram, n in seen.items() if n >= FEWEST and _UNWRITABLE.search(gram) is None)


def features(name: str, one: Laid) -> tuple[Any, list[tuple[str, str]]]:
    """Statements x features as a sparse matrix, and what each feature is: words and place."""
    from scipy import sparse

    recipe, blocks, columns = RECIPES[name], [], []
    grams = common_grams(one.batch)
    owner = np.repeat(np.arange(len(one.batch.starts)), one.batch.lengths)
    found = occurrences(vocabulary(grams), one.batch, one.marks)
    for place in recipe.places:
        mask = {"clause": one.marks.clause, "near": one.marks.near}.get(place, np.ones(len(owner), np.bool_))
        characters = np.bincount(owner, weights=mask, minlength=len(one.batch.starts))
        chosen = [o.within(place) for o in found]
        rows = np.concatenate([owner[o.place[c]] for o, c in zip(found, chosen, strict=True)])
        cols = np.concatenate([o.row[c] for o, c in zip(found, chosen, strict=True)])
        counts = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(characters), len(grams)))
        blocks.append(sparse.diags(SCALE[place] / np.sqrt(np.maximum(characters, 1))) @ counts)
        columns += [(gram, place) for gram in grams]
    if recipe.with_shape:
        for _, index, names in shapes(one.batch):
            blocks.append(sparse.csr_matrix(np.eye(len(names))[index]) * SCALE["shape"])
            columns += [(shape, "shape") for shape in names]
    if recipe.with_terms:
        blocks.append(sparse.csr_matrix(one.terms) * SCALE["term"])
        columns += [(category, "term") for category in CATEGORIES]
    return sparse.hstack(blocks).tocsr(), columns


def fit_one(name: str, one: Laid, gold: Sequence[str], weight: Any) -> tuple[list[tuple[str, str]], Any]:
    """What was learned for one output: (words, place) and whole hundredths per output, bias last."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    table, columns = features(name, one)
    recipe = RECIPES[name]
    found = np.asarray((table > 0).sum(0)).ravel()
    rarity = np.log((1 + table.shape[0]) / (1 + found)) + 1
    rarity[[place in ("shape", "term") for _, place in columns]] = 1.0
    table = (table @ sparse.diags(rarity)).tocsr()
    first = LogisticRegression(C=5, max_iter=25, tol=1e-2).fit(table, gold, sample_weight=weight)
    telling = np.abs(first.coef_).max(0) * rarity
    telling[found < FEWEST] = 0
    telling[[place in ("shape", "term") for _, place in columns]] *= 1e6
    kept = np.sort(np.argsort(-telling, kind="stable")[: recipe.kept])
    second = LogisticRegression(C=recipe.strength, max_iter=80, tol=1e-3).fit(
        table[:, kept], gold, sample_weight=weight
    )
    sizes = np.append(np.array([SCALE[columns[n][1]] for n in kept]) * rarity[kept], 1.0)
    whole = np.round(_per_output(second, OUTPUTS[name]) * sizes[:, None] * UNIT).astype(np.int32)
    names = [*(columns[n] for n in kept), ("bias", "bias")]
    used = np.flatnonzero(whole.any(1))
    return [names[n] for n in used], whole[used]


RARE: Mapping[str, float] = {"distinctive_city": 3.0}
"""A category with so few statements that it would never be told."""


def _per_output(fitted: Any, outputs: Sequence[str]) -> Any:
    """Features, and the bias last, x outputs; an output that no row has can never win."""
    table = np.vstack([fitted.coef_.T, fitted.intercept_])
    if table.shape[1] == 1:  # scikit-learn keeps one column for two classes
        table = np.hstack([-table, table]) / 2
    weights = np.zeros((len(table), len(outputs)))
    weights[-1] = NEVER
    weights[:, [outputs.index(label) for label in fitted.classes_]] = table
    return weights


def sample_weights(rows: Sequence[Row]) -> Any:
    """Statements coded by others count 2, our own 1 (half where torn between two categories), commitments 4."""
    own = np.array([row.get("coder") == "own" for row in rows])
    torn = np.array([row.get("also", "-") not in ("-", None) for row in rows])
    tool = np.array([row.get("coder") == "tool" for row in rows])
    rare = np.array([RARE.get(row["primary"], 1.0) for row in rows])
    return rare * np.where(tool, 4.0, np.where(own, np.where(torn, 0.5, 1.0), 2.0))


@dataclass(frozen=True)
class Learner:
    """The weights learned from some rows."""

    models: Mapping[str, Learned]
    tables: Mapping[str, tuple[list[tuple[str, str]], Any]]

    def coder(self, temperature: float = 1.0) -> Learned:
        """All that was learned in one, the scores of the categories divided by the temperature."""
        keys, table = self.tables["category"]
        cooled = from_rows(OUTPUTS["category"], keys, (table / temperature / UNIT).astype(np.float32))
        return joined([cooled if name == "category" else self.models[name] for name in OUTPUTS])

    def predict(self, texts: Sequence[str]) -> list[str]:
        """The category of each text, or none, by the learned weights alone."""
        one = laid(texts)
        best = scores(self.models["category"], one.batch, one.marks, one.terms).argmax(axis=1)
        return [OUTPUTS["category"][n] for n in best]


def fit(rows: Sequence[Row], names: Sequence[str] = ("category",)) -> Learner:
    """Learn some outputs from labelled rows."""
    tables = {}
    for name in names:
        chosen = [r for r in rows if name != "strength" or r["primary"] != NONE]
        gold = [r["primary" if name == "category" else name] for r in chosen]
        one = laid([r["text"] for r in chosen])
        tables[name] = fit_one(name, one, gold, sample_weights(chosen))
    models = {n: from_rows(OUTPUTS[n], k, t.astype(np.float32) / UNIT) for n, (k, t) in tables.items()}
    return Learner(models, tables)
