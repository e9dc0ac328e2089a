"""rubrics/*.yaml -> checked objects: an unknown key, a missing field or a repeated term names file and key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.model import CATEGORIES, FEARS, HOPES, ITEMS
from assistant.resources import rubric_file
from assistant.yamlfile import Reader, load_mapping


@dataclass(frozen=True, slots=True)
class Boundary:
    """How a category is told from a neighbour."""

    other: str
    rule: str


@dataclass(frozen=True, slots=True)
class Category:
    """One of the seven categories with the words that point to it."""

    id: str
    zh: str
    en: str
    rationality: str
    definition_zh: str
    definition_en: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    boundary: tuple[Boundary, ...]
    terms: tuple[str, ...]
    """Specific terms of all subcategories."""
    cues: tuple[str, ...]
    objects: tuple[str, ...]
    """Objects and beneficiaries in both languages; they speak only in a statement that has a digital marker."""
    terms_en: tuple[str, ...]
    example_zh: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A word whose category its company decides."""

    term: str
    company: tuple[str, ...]
    category: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """What coding needs to know, as an expert wrote it."""

    version: str
    categories: tuple[Category, ...]
    order: tuple[str, ...]
    """Category ids in the order of the codebook's questions; earlier wins a tie."""
    questions: Mapping[str, str]
    weights: Mapping[str, float]
    markers: tuple[str, ...]
    markers_en: tuple[str, ...]
    exclusions: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]
    ambiguous: tuple[Ambiguous, ...]
    roles: Mapping[str, tuple[str, ...]]
    strength: Mapping[str, tuple[str, ...]]
    decisions: tuple[tuple[str, str], ...]

    def category(self, category: str) -> Category:
        """The category with this id; KeyError if there is none."""
        return next(c for c in self.categories if c.id == category)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sub-indicator of an item; hopes have `terms`, fears `risk` and `mitigation`."""

    id: str
    item: str
    zh: str
    en: str
    category: str
    """The category a commitment closing this gap would be coded as."""
    terms: tuple[str, ...] = ()
    terms_en: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    risk_en: tuple[str, ...] = ()
    mitigation: tuple[str, ...] = ()
    mitigation_en: tuple[str, ...] = ()

    @property
    def all_terms(self) -> tuple[str, ...]:
        """Its terms of every sign in both languages."""
        return self.terms + self.terms_en + self.risk + self.risk_en + self.mitigation + self.mitigation_en


@dataclass(frozen=True, slots=True)
class Item:
    """One hope or fear of the paper."""

    id: str
    label: str
    """The paper's metaphor."""
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    indicators: tuple[Indicator, ...]
    signals: tuple[str, ...]
    levels: tuple[str, ...]
    """Anchors of levels 0 to 3."""
    levels_en: tuple[str, ...]
    question_zh: str
    question_en: str

    def question(self, language: str) -> str:
        """What to ask the planner where the text is silent."""
        return self.question_zh if language == "zh" else self.question_en


WHOLE_ITEM = ""
"""Stands for all terms of an item in `Rubric.conditions`."""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a term of the rubric counts; what is left empty asks nothing."""

    beside: tuple[str, ...] = ()
    """One of these words stands in the same clause."""
    unless: tuple[str, ...] = ()
    """None of these words stands in the same clause."""
    about: tuple[str, ...] = ()
    """The statement is coded as one of these categories."""
    alone: bool = False
    """No term without this mark speaks in the statement: a general word gives way to a specific one."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """The thirteen items and how they are read from a text."""

    version: str
    items: tuple[Item, ...]
    residual: tuple[tuple[str, ...], ...]
    """Rows exposure 0-3, columns mitigation 0-3."""
    negations: tuple[str, ...]
    compulsory: tuple[str, ...]
    """Words that make a measure broad or compulsory: exposure 3."""
    limits: Mapping[str, tuple[str, ...]]
    """By `_LIMIT_KEYS`: words that make a statement less evidence, or none."""
    concerns: Mapping[str, tuple[str, ...]]
    conditions: Mapping[tuple[str, str], Condition]
    """(item, term) -> when the term counts there, for the terms that need company; term `WHOLE_ITEM`: every term."""

    def item(self, item: str) -> Item:
        """The item with this id, `H1` .. `F5`."""
        return next(i for i in self.items if i.id == item)

    def indicator(self, indicator: str) -> Indicator:
        """The sub-indicator with this id, `H1a` .. `F5e`."""
        return next(i for i in self.item(indicator[:2]).indicators if i.id == indicator)


_CATEGORY_KEYS = (
    *("id", "zh", "en", "rationality", "rationality_zh", "reference", "definition_zh", "definition_en", "include"),
    *("exclude", "boundary", "subcategories", "general_cues", "objects", "terms_en", "objects_en", "example_zh"),
)


def _category(read: Reader) -> Category:
    read.only(*_CATEGORY_KEYS, optional=("metric_caution",))
    terms: list[str] = []
    for sub in read.each("subcategories"):
        sub.only("id", "zh", "terms")
        terms += sub.strings("terms")
    boundary = []
    for rule in read.each("boundary", "with"):
        rule.only("with", "rule")
        boundary.append(Boundary(rule.one_of("with", CATEGORIES), rule.text("rule")))
    return Category(
        id=read.one_of("id", CATEGORIES),
        zh=read.text("zh"),
        en=read.text("en"),
        rationality=read.one_of("rationality", ("instrumental", "instrumental_value", "value")),
        definition_zh=read.text("definition_zh"),
        definition_en=read.text("definition_en"),
        include=read.strings("include"),
        exclude=read.strings("exclude"),
        boundary=tuple(boundary),
        terms=tuple(terms),
        cues=read.strings("general_cues"),
        objects=read.strings("objects") + read.strings("objects_en"),
        terms_en=read.strings("terms_en"),
        example_zh=read.text("example_zh"),
    )


def _no_term_twice(read: Reader, categories: Iterable[Category]) -> None:
    owner: dict[str, str] = {}
    for category in categories:
        for kind in (category.terms + category.cues, category.terms_en):
            for term in kind:
                if (key := term.lower()) in owner:
                    raise read.fail(f"categories[{category.id}]", "duplicate", term=f"{term} ({owner[key]})")
                owner[key] = category.id


_ROLE_KEYS = (
    *("past", "future", "status", "slogan", "achievement_headings", "status_headings", "slogan_headings"),
    *("past_en", "future_en", "status_en", "slogan_en"),
)
_STRENGTH_KEYS = ("slogan", "concrete", "target", "deadline", "body", "feedback")
_LEARNED_KEYS = ("heading_prior", "part", "no_digital_word", "digital_part", "sure", "whole")
_PATTERN_KEYS = ("target", "deadline", "target_en", "deadline_en")


def _patterns(read: Reader, keys: Iterable[str]) -> None:
    for key in keys:
        for pattern in read.strings(key):
            try:
                re.compile(pattern)
            except re.error as error:
                raise read.fail(key, "pattern", pattern=pattern, error=error) from error


def read_codebook(path: Path) -> Codebook:
    """The codebook in `path`; Problem names file and key of the first thing wrong."""
    read = Reader(path.name, load_mapping(path)).only(
        *("meta", "coding_rules", "weights", "digital_markers", "exclusions", "aliases", "roles", "strength"),
        *("categories", "decisions", "ambiguous"),
    )
    categories = tuple(_category(r) for r in read.each("categories"))
    if tuple(c.id for c in categories) != CATEGORIES:
        raise read.fail("categories", "order", known=", ".join(CATEGORIES))
    _no_term_twice(read, categories)
    order = [r.only("question", "category") for r in read.inner("coding_rules").each("decision_order", "category")]
    questions = {r.one_of("category", CATEGORIES): r.text("question") for r in order}
    if sorted(questions) != sorted(CATEGORIES):
        raise read.fail("coding_rules.decision_order", "order", known=", ".join(CATEGORIES))
    weights = read.inner("weights").only(
        "term", "cue", "object", "object_apart", "heading", "head_final", "doubtful", *_LEARNED_KEYS
    )
    roles = read.inner("roles").only(*_ROLE_KEYS)
    strength_keys = _STRENGTH_KEYS + tuple(f"{k}_en" for k in _STRENGTH_KEYS)
    strength = read.inner("strength").only(*strength_keys)
    _patterns(strength, _PATTERN_KEYS)
    aliases = read.inner("aliases")
    known = {t for c in categories for t in c.terms + c.cues}
    for term in aliases.tree:
        if term not in known:
            raise aliases.fail(str(term), "alias")
    exclusions = [r.only("phrase", "not").text("phrase") for r in read.each("exclusions", "phrase")]
    ambiguous = [r.only("term", "with", "category") for r in read.each("ambiguous", "term")]
    decisions = [r.only("case", "rule") for r in read.each("decisions", "case")]
    markers = read.inner("digital_markers").only("zh", "en")
    return Codebook(
        version=read.inner("meta").text("version"),
        categories=categories,
        order=tuple(questions),
        questions=questions,
        weights={k: weights.number(k) for k in weights.tree},
        markers=markers.strings("zh"),
        markers_en=markers.strings("en"),
        exclusions=tuple(exclusions),
        aliases={t: aliases.strings(t) for t in aliases.tree},
        ambiguous=tuple(
            Ambiguous(r.text("term"), r.strings("with"), r.one_of("category", CATEGORIES)) for r in ambiguous
        ),
        roles={k: roles.strings(k) for k in _ROLE_KEYS},
        strength={k: strength.strings(k) for k in strength_keys},
        decisions=tuple((r.text("case"), r.text("rule")) for r in decisions),
    )


_ITEM_KEYS = (
    *("id", "source_label", "zh", "en", "definition_zh", "definition_en", "indicators", "signals", "levels"),
    *("question_zh", "question_en", "levels_en"),
)
_LIMIT_KEYS = ("shortcoming", "apart", "principle", "slogan")


def _indicator(read: Reader, item: str) -> Indicator:
    lists = ("terms", "terms_en") if item in HOPES else ("risk", "mitigation", "risk_en", "mitigation_en")
    read.only("id", "zh", "en", "category", *lists)
    if not re.fullmatch(rf"{item}[a-e]", read.text("id")):
        raise read.fail("id", "one_of", value=read.text("id"), known=f"{item}a .. {item}e")
    return Indicator(
        id=read.text("id"),
        item=item,
        zh=read.text("zh"),
        en=read.text("en"),
        category=read.one_of("category", CATEGORIES),
        **{key: read.strings(key) for key in lists},
    )


def _anchors(read: Reader, key: str) -> tuple[str, ...]:
    levels = read.inner(key).tree
    if [str(level) for level in levels] != ["0", "1", "2", "3"]:
        raise read.fail(key, "levels")
    return tuple(str(v) for v in levels.values())


def _item(read: Reader, allowed: tuple[str, ...]) -> Item:
    read.only(*_ITEM_KEYS, optional=("mitigation_signals",) if allowed == FEARS else ())
    item = read.one_of("id", allowed)
    indicators = tuple(_indicator(r, item) for r in read.each("indicators"))
    if len({i.id for i in indicators}) != len("abcde"):
        raise read.fail("indicators", "five")
    return Item(
        id=item,
        label=read.text("source_label"),
        zh=read.text("zh"),
        en=read.text("en"),
        definition_zh=read.text("definition_zh"),
        definition_en=read.text("definition_en"),
        indicators=indicators,
        signals=read.strings("signals"),
        levels=_anchors(read, "levels"),
        levels_en=_anchors(read, "levels_en"),
        question_zh=read.text("question_zh"),
        question_en=read.text("question_en"),
    )


def _residual(read: Reader) -> tuple[tuple[str, ...], ...]:
    table = read.tree.get("residual")
    words = {"unknown", "low", "medium", "high"}
    shaped = isinstance(table, list) and [len(r) for r in table if isinstance(r, list)] == [4, 4, 4, 4]
    if not shaped or not {w for row in table or [] for w in row} <= words:
        raise read.fail("residual", "residual", known=", ".join(sorted(words)))
    return tuple(tuple(row) for row in table or [])


def _conditions(read: Reader, items: Iterable[Item]) -> dict[tuple[str, str], Condition]:
    """Each item's terms that need company, which is written in lower case as normalised text is."""
    known = {i.id: {t for indicator in i.indicators for t in indicator.all_terms} for i in items}
    found: dict[tuple[str, str], Condition] = {}
    for entry in read.each("conditions", "item"):
        entry.only("item", optional=("terms", "beside", "unless", "about", "alone"))
        item = entry.one_of("item", ITEMS)
        about = entry.strings("about")
        entry.fail_unless(set(about) <= set(CATEGORIES), "about", "one_of", value=about, known=", ".join(CATEGORIES))
        alone = entry.tree.get("alone", False)
        entry.fail_unless(isinstance(alone, bool), "alone", "one_of", value=alone, known="true, false")
        beside, unless = (tuple(word.lower() for word in entry.strings(key)) for key in ("beside", "unless"))
        condition = Condition(beside, unless, about, alone is True)
        entry.fail_unless(condition != Condition(), "beside", "missing")
        for term in entry.strings("terms") or (WHOLE_ITEM,):
            entry.fail_unless(term == WHOLE_ITEM or term in known[item], "terms", "no_term", term=term, item=item)
            entry.fail_unless((item, term) not in found, "terms", "duplicate", term=term)
            found[item, term] = condition
    return found


def read_rubric(path: Path) -> Rubric:
    """The rubric in `path`; Problem names file and key of the first thing wrong."""
    read = Reader(path.name, load_mapping(path)).only(
        *("meta", "concerns", "scale", "evidence_rules", "fears_scoring", "negation", "forbidden", "hopes", "fears"),
        *("overlaps", "conditions", "evidence_limits"),
    )
    items = [_item(r, HOPES) for r in read.each("hopes")] + [_item(r, FEARS) for r in read.each("fears")]
    if tuple(i.id for i in items) != ITEMS:
        raise read.fail("hopes", "order", known=", ".join(ITEMS))
    fears = read.inner("fears_scoring").only("exposure", "residual", "compulsory", "compulsory_en")
    negation = read.inner("negation").only("cues", "cues_en")
    limits = read.inner("evidence_limits").only(*_LIMIT_KEYS)
    concerns = read.inner("concerns")
    grouped = {k: concerns.inner(str(k)).only("zh", "en", "items").strings("items") for k in concerns.tree}
    if sorted(i for group in grouped.values() for i in group) != sorted(ITEMS):
        raise read.fail("concerns", "order", known=", ".join(ITEMS))
    return Rubric(
        version=read.inner("meta").text("version"),
        items=tuple(items),
        residual=_residual(fears),
        negations=negation.strings("cues") + negation.strings("cues_en"),
        compulsory=fears.strings("compulsory") + fears.strings("compulsory_en"),
        limits={key: limits.strings(key) for key in _LIMIT_KEYS},
        concerns=grouped,
        conditions=_conditions(read, items),
    )


@cache
def codebook() -> Codebook:
    """The bundled codebook."""
    return read_codebook(rubric_file("codebook.yaml"))


@cache
def rubric() -> Rubric:
    """The bundled rubric."""
    return read_rubric(rubric_file("rubric.yaml"))
