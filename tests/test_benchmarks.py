"""The benchmarks run on little, and their figures of agreement are the textbooks'."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import accuracy
import baselines
import speed
from labels import NotLabels, accepted, apart, read_labels
from measures import confusions, kappa, least_confident, linear_kappa, per_label, reliability, value_share
from plan_text import plan_texts, sample_files
from processes import CommandFailed, run

HEADER = "text\tprimary\talso\trole\tstrength\titems\tplace\ttext_id\n"
GOVERNMENT = "建成全市一体化政务服务平台。\tdigital_government\t-\tcommitment\t2\tH2+"
ECOLOGY = "制定公共数据分级分类管理办法。\tdigital_ecology\tdigital_government\tcommitment\t2\t-"
ROADS = "新修农村公路三百公里。\tnone\t-\tachievement\t0\t-"
LEARNING = ("开通一网通办窗口。\tdigital_government", "出台数据安全规则。\tdigital_ecology", "修缮老街。\tnone")


def labels(folder: Path, name: str, *rows: str) -> Path:
    file = folder / name
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def tested(tmp_path: Path) -> Path:
    rows = (GOVERNMENT, ECOLOGY, ROADS)
    return labels(tmp_path, "tested.tsv", *(f"{row}\t甲市\ta{n}" for n, row in enumerate(rows)))


@pytest.fixture
def train(tmp_path: Path) -> Path:
    rows = [f"{row}\t-\tcommitment\t1\t-\t乙市\tb{n}" for n, row in enumerate(LEARNING)]
    return labels(tmp_path, "train.tsv", *rows)


answers = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)
doubts = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def test_kappa_of_cohens_own_layout() -> None:
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(*zip(*pairs, strict=True)) == pytest.approx(0.4)


@given(answers)
def test_kappa_does_not_ask_who_coded_first(pairs: list[tuple[str, str]]) -> None:
    one, other = zip(*pairs, strict=True)
    assert kappa(one, other) == pytest.approx(kappa(other, one), nan_ok=True)


@pytest.mark.parametrize(
    ("gold", "told", "expected"),
    [
        ([0, 1, 2], [0, 1, 2], 1.0),
        ([0, 3], [3, 0], -1.0),
        ([0, 0, 3, 3], [0, 3, 0, 3], 0.0),
        ([1, 1], [1, 1], math.nan),
    ],
)
def test_linear_kappa(gold: list[int], told: list[int], expected: float) -> None:
    assert linear_kappa(gold, told) == pytest.approx(expected, nan_ok=True)


def test_labels_that_were_never_told_have_no_precision() -> None:
    table = {f.label: f for f in per_label(["a", "a", "b"], ["a", "c", "c"])}
    assert (table["a"].precision, table["a"].recall) == (1.0, 0.5)
    assert (table["b"].n, table["b"].told, table["b"].precision, table["b"].f1) == (1, 0, 0.0, 0.0)
    assert table["c"].recall == 0.0


def test_the_largest_confusions_come_first() -> None:
    assert confusions("aabbbc", "abcaac", 2) == [("b", "a", 2), ("a", "b", 1)]


@given(doubts)
def test_every_answer_lies_in_one_bin_that_holds_its_confidence(answers: list[tuple[float, bool]]) -> None:
    confidence, right = zip(*answers, strict=True)
    table = reliability(confidence, right)
    assert sum(b.n for b in table) == len(answers)
    assert all(b.low - 1e-9 <= b.confidence <= b.high + 1e-9 for b in table if b.n)


@given(doubts, st.randoms())
def test_the_least_confident_fifth_does_not_depend_on_the_order(answers: list[tuple[float, bool]], dice) -> None:  # type: ignore[no-untyped-def]
    held = least_confident(*zip(*answers, strict=True))
    assert math.isnan(held) or -1e-9 <= held <= 1 + 1e-9
    dice.shuffle(answers)
    assert least_confident(*zip(*answers, strict=True)) == pytest.approx(held, nan_ok=True)


@pytest.mark.parametrize(
    ("confidence", "wrong", "expected"),
    [
        ([0.1, 0.9, 0.9, 0.9, 0.9], [True, False, False, False, False], 1.0),
        ([0.1, 0.9, 0.9, 0.9, 0.9], [False, True, False, False, False], 0.0),
        ([0.5] * 5, [True, True, False, False, False], 0.2),
    ],
)
def test_the_least_confident_fifth(confidence: list[float], wrong: list[bool], expected: float) -> None:
    assert least_confident(confidence, wrong) == pytest.approx(expected)


def test_value_share_counts_coded_statements_only() -> None:
    assert value_share(["digital_ecology", "smart_city", "none", "none"]) == 0.5
    assert math.isnan(value_share(["none"]))


def test_a_second_coders_label_is_accepted_where_it_was_told(tested: Path) -> None:
    rows = read_labels(tested)
    told = ["none", "digital_government", "smart_city"]
    assert accepted(rows, told) == ["digital_government", "digital_government", "none"]


def test_nothing_is_learned_from_a_tested_place_document_or_text() -> None:
    tested = [{"text": "甲", "place": "甲市", "text_id": "a"}]
    rows = [
        {"text": text, "place": place, "text_id": document}
        for text, place, document in (
            ("乙", "甲市", "b"),
            ("乙", "乙市", "a"),
            ("甲", "乙市", "b"),
            ("乙", "乙市", "b"),
        )
    ]
    assert apart(rows, tested) == [rows[3]]


@pytest.mark.parametrize("content", ["", "text\tprimary\n甲\tnone\n", HEADER])
def test_a_file_without_labels_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "wrong.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(NotLabels, match=r"wrong\.tsv"):
        read_labels(file)


def test_plain_baselines_know_the_codebooks_terms_and_nothing_else() -> None:
    texts = ["推进政务服务一网通办", "新修农村公路三百公里"]
    assert baselines.exact_terms(texts) == ["digital_government", "none"]
    assert baselines.every_pair(texts) == ["digital_government", "none"]


def test_the_accuracy_benchmark_says_everything(tested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main([str(tested)]) == 0
    said = capsys.readouterr().out
    assert "tested.tsv: 3 statements" in said
    for figure in (
        "kappa",
        "value share",
        "calibration error",
        "least confident fifth",
        "role",
        "strength",
        "evidence",
    ):
        assert figure in said


def test_the_baselines_stand_beside_ours(tested: Path, train: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is no dependency of the project")
    accuracy.main([str(tested), "--baselines", str(train)])
    said = capsys.readouterr().out
    assert "on 3 statements; learned from 3" in said
    assert [line.split()[0] for line in said.splitlines()[-5:]] == ["as", "exact", "rapidfuzz", "TF-IDF", "the"]


@pytest.mark.parametrize("arguments", [["--curve"], ["--baselines", "{tested}"]])
def test_a_wrong_call_ends_with_two(tested: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        accuracy.main([str(tested), *(a.format(tested=tested) for a in arguments)])
    assert ended.value.code == 2


def test_plan_texts_have_their_length_and_share_no_paragraph() -> None:
    texts = plan_texts(sample_files(), 20_000, 3)
    assert [len(t) for t in texts] == [20_000] * 3
    assert texts == plan_texts(sample_files(), 20_000, 3)
    long = [{line for line in text.split("\n")[:-1] if "，" in line[:-1]} for text in texts]
    assert all(long)
    assert not long[0] & long[1] and not long[1] & long[2]


def test_a_measured_process_needs_time_and_memory() -> None:
    used = run(["-c", "x = bytearray(60_000_000)"])
    assert used.seconds > 0
    assert 60 < used.megabytes < 160


def test_a_measured_process_that_fails_says_why() -> None:
    with pytest.raises(CommandFailed, match="no such thing"):
        run(["-c", "raise SystemExit('no such thing')"])


def test_an_edit_changes_one_paragraph() -> None:
    assert speed.edited("甲\n乙\n丙", 1, "丁") == "甲\n乙丁\n丙"


def test_the_speed_benchmark_measures_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("jieba", reason="jieba is no dependency of the project")
    pytest.importorskip("sklearn", reason="scikit-learn is no dependency of the project")
    sizes = speed.Sizes(text=1500, file=1500, draft=1500, rounds=1, command_rounds=1)
    figures = speed.measure(sample_files(), sizes)
    assert json.loads(json.dumps(asdict(figures)))["machine"]["cores"]
    ratios = {s.name: (s.to_plain_unit, s.to_own_unit) for s in figures.steps}
    assert ratios["plain unit"][0] == ratios["own unit"][1] == 1.0
    assert {"matching", "coding", "jieba", "linear model", "every pair"} <= set(ratios)
    assert figures.command is not None and figures.segmenting is not None
    assert (figures.edit is None) == ("edit" in figures.absent)
    speed.show(figures, markdown=True)
    assert "| step | what | ms |" in capsys.readouterr().out
