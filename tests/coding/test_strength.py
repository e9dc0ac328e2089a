"""How firmly a statement speaks rests on the cues that are named, in a batch as alone."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.codebook import codebook
from assistant.coding.batch import lay_out, scan
from assistant.coding.lexicon import FIRM, lexicon
from assistant.coding.normalise import normalise, normalise_all
from assistant.coding.plain import is_plain
from assistant.coding.strength import dangles, firmness, is_frame, is_label, promises

COUNTED = FIRM[:-1]
"""Cues that make a statement firm."""


def told(texts: list[str], wanted: list[bool] | None = None) -> list[tuple[int, tuple[str, ...]]]:
    """Strength and cues of each statement of a batch."""
    batch = lay_out(normalise_all(texts))
    asked = np.array([True] * len(texts) if wanted is None else wanted, np.bool_)
    found = firmness(batch, scan(lexicon(), batch), asked)
    return list(zip(found.strength.tolist(), found.cues, strict=True))


FIRMNESS = [
    ("大力推进数据安全保障。", 1, ()),
    ("在全市重点单位开展数据安全攻防演练。", 2, ()),
    ("建成智慧社区40个。", 2, ("target",)),
    ("建成智慧社区４０个。", 2, ("target",)),
    ("由市数据局牵头，2027年底前建成智慧社区40个。", 3, ("body", "target", "deadline")),
    ("Build 40 smart schools by 2027.", 3, ("target", "deadline")),
    ("BUILD 40 SMART SCHOOLS BY 2027.", 3, ("target", "deadline")),
    ("", 1, ()),
]


@pytest.mark.parametrize(("text", "strength", "cues"), FIRMNESS, ids=[f[0][:12] for f in FIRMNESS])
def test_firmness_rests_on_named_cues(text, strength, cues) -> None:
    assert told([text]) == [(strength, cues)]


pieces = st.sampled_from(
    [
        *("由市数据局牵头", "，", "。", "40个", "４０个", "2027年底前", "建成", "by 2027", "每季度评估", "推进"),
        *("responsible", " ", "社区", "十四五末", "覆盖率", "98%", "万", "制定", "办法", "2 0 2 7 年", "演练"),
        *("公布", "到", "数据", "^", "$"),
    ]
)
some_texts = st.lists(st.lists(pieces, max_size=8).map("".join), max_size=6)


@given(some_texts)
def test_statements_together_are_as_firm_as_each_alone(texts) -> None:
    assert told(texts) == [told([text])[0] for text in texts]


@given(some_texts, st.integers(0, 63))
def test_what_is_not_looked_at_has_no_cues(texts, bits) -> None:
    wanted = [bool(bits >> n & 1) for n in range(len(texts))]
    expected = [one if asked else (1, ()) for one, asked in zip(told(texts), wanted, strict=True)]
    assert told(texts, wanted) == expected


def named(text: str) -> set[str]:
    """The cues of a statement, word by word and pattern by pattern."""

    words, plain = lexicon(), normalise(text).text
    batch = lay_out([normalise(text)])
    here = {use for pattern in scan(words, batch).pattern.tolist() for use in words.uses[pattern]}
    cues = {use.value for use in here if use.purpose == "strength"}
    for name in ("target", "deadline"):
        every = (*codebook().strength[name], *codebook().strength[f"{name}_en"])
        if any(re.search(cue, plain, re.IGNORECASE) for cue in every if not is_plain(cue)):
            cues.add(name)
    return cues


@given(some_texts)
def test_three_takes_two_cues_and_two_a_concrete_one(texts) -> None:
    for text, (strength, cues) in zip(texts, told(texts), strict=True):
        expected = named(text)
        assert cues == tuple(name for name in COUNTED if name in expected)
        concrete = expected & {"concrete", "target", "body"}
        assert strength == (1 if not concrete else 3 if len(cues) >= 2 else 2)


LABELS = [
    ("升级通信网络。", ("（一）升级通信网络",), True),
    ("（一）升级通信网络", ("升级通信网络",), True),
    ("一、升级通信网络：", ("第二章 通信", "2.升级通信网络"), True),
    ("升级通信网络", ("（一）升级通信", "网络"), False),
    ("升级通信网络。", (), False),
    ("升级通信网络，覆盖全市各县区和乡镇街道村组。", ("（一）升级通信网络",), False),
    ("。", ("：",), True),
    ("", ("",), True),
]


@pytest.mark.parametrize(("text", "headings", "label"), LABELS)
def test_a_label_repeats_its_own_heading(text, headings, label) -> None:
    assert is_label(text, headings) == label


def test_what_dangles_frames_or_promises() -> None:
    assert dangles("推进数字政府和") and dangles("数字") and not dangles("推进数字政府")
    assert is_frame("（责任单位：市数据局）") and not is_frame("责任单位：市数据局")
    assert promises("到2028年覆盖全市") and not promises("2023年覆盖全市")
