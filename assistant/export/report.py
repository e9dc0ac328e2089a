"""The report: what the chat would say, in the order in which a reader wants it."""

from __future__ import annotations

from assistant.chat.blocks import Block, Choices, Heading, Text
from assistant.chat.views import advice, certainty, comparison, items, one_item, overview, statements
from assistant.model import CATEGORIES, ITEMS, Assessment
from assistant.phrases import Phrases

_QUOTES = 3


def report(assessment: Assessment, say: Phrases) -> list[Block]:
    """An assessment as one document: overview, comparison, ratings, advice, evidence, method, limits; no total."""
    blocks: list[Block] = [
        Heading(say("report.title", title=assessment.draft.title), 1),
        Text(say("report.people"), "note"),
    ]
    blocks += [Heading(say("report.overview")), *overview.overview(assessment, say)]
    blocks += certainty.corrected(assessment, say) if assessment.profile.corrected else []
    if assessment.profile.total:
        blocks += [Heading(say("report.comparison")), *comparison.compare(assessment, say)]
        blocks += [Heading(say("report.advice")), *advice.suggest(assessment, say)]
        blocks += _evidence(assessment, say)
    blocks += [Heading(say("report.ratings")), *items.ratings(assessment, say), *items.concerns(assessment, say)]
    for item in ITEMS:
        blocks += one_item.item(assessment, item, say)
    blocks += certainty.method(say)
    blocks += overview.limits(assessment, say)
    return [b for b in blocks if not isinstance(b, Choices)]


def summary(assessment: Assessment, say: Phrases) -> list[Block]:
    """The report without the evidence of each category and item: what a terminal shows first."""
    blocks: list[Block] = [Heading(say("report.title", title=assessment.draft.title), 1)]
    blocks += overview.overview(assessment, say)
    if assessment.profile.total:
        blocks += [Heading(say("report.comparison")), *comparison.compare(assessment, say)]
    blocks += [Heading(say("report.ratings")), *items.ratings(assessment, say)]
    if assessment.profile.total:
        blocks += [Heading(say("report.advice")), *advice.suggest(assessment, say)]
    blocks += overview.limits(assessment, say)
    return [b for b in blocks if not isinstance(b, Choices)]


def _evidence(assessment: Assessment, say: Phrases) -> list[Block]:
    blocks: list[Block] = [Heading(say("report.evidence"))]
    for category in CATEGORIES:
        blocks.append(Heading(say(f"category.{category}"), 3))
        blocks += statements.category_evidence(assessment, category, say, _QUOTES)
    return blocks
