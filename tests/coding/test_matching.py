"""Terms are found as written and as people vary them; what is only like a term waits for a person."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.codebook import codebook, rubric
from assistant.coding.code_points import code_points
from assistant.coding.lexicon import Lexicon, build
from assistant.coding.lexicon import lexicon as bundled
from assistant.coding.match import Hit, exact_hits, fuzzy_hits, near_hits, scan
from assistant.coding.near import near_terms, pair_places
from assistant.coding.normalise import normalise, rows

TERMS = ("数字政府", "智慧养老", "智慧城市", "网络安全", "一网通办", "5G网络", "数据中心", "数字化转型促进中心")


@cache
def lexicon() -> Lexicon:
    """A small lexicon, so that an expert's change to the codebook changes nothing here."""
    book = codebook()
    plain = [replace(c, terms=(), cues=(), objects=(), terms_en=()) for c in book.categories]
    plain[0] = replace(plain[0], terms=TERMS, terms_en=("data centre",))
    return build(replace(book, categories=tuple(plain), aliases={}), replace(rubric(), items=()))


def found(text: str) -> set[tuple[str, str, str, bool]]:
    """Term, kind, the words of the text and whether it counts, of all fuzzy hits outside the exact ones."""
    words, plain = lexicon(), normalise(text).text
    exact = [h for h in exact_hits(words, plain) if h.use.purpose == "category"]
    return {(h.use.term, h.use.kind, plain[h.start : h.end], h.counted) for h in fuzzy_hits(words, plain, exact)}


def near(text: str, *covered: tuple[int, int]) -> list[Hit]:
    """All fuzzy hits outside some covered spans."""
    start, end = np.array(covered, np.int64).reshape(-1, 2).T
    return near_hits(lexicon(), code_points(text), start, end)


VARIANTS = [
    ("加快数字化的政府建设", ("数字政府", "gap", "数字化的政府", True)),
    ("发展智慧的养老", ("智慧养老", "gap", "智慧的养老", True)),
    ("推进政府数字化改革", ("数字政府", "reorder", "政府数字化", True)),
    ("城市的智慧", ("智慧城市", "reorder", "城市的智慧", False)),
    ("数字机关与政府", ("数字政府", "gap", "数字机关与政府", False)),
    ("数字化的转型促进中心", ("数字化转型促进中心", "gap", "数字化的转型促进中心", True)),
    ("建设数字政俯", ("数字政府", "lookalike", "数字政俯", False)),
    ("打造智会城市", ("智慧城市", "lookalike", "智会城市", False)),
    ("加强网落安全", ("网络安全", "lookalike", "网落安全", False)),
]


@pytest.mark.parametrize(("text", "hit"), VARIANTS, ids=[v[0] for v in VARIANTS])
def test_a_variant_is_found(text, hit):
    assert hit in found(text)


NOTHING = [
    "数字，政府",
    "数字化转型的同时不断提高服务型政府建设水平",
    "数字\t政府",
    "数字$^政府",
    "数字政策",
    "智慧农田",
    "改造县乡公路",
    "数",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_neighbours_and_other_words_are_no_variants(text):
    assert found(text) == set()


def test_a_variant_never_reaches_into_covered_text():
    text = "数字化的政府"
    assert [(h.start, h.end) for h in near(text)] == [(0, 6)]
    assert near(text, (2, 4)) == []
    assert near(text, (0, 1)) == []
    assert near(text, (0, 3), (1, 2), (2, 4)) == []


def test_statements_joined_are_matched_as_apart():
    texts = [normalise(text).text for text, _ in VARIANTS]
    joined = "".join(f"^{t}$" for t in texts)
    apart = [(h.use, h.start, h.end) for t in texts for h in near(t)]
    starts = [joined.index(f"^{t}$") + 1 for t in texts for _ in near(t)]
    told = [(h.use, h.start, h.end) for h in near(joined)]
    assert told == [(use, start + at, end + at) for (use, start, end), at in zip(apart, starts, strict=True)]


def test_ascii_words_stand_whole():
    words = lexicon()
    assert any(words.patterns[i] == "5g" for i, _, _ in scan(words, "建设5g网络"))
    assert not any(words.patterns[i] == "5g" for i, _, _ in scan(words, "建设15g网络"))
    assert any(words.patterns[i] == "data centre" for i, _, _ in scan(words, "two data centres"))


def test_a_misspelling_is_no_word_of_the_lexicon():
    words = bundled()
    assert not set(words.near.lookalikes) & set(words.patterns)
    assert all(len(w) == len(t) and sum(a != b for a, b in zip(w, t, strict=True)) == 1
               for w, t in words.near.lookalikes.items())  # fmt: skip


def test_every_misspelling_is_found_and_never_counted():
    words = lexicon()
    for written, term in words.near.lookalikes.items():
        (hit,) = near(f"把{written}。")
        assert (hit.use.term.lower(), hit.use.kind, hit.counted) == (term, "lookalike", False)
        assert (hit.start, hit.end) == (1, 1 + len(written))


def test_groups_of_lookalikes_are_single_characters_named_once():
    for (group,) in rows("lookalikes.csv"):
        assert len(set(group)) == len(group) > 1


def test_no_terms_find_nothing():
    at, _, odd = pair_places(near_terms((), ()), code_points("数字政府"))
    assert not at.size and not odd.size


@given(
    st.text(alphabet="数字政府的化的政", max_size=24),
    st.lists(st.tuples(st.integers(0, 24), st.integers(0, 9)), max_size=4),
)
def test_covered_text_is_read_as_a_line_break(text, spans):
    covered = [(min(start, len(text)), min(start + length, len(text))) for start, length in spans]
    inside = {at for start, end in covered for at in range(start, end)}
    masked = "".join("\n" if at in inside else c for at, c in enumerate(text))
    assert near(text, *covered) == near(masked)


@given(st.text(alphabet="数字政府俯智慧会城市的化，5g\n a𠀀", max_size=40))
def test_hits_lie_in_the_text_and_do_not_overlap(text):
    hits = near(text)
    assert all(0 <= h.start < h.end <= len(text) and 0 <= h.score <= 100 for h in hits)
    spans = sorted({(h.start, h.end) for h in hits})
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
