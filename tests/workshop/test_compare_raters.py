"""Raters are compared on what they share, unit by unit, and every difference is named."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from assistant.chat.blocks import Table
from assistant.chat.blocks import as_json as block_json
from assistant.journal.store import open_journal
from assistant.model import CATEGORIES, Problem
from assistant.phrases import phrases
from assistant.workshop.agreement_blocks import as_json, blocks
from assistant.workshop.compare_raters import agreement, compare
from assistant.workshop.raters import Rater, Unit, read_raters

LIFE, ECOLOGY, CITY = "digital_life", "digital_ecology", "smart_city"
Coded = dict[str, str | None]


def coded_file(path: Path, codes: Coded, text: str = "第{}条") -> Path:
    """What `chengjian code` writes, as far as agreement reads it."""
    lines = [{"id": id_, "line": None, "text": text.format(id_), "category": c, "score": 1} for id_, c in codes.items()]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def project(path: Path, codes: Coded, ratings: dict[str, int | str] | None = None, who: str = "甲") -> Path:
    with closing(open_journal(path, who=who)) as journal:
        for id_, category in codes.items():
            recode = {"statement": id_, "text": f"第{id_}条", "category": category, "accepted": False}
            journal.append("recode", recode)
        for item, value in (ratings or {}).items():
            journal.append("rate", {"item": item, "level" if isinstance(value, int) else "residual": value})
    return path


def rater(name: str, codes: Coded, ratings: dict[str, int | str] | None = None) -> Rater:
    return Rater(name, "project", {Unit(id_, id_): category for id_, category in codes.items()}, ratings or {}, (name,))


def test_a_project_and_a_coded_file_are_compared_on_what_the_person_decided(tmp_path: Path) -> None:
    mine = project(tmp_path / "甲.chengjian", {"s1": LIFE, "s2": None, "s3": CITY})
    tools = coded_file(tmp_path / "tool.jsonl", {"s1": LIFE, "s2": LIFE, "s3": CITY, "s4": ECOLOGY})
    report = agreement([mine, tools])
    assert [(r.name, r.kind, r.people, r.units) for r in report.raters] == [
        ("甲", "project", ("甲",), 3),
        ("tool", "coded", (), 4),
    ]
    assert (report.seen, report.codings.units) == (4, 3)
    tables = report.pairs[0].categories
    assert list(tables) == [*CATEGORIES, "none"]
    life, none = tables[LIFE], tables["none"]
    assert (life.both, life.only_first, life.only_second, life.neither) == (1, 0, 1, 1)
    assert (none.both, none.only_first, none.only_second, none.neither) == (0, 1, 0, 2)
    assert [(d.unit.id, dict(d.values)) for d in report.differences] == [("s2", {"甲": None, "tool": LIFE})]


def test_units_align_by_id_and_text(tmp_path: Path) -> None:
    first = coded_file(tmp_path / "a", {"s1": LIFE, "s2": LIFE})
    other_text = coded_file(tmp_path / "b", {"s1": LIFE}, text="另一份草案{}")
    with pytest.raises(Problem, match="agreement_nothing_shared"):
        agreement([first, other_text])
    assert agreement([first, coded_file(tmp_path / "c", {"s2": LIFE, "s3": LIFE})]).codings.units == 1


def test_the_largest_differences_come_first() -> None:
    raters = [
        rater("甲", {"s1": LIFE, "s2": LIFE, "s10": LIFE, "s3": LIFE, "s4": CITY}),
        rater("乙", {"s1": ECOLOGY, "s2": CITY, "s10": CITY, "s3": LIFE, "s4": CITY}),
        rater("丙", {"s1": None, "s2": LIFE, "s10": LIFE, "s3": ECOLOGY, "s5": CITY}),
    ]
    report = compare(raters)
    assert [(d.unit.id, d.alike) for d in report.differences] == [("s1", 1), ("s2", 2), ("s10", 2), ("s3", 1)]
    assert [round(d.apart, 3) for d in report.differences] == [1.0, 0.667, 0.667, 0.667]
    assert [(p.first, p.second) for p in report.pairs] == [("甲", "乙"), ("甲", "丙"), ("乙", "丙")]
    assert (report.seen, report.codings.units, report.codings.values) == (6, 5, 14)


def test_items_have_their_own_alpha_hopes_ordinal_fears_nominal(tmp_path: Path) -> None:
    first = project(tmp_path / "a", {}, {"H1": 0, "H2": 2, "F1": "low", "F2": "unknown", "F3": "low"})
    second = project(tmp_path / "b", {}, {"H1": 3, "H2": 2, "F1": "high", "F2": "low"}, who="乙")
    report = agreement([first, second])
    assert (report.hopes.scale, report.hopes.units, report.hopes.verdict) == ("ordinal", 2, "too_few")
    assert (report.fears.scale, report.fears.units, report.fears.values) == ("nominal", 2, 4)
    assert [(d.item, d.spread) for d in report.item_differences] == [("H1", 3), ("F1", 2), ("F2", 1)]
    assert report.codings.units == 0


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    paths = [coded_file(tmp_path / name, {"s1": LIFE}) for name in ("a (2).jsonl", "a.jsonl", "x/a.jsonl")]
    assert [r.name for r in read_raters(paths)] == ["a (2)", "a", "a (3)"]


def test_a_project_of_several_people_says_so(tmp_path: Path) -> None:
    path = project(tmp_path / "a", {"s1": LIFE})
    project(path, {"s2": CITY}, who="乙")
    report = agreement([path, coded_file(tmp_path / "b", {"s1": LIFE, "s2": CITY})])
    assert report.raters[0].people == ("甲", "乙")
    assert "以最晚的为准" in str(blocks(report, phrases("zh"))[1])


BROKEN = {
    "not json": ("第一条\n", "agreement_line"),
    "no mapping": ("[]\n", "agreement_line"),
    "no category": ('{"id": "s1", "text": "甲"}\n', "agreement_line"),
    "another category": ('{"id": "s1", "text": "甲", "category": "economy"}\n', "agreement_line"),
    "a list for a category": ('{"id": "s1", "text": "甲", "category": []}\n', "agreement_line"),
    "a number for an id": ('{"id": 1, "text": "甲", "category": null}\n', "agreement_line"),
    "deep": ("[" * 100_000 + "\n", "agreement_line"),
    "twice": ('{"id": "s1", "text": "甲", "category": null}\n' * 2, "agreement_twice"),
    "GBK": ("第一条".encode("gbk"), "agreement_unreadable"),
    "empty": ("", "agreement_nothing_shared"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_no_coding_is_named_in_one_line(tmp_path: Path, case: str) -> None:
    content, key = BROKEN[case]
    path = tmp_path / "broken.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    good = coded_file(tmp_path / "good.jsonl", {"s1": LIFE})
    with pytest.raises(Problem, match=key) as caught:
        agreement([good, path])
    for language in ("zh", "en"):
        assert "\n" not in phrases(language).problem(caught.value)


@pytest.mark.parametrize(
    ("names", "key"),
    [(["good"], "agreement_two_files"), (["good", "missing"], "project_missing"), (["good", "."], "project_folder")]
    + [(["good", "bad.chengjian"], "project_foreign")],
)
def test_files_that_cannot_be_raters_are_refused(tmp_path: Path, names: list[str], key: str) -> None:
    coded_file(tmp_path / "good", {"s1": LIFE})
    (tmp_path / "bad.chengjian").write_text("{}", encoding="utf-8")
    with pytest.raises(Problem, match=key) as caught:
        agreement([tmp_path / name for name in names])
    assert phrases("en").problem(caught.value)


def full_report(tmp_path: Path) -> list[Path]:
    codes: Coded = {f"s{n}": CATEGORIES[n % 7] for n in range(1, 61)}
    other = {**codes, **{f"s{n}": None for n in range(1, 26)}}
    ratings: dict[str, int | str] = {"H1": 1, "F1": "low"}
    return [
        project(tmp_path / "甲.chengjian", codes, ratings),
        project(tmp_path / "乙.chengjian", other, {"H1": 3, "F1": "unknown"}, who="乙"),
        coded_file(tmp_path / "tool.jsonl", codes),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            [
                "区间下限低于 0.667，只能作草稿",
                "分母 60 个单位",
                "分歧最大的 20 条（共 25 条）",
                "文本未见",
                "不足 50 个单位",
            ],
        ),
        (
            "en",
            ["below 0.667: for drafts only", "(units: 60)", "20 largest differences (of 25)", "Fewer than 50 units"],
        ),
    ],
)
def test_the_blocks_say_the_verdict_the_denominator_and_the_differences(
    tmp_path: Path, language: str, words: list[str]
) -> None:
    found = blocks(agreement(full_report(tmp_path)), phrases(language))
    text = json.dumps([block_json(block) for block in found], ensure_ascii=False)
    assert [word for word in words if word not in text] == []
    tables = [block for block in found if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [8, 8, 8, 20, 2]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_the_plain_data_has_every_difference_and_no_words(tmp_path: Path) -> None:
    data = json.loads(json.dumps(as_json(agreement(full_report(tmp_path)))))
    assert set(data) == {"raters", "seen", "statements", "pairs", "hopes", "fears", "differences", "item_differences"}
    assert len(data["differences"]) == 25
    assert data["statements"]["units"] == data["seen"] == 60
    assert data["statements"]["confidence"] == 0.95
    kappa = data["pairs"][1]["categories"][LIFE]
    assert kappa == {
        "both": 9, "only_first": 0, "only_second": 0, "neither": 51, "kappa": 1.0, "units": 60, "few": True,
    }  # fmt: skip


def test_raters_who_agree_are_told_so(tmp_path: Path) -> None:
    paths = [coded_file(tmp_path / name, {"s1": LIFE, "s2": LIFE}) for name in ("a", "b")]
    text = str(blocks(agreement(paths), phrases("en")))
    assert "do not differ" in text
    assert "is not defined: the values do not vary (units: 2)" in text
