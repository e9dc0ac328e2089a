"""The pipeline: the same draft and decisions give the same assessment, and machine and person stay apart."""

from __future__ import annotations

import pytest

from assistant.assess import assess, code_draft
from assistant.chat.session import sample_path
from assistant.model import CATEGORIES, ITEMS, Confirmation, Decisions, Recode
from assistant.peers.regions import resolve
from assistant.reading.read import read
from assistant.reading.text import parse_text

WHEN = "2026-01-01T00:00:00.000000Z"


@pytest.fixture(scope="module")
def sample():
    return read(sample_path("zh"))


@pytest.fixture(scope="module")
def whole(sample):
    return assess(sample, resolve("黄河中游"))


def test_every_quote_stands_in_the_draft(sample, whole):
    assert whole.ratings and tuple(whole.ratings) == ITEMS
    for coding in whole.codings:
        statement = coding.statement
        assert sample.text[statement.start : statement.end] == statement.text
        for e in coding.evidence:
            assert statement.start <= e.start < e.end <= statement.end
    for rating in whole.ratings.values():
        for quote in rating.evidence:
            coding = whole.coding(quote.statement)
            assert coding is not None and coding.statement.start <= quote.start < quote.end <= coding.statement.end


def test_the_sample_shows_what_it_was_written_for(whole):
    profile = whole.profile
    assert profile.total >= 100 and profile.slogans > 0 and profile.achievements > 0
    assert profile.shares["new_infrastructure"] + profile.shares["digital_economy"] > 0.5
    assert 0 < profile.counts["digital_ecology"] < profile.counts["digital_economy"] / 3
    assert whole.ratings["F2"].exposure and whole.ratings["F2"].residual in ("high", "medium")
    assert whole.comparison and len(whole.comparison.peers) == 4
    assert whole.advice and whole.advice.additions


def test_two_runs_are_equal(sample, whole):
    assert assess(sample, resolve("黄河中游")) == whole


def test_a_decision_changes_the_category_and_keeps_the_suggestion(sample, whole):
    coding = next(c for c in whole.codings if c.category == "digital_economy" and c.counted)
    statement = coding.statement
    recode = Recode(statement.id, statement.text, "digital_life", "甲", WHEN)
    after = assess(sample, resolve("黄河中游"), decisions=Decisions(recodes={statement.id: recode}))
    changed = after.coding(statement.id)
    assert (changed.category, changed.suggested, changed.decided_by) == ("digital_life", "digital_economy", "甲")
    assert not changed.review
    assert after.profile.counts["digital_life"] == whole.profile.counts["digital_life"] + 1
    assert after.profile.counts["digital_economy"] == whole.profile.counts["digital_economy"] - 1


def test_a_decision_about_other_words_is_not_applied(sample, whole):
    statement = whole.codings[0].statement
    recode = Recode(statement.id, "另一句话", "digital_life", "甲", WHEN)
    assert assess(sample, decisions=Decisions(recodes={statement.id: recode})).coding(statement.id).decided_by is None


def test_a_statement_can_be_taken_out_of_all_categories(sample, whole):
    coding = next(c for c in whole.codings if c.counted)
    recode = Recode(coding.statement.id, coding.statement.text, None, "甲", WHEN)
    after = assess(sample, decisions=Decisions(recodes={coding.statement.id: recode})).coding(coding.statement.id)
    assert (after.category, after.strength, after.counted) == (None, 0, False)


def test_a_confirmed_rating_leaves_the_suggestion(sample, whole):
    said = Confirmation(3, "甲", WHEN, "见配套文件")
    after = assess(sample, decisions=Decisions(ratings={"H6": said})).ratings["H6"]
    assert after.confirmed == said and after.suggested == whole.ratings["H6"].suggested


def test_versions_and_limits_are_always_there(whole):
    assert all((whole.versions.tool, whole.versions.codebook, whole.versions.rubric, whole.versions.data))
    keys = [r.key for r in whole.limits]
    assert "limits.operational" in keys and "limits.measure" in keys and keys[-1] == "limits.people_decide"


def test_a_plan_about_roads_stays_uncoded():
    draft = parse_text(
        "# 道路规划\n\n改造县乡公路120公里。\n\n新建桥梁3座，绿化带20公里。\n\n完善人行道和路灯。", "roads.md", True
    )
    found = assess(draft, resolve("郑州市"))
    assert found.profile.total == 0 and found.profile.counts == dict.fromkeys(CATEGORIES, 0)
    assert "limits.nothing" in [r.key for r in found.limits]


@pytest.mark.parametrize("text", ["a[/b] [red] {x} %s", "数字[政府]建设{0}。", "\u202e数字政府\u0007建设。"])
def test_brackets_and_braces_are_only_text(text):
    found = assess(parse_text(text, "x.txt"), resolve("郑州市"))
    assert found.codings[0].statement.text in found.draft.text


def test_codings_at_hand_are_not_computed_again(sample, whole):
    assert assess(sample, resolve("黄河中游"), codings=code_draft(sample)) == whole
