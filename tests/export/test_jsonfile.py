"""The JSON that scripts hold on to: exact keys, offsets that point at the words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assistant.export.jsonfile import as_json, coding_json, coding_lines
from assistant.model import CATEGORIES, FEARS, HOPES, ITEMS, Assessment, Evidence, Reason
from assistant.phrases import Phrases

REFERENCE = {"name", "counts", "total", "shares", "evenness", "value_share", "people_share"}
RATING = {"confirmed", "coverage", "doubtful", "indicators", "answers", "challenged", "evidence", "question"}
SHAPES = {
    "": {
        "draft",
        "city",
        "region",
        "versions",
        "profile",
        "comparison",
        "ratings",
        "advice",
        "limits",
    },
    "draft": {"title", "sha256", "characters", "statements"},
    "versions": {"tool", "codebook", "rubric", "data"},
    "profile": {
        "counts",
        "shares",
        "interval",
        "coverage",
        "evenness",
        "centre_of_gravity",
        "value_share",
        "people_share",
        "slogans",
        "achievements",
        "total",
        "few",
        "ordinary",
        "shrunken",
        "duplicates",
        "corrected",
    },
    "profile.corrected": {
        "shares",
        "interval",
        "value_share",
        "value_interval",
        "people_share",
        "people_interval",
        "basis_n",
    },
    "comparison": {"national", "region", "peers", "findings"},
    "comparison.national": REFERENCE,
    "comparison.region": REFERENCE,
    "comparison.peers.0": REFERENCE | {"lower", "distance", "noise"},
    "ratings.H2": RATING | {"suggested"},
    "ratings.H2.confirmed": {"level", "by", "when", "why"},
    "ratings.F2": RATING | {"exposure", "mitigation", "residual"},
    "ratings.F2.evidence.0": {
        "statement",
        "items_served",
        "text",
        "start",
        "end",
        "term",
        "term_start",
        "term_end",
        "sign",
        "indicator",
        "strength",
    },
    "advice": {
        "target",
        "feasible",
        "verdict",
        "needed",
        "reachable",
        "additions",
        "upgrades",
        "before",
        "after",
        "value_before",
        "value_after",
        "closes",
    },
    "advice.target": {"id", "value_share", "shares", "source"},
    "advice.additions.0": {"category", "indicator", "item", "template", "text", "beside", "unmitigated"},
    "advice.upgrades.0": {"statement", "category", "missing", "text"},
    "limits.0": {"key", "text", "values"},
}


def read(assessment: Assessment, say: Phrases) -> Any:
    """The object after a trip through strict JSON."""
    return json.loads(json.dumps(as_json(assessment, say, "问{}".format), allow_nan=False))


@pytest.mark.parametrize("path", SHAPES)
def test_objects_have_exactly_their_keys(assessment: Assessment, zh: Phrases, path: str) -> None:
    found = read(assessment, zh)
    for step in filter(None, path.split(".")):
        found = found[int(step)] if step.isdigit() else found[step]
    assert set(found) == SHAPES[path]


def test_items_and_categories_come_in_order(assessment: Assessment, zh: Phrases) -> None:
    found = read(assessment, zh)
    assert list(found["ratings"]) == list(ITEMS)
    assert list(found["profile"]["counts"]) == list(CATEGORIES)
    assert [found["ratings"][item]["question"] for item in ITEMS] == [f"问{item}" for item in ITEMS]


def test_the_correction_stands_beside_the_raw_shares(assessment: Assessment, zh: Phrases) -> None:
    found = read(assessment, zh)["profile"]
    assert list(found["corrected"]["shares"]) == list(found["corrected"]["interval"]) == list(CATEGORIES)
    assert (found["value_share"], found["corrected"]["value_share"]) == (0.25, 0.3)
    raw = replace(assessment, profile=replace(assessment.profile, corrected=None))
    assert read(raw, zh)["profile"] == found | {"corrected": None}


def test_hopes_have_a_level_and_fears_have_none(assessment: Assessment, zh: Phrases) -> None:
    ratings = read(assessment, zh)["ratings"]
    assert all("exposure" not in ratings[item] for item in HOPES)
    assert all("suggested" not in ratings[item] for item in FEARS)


def test_offsets_point_at_statement_and_words(assessment: Assessment, zh: Phrases) -> None:
    text = assessment.draft.text
    quotes = [quote for rating in read(assessment, zh)["ratings"].values() for quote in rating["evidence"]]
    assert len(quotes) == 2
    for quote in quotes:
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert text[quote["term_start"] : quote["term_end"]] == quote["term"]
        assert quote["start"] <= quote["term_start"] < quote["term_end"] <= quote["end"]


def test_evidence_from_a_statement_that_is_not_there_is_refused(assessment: Assessment, zh: Phrases) -> None:
    with pytest.raises(KeyError):
        as_json(replace(assessment, codings=()), zh, str)


def test_without_city_and_target_comparison_and_advice_are_null(assessment: Assessment, zh: Phrases) -> None:
    alone = read(replace(assessment, comparison=None, advice=None, city=None, region=None), zh)
    assert [alone[key] for key in ("comparison", "advice", "city", "region")] == [None] * 4


def test_reasons_carry_key_words_and_values(assessment: Assessment, zh: Phrases) -> None:
    found = read(assessment, zh)
    assert found["limits"] == [{"key": "sample.few", "text": "只有 4 条，结论仅供参考。", "values": {"n": 4}}]
    inner = {"key": "sample.who", "text": "区域内城市", "values": {}}
    assert found["advice"]["target"]["source"]["values"] == {"who": inner}


def test_numbers_of_numpy_are_plain_numbers(assessment: Assessment, zh: Phrases) -> None:
    values = {"n": np.int64(3), "share": np.float64(0.5), "ids": ("s1", np.int64(2)), "flag": True, "none": None}
    profile = replace(assessment.profile, counts={"digital_life": np.int64(2)}, evenness=np.float64(0.5))
    found = read(replace(assessment, profile=profile, limits=(Reason("sample.few", values),)), zh)
    assert found["limits"][0]["values"] == {"n": 3, "share": 0.5, "ids": ["s1", 2], "flag": True, "none": None}
    assert found["profile"]["counts"] == {"digital_life": 2}


def test_the_title_and_length_are_those_of_the_draft(assessment: Assessment, zh: Phrases) -> None:
    found = read(assessment, zh)["draft"]
    assert found["characters"] == len(assessment.draft.text) and found["statements"] == 4
    assert found["sha256"] == assessment.draft.sha256


def test_a_coding_is_the_object_of_the_command_line(assessment: Assessment) -> None:
    coding = assessment.codings[2]
    evidence = coding.evidence[0]
    assert isinstance(evidence, Evidence)
    assert json.loads(json.dumps(coding_json(coding))) == {
        "id": "s3",
        "line": None,
        "start": coding.statement.start,
        "end": coding.statement.end,
        "text": "保障数据安全，建立个人信息保护投诉渠道。",
        "heading": ["第一章 夯实底座🚀"],
        "category": "digital_ecology",
        "secondary": None,
        "role": "commitment",
        "strength": 2,
        "confidence": 0.75,
        "review": False,
        "evidence": [
            {
                "term": "数据安全",
                "category": "digital_ecology",
                "start": evidence.start,
                "end": evidence.end,
                "kind": "exact",
                "score": 100,
            }
        ],
        "rubric": [{"item": "F2", "indicator": "F2a", "sign": "mitigation"}] * 2,
    }


def test_a_line_of_codings_is_one_line_to_every_reader(assessment: Assessment) -> None:
    coding = assessment.codings[2]
    odd = replace(coding, statement=replace(coding.statement, text="一\x85二\u2028三\u2029四\n🚀"))
    lines = list(coding_lines([odd, coding]))
    assert [json.loads(line) for line in lines] == [coding_json(odd), coding_json(coding)]
    assert [len(line.splitlines()) for line in lines] == [1, 1] and "🚀" in lines[0]


def test_a_coding_without_a_number_for_its_confidence_is_refused(assessment: Assessment) -> None:
    with pytest.raises(ValueError):
        list(coding_lines([replace(assessment.codings[0], confidence=float("nan"))]))
