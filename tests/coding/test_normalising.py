"""Matching folds spellings and always finds the way back to the draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.code import code
from assistant.coding.normalise import normalise, normalise_all, rows
from assistant.model import Statement

SPELLINGS = [
    ("５Ｇ基站", "5g基站"),
    ("IPv6", "ipv6"),
    ("特 色 数 字 城 市", "特色数字城市"),
    ("普 及 I P v 6 应 用", "普及ipv6应用"),
    ("数字\n政府", "数字政府"),
    ("建设 5G 网络", "建设5g网络"),
    ("数\u200b字\ufeff政府", "数字政府"),
    ("smart\u00ad city", "smart city"),
    ("smart city", "smart city"),
    ("项目\t智慧", "项目\t智慧"),
    ("（ａ）", "(a)"),
    ("建設數據中心並發展雲計算", "建设数据中心并发展云计算"),
    ("⽹络安全", "网络安全"),
    ("數位政府", "数字政府"),
    ("數 位 政 府", "数字政府"),
    ("訪談數位專家", "访谈数位专家"),
    ("網際網路與人工智慧", "互联网与人工智能"),
    ("雲端運算，軟體", "云计算,软件"),
    ("访谈数位专家", "访谈数位专家"),
    ("乾坤著作", "乾坤著作"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "folded"), SPELLINGS)
def test_spellings_fold(written, folded):
    assert normalise(written).text == folded


TRADITIONAL = [(row[0], t) for row in rows("traditional.csv") for t in row[1]]


def test_no_character_of_simplified_chinese_is_changed():
    changed = {t for _, t in TRADITIONAL if t.encode("gb2312", "ignore")}
    assert changed == set("於後徵麽")  # in GB 2312 for names and music only


def test_every_traditional_character_has_one_simplified_form_that_stays():
    written = [t for _, t in TRADITIONAL]
    assert len(set(written)) == len(written) > 2500
    assert not set(written) & {s for s, _ in TRADITIONAL}


def test_regional_words_are_the_mainlands_in_a_traditional_text_only():
    for written, mainland in rows("regional_words.csv"):
        assert len(mainland) <= len(written)
        assert normalise(f"發{written}").text == f"发{mainland}"
        assert normalise(f"发{mainland}").text == f"发{mainland}"
    assert normalise("为使用者提供介面").text == "为使用者提供介面"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_every_folded_character_stands_in_the_original_in_order(text):
    plain = normalise(text)
    spans = [plain.span(at, at + 1) for at in range(len(plain.text))]
    assert all(end == start + 1 <= len(text) for start, end in spans)
    assert [s for s, _ in spans] == sorted({s for s, _ in spans})


@given(st.text(alphabet="數字 \n政府a１Ａ網\u200b", max_size=30))
def test_folding_is_one_to_one_but_for_what_is_dropped(text):
    plain = normalise(text)
    for at, folded in enumerate(plain.text):
        start, end = plain.span(at, at + 1)
        assert normalise(text[start:end]).text == folded


@given(st.lists(st.sampled_from(["網際網路", "雲端運算", "數位", "政府", " ", "\n", "安全", "，"]), max_size=8))
def test_a_shorter_word_keeps_both_its_ends(parts):
    text = "".join(parts)
    plain = normalise(text)
    for at in range(len(plain.text)):
        if plain.text.startswith("互联网", at):
            start, end = plain.span(at, at + 3)
            assert "".join(text[start:end].split()) == "網際網路"


odd = st.sampled_from(
    [
        *("，", "（", "5", "Ａ", "B", " ", "\n", "\r", "\t", "\u3000", "\u00a0", "\u2003", "\u200b", "\ufeff"),
        *(
            "網際網路",
            "數位",
            "政府",
            "特",
            "色",
            "⽹",
            "\uf900",
            "\u2e9f",
            "\ud800",
            "\udc00",
            "𠀀",
            "\U0010ffff",
            "\u00ad",
        ),
    ]
)
few_texts = st.lists(st.lists(st.one_of(odd, st.characters()), max_size=14).map("".join), max_size=6)


@given(few_texts)
def test_texts_together_are_normalised_as_each_alone(texts):
    assert normalise_all(texts) == [normalise(text) for text in texts]


@given(few_texts.filter(bool), st.integers(0, 99))
def test_a_text_that_holds_the_separator_itself_moves_no_other(texts, at):
    texts[at % len(texts)] += "\0數據\0"
    assert normalise_all(texts) == [normalise(text) for text in texts]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["\0"], ["\0", ""], ["", "　", "數"], ["\ud800", "\udc00"]])
def test_little_or_nothing_is_normalised_as_each_alone(texts):
    assert normalise_all(texts) == [normalise(text) for text in texts]


def test_every_code_point_of_the_basic_plane_folds_the_same_together():
    every = [f"数{chr(code)}据{chr(code)}{chr(code)}a" for code in range(1, 0x10000)]
    assert normalise_all(every) == [normalise(text) for text in every]


def test_folding_twice_changes_nothing():
    for written, folded in SPELLINGS:
        assert normalise(folded).text == folded, written


DRAFTS = [
    ("推進網際網路醫院建設，提供遠距醫療服務。", "遠距醫療"),
    ("完善網路安全保障，加強個人資訊保護。", "網路安全"),
    ("推行 一 網 通 辦，壓減材料。", "一 網 通 辦"),
    ("建設智慧停\n車系統。", "智慧停\n車"),
]


@pytest.mark.parametrize(("text", "quote"), DRAFTS)
def test_quotes_are_the_drafts_own_characters(text, quote):
    start = 70
    (coding,) = code([Statement("s1", start, start + len(text), text)])
    assert any(quote in text[e.start - start : e.end - start] for e in coding.evidence)
