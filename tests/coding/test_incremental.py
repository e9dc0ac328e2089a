"""A draft that is edited is coded as if it were read anew, and little of it is coded again."""

from __future__ import annotations

import random
from functools import cache

import pytest

from assistant.coding.additions import AddedTerm, Additions
from assistant.coding.code import code
from assistant.coding.incremental import DraftCoder
from assistant.model import Draft, Paragraph
from assistant.reading.read import read
from assistant.reading.segment import statements
from assistant.resources import data_file

Part = tuple[str, str, int]
"""Text, kind and level of a paragraph."""
TITLE = "云澜市数字化三年行动计划"


def draft(parts: list[Part], title: str = TITLE) -> Draft:
    paragraphs, at = [], 0
    for text, kind, level in parts:
        paragraphs.append(Paragraph(at, at + len(text), kind, level))  # type: ignore[arg-type]
        at += len(text) + 1
    return Draft(title, "\n".join(text for text, _, _ in parts), tuple(paragraphs))


@cache
def sample() -> tuple[Part, ...]:
    """The paragraphs of a bundled draft with headings, items, tables and boxes."""
    plan = read(data_file("samples/yunlan-short.zh.md"))
    return tuple((plan.text[p.start : p.end], p.kind, p.level) for p in plan.paragraphs)


def anew(given: Draft, additions: Additions | None = None):
    return code(statements(given), given.title, additions)


NEW: list[Part] = [
    ("建设智慧校园20所。由市教育局牵头，2027年底前完成。", "body", 0),
    ("（九）营造数字生态", "heading", 3),
    ("第九章　保障措施", "heading", 2),
    ("序号\t事项\t单位", "cell", 1),
    ("3\t归集电子证照300类\t市数据局", "cell", 0),
    ("专栏9　重点工程", "box", 4),
    ("", "body", 0),
    ("Build 40 5G base stations by 2027.", "item", 0),
    ("新建公路20公里", "item", 0),
]


def edited(parts: list[Part], dice: random.Random) -> list[Part]:
    parts = list(parts)
    at, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    match dice.choice(("insert", "delete", "change", "move", "retype", "swap")):
        case "insert":
            parts.insert(at, dice.choice(NEW))
        case "delete":
            del parts[at]
        case "change":
            text, kind, level = parts[at]
            cut = dice.randrange(len(text) + 1)
            parts[at] = (
                text[:cut] + dice.choice(("数据安全", "。", "", "已建成", "公路")) + text[cut + 2 :],
                kind,
                level,
            )
        case "move":
            parts.insert(other, parts.pop(at))
        case "retype":
            parts[at] = (parts[at][0], *dice.choice((("heading", 2), ("body", 0), ("item", 0), ("heading", 3))))
        case "swap":
            parts[at], parts[other] = parts[other], parts[at]
    return parts or [NEW[0]]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_codings_are_those_of_a_fresh_reading(seed) -> None:
    dice = random.Random(seed)
    coder, parts, title = DraftCoder(), list(sample()), TITLE
    for _ in range(8):
        for _ in range(dice.randint(1, 3)):
            parts = edited(parts, dice)
        title = dice.choice((title, title, title, "云澜市公路规划", parts[0][0]))
        given = draft(parts, title)
        assert coder.code(given).codings == anew(given)


def test_a_person_s_terms_hold_for_every_version() -> None:
    additions = Additions((AddedTerm("公路", "smart_city"),))
    coder, parts = DraftCoder(additions), list(sample())
    for new in NEW:
        parts.insert(len(parts) // 2, new)
        given = draft(parts)
        assert coder.code(given).codings == anew(given, additions)


def body(parts: list[Part], after: int = 0) -> int:
    """Number of a paragraph of running text."""
    return next(n for n, (text, kind, _) in enumerate(parts) if n >= after and kind == "body" and "。" in text)


def test_the_first_version_is_coded_whole_and_the_same_one_not_at_all() -> None:
    coder, given = DraftCoder(), draft(list(sample()))
    assert coder.code(given).changed == range(len(sample()))
    again = coder.code(given)
    assert len(again.changed) == 0 and again.fresh == () and again.codings == anew(given)


def test_an_edit_of_a_sentence_codes_its_paragraph_only() -> None:
    coder, parts = DraftCoder(), list(sample())
    coder.code(draft(parts))
    at = body(parts, 10)
    parts[at] = (parts[at][0] + "建设智慧校园20所。", *parts[at][1:])
    told = coder.code(draft(parts))
    assert told.changed == range(at, at + 1)
    assert [c.statement.text for c in told.fresh] == [
        c.statement.text for c in told.codings if c.statement.paragraph == at
    ]
    assert told.fresh[-1].statement.text == "建设智慧校园20所。"


def test_a_paragraph_more_or_less_codes_no_other() -> None:
    coder, parts = DraftCoder(), list(sample())
    coder.code(draft(parts))
    at = body(parts, 10)
    parts.insert(at, NEW[0])
    assert coder.code(draft(parts)).changed == range(at, at + 1)
    del parts[at]
    assert len(coder.code(draft(parts)).changed) == 0


def test_a_changed_heading_codes_what_stands_below_it_and_no_more() -> None:
    coder, parts = DraftCoder(), list(sample())
    coder.code(draft(parts))
    at = next(n for n, (text, _, level) in enumerate(parts) if level and "建设数字政府" in text)
    level = parts[at][2]
    end = next(n for n in range(at + 1, len(parts)) if parts[n][1] == "heading" and 0 < parts[n][2] <= level)
    parts[at] = ("（三）改造乡村公路", *parts[at][1:])
    assert coder.code(draft(parts)).changed == range(at, end + 1)  # the next heading has another one before it


def test_another_title_codes_all_again() -> None:
    coder, parts = DraftCoder(), list(sample())
    coder.code(draft(parts))
    assert coder.code(draft(parts, "云澜市公路规划")).changed == range(len(parts))


def test_an_empty_draft_and_back() -> None:
    coder, given = DraftCoder(), draft(list(sample()))
    coder.code(given)
    assert coder.code(Draft(TITLE, "", ())).codings == ()
    assert coder.code(given).codings == anew(given)
