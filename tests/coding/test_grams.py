"""N-grams looked up all at once stand where a plain search finds them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding import grams
from assistant.coding.batch import Batch, Marks, lay_out
from assistant.coding.grams import LONGEST, WHERE, folded, occurrences, vocabulary
from assistant.coding.normalise import Normalised

few = st.sampled_from([*"数字化智慧ab0127，^$ \0", "\U00020000", "\U0001f600", "\ud800", "\uffff"])
characters = st.one_of(few, st.characters())
texts = st.lists(st.lists(characters, max_size=20).map("".join), max_size=5)
Found = set[tuple[int, str, bool, bool]]


def seen(text: str) -> str:
    """The text as the table sees it: all rarer characters are one."""
    return "".join(c if c < "\U00010000" else "\uffff" for c in folded(text))


words = st.lists(st.lists(characters, min_size=1, max_size=LONGEST).map("".join).map(seen), max_size=40, unique=True)


def laid(given_texts: list[str], clause: int = 0, near: int = 0) -> tuple[Batch, Marks]:
    """A batch, its characters marked by the bits of two numbers; what is near a digital word is in its clause."""
    batch = lay_out([Normalised(text) for text in given_texts])
    bits = [
        np.array([number >> at & 1 for at in range(len(batch.codes))], np.bool_) for number in (clause, clause & near)
    ]
    return batch, Marks(*bits)


def looked_up(vocabulary_of: list[str], batch: Batch, marks: Marks) -> Found:
    found: Found = set()
    for one in occurrences(vocabulary(vocabulary_of), batch, marks):
        assert one.within("whole").all()
        for place, row, clause, near in zip(one.place, one.row, one.within("clause"), one.within("near"), strict=True):
            assert len(vocabulary_of[row]) == one.length
            found.add((int(place), vocabulary_of[row], bool(clause), bool(near)))
    return found


def searched(vocabulary_of: list[str], batch: Batch, marks: Marks) -> Found:
    text, known = seen(batch.text), set(vocabulary_of)
    return {
        (at, text[at : at + n], bool(marks.clause[at : at + n].all()), bool(marks.near[at : at + n].all()))
        for n in range(1, LONGEST + 1)
        for at in range(len(text) - n + 1)
        if text[at : at + n] in known
    }


@given(texts, words, st.integers(0, 2**40), st.integers(0, 2**40))
def test_the_table_finds_what_a_search_finds(given_texts: list[str], known: list[str], clause: int, near: int) -> None:
    batch, marks = laid(given_texts, clause, near)
    assert looked_up(known, batch, marks) == searched(known, batch, marks)


@given(texts, st.integers(0, 2), st.integers(0, 2**40), st.integers(0, 2**40))
def test_the_n_grams_of_the_text_itself_are_all_found(
    given_texts: list[str], kept: int, clause: int, near: int
) -> None:
    batch, marks = laid(given_texts, clause, near)
    text = seen(batch.text)
    own = sorted({text[at : at + n] for n in range(1, LONGEST + 1) for at in range(len(text) - n + 1)})[kept::3]
    assert looked_up(own, batch, marks) == searched(own, batch, marks)


def test_n_grams_that_collide_are_told_apart(monkeypatch) -> None:
    known = [folded(f"{one}{other}") for one in "数字化智慧城市政府" for other in "数字化智慧城市政府"]
    batch, marks = laid(["智慧城市数字政府", "政府数字化城市智慧化"])
    monkeypatch.setattr(grams, "_slots", lambda keys, shift: np.full(len(keys), 3, np.int64))
    assert looked_up(known, batch, marks) == searched(known, batch, marks) != set()


def test_an_n_gram_is_found_without_its_beginning_in_the_vocabulary() -> None:
    batch, marks = laid(["一网通办"])
    assert looked_up(["一网通办"], batch, marks) == {(1, "一网通办", False, False)}


def test_an_n_gram_over_an_unknown_character_is_not_found() -> None:
    batch, marks = laid(["一网X通办", "一网"])
    assert looked_up(["一网通", "网通"], batch, marks) == set()


def test_digits_are_one_and_the_same() -> None:
    batch, marks = laid(["5g与9g"])
    assert {place for place, *_ in looked_up(["0g"], batch, marks)} == {1, 4}
    assert {place for place, *_ in looked_up(["5g"], batch, marks)} == {1, 4}  # as an expert may write it
    assert folded("2028年1月") == "0000年0月"


def test_rarer_characters_are_one_and_the_same_and_no_common_one() -> None:
    batch, marks = laid(["甲𠀀数", "\U0001f600数", "乙数"])
    assert {place for place, *_ in looked_up(["𠀀数"], batch, marks)} == {2, 6}


def test_nothing_learned_and_nothing_said_are_no_trouble() -> None:
    assert looked_up([], *laid(["数据"])) == set() == looked_up(["数据"], *laid([]))
    assert set(WHERE) == {"whole", "clause", "near"}
