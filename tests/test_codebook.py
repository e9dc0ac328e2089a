"""rubrics/*.yaml are read strictly: what is wrong is named by file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.advice.targets import read_targets
from assistant.codebook import codebook, read_codebook, read_rubric, rubric
from assistant.model import CATEGORIES, ITEMS, Problem
from assistant.phrases import phrases
from assistant.resources import rubric_file


def spoilt(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of a rubrics file with one place changed."""
    text = rubric_file(name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def complaint(read, path: Path) -> str:
    with pytest.raises(Problem) as caught:
        read(path)
    line = phrases("en").problem(caught.value)
    assert "\n" not in line and path.name in line
    return line


CODEBOOK = [
    ("  weights_typo", "weights:   #", "weigths:   #", "weights"),
    ("unknown key", "weights:   #", "surprise: 1\nweights:   #", "surprise"),
    ("missing field", "  example_zh: 到2027年", "  example: 到2027年", "example_zh"),
    ("duplicate term in one category", "terms: [5G基站, 5G网络,", "terms: [5G基站, 5G基站, 5G网络,", "5G基站"),
    ("duplicate term across categories", "terms: [一网通办,", "terms: [一网通办, 5G基站,", "5G基站"),
    ("key given twice", "\nroles:\n", "\nroles: {}\nroles:\n", "roles"),
    ("no number", "  term: 1.0", "  term: heavy", "weights.term"),
    ("alias of nothing", "  一网统管: [", "  一网统管呀: [", "aliases.一网统管呀"),
    ("broken pattern", "'不少于'", "'不少于('", "strength.target"),
    (
        "unknown category in a rule",
        "category: digital_life}\n  - {term: 安全",
        "category: life}\n  - {term: 安全",
        "life",
    ),
    ("no YAML", "meta:\n", "meta: [\n", ""),
]


@pytest.mark.parametrize(("old", "new", "named"), [c[1:] for c in CODEBOOK], ids=[c[0] for c in CODEBOOK])
def test_a_spoilt_codebook_is_refused_by_key(tmp_path, old, new, named):
    assert named in complaint(read_codebook, spoilt(tmp_path, "codebook.yaml", old, new))


RUBRIC = [
    ("missing indicator field", "      category: digital_ecology\n", "", "category"),
    ("indicator of another item", "- id: H1a\n", "- id: H2a\n", "H2a"),
    ("level missing", "    3: 参与方式并有", "    4: 参与方式并有", "levels"),
    ("residual of three columns", "[unknown, low, low, low]", "[unknown, low, low]", "residual"),
    ("item in no concern", "items: [H6, H7, F1]", "items: [H6, H7]", "concerns"),
    ("unknown top key", "forbidden:\n", "weights: 1\nforbidden:\n", "weights"),
]


@pytest.mark.parametrize(("old", "new", "named"), [c[1:] for c in RUBRIC], ids=[c[0] for c in RUBRIC])
def test_a_spoilt_rubric_is_refused_by_key(tmp_path, old, new, named):
    assert named in complaint(read_rubric, spoilt(tmp_path, "rubric.yaml", old, new))


TARGETS = [
    ("unknown default", "default: half_gap", "default: gdp", "default"),
    ("tilt of six", "tilt: [-1, -0.5, 0, 0.5, 0.5, 1, 1]", "tilt: [-1, -0.5, 0, 0.5, 0.5, 1]", "advanced.tilt"),
    ("cap of no category", "  distinctive_city: 0.03", "  distinct: 0.03", "distinct"),
]


@pytest.mark.parametrize(("old", "new", "named"), [c[1:] for c in TARGETS], ids=[c[0] for c in TARGETS])
def test_spoilt_targets_are_refused_by_key(tmp_path, old, new, named):
    assert named in complaint(read_targets, spoilt(tmp_path, "targets.yaml", old, new))


def test_the_bundled_files_are_whole():
    book, items = codebook(), rubric()
    assert tuple(c.id for c in book.categories) == CATEGORIES
    assert tuple(i.id for i in items.items) == ITEMS
    assert all(len(i.indicators) == 5 for i in items.items)
    assert book.order[0] == "digital_ecology" and book.order[-1] == "new_infrastructure"


def test_rationality_follows_the_papers_table_2():
    kinds = {c.id: c.rationality for c in codebook().categories}
    assert kinds["new_infrastructure"] == "instrumental"
    assert {c for c, kind in kinds.items() if kind == "value"} == {"digital_ecology", "distinctive_city"}


def test_the_residual_risk_never_falls_with_exposure_nor_rises_with_mitigation():
    order = {"low": 0, "medium": 1, "high": 2}
    table = [[order.get(word, -1) for word in row] for row in rubric().residual]
    assert rubric().residual[0][0] == "unknown"
    for row in table[1:]:
        assert row == sorted(row, reverse=True)
    for column in zip(*table[1:], strict=True):
        assert list(column) == sorted(column)
