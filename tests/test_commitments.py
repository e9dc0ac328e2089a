"""Each suggested commitment closes its own gap and no other, in the tool's eyes too, blank or filled in."""

from __future__ import annotations

import re

import pytest

from assistant.codebook import Indicator, codebook, rubric
from assistant.coding.code import code
from assistant.model import FEARS, Coding, Decisions, Statement
from assistant.phrases import LANGUAGES, phrases
from assistant.rating.levels import rate
from assistant.reading.sentences import spans

INDICATORS = tuple(indicator for item in rubric().items for indicator in item.indicators)
BLANK = "____"
FILLS = {
    "zh": (
        ("____（责任单位）", "市发展改革委"),
        (r"____（(.+?)）", r"某\1"),
        ("____年", "2027年"),
        (BLANK, "3"),
    ),
    "en": (
        (r"____ \(lead body\)", "the planning bureau"),
        (r"____ \(year\)", "2027"),
        (r"____ \((.+?)\)", r"that \1"),
        (BLANK, "3"),
    ),
}
"""What a planner might write into the blanks, in this order."""

every_commitment = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def sentence(language: str, indicator: Indicator) -> str:
    return phrases(language)(f"commitments.{indicator.id}")


def filled(language: str, text: str) -> str:
    for blank, words in FILLS[language]:
        text = re.sub(blank, words, text)
    return text


def statement(text: str, number: int = 1) -> Statement:
    return Statement(f"s{number}", 0, len(text), text)


def coded(text: str) -> Coding:
    return code((statement(text),))[0]


@in_both_languages
def test_every_sub_indicator_has_exactly_one_commitment(language: str) -> None:
    keys = phrases(language).keys()
    ids = [key.removeprefix("commitments.") for key in keys if key.startswith("commitments.")]
    assert ids == [indicator.id for indicator in INDICATORS]
    assert len(ids) == 65


@every_commitment
def test_both_languages_leave_the_same_number_of_blanks_and_at_least_two(indicator: Indicator) -> None:
    zh, en = (sentence(language, indicator).count(BLANK) for language in ("zh", "en"))
    assert zh == en >= 2


@in_both_languages
@every_commitment
def test_every_blank_says_what_belongs_there_and_no_figure_is_invented(language: str, indicator: Indicator) -> None:
    text = sentence(language, indicator)
    assert re.search(r"____\s*([，、。；,.;]|$)", text) is None
    assert re.search(r"[\d{}]", text) is None


@every_commitment
def test_a_commitment_names_a_body_first_and_has_a_readable_length(indicator: Indicator) -> None:
    zh = sentence("zh", indicator)
    assert re.match("由____（责任单位）(牵头|负责)，", zh)
    assert 40 <= len(zh) <= 110


@every_commitment
def test_a_commitment_holds_no_slogan_of_the_codebook(indicator: Indicator) -> None:
    slogans = [word for word in codebook().strength["slogan"] if word in sentence("zh", indicator)]
    assert slogans == []


@in_both_languages
@every_commitment
def test_a_commitment_is_one_statement(language: str, indicator: Indicator) -> None:
    text = sentence(language, indicator)
    assert spans(text) == [(0, len(text))]


@pytest.mark.parametrize("fill_in", [False, True], ids=["blank", "filled"])
@in_both_languages
@every_commitment
def test_a_commitment_closes_its_own_sub_indicator_fully_and_no_other(
    language: str, fill_in: bool, indicator: Indicator
) -> None:
    text = sentence(language, indicator)
    coding = coded(filled(language, text) if fill_in else text)
    sign = "mitigation" if indicator.item in FEARS else "hope"
    assert {(hit.indicator, hit.sign, hit.strength) for hit in coding.rubric} == {(indicator.id, sign, 3)}
    assert {hit.term for hit in coding.rubric} <= {
        *(indicator.terms or indicator.mitigation),
        *(indicator.terms_en or indicator.mitigation_en),
    }


@pytest.mark.parametrize("fill_in", [False, True], ids=["blank", "filled"])
@in_both_languages
@every_commitment
def test_a_commitment_counts_in_the_category_its_advice_promises(
    language: str, fill_in: bool, indicator: Indicator
) -> None:
    text = sentence(language, indicator)
    coding = coded(filled(language, text) if fill_in else text)
    assert (coding.category, coding.role, coding.strength) == (indicator.category, "commitment", 3)


@in_both_languages
def test_a_plan_of_all_commitments_reaches_every_level_without_repeating_itself(language: str) -> None:
    texts = [filled(language, sentence(language, indicator)) for indicator in INDICATORS]
    codings = code(statement(text, number) for number, text in enumerate(texts, 1))
    assert [coding.duplicate_of for coding in codings if not coding.counted] == []
    levels = [level for rating in rate(codings, Decisions()).values() for level in rating.indicators]
    assert {(level.level, level.exposure) for level in levels} == {(3, 0)}


def test_a_sentence_without_its_own_words_or_firmness_closes_nothing() -> None:
    vague = "推进数字素养普及。"
    assert {(hit.indicator, hit.strength) for hit in coded(vague).rubric} == {("H2c", 1)}
    assert coded("由____（责任单位）牵头，____年底前建立数字规则，每年公布结果。").rubric == ()
