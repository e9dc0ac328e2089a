"""Statements and why they are coded so."""

from __future__ import annotations

from assistant.chat.blocks import Block, Table, Text
from assistant.chat.views import certainty
from assistant.chat.views.wording import (
    between,
    category_name,
    choices,
    deciding,
    join,
    percent,
    quotation,
)
from assistant.codebook import codebook
from assistant.coding.code import is_chinese
from assistant.coding.explain import influences
from assistant.model import Assessment, Coding
from assistant.phrases import Phrases

SHOWN = 6


def category_evidence(assessment: Assessment, category: str, say: Phrases, shown: int = SHOWN) -> list[Block]:
    """A category's share with interval and ordinary range, and its statements, strongest first."""
    profile = assessment.profile
    low, high = profile.ordinary[category]
    own = [c for c in assessment.codings if c.category == category]
    counted = sorted((c for c in own if c.counted), key=lambda c: (-c.strength, c.statement.start))
    lead = say(
        "view.evidence.lead",
        category=category_name(category, say),
        n=profile.counts[category],
        share=percent(profile.shares[category]),
        interval=between(profile.interval[category]),
        low=low,
        high=high,
    )
    if low <= profile.counts[category] <= high:
        verdict = say("view.evidence.ordinary")
    else:
        verdict = say("view.evidence.below" if profile.counts[category] < low else "view.evidence.above")
    blocks: list[Block] = [Text(lead + verdict)]
    blocks += [quotation(c, assessment, strength_note(c, say)) for c in counted[:shown]]
    if len(counted) > shown:
        blocks.append(Text(say("view.evidence.more", n=len(counted) - shown), "note"))
    if not counted:
        blocks.append(Text(say("view.evidence.none", category=category_name(category, say))))
    apart = [c for c in own if not c.counted]
    if apart:
        ids = join((c.statement.id for c in apart[:12]), say)
        blocks.append(Text(say("view.evidence.apart", n=len(apart), ids=ids), "note"))
    return blocks


def strength_note(coding: Coding, say: Phrases) -> str:
    """Role, strength, and whether a person should look."""
    note = say(
        "view.statement.note",
        role=say(f"role.{coding.role}"),
        strength=coding.strength,
        name=say(f"strength.s{coding.strength}"),
    )
    if coding.category is not None and not deciding(coding) and coding.decided_by is None:
        note += say("view.statement.by_heading")
    return note + say("view.statement.review") if coding.review else note


def why(assessment: Assessment, coding: Coding, say: Phrases) -> list[Block]:
    """One statement whole: the words that decided, how strongly each category was pulled, strength, doubt."""
    blocks: list[Block] = [quotation(coding, assessment, strength_note(coding, say))]
    blocks.append(Text(_decision(coding, say)))
    if coding.decided_by is None:
        blocks.append(Text(certainty.in_words(coding.confidence, say), "note"))
        blocks += _influences(coding, say)
    if coding.category and (words := [f"{e.term}" for e in deciding(coding)]):
        blocks.append(Text(say("view.why.words", words=join(words, say))))
    if len(coding.weights) > 1:
        blocks.append(_pulls(coding, say))
    if coding.category:
        question = codebook().questions[coding.category]
        if say.language == "zh":
            blocks.append(Text(say("view.why.question", question=question)))
    if coding.cues:
        blocks.append(Text(say("view.why.cues", cues=join((say(f"cue.{c}") for c in coding.cues), say))))
    if coding.duplicate_of:
        blocks.append(Text(say("view.why.duplicate", statement=coding.duplicate_of), "note"))
    offers = ("accept", "recode") if coding.decided_by is None else ("recode",)
    blocks.append(choices(say, *offers, statement=coding.statement.id))
    return blocks


def _influences(coding: Coding, say: Phrases) -> list[Block]:
    """Which words of the statement pulled to its category, and which to the runner-up."""
    if not is_chinese(coding.statement.text):
        return []
    other = next((c for c in coding.weights if c != coding.category), None)
    found = influences(coding.statement, coding.category, other)
    blocks: list[Block] = []
    for towards, words in (
        (coding.category, [i.words for i in found if i.pull > 0]),
        (other, [i.words for i in found if i.pull < 0]),
    ):
        if words and (towards is not None or other is not None):
            named = join((say("view.why.word", word=word) for word in words), say)
            blocks.append(Text(say("view.why.pulled", category=category_name(towards, say), words=named)))
    return blocks


def _decision(coding: Coding, say: Phrases) -> str:
    if coding.decided_by is not None:
        return say(
            "view.why.person",
            by=coding.decided_by,
            category=category_name(coding.category, say),
            suggested=category_name(coding.suggested, say),
        )
    reasons = say("view.sentence_gap").join(say.reason(r) for r in coding.reasons)
    return say(
        "view.why.tool",
        category=category_name(coding.category, say),
        reasons=reasons,
        confidence=f"{coding.confidence:.2f}",
    )


def _pulls(coding: Coding, say: Phrases) -> Table:
    rows = []
    for category, weight in sorted(coding.weights.items(), key=lambda p: -p[1]):
        words = join((e.term for e in coding.evidence if e.category == category), say)
        rows.append((category_name(category, say), percent(weight), words or say("view.why.from_heading")))
    return Table(
        columns=(say("view.why.category"), say("view.why.weight"), say("view.why.terms")),
        rows=tuple(rows),
        caption=say("view.why.pulls"),
        numeric=(1,),
    )


def review(assessment: Assessment, say: Phrases, shown: int = SHOWN) -> list[Block]:
    """The statements a person should look at, least certain first."""
    waiting = sorted((c for c in assessment.codings if c.review), key=lambda c: (c.confidence, c.statement.start))
    if not waiting:
        return [Text(say("view.review.none"), "success")]
    blocks: list[Block] = [Text(say("view.review.lead", n=len(waiting), shown=min(shown, len(waiting))))]
    for coding in waiting[:shown]:
        note = say(
            "view.review.note",
            category=category_name(coding.category, say),
            other=category_name(coding.secondary, say) if coding.secondary else say("view.review.no_other"),
            confidence=f"{coding.confidence:.2f}",
        )
        blocks.append(quotation(coding, assessment, note))
    blocks.append(choices(say, "accept", "recode", statement=waiting[0].statement.id))
    return blocks
