"""What was learned from labelled statements (rubrics/learned/*.tsv): weights for category, role and strength.

A statement's score for a category is bias + sum over places of (weights of the n-grams there / sqrt(characters of the
place)) + weights of its shape and of the codebook's terms in it; the softmax of the scores is the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, Marks, per_statement
from assistant.coding.grams import LONGEST, WHERE, Vocabulary, occurrences, vocabulary
from assistant.coding.shape import shapes
from assistant.coding.sums import UNIT, Packed, pack, stretches, totals
from assistant.model import CATEGORIES, ROLES, Problem
from assistant.resources import rubric_file

NONE: Final = "none"
OUTPUTS: Final[Mapping[str, tuple[str, ...]]] = {
    "category": (*CATEGORIES, NONE),
    "role": ROLES,
    "strength": ("1", "2", "3"),
}
_NUMBER: Final = "-?[0-9]{1,5}"
"""No more than sums.MOST."""
_PLACES: Final = (*WHERE, "shape", "term", "bias")
_Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Learned:
    """One learned file: a row of weights per n-gram and place, and the weights that are no n-grams."""

    outputs: tuple[str, ...]
    grams: tuple[str, ...]
    weights: Mapping[str, _Floats]
    """Place (whole, clause, near) -> n-grams x outputs."""
    shape: Mapping[str, _Floats]
    terms: _Floats
    """Categories x outputs: what one term of a category in the statement adds."""
    bias: _Floats

    @cached_property
    def words(self) -> Vocabulary:
        """The n-grams as a table."""
        return vocabulary(self.grams)

    @cached_property
    def packed(self) -> Mapping[str, Packed]:
        """Place -> its weights, made ready to be added; places without weights are left out."""
        return {place: pack(weights) for place, weights in self.weights.items() if weights.any()}

    def only(self, rows: NDArray[np.int64], chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The chosen rows; the others become the row that weighs nothing."""
        nowhere = len(self.grams)
        return nowhere + (rows - nowhere) * chosen  # far quicker than a choice by mask


def read_learned(path: Path, outputs: tuple[str, ...]) -> Learned:
    """The learned weights in `path`; Problem names file and line of the first thing wrong."""
    columns = ("words", "where", *outputs)
    try:
        written = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("learned_columns", file=path.name, columns=" ".join(columns)) from error
    lines = [(n, line) for n, line in enumerate(written, start=1) if line and not line.startswith("#")]
    if not lines or lines[0][1] != "\t".join(columns):
        raise Problem("learned_columns", file=path.name, columns=" ".join(columns))
    rows = [line.split("\t", 2) for _, line in lines[1:]]
    sound = _rows(len(outputs)).fullmatch("\n".join([line for _, line in lines[1:]] + [""])) is not None
    if not sound or len({(row[0], row[1]) for row in rows}) < len(rows):
        _complain(path, lines[1:], len(outputs))
    numbers = np.fromstring("\t".join([row[2] for row in rows]), np.int32, sep="\t")
    return from_rows(outputs, rows, (numbers.reshape(-1, len(outputs)) / UNIT).astype(np.float32))


@cache
def _rows(outputs: int) -> re.Pattern[str]:
    """Lines with words that can be found, a place that exists, and a weight per output."""
    words = rf"(?:[^\t\n]{{1,{LONGEST}}}\t(?:{'|'.join(WHERE)})|[^\t\n]*\t(?:{'|'.join(_PLACES[len(WHERE) :])}))"
    return re.compile(rf"(?:{words}(?:\t{_NUMBER}){{{outputs}}}\r?\n)*+")


def _complain(path: Path, lines: Sequence[tuple[int, str]], outputs: int) -> None:
    """Raise the Problem of the first line that is not as it should be."""
    seen: set[tuple[str, str]] = set()
    for number, line in lines:
        row = line.split("\t", 2)
        if not _well_formed(row, outputs) or (row[0], row[1]) in seen:
            raise Problem("learned_line", file=path.name, line=number, text=line[:40])
        if _rows(outputs).fullmatch(line + "\n") is None:
            raise Problem("learned_number", file=path.name, line=number, text=line[:40])
        seen.add((row[0], row[1]))


def _well_formed(row: Sequence[str], outputs: int) -> bool:
    """Whether a line has words that can be found, a place that exists, and as many weights as outputs."""
    if len(row) != 3 or row[1] not in _PLACES or row[2].count("\t") != outputs - 1:
        return False
    return row[1] not in WHERE or 0 < len(row[0]) <= LONGEST


def from_rows(outputs: tuple[str, ...], rows: Sequence[Sequence[str]], table: _Floats) -> Learned:
    """Weights from rows of words and place, with their row of `table` each."""
    place_of = {place: n for n, place in enumerate(_PLACES)}
    places = np.array([place_of[row[1]] for row in rows], np.int64)
    known = {gram: n for n, gram in enumerate(dict.fromkeys(row[0] for row in rows if row[1] in WHERE))}
    weights = {}
    for at, place in enumerate(WHERE):
        weights[place] = np.zeros((len(known), len(outputs)), np.float32)
        chosen = np.flatnonzero(places == at).tolist()
        weights[place][[known[rows[n][0]] for n in chosen]] = table[chosen]
    by_name = {
        place: {rows[n][0]: table[n] for n in np.flatnonzero(places == _PLACES.index(place)).tolist()}
        for place in _PLACES[3:]
    }
    nothing = np.zeros(len(outputs), np.float32)
    return Learned(
        outputs=outputs,
        grams=tuple(known),
        weights=weights,
        shape=by_name["shape"],
        terms=np.array([by_name["term"].get(c, nothing) for c in CATEGORIES]),
        bias=by_name["bias"].get("bias", nothing),
    )


@cache
def learned(name: str) -> Learned:
    """The bundled weights for `category`, `role` or `strength`."""
    return read_learned(rubric_file(f"learned/{name}.tsv"), OUTPUTS[name])


def joined(models: Sequence[Learned]) -> Learned:
    """Several models as one that looks every n-gram up once; outputs stand side by side in order.

    Places other than `whole` may only be used by the first model.
    """
    grams = tuple(dict.fromkeys(gram for model in models for gram in model.grams))
    row = {gram: n for n, gram in enumerate(grams)}
    rows = [[row[gram] for gram in model.grams] for model in models]
    weights = {}
    for place in WHERE:
        chosen = models if place == "whole" else models[:1]
        weights[place] = np.zeros((len(grams), sum(len(m.outputs) for m in chosen)), np.float32)
        left = 0
        for model, own in zip(chosen, rows, strict=False):
            weights[place][own, left : left + len(model.outputs)] = model.weights[place]
            left += len(model.outputs)
    shape: dict[str, _Floats] = {}
    for name in dict.fromkeys(name for model in models for name in model.shape):
        shape[name] = np.concatenate([m.shape.get(name, np.zeros(len(m.outputs), np.float32)) for m in models])
    return Learned(
        outputs=tuple(output for model in models for output in model.outputs),
        grams=grams,
        weights=weights,
        shape=shape,
        terms=np.hstack([model.terms for model in models]),
        bias=np.concatenate([model.bias for model in models]),
    )


@cache
def coder() -> Learned:
    """The bundled weights for category, role and strength in one: 8, 5 and 3 outputs."""
    return joined([learned(name) for name in OUTPUTS])


def scores(
    model: Learned,
    batch: Batch,
    marks: Marks,
    terms: _Floats | None = None,
    whole: NDArray[np.bool_] | None = None,
) -> _Floats:
    """Statements x outputs.

    Args:
        whole: which statements are no broken lines, whatever they end on.
        terms: statements x categories, how many terms of each category stand in the statement.
    """
    total = np.tile(model.bias.astype(np.float64), (len(batch.starts), 1))
    found = occurrences(model.words, batch, marks)
    begin, first = stretches(model.packed.values(), batch.starts - 1, batch.ends + 1, LONGEST)
    bounds = [np.searchsorted(one.place, begin) for one in found]
    for where, packed in model.packed.items():
        rows = [one.row if where == WHERE[0] else model.only(one.row, one.within(where)) for one in found]
        sums = totals(packed, list(zip(rows, bounds, strict=True)), len(begin))
        if len(begin) > len(first):
            sums = np.add.reduceat(sums, first)
        total[:, : packed.outputs] += sums / np.sqrt(np.maximum(_characters(where, batch, marks), 1))[:, None]
    if model.shape:
        nothing = np.zeros(len(model.outputs), np.float32)
        for _, index, names in shapes(batch, whole):
            total += np.array([model.shape.get(name, nothing) for name in names])[index]
    if terms is not None:
        total += terms @ model.terms
    return total.astype(np.float32)


def _characters(place: str, batch: Batch, marks: Marks) -> NDArray[np.int64]:
    """Characters of each statement that belong to a place."""
    if place == "whole":
        return batch.lengths
    return per_statement(batch, marks.clause if place == "clause" else marks.near)


def softmax(logits: _Floats) -> _Floats:
    """Rows of scores as probabilities."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
