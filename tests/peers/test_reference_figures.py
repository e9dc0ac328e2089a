"""The reference lines are the paper's figures, and a broken file is named."""

import pytest

from assistant.model import CATEGORIES, REGIONS, Problem
from assistant.peers import reference


def test_the_country_is_table_2():
    line = reference.national_line()
    assert line.name == "national"
    assert dict(line.counts) == {r["category"]: int(r["coded"]) for r in reference.records("national.csv")}
    assert line.total == 3098


@pytest.mark.parametrize("row", reference.records("regions_attention.csv"), ids=lambda row: row["region"])
def test_a_region_is_its_row_of_table_5(row):
    line = reference.region_line(row["region"])
    assert dict(line.counts) == {c: int(row[c]) for c in CATEGORIES}
    assert sum(line.shares.values()) == pytest.approx(1)


def test_the_lines_of_a_region_add_up():
    for region in REGIONS:
        cities = [reference.city_line(city) for city in reference.region_cities(region)]
        assert sum(line.total for line in cities) == reference.region_line(region).total


def test_regions_follow_the_country_in_the_models_order():
    assert [line.name for line in reference.reference_lines()] == ["national", *REGIONS]


def test_the_data_have_a_version():
    assert reference.data_version() == "2026.2"


@pytest.mark.parametrize("name", ["nosuch.csv", "."])
def test_a_missing_file_is_a_problem_that_names_it(name):
    with pytest.raises(Problem) as caught:
        reference.records(name)
    assert caught.value.key == "data_broken"
    assert caught.value.values["file"] == name


def test_a_file_in_another_encoding_is_a_problem(tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_bytes("城市".encode("gb18030"))
    monkeypatch.setattr(reference, "data_file", lambda name: tmp_path / name)
    with pytest.raises(Problem, match="data_broken"):
        reference.records("x.csv")
