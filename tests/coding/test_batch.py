"""Statements laid out in one text: offsets, and which characters stand in a digital clause or near a digital word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding import match
from assistant.coding.batch import Batch, Scan, lay_out, marks, owners, per_statement, scan
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import Normalised, normalise

BREAKS = "，。；：！？,;!?^$\n"
NEAR = 8
any_text = st.text(max_size=12)
pieces = st.sampled_from(
    [*"数据网络智慧数字化5g，。；\n^$\0\t 山水林田", "数字化债", "智慧", "互联网", "一二三四五六七", "\U00020000"]
)
spoken = st.lists(pieces, max_size=14).map("".join)
some_texts = st.lists(st.one_of(spoken, any_text), max_size=6)


def laid(texts: list[str]) -> Batch:
    return lay_out([Normalised(text) for text in texts])


@given(some_texts)
def test_every_statement_stands_at_its_offsets_between_its_marks(texts: list[str]) -> None:
    batch = laid(texts)
    assert batch.text == "".join(f"^{text}$" for text in texts)
    assert [batch.text[s:e] for s, e in zip(batch.starts, batch.ends, strict=True)] == texts
    assert batch.lengths.tolist() == [len(text) + 2 for text in texts]
    assert batch.codes.tolist() == [ord(c) for c in batch.text]


@given(some_texts)
def test_clauses_are_cut_at_every_mark_and_nowhere_else(texts: list[str]) -> None:
    batch = laid(texts)
    assert np.flatnonzero(batch.breaks).tolist() == [at for at, c in enumerate(batch.text) if c in BREAKS]
    assert batch.cuts.tolist() == [at for at, c in enumerate(batch.text) if c in BREAKS or c == ":"]


@given(some_texts, st.sampled_from(["数", "^", "$", "5"]))
def test_every_character_is_counted_for_its_own_statement(texts: list[str], character: str) -> None:
    batch = laid(texts)
    which = batch.codes == ord(character)
    assert per_statement(batch, which).tolist() == [f"^{text}$".count(character) for text in texts]
    places = np.array([at for s, e in zip(batch.starts, batch.ends, strict=True) for at in range(s, e)], np.int64)
    assert owners(batch, places).tolist() == [n for n, text in enumerate(texts) for _ in text]


@given(some_texts)
def test_the_lexicon_is_found_in_each_statement_as_if_it_were_alone(texts: list[str]) -> None:
    words, batch = lexicon(), laid(texts)
    found = scan(words, batch)
    expected = {
        (pattern, int(at) + start, int(at) + end)
        for text, at in zip(texts, batch.starts, strict=True)
        for pattern, start, end in match.scan(words, text)
    }
    assert set(zip(found.pattern.tolist(), found.start.tolist(), found.end.tolist(), strict=True)) == expected
    assert found.end.tolist() == sorted(found.end.tolist())


def digital_words(batch: Batch, found: Scan) -> list[tuple[int, int]]:
    """The markers that are not wholly made of characters of excluded phrases."""
    words = lexicon()
    hits = list(zip(found.pattern.tolist(), found.start.tolist(), found.end.tolist(), strict=True))
    away = {at for pattern, start, end in hits if words.excluding[pattern] for at in range(start, end)}
    markers = [(start, end) for pattern, start, end in hits if words.marking[pattern]]
    return [(start, end) for start, end in markers if not away.issuperset(range(start, end))]


def naive_marks(batch: Batch, found: Scan) -> tuple[list[bool], list[bool]]:
    """Per character: in the clause of a digital word (the breaks around it included), and near one."""
    text = batch.text
    clause, near = set(), set()
    spans = digital_words(batch, found)
    for start, _ in spans:
        left, right = start, start
        while text[left] not in BREAKS:
            left -= 1
        while text[right] not in BREAKS:
            right += 1
        clause.update(range(left, right + 1))
    inner = {at for at in clause if text[at] not in BREAKS}
    for start, end in spans:
        own = next(n for n in range(len(batch.starts)) if batch.starts[n] <= start < batch.ends[n])
        around = range(max(start - NEAR, int(batch.starts[own])), min(end + NEAR, int(batch.ends[own])))
        near.update(at for at in around if at in inner)
    return [at in clause for at in range(len(text))], [at in near for at in range(len(text))]


@given(some_texts)
def test_clause_and_near_are_what_they_say(texts: list[str]) -> None:
    batch = laid(texts)
    found = scan(lexicon(), batch)
    told = marks(lexicon(), batch, found)
    assert (told.clause.tolist(), told.near.tolist()) == naive_marks(batch, found)
    assert not (told.near & ~told.clause).any()  # n-grams are looked up by how close they stand


@given(some_texts.filter(bool))
def test_no_statement_marks_another(texts: list[str]) -> None:
    words, batch = lexicon(), laid(texts)
    together = marks(words, batch, scan(words, batch))
    for text, start, end in zip(texts, batch.starts - 1, batch.ends + 1, strict=True):
        one = laid([text])
        alone = marks(words, one, scan(words, one))
        assert np.array_equal(together.clause[start:end], alone.clause)
        assert np.array_equal(together.near[start:end], alone.near)


def test_a_digital_word_at_the_end_is_not_near_the_next_statement() -> None:
    words, batch = lexicon(), laid(["统筹推进智慧", "山水林田湖草一体保护修复治理，归集数据"])
    told = marks(words, batch, scan(words, batch))
    assert not told.near[batch.starts[1] : batch.starts[1] + 5].any()


CLAUSES = [
    ("修路，归集数据，种树", "，归集数据，"),
    ("稳妥推进数字化债", ""),
    ("归集数据", "^归集数据$"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "marked"), CLAUSES)
def test_the_clause_of_a_digital_word(text: str, marked: str) -> None:
    batch = lay_out([normalise(text)])
    told = marks(lexicon(), batch, scan(lexicon(), batch))
    stretch = "".join(c for c, inside in zip(batch.text, told.clause, strict=True) if inside)
    assert stretch == normalise(marked).text
