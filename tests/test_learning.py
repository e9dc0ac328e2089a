"""Learning the weights again: from a few rows of our own, into files that the coder reads."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.coding.learned import NONE, OUTPUTS, read_learned, scores
from assistant.model import CATEGORIES, ROLES

pytest.importorskip("sklearn", reason="learning needs scikit-learn (extra learn); the coder itself does not")
sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import learn
from learner import UNIT, Learner, common_grams, fit, laid

WORDS = {
    "new_infrastructure": "5G基站",
    "digital_economy": "电子商务",
    "digital_government": "政务服务",
    "digital_life": "智慧养老",
    "smart_city": "城市大脑",
    "digital_ecology": "数据安全",
    "distinctive_city": "数字古窑",
    NONE: "乡村公路",
}
SENTENCES = ("加快建设{}，年内完成。", "推进{}。", "已完成{}任务", "#\t{}\t市数据局")
OPENINGS = dict(zip(ROLES, ("推进", "已建成", "目前缺少", "坚持", "以及其他"), strict=True))


def rows() -> list[dict[str, str]]:
    """Every category in every sentence, every role with its own opening."""
    return [
        {
            "text": opening + sentence.format(word),
            "primary": category,
            "also": "-",
            "role": role,
            "strength": str(len(sentence) % 3 + 1),
            "items": "-",
            "place": "-",
            "source": "own.tsv",
            "text_id": f"t{len(word + sentence + opening) + number}",
        }
        for category, word in WORDS.items()
        for number, sentence in enumerate(SENTENCES)
        for role, opening in OPENINGS.items()
    ]


@pytest.fixture(scope="module")
def learner() -> Learner:
    return fit(rows(), tuple(OUTPUTS))


@pytest.fixture
def files(tmp_path, monkeypatch) -> Path:
    """A folder in place of the repository's."""
    monkeypatch.setattr(learn, "ROOT", tmp_path)
    (tmp_path / "rubrics" / "learned").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    return tmp_path


def test_what_was_shown_is_learned(learner) -> None:
    texts = [f"全力抓好{word}" for word in WORDS.values()]
    assert learner.predict(texts) == list(WORDS)
    assert set(WORDS) == {*CATEGORIES, NONE}


@pytest.mark.parametrize("known", [("digital_life", NONE), ("digital_life", "smart_city", NONE)], ids=len)
def test_a_category_without_a_single_row_is_never_said(known) -> None:
    taught = fit([row for row in rows() if row["primary"] in known])
    assert taught.predict([f"全力抓好{WORDS[category]}" for category in known]) == list(known)
    assert set(taught.predict([*WORDS.values(), "", "。"])) <= set(known)


def test_learning_again_learns_the_same(learner) -> None:
    again = fit(rows(), ("role",))
    assert again.tables["role"][0] == learner.tables["role"][0]
    assert np.array_equal(again.tables["role"][1], learner.tables["role"][1])


def test_what_is_written_is_read_again_and_scores_the_same(learner, files) -> None:
    learn.write_learned(learner, 1.0)
    one = laid([row["text"] for row in rows()])
    for name, outputs in OUTPUTS.items():
        read = read_learned(files / "rubrics" / "learned" / f"{name}.tsv", outputs)
        told = scores(read, one.batch, one.marks, one.terms)
        assert told == pytest.approx(scores(learner.models[name], one.batch, one.marks, one.terms), abs=1e-4)


def test_a_temperature_softens_the_categories_and_nothing_else(learner, files) -> None:
    learn.write_learned(learner, 2.0)
    one = laid(["加快建设5G基站，年内完成。"])
    for name, outputs in OUTPUTS.items():
        read = read_learned(files / "rubrics" / "learned" / f"{name}.tsv", outputs)
        told, full = (scores(model, one.batch, one.marks, one.terms) for model in (read, learner.models[name]))
        rounding = 0.5 / UNIT * len(read.grams)
        assert told == pytest.approx(full / (2.0 if name == "category" else 1.0), abs=rounding)


def test_no_n_gram_breaks_the_table_it_is_written_to() -> None:
    grams = common_grams(laid([row["text"] for row in rows()]).batch)
    assert "5g" not in grams and "0g" in grams
    assert not [gram for gram in grams if gram.startswith("#") or set(gram) & set("\t\n\r")]


def test_a_city_is_never_both_learned_from_and_tested_on() -> None:
    texts = [{"text_id": f"b-{n}", "place": place} for n, place in enumerate(("甲市", "甲市", "乙市"))]
    assert learn.group(texts[0]) == learn.group(texts[1]) != learn.group(texts[2])
    told = learn.folds(texts)
    assert told[0] == told[1] and set(told.tolist()) <= set(range(learn.FOLDS))


def test_what_we_wrote_ourselves_is_learned_from_and_never_tested() -> None:
    ours = [*learn.written(), *learn.own_commitments()]
    assert {row["primary"] for row in ours} == set(OUTPUTS["category"]) and all(row["coder"] for row in ours)
    assert set(learn.folds(ours).tolist()) == {learn.FOLDS}
    assert len({row["text"] for row in ours}) == len(ours)


def test_measuring_counts_every_statement_once(files, capsys, monkeypatch) -> None:
    monkeypatch.setattr(learn, "FOLDS", 2)
    given = rows()
    temperature = learn.measure(given)
    assert temperature in learn.TEMPERATURES and "temperature" in capsys.readouterr().out
    for name in ("coder_confusion.csv", "coder_reliability.csv"):
        stamp, _, *cells = (files / "data" / name).read_text(encoding="utf-8").splitlines()
        assert f"measured on {len(given)}" in stamp
        assert sum(int(cell.split(",")[2]) for cell in cells) == len(given)
