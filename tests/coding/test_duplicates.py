"""Near-duplicates are those of the definition, whatever is skipped on the way to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.duplicates import THRESHOLD, duplicates
from assistant.model import Statement


def said(texts: list[str]) -> list[Statement]:
    return [Statement(f"s{n}", 0, 0, text) for n, text in enumerate(texts)]


def by_definition(statements: list[Statement]) -> dict[str, str]:
    """Every statement against every earlier one that is no duplicate itself."""
    found: dict[str, str] = {}
    originals: list[tuple[str, set[str]]] = []
    for statement in statements:
        own = grams(statement.text)
        alike = (name for name, other in originals if len(own & other) / len(own | other) >= THRESHOLD)
        original = next(alike, None)
        if original is None:
            originals.append((statement.id, own))
        else:
            found[statement.id] = original
    return found


def grams(text: str) -> set[str]:
    plain = "".join(text.split())
    return {plain[i : i + 3] for i in range(max(1, len(plain) - 2))}


WORDS = st.sampled_from(["建设", "数据", "共享", "平台", "一", "二", " ", "\u3000", "a", "\0", "\ud800", "\U0010ffff"])
TEXT = st.lists(WORDS, max_size=14).map("".join)


@st.composite
def variants(draw: st.DrawFn) -> list[str]:
    """A text, the same with single characters added or taken out, and others, in any order."""
    base = draw(TEXT)
    near = []
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(base)))
        near.append(base[:at] + draw(WORDS) + base[at + draw(st.integers(0, 1)) :])
    return draw(st.permutations([base, *near, *draw(st.lists(TEXT, max_size=4))]))


@given(variants())
def test_the_first_earlier_statement_that_is_alike_is_found(texts: list[str]) -> None:
    statements = said(texts)
    assert duplicates(statements) == by_definition(statements)


@pytest.mark.parametrize("length", range(4, 60))
def test_statements_just_at_the_threshold_are_duplicates(length: int) -> None:
    letters = [chr(ord("一") + n) for n in range(2 * length + 2)]
    whole = "".join(letters[: length + 2])
    part = whole[: -(-length * 4 // 5) + 2]
    assert duplicates(said([whole, part])) == by_definition(said([whole, part])) == {"s1": "s0"}
    assert duplicates(said([whole, part[:-1]])) == by_definition(said([whole, part[:-1]])) == {}


def test_a_duplicate_is_no_original_of_another() -> None:
    texts = [
        "建设全市统一的公共数据共享平台",
        "加快建设全市统一的公共数据共享平台",
        "要加快建设全市统一的公共数据共享平台体系",
    ]
    assert duplicates(said(texts)) == by_definition(said(texts)) == {"s1": "s0"}


def test_three_thousand_statements_that_differ_in_a_number_only() -> None:
    """Most of their grams are the same, so that all of them are looked at."""
    form = "新建农村公路{}公里，改造沿线危桥，完善标志标线和安防设施，同步种植行道树。"
    statements = said([form.format(number) for number in range(1000, 4000)])
    found = duplicates(statements)
    assert found == by_definition(statements)
    assert 2900 < len(found) < 2999


@pytest.mark.parametrize("texts", [[], ["甲"], [""]])
def test_few_statements_have_no_duplicates(texts: list[str]) -> None:
    assert duplicates(said(texts)) == {}
