"""Workbooks: everything a person wrote stays text, nothing is totalled over hopes and fears."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.export import xlsx
from assistant.export.safe_text import xml_safe
from assistant.export.sheets import sheets
from assistant.model import CATEGORIES, ITEMS, Assessment
from assistant.phrases import Phrases


def reread(assessment: Assessment, say: Phrases) -> dict[str, Any]:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx.render(assessment, say)))
    return dict(zip(("statements", "matrix", "peers", "ratings", "actions", "about"), workbook.worksheets, strict=True))


def rows(worksheet: Any, say: Phrases) -> list[dict[str, Any]]:
    """Rows as mappings from the key of a column's title to its value."""
    titles = [key for key in say.keys() if key.startswith("export.column.")]  # noqa: SIM118  (not a dict)
    keys = {say(key): key.removeprefix("export.column.") for key in titles}
    head, *body = worksheet.iter_rows(values_only=True)
    return [dict(zip((keys[title] for title in head), row, strict=True)) for row in body]


def written(text: str) -> Any:
    """The cell as it comes back from a file."""
    workbook = Workbook()
    xlsx._put(workbook.active.cell(1, 1), text)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return openpyxl.load_workbook(io.BytesIO(buffer.getvalue())).active.cell(1, 1)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "=cmd|' /C calc'!A0", "-1+1"]
)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    cell = written(text)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


@pytest.mark.parametrize("text", ["#N/A", "2027-01-01", "1.5", "TRUE", "12%"])
def test_what_looks_like_another_type_is_text(text: str) -> None:
    cell = written(text)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, False)


def test_a_literal_escape_is_escaped_so_that_excel_shows_it() -> None:
    # Excel decodes `_xHHHH_` when it opens a file; openpyxl does not.
    assert written("见_x0041_x_").value == "见_x005F_x0041_x_"


@given(st.text(st.characters() | st.sampled_from("=+-@\x00\x1b\r\n_x"), min_size=1, max_size=50))
@example("_x0000_")
@example("_x005F_x0041_")
def test_any_text_comes_back_less_what_xml_forbids(text: str) -> None:
    cell = written(text)
    as_excel_shows_it = (cell.value or "").replace("_x005F_", "_")
    assert as_excel_shows_it == xml_safe(text)
    assert cell.data_type != "f"


def test_text_too_long_for_a_cell_is_cut_with_an_ellipsis() -> None:
    value = written("🚀" * 20_000).value
    assert value.endswith("🚀…")
    assert len(value.encode("utf-16-le")) // 2 <= 32_767


def test_no_cell_of_a_workbook_is_a_formula(assessment: Assessment, say: Phrases) -> None:
    cells = [cell for sheet in reread(assessment, say).values() for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}


def test_statements_carry_decision_and_suggestion_side_by_side(assessment: Assessment, zh: Phrases) -> None:
    found = rows(reread(assessment, zh)["statements"], zh)
    assert [row["statement"] for row in found] == ["s1", "s2", "s3", "s4"]
    assert [row["text"] for row in found] == [coding.statement.text for coding in assessment.codings]
    machine, uncoded, _, person = found
    assert (machine["decided_by"], machine["category_id"], machine["suggestion"]) == (
        "工具",
        "new_infrastructure",
        "新型基础设施",
    )
    assert (person["decided_by"], person["category"], person["suggestion"]) == ("张工", "建设数字政府", "构筑数字生活")
    assert (uncoded["category"], uncoded["category_id"], uncoded["review"]) == ("不编码", None, "待复核")
    assert machine["secondary"] == "发展数字经济" and machine["terms"] == "5G基站"


def test_the_matrix_has_a_row_per_category_and_the_two_sums(assessment: Assessment, zh: Phrases) -> None:
    found = rows(reread(assessment, zh)["matrix"], zh)
    assert [row["category"] for row in found[:7]] == [zh(f"category.{category}") for category in CATEGORIES]
    assert found[0] == {
        "category": "新型基础设施",
        "count": 1,
        "share": 0.25,
        "low": 0.05,
        "high": 0.45,
        "corrected": 0.2,
        "corrected_low": 0.02,
        "corrected_high": 0.35,
        "regional": 0.2,
        "national": 0.2,
    }
    assert [row["count"] for row in found[7:]] == [1, 1]
    assert [row["regional"] for row in found[7:]] == [0.1, 0.2]
    assert [(row["corrected"], row["corrected_high"]) for row in found[7:]] == [(0.3, 0.5), (0.4, 0.6)]


def test_without_a_correction_its_columns_are_blank(assessment: Assessment, zh: Phrases) -> None:
    raw = replace(assessment, profile=replace(assessment.profile, corrected=None))
    found = rows(reread(raw, zh)["matrix"], zh)
    assert {row[column] for row in found for column in ("corrected", "corrected_low", "corrected_high")} == {None}
    assert found[0]["share"] == 0.25


def test_shares_are_shown_in_percent(assessment: Assessment, zh: Phrases) -> None:
    sheet = reread(assessment, zh)["matrix"]
    assert [sheet.cell(2, column).number_format for column in range(2, 6)] == ["General", "0.0%", "0.0%", "0.0%"]


def test_peers_below_the_noise_are_not_told_apart(assessment: Assessment, zh: Phrases) -> None:
    found = rows(reread(assessment, zh)["peers"], zh)
    assert len(found) == 7 and {row["told_apart"] for row in found} == {"无可分辨差异"}
    assert {row["lower"] for row in found} == {0.4}


def test_without_a_city_there_is_no_comparison(assessment: Assessment, zh: Phrases) -> None:
    alone = reread(replace(assessment, comparison=None, advice=None, city=None, region=None), zh)
    assert rows(alone["peers"], zh) == [] and rows(alone["actions"], zh) == []
    assert {row["regional"] for row in rows(alone["matrix"], zh)} == {None}


def test_ratings_stand_one_by_one_without_any_total(assessment: Assessment, zh: Phrases) -> None:
    found = rows(reread(assessment, zh)["ratings"], zh)
    assert [row["item"] for row in found] == list(ITEMS)


def test_silence_reads_not_found_in_the_text(assessment: Assessment, zh: Phrases) -> None:
    found = {row["item"]: row for row in rows(reread(assessment, zh)["ratings"], zh)}
    assert (found["H1"]["suggested"], found["H1"]["exposure"]) == ("文本未见", None)
    assert (found["F1"]["exposure"], found["F1"]["suggested"]) == ("文本未见", None)
    assert found["F1"]["residual"] == "文本不足以判断"


def test_suggestion_and_confirmation_stay_apart(assessment: Assessment, zh: Phrases) -> None:
    found = {row["item"]: row for row in rows(reread(assessment, zh)["ratings"], zh)}
    hope, fear = found["H2"], found["F2"]
    assert (hope["suggested"], hope["confirmed"], hope["by"], hope["evidence"]) == (1, 2, "张工", "s4")
    assert (fear["exposure"], fear["mitigation"], fear["residual"], fear["confirmed"]) == (1, 2, "中", "低")
    assert hope["answers"] == "张工：=1+1 看过原文"


def test_actions_leave_the_planners_columns_blank(assessment: Assessment, zh: Phrases) -> None:
    addition, upgrade = rows(reread(assessment, zh)["actions"], zh)
    for row in (addition, upgrade):
        assert {row[key] for key in ("lead_body", "target", "deadline", "feedback")} == {None}
    assert addition["action"] == "由____牵头，____前答复。" and addition["beside"] == "s3"
    assert (
        upgrade["action"].startswith("=HYPERLINK") and upgrade["missing"] == f"{zh('cue.body')}、{zh('cue.deadline')}"
    )


def test_the_about_sheet_names_versions_and_limits(assessment: Assessment, zh: Phrases) -> None:
    found = {row["name"]: row["value"] for row in rows(reread(assessment, zh)["about"], zh)}
    assert found["文本指纹（SHA-256）"] == assessment.draft.sha256
    assert found["局限"] == "只有 4 条，结论仅供参考。"
    assert found["经济区域"] == "黄河中游"


def test_headers_stay_in_sight_and_columns_are_readable(assessment: Assessment, say: Phrases) -> None:
    for sheet in reread(assessment, say).values():
        assert sheet.freeze_panes == "B2"
        assert all(10 <= sheet.column_dimensions[cell.column_letter].width <= 62 for cell in sheet[1])


def test_no_two_columns_of_a_sheet_share_a_title(assessment: Assessment, say: Phrases) -> None:
    for sheet in sheets(assessment, say):
        assert len(set(sheet.columns)) == len(sheet.columns)
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment, say: Phrases) -> None:
    first = xlsx.render(assessment, say)
    assert first == xlsx.render(assessment, say)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert "created" not in archive.read("docProps/core.xml").decode()
