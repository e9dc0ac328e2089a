"""The learned weights: read as an expert edits them, added up as their docstring says."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from assistant.codebook import codebook
from assistant.coding.batch import Batch, Marks, lay_out, marks, scan
from assistant.coding.grams import LONGEST, WHERE, folded
from assistant.coding.learned import OUTPUTS, Learned, coder, joined, learned, read_learned, scores, softmax
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise
from assistant.coding.shape import shapes
from assistant.model import CATEGORIES, Problem
from assistant.phrases import LANGUAGES, phrases
from assistant.resources import rubric_file

TEXTS = (
    *(
        "到2028年新建5G基站120个，修路三公里。",
        "制定数据安全管理办法，",
        "",
        "（一）夯实底座",
        "植树造林\n三千亩",
        "^$",
    ),
    *("推动政务服务\t一网通办；\0归集电子证照", "Build 5G stations.", "𠀀数据𠀀", "数据" * 60),
)
A = ("a", "b")
HEAD = "words\twhere\ta\tb\n"
SMALL = (
    f"# a note\n{HEAD}数据\twhole\t100\t-50\n数据\tclause\t7\t0\n0g\tnear\t0\t30\n$\twhole\t0\t-1\nbias\tbias\t5\t-5\n"
)
OTHER = "words\twhere\tc\n数据\twhole\t9\n闭\twhole\t3\nlength=1\tshape\t4\n"


def read(folder: Path, text: str, outputs: tuple[str, ...] = A) -> Learned:
    path = folder / "own.tsv"
    path.write_bytes(text.encode("utf-8"))
    return read_learned(path, outputs)


def laid(texts: tuple[str, ...]) -> tuple[Batch, Marks]:
    batch = lay_out([normalise(text) for text in texts])
    return batch, marks(lexicon(), batch, scan(lexicon(), batch))


def by_hand(model: Learned, batch: Batch, where: Marks, terms: np.ndarray) -> np.ndarray:
    """The formula of learned.py, place by place and n-gram by n-gram."""
    rows = {gram: n for n, gram in enumerate(model.grams)}
    inside = {"whole": np.ones(len(batch.codes), bool), "clause": where.clause, "near": where.near}
    total = np.zeros((len(batch.starts), len(model.outputs)))
    for n, (start, end) in enumerate(zip(batch.starts - 1, batch.ends + 1, strict=True)):
        text = folded(batch.text[start:end])
        total[n] += model.bias + terms[n] @ model.terms
        for place in WHERE:
            marked = inside[place][start:end]
            columns = model.weights[place].shape[1]
            for length in range(1, LONGEST + 1):
                for at in range(len(text) - length + 1):
                    row = rows.get(text[at : at + length])
                    if row is not None and marked[at : at + length].all():
                        total[n, :columns] += model.weights[place][row] / np.sqrt(marked.sum())
        for _, index, names in shapes(batch) if model.shape else ():
            total[n] += model.shape.get(names[index[n]], 0.0)
    return total


def some_terms() -> np.ndarray:
    dice = np.random.default_rng(5)
    return dice.integers(0, 3, (len(TEXTS), len(CATEGORIES))).astype(np.float32)


@pytest.mark.parametrize("name", OUTPUTS)
def test_scores_are_the_sum_of_the_weights(name: str) -> None:
    batch, where = laid(TEXTS)
    told = scores(learned(name), batch, where, some_terms())
    assert told == pytest.approx(by_hand(learned(name), batch, where, some_terms()), abs=2e-3)


def test_joined_models_give_each_models_own_scores(tmp_path: Path) -> None:
    batch, where = laid(TEXTS)
    parts = [learned(name) for name in OUTPUTS]
    own = np.hstack([scores(part, batch, where, some_terms()) for part in parts])
    assert scores(coder(), batch, where, some_terms()) == pytest.approx(own, abs=2e-3)
    assert coder().outputs == tuple(output for outputs in OUTPUTS.values() for output in outputs)
    small = [read(tmp_path, SMALL), read(tmp_path, OTHER, ("c",))]
    own = np.hstack([scores(part, batch, where) for part in small])
    assert scores(joined(small), batch, where) == pytest.approx(own, abs=1e-5)


def test_one_small_file_by_hand(tmp_path: Path) -> None:
    batch, where = laid(("归集数据", "修路"))
    size, short = np.sqrt(6), np.sqrt(4)
    expected = [[0.05 + 1 / size + 0.07 / size, -0.05 - 0.51 / size], [0.05, -0.05 - 0.01 / short]]
    assert scores(read(tmp_path, SMALL), batch, where) == pytest.approx(np.array(expected), abs=1e-5)


def test_scores_do_not_depend_on_what_else_is_scored() -> None:
    together = scores(coder(), *laid(TEXTS))
    alone = np.vstack([scores(coder(), *laid((text,))) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-4)


def test_softmax_is_a_distribution_that_keeps_the_order() -> None:
    logits = np.array([[1000.0, 999.0, -5.0], [-2000.0, -2000.0, -2000.0]], np.float32)
    chances = softmax(logits)
    assert chances.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert chances[0].argsort().tolist() == [2, 1, 0] and chances[1].tolist() == pytest.approx([1 / 3] * 3)


# --- the files ---

LINE = "数据\twhole\t1\t2\n"
BROKEN = [
    ("no file but a note", "# nothing\n", "learned_columns", None),
    ("empty", "", "learned_columns", None),
    ("no header", LINE, "learned_columns", None),
    ("other outputs", "words\twhere\ta\tc\n" + LINE, "learned_columns", None),
    ("a place that is none", f"# note\n{HEAD}{LINE}智慧\teverywhere\t1\t2\n", "learned_line", 4),
    ("a weight short", f"{HEAD}数据\twhole\t1\n", "learned_line", 2),
    ("a weight too many", f"{HEAD}\n{LINE}智慧\twhole\t1\t2\t3\n", "learned_line", 4),
    ("blanks for tabs", f"{HEAD}数据 whole 1 2\n", "learned_line", 2),
    ("an n-gram too long to be found", f"{HEAD}{LINE}一网通办了\twhole\t1\t2\n", "learned_line", 3),
    ("no words", f"{HEAD}\twhole\t1\t2\n", "learned_line", 2),
    ("the same words twice", HEAD + LINE + LINE, "learned_line", 3),
    ("a broken number", f"{HEAD}{LINE}智慧\twhole\t1\t2.5\n", "learned_number", 3),
    ("no number", f"{HEAD}智慧\twhole\tx\t2\n", "learned_number", 2),
    ("an empty number", f"{HEAD}智慧\twhole\t\t2\n", "learned_number", 2),
    ("a number beyond all measure", f"{HEAD}智慧\twhole\t1\t{10**30}\n", "learned_number", 2),
]


@pytest.mark.parametrize(("text", "key", "line"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_refused_with_file_and_line(text, key, line, tmp_path) -> None:
    with pytest.raises(Problem) as raised:
        read(tmp_path, text)
    assert raised.value.key == key and raised.value.values["file"] == "own.tsv"
    assert raised.value.values.get("line") == line
    for language in LANGUAGES:
        said = phrases(language).problem(raised.value)
        assert "own.tsv" in said and "\n" not in said and (line is None or str(line) in said)


@pytest.mark.parametrize("content", [None, b"\xff\xfe words"], ids=["missing", "not utf-8"])
def test_a_file_that_cannot_be_read_is_a_problem(content, tmp_path) -> None:
    path = tmp_path / "own.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem) as raised:
        read_learned(path, A)
    assert raised.value.values["file"] == "own.tsv"


def test_a_file_saved_on_windows_with_lines_in_any_order_is_the_same(tmp_path: Path) -> None:
    batch, where = laid(TEXTS)
    plain = scores(read(tmp_path, SMALL), batch, where)
    head, *lines = SMALL.removeprefix("# a note\n").splitlines()
    random.Random(3).shuffle(lines)
    again = read(tmp_path, "\r\n".join(["# other note", head, "", *lines]) + "\r\n")
    assert scores(again, batch, where) == pytest.approx(plain, abs=1e-6)


def test_a_file_with_nothing_learned_scores_nothing(tmp_path: Path) -> None:
    assert not scores(read(tmp_path, HEAD), *laid(TEXTS)).any()


@pytest.mark.parametrize(("name", "outputs"), OUTPUTS.items())
def test_the_bundled_file_is_in_order_and_within_its_bounds(name: str, outputs: tuple[str, ...]) -> None:
    lines = rubric_file(f"learned/{name}.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert tuple(rows[0]) == ("words", "where", *outputs)
    keys = [(row[0], row[1]) for row in rows[1:]]
    assert keys == sorted(set(keys))
    for words, where, *weights in rows[1:]:
        assert len(weights) == len(outputs) and any(int(weight) for weight in weights)
        assert where not in WHERE or (1 <= len(words) <= LONGEST and words == folded(words))
        assert where != "term" or words in CATEGORIES
        assert name == "category" or where in ("whole", "shape", "bias")
    assert codebook().version in "".join(line for line in lines if line.startswith("#"))
