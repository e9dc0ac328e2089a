"""`--peers` on the command line: the bundled work reports or one's own table, in place of the paper's counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import SHORT, call, good

from assistant.phrases import LANGUAGES


def assessed(*words: object) -> dict[str, object]:
    found = good("assess", SHORT, "--city", "郑州市", "--format", "json", *words).json
    assert isinstance(found, dict)
    return found


def test_an_assessment_names_whose_counts_it_uses() -> None:
    paper, reports = assessed()["comparison"], assessed("--peers", "work-reports")["comparison"]
    assert isinstance(paper, dict) and isinstance(reports, dict)
    assert "source" not in paper
    assert reports["source"]["key"] == "peers.source.reports_same"
    assert [peer["name"] for peer in paper["peers"]] != [] and paper["national"] != reports["national"]
    assert {peer["name"] for peer in paper["peers"]} == {peer["name"] for peer in reports["peers"]}


def test_a_table_written_by_corpus_is_taken(tmp_path: Path) -> None:
    folder, out = tmp_path / "规划", tmp_path / "同行.csv"
    folder.mkdir()
    (folder / "太原市-规划.txt").write_text("规划\n\n建成5G基站1.2万个。\n推进一网通办。\n", encoding="utf-8")
    good("corpus", folder, "-o", out)
    comparison = assessed("--peers", out)["comparison"]
    assert isinstance(comparison, dict)
    assert [peer["name"] for peer in comparison["peers"]] == ["太原市"]
    assert comparison["source"]["values"]["file"] == "同行.csv"


def test_suggest_and_chat_take_it_too() -> None:
    assert good("suggest", SHORT, "--city", "郑州市", "--peers", "work-reports", "--format", "json").json["target"]
    words = ("chat", "--draft", SHORT, "--city", "郑州市", "--peers", "work-reports", "--format", "jsonl")
    (answer,) = good(*words, stdin="和同区城市比\n".encode()).objects
    assert "同一口径" in str(answer["blocks"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("peers", ["没有.csv", "表.xlsx"])
def test_what_cannot_be_used_is_one_line(lang: str, peers: str) -> None:
    said = call("assess", SHORT, "--peers", peers, lang=lang)
    assert said.status == 1 and said.complaint.count("\n") == 1 and peers in said.complaint
