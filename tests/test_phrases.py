"""What is said exists in both languages, with the same keys and values, in characters that every terminal shows."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.codebook import codebook, rubric
from assistant.model import CATEGORIES, ITEMS, REGIONS
from assistant.peers.reference import records
from assistant.phrases import LANGUAGES
from assistant.resources import rubric_file
from assistant.yamlfile import load_mapping

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = frozenset("×±°\ufffd")
"""Of unsure width, but part of a figure, or (U+FFFD) the very character that a note is about."""


@dataclass(frozen=True)
class Said:
    """A phrase key as the code writes it: whole, or the part before the first value put into it."""

    key: str
    whole: bool
    names: frozenset[str] | None
    """Names of the values it is filled with; None where the code does not list them."""
    where: str


def flat(language: str) -> dict[str, str | list[str]]:
    """Every phrase by its dotted key."""

    def leaves(prefix: str, tree: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, value in tree.items():
            if isinstance(value, dict):
                yield from leaves(f"{prefix}{key}.", value)
            else:
                yield f"{prefix}{key}", value

    return dict(leaves("", load_mapping(rubric_file(f"phrases.{language}.yaml"))))


ZH, EN = flat("zh"), flat("en")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _names(call: ast.Call) -> frozenset[str] | None:
    named = [keyword.arg for keyword in call.keywords]
    return None if None in named else frozenset(name for name in named if name)


def _called(call: ast.Call) -> str:
    """The name of what is called: `say` in `say(..)`, `self.say(..)` and `phrases(..)(..)`."""
    function = call.func
    if isinstance(function, ast.Call):
        return "say" if _called(function) == "phrases" else ""
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _prefix(call: ast.Call) -> str | None:
    """What the code leaves out of a key: `errors.` in a Problem, nothing in a phrase or a Reason; None elsewhere."""
    return {"say": "", "Reason": "", "Problem": "errors."}.get(_called(call))


def _said(call: ast.Call, where: str) -> Iterator[Said]:
    if _called(call) == "choices":
        offered = [key.value for key in call.args[1:] if isinstance(key, ast.Constant)]
        yield from (Said(f"choice.{key}{end}", True, _names(call), where) for key in offered for end in ("", "_say"))
    prefix = _prefix(call)
    if prefix is None or not call.args:
        return
    names = _reason_names(call) if _called(call) == "Reason" else _names(call)
    for key in _branches(call.args[0]):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield Said(prefix + key.value, True, names, where)
        elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
            yield Said(prefix + str(key.values[0].value), False, None, where)


def _branches(key: ast.expr) -> list[ast.expr]:
    """The keys that an expression may come to: both sides of an `if`."""
    return [*_branches(key.body), *_branches(key.orelse)] if isinstance(key, ast.IfExp) else [key]


def _reason_names(call: ast.Call) -> frozenset[str] | None:
    if len(call.args) < 2:
        return frozenset() if not call.keywords else None
    values = call.args[1]
    if not isinstance(values, ast.Dict) or not all(isinstance(key, ast.Constant) for key in values.keys):
        return None
    return frozenset(str(key.value) for key in values.keys if isinstance(key, ast.Constant))


def all_said() -> list[Said]:
    """Every phrase key that stands in the code."""
    found = []
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found += _said(node, f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


SAID = all_said()


def test_the_code_was_understood() -> None:
    assert len(SAID) > 250
    assert {said.key for said in SAID} >= {
        "cli.written",
        "errors.no_draft",
        "limits.measure",
        "category.",
        "choice.undo",
    }


def test_every_key_that_the_code_says_is_a_phrase_in_both_languages() -> None:
    missing = [said for said in SAID if said.whole and not (said.key in ZH and said.key in EN)]
    assert missing == []


def test_every_key_put_together_has_phrases_to_choose_from() -> None:
    heads = [said for said in SAID if not said.whole and said.key]
    missing = [said for said in heads if not any(key.startswith(said.key) for key in ZH)]
    assert missing == []


def test_every_phrase_gets_the_values_it_asks_for() -> None:
    wrong = [
        (said, placeholders(text) - said.names)
        for said in SAID
        if said.whole and said.names is not None and isinstance(text := ZH.get(said.key), str)
        if placeholders(text) - said.names
    ]
    assert wrong == []


def test_both_languages_have_the_same_keys() -> None:
    assert list(ZH.keys() ^ EN.keys()) == []
    assert [key for key in ZH if type(ZH[key]) is not type(EN[key])] == []


def test_both_languages_have_the_same_placeholders() -> None:
    different = [
        key for key, text in ZH.items() if isinstance(text, str) and placeholders(text) != placeholders(str(EN[key]))
    ]
    assert different == []


@pytest.mark.parametrize("tree", [ZH, EN], ids=LANGUAGES)
def test_every_placeholder_is_a_name(tree: dict[str, object]) -> None:
    names = {name for text in tree.values() if isinstance(text, str) for name in placeholders(text)}
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []


@pytest.mark.parametrize("tree", [ZH, EN], ids=LANGUAGES)
def test_an_error_is_one_line_that_ends_like_a_sentence(tree: dict[str, object]) -> None:
    errors = {key: str(text) for key, text in tree.items() if key.startswith("errors.")}
    open_ended = {"errors.corpus_none_read"}  # ends with another error
    assert [key for key, text in errors.items() if "\n" in text] == []
    assert [key for key, text in errors.items() if not text.endswith(("。", "."))] == sorted(open_ended)


@pytest.mark.parametrize("tree", [ZH, EN], ids=LANGUAGES)
def test_a_phrase_is_never_empty_but_where_a_language_needs_nothing(tree: dict[str, object]) -> None:
    assert {key for key, text in tree.items() if text in ("", [])} <= {"view.sentence_gap"}


def test_categories_items_and_regions_are_named_as_in_codebook_rubric_and_data() -> None:
    for category in CATEGORIES:
        assert ZH[f"category.{category}"] == codebook().category(category).zh
        assert str(EN[f"category.{category}"]).isascii()
    for item in ITEMS:
        assert ZH[f"item.{item}"] == rubric().item(item).zh
        assert str(EN[f"item.{item}"]).isascii()
    regions = {row["region"]: row["zh"] for row in records("regions.csv")}
    assert {region: ZH[f"region.{region}"] for region in REGIONS} == regions
    assert all(str(EN[f"region.{region}"]).isascii() for region in REGIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_hold_no_glyph_of_unsure_width_and_no_picture(language: str) -> None:
    text = rubric_file(f"phrases.{language}.yaml").read_text(encoding="utf-8")
    unsure = {
        c
        for c in set(text) - ALLOWED
        if (unicodedata.category(c) in ("So", "Sm", "No", "Sk") and unicodedata.east_asian_width(c) in "AWF")
        or "\ufe00" <= c <= "\ufe0f"
        or c >= "\U0001f000"
    }
    assert unsure == set()


def test_the_gate_knows_what_it_is_for() -> None:
    for glyph in "●▲←→①◆🚀":
        assert unicodedata.category(glyph) in ("So", "Sm", "No")
        assert unicodedata.east_asian_width(glyph) in "AWF"
