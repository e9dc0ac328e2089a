"""The outward form of statements, told in words that an expert can read in the learned files."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.batch import lay_out
from assistant.coding.learned import learned
from assistant.coding.normalise import Normalised
from assistant.coding.shape import shapes

texts = st.lists(st.text(st.one_of(st.sampled_from("（一）1.、，。；：第章条a\ud800"), st.characters())), min_size=1)


def told(given_texts: list[str], whole: list[bool] | None = None) -> list[dict[str, str]]:
    """Per statement, group -> value."""
    batch = lay_out([Normalised(text) for text in given_texts])
    rows: list[dict[str, str]] = [{} for _ in given_texts]
    for group, index, names in shapes(batch, None if whole is None else np.array(whole)):
        for row, at in zip(rows, index, strict=True):
            name, _, value = names[at].partition("=")
            assert name == group
            row[group] = value
    return rows


SHAPES = [
    ("（一）夯实底座", {"opening": "(n)字", "closing": "字", "numbers": "0", "length": "1"}),
    ("1.建设5G基站120个，覆盖3区。", {"opening": "0.字字", "closing": "。", "numbers": "3", "commas": "1"}),
    ("第三章 数字", {"opening": "第n章字", "closing+length": "字/1"}),
    ("", {"opening": "字字字字", "closing": "字", "length": "0", "commas": "0", "frame": "字字/字/0/0"}),
    ("一、二、三，四，五、六", {"commas": "4", "opening+closing": "n、n、/n"}),
    ("数" * 150, {"length": "7"}),
]


@pytest.mark.parametrize(("text", "shape"), SHAPES, ids=[text[:8] for text, _ in SHAPES])
def test_shape(text: str, shape: dict[str, str]) -> None:
    found = told([text])[0]
    assert {group: found[group] for group in shape} == shape


@given(texts)
def test_the_shape_of_a_statement_is_its_own(given_texts: list[str]) -> None:
    assert told(given_texts) == [told([text])[0] for text in given_texts]


def test_a_whole_statement_closes_with_a_stop_though_none_is_written() -> None:
    said = told(["建设基站", "建设基站", "建设基站。"], whole=[True, False, False])
    assert [row["closing"] for row in said] == ["。", "字", "。"]


def test_the_learned_shapes_are_shapes_that_exist() -> None:
    groups = set(told(["数据"])[0])
    for name in ("role", "strength"):
        assert {shape.partition("=")[0] for shape in learned(name).shape} <= groups
