"""The questions follow from the ratings: risks first, nothing the draft answers, never more than 25."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.codebook import rubric
from assistant.decided import Confirmation, Said
from assistant.model import FEARS, HOPES, ITEMS, VALUE_CATEGORIES, IndicatorRating, Quote, Rating
from assistant.rating.interview import MOST, interview, waiting

LEVELS = st.integers(0, 3)


@st.composite
def ratings(draw):
    """Ratings of any levels; a level has a quote."""
    return {item: made(item, draw(st.lists(st.tuples(LEVELS, LEVELS), min_size=5, max_size=5))) for item in ITEMS}


def made(item, levels):
    fear = item in FEARS
    pairs = list(zip(rubric().item(item).indicators, levels, strict=True))
    indicators = tuple(IndicatorRating(i.id, level, risk if fear else 0) for i, (level, risk) in pairs)
    quotes = tuple(
        Quote("s1", i.id, "risk" if fear and i.exposure else "hope", "词", 0, 1, 1)
        for i in indicators
        if i.level or i.exposure
    )
    return Rating(item, indicators, quotes, len(quotes), None if fear else 0, residual="unknown" if fear else None)


SILENT = {item: made(item, [(0, 0)] * 5) for item in ITEMS}


@given(ratings())
def test_no_interview_is_longer_than_25_and_nothing_is_asked_twice(found):
    asks = interview(found)
    named = [indicator for ask in asks for indicator in ask.indicators]
    assert len(asks) <= MOST and len(named) == len(set(named))
    assert len({ask.id for ask in asks}) == len(asks)


@given(ratings())
def test_what_the_draft_answers_is_not_asked(found):
    answered = {
        i.id
        for r in found.values()
        for i in r.indicators
        if (i.level >= 2 and i.exposure < 3) or (i.level and not i.exposure)
    }
    assert not answered & {indicator for ask in interview(found) for indicator in ask.indicators}


@given(ratings())
def test_open_risks_come_first_then_value_gaps(found):
    grounds = [ask.ground for ask in interview(found)]
    assert grounds == sorted(grounds, key=("unmitigated", "value_gap", "silent").index)
    for ask in interview(found):
        if ask.ground == "unmitigated":
            assert ask.quote is not None and ask.quote.sign == "risk"
        if ask.ground == "silent":
            assert all(rubric().indicator(i).category not in VALUE_CATEGORIES for i in ask.indicators)


def test_silence_is_asked_about_once_per_item():
    assert sorted(ask.item for ask in interview(SILENT)) == sorted(ITEMS)


def test_an_answer_a_skip_or_a_confirmation_settles_a_question():
    ask = next(ask for ask in interview(SILENT) if ask.item == "H2")
    said = Said("", "甲", "2026-01-01", stance="skip", indicators=ask.indicators)
    other = replace(said, indicators=ask.indicators[:1])
    for settled in (
        replace(SILENT["H2"], answers=(said,)),
        replace(SILENT["H2"], answers=(replace(said, indicators=()),)),
        replace(SILENT["H2"], confirmed=Confirmation(1, "甲", "2026-01-01")),
    ):
        assert ask not in waiting({**SILENT, "H2": settled})
    assert ask in waiting({**SILENT, "H2": replace(SILENT["H2"], answers=(other,))})
    assert len(HOPES) + len(FEARS) == len(waiting(SILENT))
