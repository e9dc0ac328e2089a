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
import rating
import rebalancing
import speed
import understanding
import work_reports
from labels import NotLabels, accepted, apart, read_labels
from measures import confusions, kappa, least_confident, linear_kappa, per_label, reliability, value_share
from plan_text import plan_texts, sample_files
from processes import CommandFailed, run

from assistant.model import CATEGORIES
from assistant.peers.reference import reference_cities

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


def test_the_rebalancing_benchmark_times_the_solver_and_the_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rebalancing, "CHARACTERS", 1500)
    monkeypatch.setattr(rebalancing, "ROUNDS", 1)
    assert rebalancing.main(["--json", str(tmp_path / "figures.json")]) == 0
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert {*(f"solve: {name}" for name in rebalancing.FLOORS), *rebalancing.QUESTIONS} <= set(figures)
    assert all(0 < f["median"] <= f["longest"] for f in figures.values())
    assert "1,500 characters, 1 rounds" in capsys.readouterr().out


def test_the_solvers_hardest_case_has_every_sub_indicator_open() -> None:
    supply = rebalancing.all_open()
    assert sum(supply.gaps) == 65 and sum(supply.fears) == 25
    assert sum(supply.counts) == pytest.approx(500, abs=len(CATEGORIES))


UTTERANCES = (
    "utterance\tintent\tslots\tprevious\tbatch\n"
    "打开样稿\topen_draft\t\t\t1\n"
    "s4改成数字生态\trecode\tstatement=s4;category=digital_ecology\t\t1\n"
    "我们是苏州的\tset_city\tcity=苏州市\t\t2\n"
    "明年委托第三方来看一看\tanswer\t\tinterview\t3\n"
    "打开样稿\tquit\t\t\t3\n"
)


@pytest.fixture
def utterances(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "utterances.tsv"
    file.write_text(UTTERANCES, encoding="utf-8")
    monkeypatch.setattr(understanding, "LABELS", file)


@pytest.mark.usefixtures("utterances")
def test_utterances_count_as_understood_where_intent_and_slots_are_right() -> None:
    said, seconds = understanding.hear()
    assert len(seconds) == len(said)
    assert [s.right for s in said] == [True, True, True, True, False]
    assert [s.slots == s.heard_slots for s in said] == [True] * 5


@pytest.mark.usefixtures("utterances")
def test_the_understanding_benchmark_reports_what_was_missed(capsys: pytest.CaptureFixture[str]) -> None:
    said, _ = understanding.hear()
    understanding.report("all", said)
    understanding.misses(said)
    out = capsys.readouterr().out
    assert "intent right 80.0%" in out and "quit as open_draft x1" in out
    assert "打开样稿\tquit\theard open_draft" in out


def test_only_one_report_a_year_of_a_city_of_the_paper_is_coded(tmp_path: Path) -> None:
    city = reference_cities()[0]
    for name in (f"b-gwr-{city}-2021.txt", f"b-gwr-{city}-2021-2.txt", f"b-gwr-{city}-2020.txt", "b-gwr-甲市-2021.txt"):
        (tmp_path / name).write_text("# 报告\n\n建成全市一体化政务服务平台。\n", encoding="utf-8")
    found = work_reports.reports(tmp_path)
    assert [(c, year) for c, year, _ in found] == [(city, 2020), (city, 2021)]
    row = dict(zip(work_reports.COLUMNS, work_reports.row(found[0]), strict=True))
    assert (row["city"], row["year"]) == (city, 2020)
    assert row["total"] == sum(row[c] for c in CATEGORIES)  # type: ignore[misc]


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no b-gwr"):
        work_reports.table(tmp_path, 1)


def test_the_rating_benchmark_draws_the_same_check_list_by_the_same_seed(capsys: pytest.CaptureFixture[str]) -> None:
    sample = str(sample_files()[0])
    lists = []
    for seed in ("5", "5", "6"):
        assert rating.main([sample, "--count", "4", "--seed", seed]) == 0
        lists.append(capsys.readouterr().out.splitlines())
    assert lists[0] == lists[1] != lists[2]
    cells = [line.split("\t") for line in lists[0]]
    assert [c[0] for c in cells] == ["1", "2", "3", "4"]
    assert all(c[2][0] in "HF" and int(c[4]) >= 1 and "【" in c[-1] for c in cells)


def test_the_rating_benchmark_says_which_file_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rating.main([str(tmp_path / "missing.docx")]) == 1
    assert "missing.docx" in capsys.readouterr().err
