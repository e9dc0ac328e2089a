"""Doubt in words: what a confidence means, and the corrected shares beside the raw ones."""

from dataclasses import replace

import pytest

from assistant.chat.blocks import Table, Text
from assistant.chat.views import certainty, overview, statements
from assistant.coding.reliability import reliability
from assistant.model import CATEGORIES
from assistant.phrases import LANGUAGES


@pytest.fixture
def assessed(with_sample):
    assert with_sample.assessment is not None
    return with_sample.assessment


def texts(blocks):
    return [block.text for block in blocks if isinstance(block, Text)]


def test_who_asks_why_hears_what_the_confidence_means(with_sample, assessed):
    sure = reliability().bands[-1]
    coding = next(c for c in assessed.codings if c.category is not None and c.decided_by is None)
    blocks = statements.why(assessed, replace(coding, confidence=sure.high), with_sample.say)
    assert f"每 10 条至少有 {sure.in_ten} 条编对" in "".join(texts(blocks))


def test_a_persons_decision_has_no_confidence(with_sample, assessed):
    coding = replace(next(c for c in assessed.codings if c.category is not None), decided_by="张工")
    assert not any("标注语料" in text for text in texts(statements.why(assessed, coding, with_sample.say)))


def test_a_confidence_outside_the_table_is_said_to_be_unknown(with_sample):
    assert certainty.in_words(-1.0, with_sample.say) == with_sample.say("certainty.unknown")


def test_the_balance_shows_raw_and_corrected_side_by_side(with_sample, assessed):
    profile = assessed.profile
    assert profile.corrected is not None
    table = next(b for b in overview.balance(assessed, with_sample.say) if isinstance(b, Table) and len(b.columns) == 4)
    assert len(table.rows) == len(CATEGORIES) + 2
    raw = [f"{100 * profile.shares[c]:.1f}%" for c in CATEGORIES]
    corrected = [f"{100 * profile.corrected.shares[c]:.1f}%" for c in CATEGORIES]
    assert [(row[1], row[2]) for row in table.rows[:7]] == list(zip(raw, corrected, strict=True))


def test_the_figures_beside_the_cities_stay_raw(with_sample, assessed):
    without = replace(assessed, profile=replace(assessed.profile, corrected=None))
    assert overview.figures(assessed, with_sample.say) == overview.figures(without, with_sample.say)


def test_a_short_draft_hears_why_nothing_is_corrected(with_sample, assessed):
    counted = [c for c in assessed.codings if c.counted][:5]
    short = replace(assessed, codings=tuple(counted), profile=replace(assessed.profile, total=5, corrected=None))
    for blocks in (certainty.corrected(short, with_sample.say), certainty.in_short(short, with_sample.say)):
        assert texts(blocks) == [with_sample.say("certainty.no_correction_few", n=5, fewest=30)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annex_says_on_what_the_figures_rest(with_sample, language):
    from assistant.phrases import phrases

    blocks = certainty.method(phrases(language))
    table = next(b for b in blocks if isinstance(b, Table))
    assert len(table.rows) == len(reliability().bands)
    assert reliability().coder in "".join(texts(blocks))
