"""The outward shape of statements: how they open and close, how long they are; it tells headings and broken lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.coding.batch import Batch, per_statement

_CLASSES: Final = {
    "n": "一二三四五六七八九十百零〇①②③④⑤⑥⑦⑧⑨⑩",
    "0": "0123456789",
    "(": "(（",
    ")": ")）》】」",
    ".": ".．",
    "、": "、",
    "。": "。!?！？…",
    ";": ";；",
    ":": ":：",
    ",": ",，",
    "-": "-—–",
    "“": "“”\"'‘’《",
    "第": "第",
    "条": "条款",
    "章": "章节篇",
    "a": "abcdefghijklmnopqrstuvwxyz",
}
_OTHER: Final = "字"
_NAMES: Final = (_OTHER, *_CLASSES)
_FRAME: Final = ("frame", "closing", "length", "commas")
_LENGTHS: Final = (6, 12, 20, 30, 45, 70, 100)
"""Characters; a statement's length counts as the number of these it reaches."""


def _class_table() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for number, characters in enumerate(_CLASSES.values(), start=1):
        table[[ord(c) for c in characters]] = number
    return table


_TABLE: Final = _class_table()
_ENUMERATION: Final = _NAMES.index("、")
_COMMA: Final = _NAMES.index(",")
_DIGIT: Final = _NAMES.index("0")
_STOP: Final = _NAMES.index("。")


def shapes(batch: Batch, whole: NDArray[np.bool_] | None = None) -> list[tuple[str, NDArray[np.int64], Sequence[str]]]:
    """Per group of features: its name, each statement's value as an index, and what the indices mean.

    Args:
        whole: which statements are known to be whole, and so close with a full stop even where none is written.
    """
    classes = _TABLE[np.minimum(batch.codes, 0xFFFF)].astype(np.int64)
    size = batch.ends - batch.starts
    first = [_at(classes, batch.starts + n, batch.ends) for n in range(4)]
    last = _at(classes, batch.ends - 1, batch.ends)
    if whole is not None:
        last = np.where(whole, _STOP, last)
    length = np.searchsorted(_LENGTHS, size, side="right")
    commas = np.minimum(per_statement(batch, (classes == _COMMA) | (classes == _ENUMERATION)), 4)
    numbers = np.minimum(per_statement(batch, (classes == _DIGIT) & (np.roll(classes, 1) != _DIGIT)), 3)
    opening = np.zeros(len(size), np.int64)
    for part in first:
        opening = opening * len(_NAMES) + part
    short = first[0] * len(_NAMES) + first[1]
    groups = {
        "opening": (opening,),
        "closing": (last,),
        "length": (length,),
        "commas": (commas,),
        "numbers": (numbers,),
        "closing+length": (last, length),
        "opening+closing": (opening, last),
        _FRAME[0]: (short, last, length, commas),
    }
    return [_group(name, parts) for name, parts in groups.items()]


def _group(name: str, parts: tuple[NDArray[np.int64], ...]) -> tuple[str, NDArray[np.int64], Sequence[str]]:
    code = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        code = code * 100_000 + part
    distinct, index = np.unique(code, return_inverse=True)
    return name, index, [_spelled(name, value, len(parts)) for value in distinct.tolist()]


@lru_cache(maxsize=65536)
def _spelled(name: str, value: int, parts: int) -> str:
    numbers: list[int] = []
    for _ in range(parts):
        value, number = divmod(value, 100_000)
        numbers.insert(0, number)
    kinds = {"opening": 4, "closing": 1, "frame": 2}
    out = []
    names = _FRAME if name == _FRAME[0] else name.split("+")
    for part, number in zip(names, numbers, strict=True):
        out.append(_characters(number, kinds[part]) if part in kinds else str(number))
    return f"{name}={'/'.join(out)}"


def _characters(number: int, count: int) -> str:
    spelled = ""
    for _ in range(count):
        number, one = divmod(number, len(_NAMES))
        spelled = _NAMES[one] + spelled
    return spelled


def _at(classes: NDArray[np.int64], places: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Class of the character at a place, 0 past the statement's end."""
    return np.where(places < ends, classes[np.minimum(places, len(classes) - 1)], 0)
