"""Of the codebook's words at one place the longest speaks, whatever stands in other statements or in offices' names."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from ahocorasick_rs import AhoCorasick
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.batch import Batch, Scan, lay_out, scan
from assistant.coding.bodies import body_places, body_spans
from assistant.coding.lexicon import Lexicon, Use, lexicon
from assistant.coding.normalise import Normalised, normalise
from assistant.coding.terms import Heard, count_terms, outside, outside_bodies, spoken, variants
from assistant.model import CATEGORIES

SPEAKING = ("category", "object", "exclusion")
Place = tuple[int, int, int, str]
"""Statement, start and end in it, and the pattern."""

purposes = st.lists(st.sampled_from((*SPEAKING, "marker", "risk")), min_size=1, max_size=2, unique=True)
small_words = st.dictionaries(st.text("甲乙丙", min_size=1, max_size=5), purposes, min_size=1, max_size=8)
some_texts = st.lists(st.text("甲乙丙，", max_size=14), max_size=5)


def small(words: dict[str, list[str]]) -> Lexicon:
    """A lexicon of a few words with their purposes."""
    uses = tuple(tuple(Use(purpose, CATEGORIES[0], word) for purpose in those) for word, those in words.items())
    return Lexicon(AhoCorasick(list(words)), tuple(words), uses, np.zeros(len(words), np.bool_))


def laid(texts: list[str], words: Lexicon) -> tuple[Batch, Scan]:
    batch = lay_out([Normalised(text) for text in texts])
    return batch, scan(words, batch)


def places(words: Lexicon, batch: Batch, heard: Heard) -> list[Place]:
    """What was heard, each with its place in its statement."""
    told = zip(heard.owner.tolist(), heard.start.tolist(), heard.end.tolist(), heard.pattern.tolist(), strict=True)
    return [(n, s - int(batch.starts[n]), e - int(batch.starts[n]), words.patterns[p]) for n, s, e, p in told]


def by_place(patterns: set[str], texts: list[str]) -> list[Place]:
    """The longest word at each place, from the left; a longer one that begins inside the last one displaces it."""
    kept: list[Place] = []
    longest = max(map(len, patterns), default=0)
    for n, text in enumerate(texts):
        last = (0, 0)
        for at in range(len(text)):
            lengths = range(longest, 0, -1)
            here = next((text[at : at + size] for size in lengths if text[at : at + size] in patterns), "")
            if not here or (at < last[1] and len(here) <= last[1] - last[0]):
                continue
            if at < last[1]:
                kept.pop()
            last = (at, at + len(here))
            kept.append((n, *last, here))
    return kept


@given(small_words, some_texts)
def test_the_leftmost_and_longest_words_speak(given_words, texts) -> None:
    words = small(given_words)
    batch, found = laid(texts, words)
    speaking = {word for word, those in given_words.items() if set(those) & set(SPEAKING)}
    assert places(words, batch, spoken(words, batch, found)) == by_place(speaking, texts)


@given(small_words, some_texts)
def test_words_that_are_not_asked_for_displace_none(given_words, texts) -> None:
    words = small(given_words)
    batch, found = laid(texts, words)
    asked = {word for word, those in given_words.items() if "category" in those}
    which = np.array([word in asked for word in words.patterns])
    assert places(words, batch, spoken(words, batch, found, which)) == by_place(asked, texts)


DISPLACED = [
    ("the longer of two", "甲乙丙", ["甲", "甲乙"], ["甲乙"]),
    ("a longer one that begins inside", "甲乙丙丁戊", ["甲乙", "乙丙丁"], ["乙丙丁"]),
    ("one as long that begins inside", "甲乙丙丁戊", ["甲乙丙", "乙丙丁"], ["甲乙丙"]),
    ("displaced in turn", "甲乙丙丁戊己", ["甲乙", "乙丙丁", "丙丁戊己"], ["丙丁戊己"]),
    ("what the displaced one hid stays hidden", "甲乙丙丁戊己", ["甲乙丙", "乙丙", "丙丁戊己"], ["丙丁戊己"]),
    ("one after the other", "甲乙丙丁", ["甲乙", "丙丁"], ["甲乙", "丙丁"]),
]


@pytest.mark.parametrize(("text", "given_words", "told"), [d[1:] for d in DISPLACED], ids=[d[0] for d in DISPLACED])
def test_a_longer_word_displaces_the_one_it_begins_in(text, given_words, told) -> None:
    words = small({word: ["category"] for word in given_words})
    batch, found = laid([text, text], words)
    heard = places(words, batch, spoken(words, batch, found))
    assert [(n, word) for n, _, _, word in heard] == [(n, word) for n in (0, 1) for word in told]


# --- the codebook's own words ---

pieces = st.sampled_from(
    [
        *("由", "市", "数据局", "牵头", "，", "责任单位：", "政务服务", "和数据管理局", "建设", "。", "会同"),
        *("市教育局", "一网通办", "智慧的养老", "城市大脑", "数据", "（", "办公室", "数字化的政府"),
        *("数据安全", "一网同办", "基站"),
    ]
)
own_texts = st.lists(st.lists(pieces, max_size=9).map(lambda parts: normalise("".join(parts)).text), max_size=4)


@cache
def speaking_patterns() -> set[str]:
    words = lexicon()
    return {pattern for pattern, speaks in zip(words.patterns, words.speaks.tolist(), strict=True) if speaks}


@given(own_texts)
def test_the_codebooks_words_are_heard_outside_the_names_of_offices(texts) -> None:
    words = lexicon()
    batch, found = laid(texts, words)
    heard = spoken(words, batch, found)
    everywhere = by_place(speaking_patterns(), texts)
    assert places(words, batch, heard) == everywhere
    bodies = [body_spans(text) for text in texts]
    expected = [p for p in everywhere if not any(start <= p[1] and p[2] <= end for start, end in bodies[p[0]])]
    assert places(words, batch, outside_bodies(batch, heard)) == expected


@given(own_texts)
def test_variants_are_those_of_each_statement_outside_the_names_of_offices(texts) -> None:
    words = lexicon()
    batch, found = laid(texts, words)
    told = outside(batch, variants(words, batch, found))
    expected = []
    for n, text in enumerate(texts):
        one, alone = laid([text], words)
        at = int(batch.starts[n]) - 1
        spans = body_spans(text)
        for v in variants(words, one, alone):
            if not any(start <= v.start - 1 and v.end - 1 <= end for start, end in spans):
                expected.append(v._replace(owner=n, start=v.start + at, end=v.end + at))
    assert told == expected


@given(own_texts)
def test_terms_are_counted_by_statement_and_category(texts) -> None:
    words = lexicon()
    batch, found = laid(texts, words)
    heard = spoken(words, batch, found)
    expected = np.zeros((len(texts), len(CATEGORIES)))
    for owner, pattern in zip(heard.owner.tolist(), heard.pattern.tolist(), strict=True):
        for use in words.uses[pattern]:
            if use.purpose == "category" and use.kind != "cue":
                expected[owner, CATEGORIES.index(use.value)] += 1
    assert np.array_equal(count_terms(words, heard, len(texts)), expected)


@given(own_texts)
def test_a_body_is_named_only_where_its_words_stand(texts) -> None:
    for text in texts:
        assert not body_spans(text) or body_places(text)


def test_an_office_named_in_one_statement_hides_no_word_of_another() -> None:
    words, texts = lexicon(), ["由市政务服务局牵头推进", "政务服务", "市数据局", "归集政务服务数据"]
    batch, found = laid(texts, words)
    heard = outside_bodies(batch, spoken(words, batch, found))
    assert {n for n, _, _, word in places(words, batch, heard) if word == "政务服务"} == {1, 3}
