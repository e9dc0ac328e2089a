"""Evidence points at the very words that spoke, however the draft spells them and wherever it stands."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.additions import Pull
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise
from assistant.coding.quoted import added, quoted
from assistant.coding.survey import Survey, survey
from assistant.coding.terms import Variant, outside, variants
from assistant.model import Evidence, Statement

AS_WRITTEN = ("exact", "alias", "cue")
pieces = st.sampled_from(
    [
        *("推进", "数据安全", "數據安全", "５Ｇ网络", "一 网 通 办", "一网办理", "智慧\n城市", "，", "。"),
        *("一网同办", "数字化的政府", "智慧的养老", "公路", "由市数据局牵头", "IPv6", "\u200b"),
        *("網際網路", "基站", "𠀀", " ", "平台", "\t"),
    ]
)
some_texts = st.lists(st.lists(pieces, max_size=8).map("".join), max_size=5)


@cache
def spellings() -> dict[tuple[str, str, str], set[str]]:
    """Term, category and kind -> the patterns that stand for it."""
    words = lexicon()
    found: dict[tuple[str, str, str], set[str]] = {}
    for pattern, uses in zip(words.patterns, words.uses, strict=True):
        for use in uses:
            found.setdefault((use.term, use.value, use.kind), set()).add(pattern)
    return found


def stated(texts: list[str], start: int = 0) -> list[Statement]:
    found = []
    for n, text in enumerate(texts, 1):
        found.append(Statement(f"s{n}", start, start + len(text), text))
        start += len(text) + 3
    return found


def surveyed(statements: list[Statement]) -> tuple[Survey, list[Variant]]:
    one = survey(statements)
    return one, outside(one.batch, variants(lexicon(), one.batch, one.found))


def told(statements: list[Statement], shown: list[bool] | None = None) -> dict[int, tuple[Evidence, ...]]:
    one, written = surveyed(statements)
    which = np.array([True] * len(statements) if shown is None else shown, np.bool_)
    return quoted(one.batch, statements, one.heard, written, one.marks.clause, which)


@given(some_texts, st.integers(0, 9000))
def test_evidence_points_at_words_that_spell_its_term(texts, start) -> None:
    statements = stated(texts, start)
    for n, found in told(statements).items():
        statement = statements[n]
        assert found and [e.start for e in found] == sorted(e.start for e in found)
        for each in found:
            assert statement.start <= each.start < each.end <= statement.end
            written = normalise(statement.text[each.start - statement.start : each.end - statement.start]).text
            if each.kind in AS_WRITTEN:
                assert written in spellings()[each.term, each.category, each.kind] and each.score == 100
            else:
                assert written not in spellings().get((each.term, each.category, "exact"), ()) and each.score <= 100


@given(some_texts)
def test_every_statement_has_the_evidence_it_has_alone(texts) -> None:
    statements = stated(texts)
    together = told(statements)
    for n, statement in enumerate(statements):
        assert together.get(n, ()) == told([statement]).get(0, ())


@given(some_texts, st.integers(0, 31))
def test_evidence_is_told_of_the_statements_asked_for_only(texts, bits) -> None:
    shown = [bool(bits >> n & 1) for n in range(len(texts))]
    everywhere = told(stated(texts))
    assert told(stated(texts), shown) == {n: found for n, found in everywhere.items() if shown[n]}


@given(some_texts)
def test_nothing_that_speaks_is_left_out(texts) -> None:
    """Words of a category anywhere, objects in a digital clause only, variants with their score."""
    statements = stated(texts)
    one, written = surveyed(statements)
    expected: dict[int, list[tuple[int, str, str, str, int]]] = {}
    for n, pattern, at in zip(
        one.heard.owner.tolist(), one.heard.pattern.tolist(), one.heard.start.tolist(), strict=True
    ):
        for use in lexicon().uses[pattern]:
            if use.purpose == "category" or (use.purpose == "object" and one.marks.clause[at]):
                first = statements[n].start + one.batch.plains[n].origin(at - int(one.batch.starts[n]))
                expected.setdefault(n, []).append((first, use.term, use.value, use.kind, 100))
    for v in written:
        first = statements[v.owner].start + one.batch.plains[v.owner].origin(v.start - int(one.batch.starts[v.owner]))
        expected.setdefault(v.owner, []).append((first, v.use.term, v.use.value, v.use.kind, v.score))
    found = {
        n: sorted((e.start, e.term, e.category, e.kind, e.score) for e in each) for n, each in told(statements).items()
    }
    assert found == {n: sorted(each) for n, each in expected.items()}


KINDS = [
    ("推行一 网\n通 办。", "一网通办", "exact", "一 网\n通 办"),
    ("推行一网办理服务。", "一网通办", "alias", "一网办理"),
    ("建设智 慧 的 养 老。", "智慧养老", "gap", "智 慧 的 养 老"),
    ("推行一网同办。", "一网通办", "lookalike", "一网同办"),
    ("建設５Ｇ網路。", "5G网络", "exact", "５Ｇ網路"),
]


@pytest.mark.parametrize(("text", "term", "kind", "words"), KINDS, ids=[k[3] for k in KINDS])
def test_the_words_of_each_kind(text, term, kind, words) -> None:
    found = told(stated(["修路。", text], 40))[1]
    start = stated(["修路。", text], 40)[1].start
    assert (term, kind, words) in [(e.term, e.kind, text[e.start - start : e.end - start]) for e in found]


def test_an_object_speaks_in_a_digital_clause_only() -> None:
    found = told(stated(["归集数据，安装门禁。", "归集门禁数据。"]))
    assert "门禁" not in [e.term for e in found.get(0, ())]
    assert "门禁" in [e.term for e in found.get(1, ())]


def test_a_persons_terms_are_evidence_where_they_stand_and_examples_are_not() -> None:
    statements = stated(["修路。", "更换 數 字 门牌。"], 7)
    one, _ = surveyed(statements)
    text = one.batch.plains[1].text
    at = text.index("数字门牌")
    pulled = (
        Pull("digital_life", at, at + 4, "数字门牌", 8.0, "term"),
        Pull(None, at, at + 4, "数字门牌", 8.0, "term"),
        Pull("digital_life", 0, len(text), "更换数字门牌。", 16.0, "example"),
    )
    (each,) = added(one.batch, statements, 1, pulled)
    origin = statements[1].start
    assert statements[1].text[each.start - origin : each.end - origin] == "數 字 门牌"
    assert (each.term, each.category, each.kind, each.score) == ("数字门牌", "digital_life", "exact", 100)
