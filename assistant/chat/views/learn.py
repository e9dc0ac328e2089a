"""What the words mean: categories, the tour, the glossary, the help."""

from __future__ import annotations

from assistant.chat.blocks import Block, Choice, Choices, Heading, Items, Table, Text
from assistant.chat.views.wording import category_name, choices
from assistant.codebook import codebook, rubric
from assistant.model import CATEGORIES, Assessment
from assistant.phrases import Phrases


def explain_category(category: str, assessment: Assessment | None, say: Phrases) -> list[Block]:
    """A category's definition and borders, and what this draft has in it."""
    entry = codebook().category(category)
    chinese = say.language == "zh"
    heading = say(
        "view.category.title",
        name=category_name(category, say),
        rationality=say(f"rationality.{entry.rationality}"),
    )
    blocks: list[Block] = [Heading(heading), Text(entry.definition_zh if chinese else entry.definition_en)]
    if chinese:
        rules = [say("view.category.border", other=category_name(b.other, say), rule=b.rule) for b in entry.boundary]
        blocks.append(Items(tuple(say("view.category.includes", what=w) for w in entry.include)))
        blocks.append(Items(tuple(say("view.category.excludes", what=w) for w in entry.exclude)))
        blocks.append(Items(tuple(rules)))
        blocks.append(Text(say("view.category.example", example=entry.example_zh)))
    blocks.append(Text(say("limits.operational"), "note"))
    if assessment is not None:
        count = assessment.profile.counts[category]
        blocks.append(Text(say("view.category.draft", n=count, category=category_name(category, say))))
        blocks.append(choices(say, "evidence", category=category_name(category, say)))
    return blocks


def glossary(say: Phrases) -> list[Block]:
    """Categories by rationality, the items with their metaphors, and the figures in plain words."""
    categories = [
        (say(f"rationality.{entry.rationality}"), category_name(entry.id, say), say(f"category_short.{entry.id}"))
        for entry in codebook().categories
    ]
    items = tuple(f"{i.id} {say(f'item.{i.id}')} · {i.label}" for i in rubric().items)
    columns = tuple(say(f"view.glossary.{c}") for c in ("rationality", "category", "mark"))
    figures = ("value", "people", "coverage", "evenness", "gravity", "closeness", "interval")
    return [
        Table(columns, tuple(categories), caption=say("view.glossary.categories")),
        Items(items),
        Items(tuple(say(f"view.glossary.{f}") for f in figures)),
    ]


def help_blocks(say: Phrases) -> list[Block]:
    """What can be said, by example."""
    return [
        Text(say("view.help.lead")),
        Items(tuple(say.lines("view.help.examples"))),
        Text(say("view.help.more"), "note"),
    ]


def category_choices(say: Phrases, prompt: str) -> Choices:
    """The seven categories to pick from."""
    offers = tuple(
        Choice(category_name(c, say), say("choice.evidence_say", category=category_name(c, say))) for c in CATEGORIES
    )
    return Choices(offers, prompt)
