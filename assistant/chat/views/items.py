"""The thirteen items: at a glance, one whole, and the question that comes next. There is no sum over them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chat.blocks import Block, Heading, Items, Question, Table, Text
from assistant.chat.views.wording import category_name, choices, quotation
from assistant.codebook import Item, rubric
from assistant.model import FEARS, HOPES, Assessment, Rating
from assistant.phrases import Phrases

_SHOWN = 5
_REUSED = 3


def ratings(assessment: Assessment, say: Phrases) -> list[Block]:
    """The eight hopes and the five fears, each in its own table."""
    hopes = [_hope_row(assessment.ratings[i], say) for i in HOPES]
    fears = [_fear_row(assessment.ratings[i], say) for i in FEARS]
    hope_columns = ("item", "level", "coverage", "confirmed")
    fear_columns = ("item", "exposure", "mitigation", "residual", "confirmed")
    return [
        Table(tuple(say(f"view.items.{c}") for c in hope_columns), tuple(hopes), caption=say("view.items.hopes")),
        Table(tuple(say(f"view.items.{c}") for c in fear_columns), tuple(fears), caption=say("view.items.fears")),
        Text(say("view.items.no_sum"), "note"),
    ]


def level_words(rating: Rating, say: Phrases) -> str:
    """The suggested level of a hope; where the text is silent, that nothing was seen."""
    if rating.coverage == 0:
        return say("view.items.unseen")
    if not rating.suggested:
        return say("view.items.mostly_unseen")
    return say("view.items.level_name", level=rating.suggested, name=say(f"strength.s{rating.suggested}"))


def residual_words(rating: Rating, say: Phrases) -> str:
    """The residual risk of a fear in words; silence of both sides cannot be told."""
    return say(f"view.items.residual_{rating.residual}")


def _confirmed(rating: Rating, say: Phrases) -> str:
    if rating.confirmed is None:
        return say("view.items.unconfirmed")
    level = rating.confirmed.level
    known = isinstance(level, str) and say.has(f"view.items.residual_{level}")
    words = say(f"view.items.residual_{level}") if known else str(level)
    return say("view.items.confirmed_by", level=words, by=rating.confirmed.by)


def _name(rating: Rating, say: Phrases) -> str:
    return f"{rating.item} {say(f'item.{rating.item}')}"


def _hope_row(rating: Rating, say: Phrases) -> tuple[str, ...]:
    return (_name(rating, say), level_words(rating, say), f"{rating.coverage}/5", _confirmed(rating, say))


def _fear_row(rating: Rating, say: Phrases) -> tuple[str, ...]:
    return (
        _name(rating, say),
        say(f"view.items.exposure_{rating.exposure}"),
        say(f"view.items.mitigation_{rating.mitigation}"),
        residual_words(rating, say),
        _confirmed(rating, say),
    )


def item(assessment: Assessment, wanted: str, say: Phrases) -> list[Block]:
    """One item whole: definition, suggestion, sub-indicators, quotes, what level 3 would need, the question."""
    rating, entry = assessment.ratings[wanted], rubric().item(wanted)
    blocks: list[Block] = [*explain(wanted, say), Text(_suggestion(rating, say)), _indicators(rating, entry, say)]
    seen: dict[str, list[tuple[int, int]]] = {}
    for quote in rating.evidence:
        seen.setdefault(quote.statement, []).append((quote.start, quote.end))
    for statement in list(seen)[:_SHOWN]:
        coding = assessment.coding(statement)
        if coding is not None:
            note = _quote_note(rating, statement, say)
            blocks.append(quotation(coding, assessment, note, seen[statement]))
    if len(seen) > _SHOWN:
        blocks.append(Text(say("view.evidence.more", n=len(seen) - _SHOWN), "note"))
    if not seen:
        blocks.append(Text(say("view.items.nothing_found", item=_name(rating, say))))
    for answer in rating.answers:
        blocks.append(Text(say("view.items.answer", by=answer.by, words=answer.why or answer.level), "note"))
    if say.language == "zh":
        blocks.append(Text(say("view.items.level_three", words=entry.levels[3])))
    blocks.append(Question(entry.question(say.language), wanted))
    blocks.append(choices(say, "rate", "overview", item=wanted))
    return blocks


def explain(wanted: str, say: Phrases) -> list[Block]:
    """An item's name, the paper's metaphor, and its definition."""
    entry = rubric().item(wanted)
    definition = entry.definition_zh if say.language == "zh" else entry.definition_en
    name = say("view.items.title", item=wanted, name=say(f"item.{wanted}"), label=entry.label)
    return [Heading(name), Text(definition)]


def _suggestion(rating: Rating, say: Phrases) -> str:
    if rating.item in HOPES:
        words = say("view.items.hope_suggestion", level=level_words(rating, say), coverage=rating.coverage)
    else:
        words = say(
            "view.items.fear_suggestion",
            exposure=say(f"view.items.exposure_{rating.exposure}"),
            mitigation=say(f"view.items.mitigation_{rating.mitigation}"),
            residual=residual_words(rating, say),
        )
    return words + say("view.sentence_gap") + say("view.items.person", confirmed=_confirmed(rating, say))


def _indicators(rating: Rating, entry: Item, say: Phrases) -> Table:
    rows: list[tuple[str, ...]] = []
    for level, indicator in zip(rating.indicators, entry.indicators, strict=True):
        text = indicator.zh if say.language == "zh" else indicator.en
        found = say(f"view.items.mitigation_{level.level}")
        if rating.is_fear:
            rows.append((indicator.id, text, say(f"view.items.exposure_{level.exposure}"), found))
        else:
            rows.append((indicator.id, text, found))
    kinds = ("exposure", "mitigation") if rating.is_fear else ("level",)
    columns = (say("view.items.id"), say("view.items.indicator"), *(say(f"view.items.{k}") for k in kinds))
    return Table(columns, tuple(rows))


def _quote_note(rating: Rating, statement: str, say: Phrases) -> str:
    own = [q for q in rating.evidence if q.statement == statement]
    parts = [
        say("view.items.quote_note", indicator=q.indicator or rating.item, sign=say(f"view.items.sign_{q.sign}"),
            strength=q.strength) for q in own
    ]  # fmt: skip
    note = say("view.semicolon").join(dict.fromkeys(parts))
    return note + say("view.items.reused") if own[0].shared > _REUSED else note


def next_question(assessment: Assessment, say: Phrases, skipped: Sequence[str] = ()) -> tuple[str | None, list[Block]]:
    """The item to ask about and its question: unmitigated fears, then silent fears, then silent hopes.

    Items that were skipped come last; None where every item was answered or confirmed.
    """
    order = {"high": 0, "medium": 1, "unknown": 2, "low": 4}
    waiting = [r for r in assessment.ratings.values() if not r.answers and r.confirmed is None]
    if not waiting:
        return None, [Text(say("view.interview.done"), "success")]
    first = min(
        waiting, key=lambda r: (r.item in skipped, order[r.residual or "low"] if r.is_fear else 3, r.coverage, r.item)
    )
    entry = rubric().item(first.item)
    reason = residual_words(first, say) if first.is_fear else level_words(first, say)
    lead = say("view.interview.lead", item=_name(first, say), reason=reason, left=len(waiting))
    blocks: list[Block] = [Text(lead)]
    if first.evidence and (coding := assessment.coding(first.evidence[0].statement)):
        blocks.append(quotation(coding, assessment, words=[(first.evidence[0].start, first.evidence[0].end)]))
    blocks.append(Question(entry.question(say.language), first.item))
    how = "view.interview.how_fear" if first.is_fear else "view.interview.how"
    blocks.append(Text(say(how, item=first.item), "note"))
    return first.item, blocks


def concerns(assessment: Assessment, say: Phrases) -> list[Block]:
    """The paper's three concerns with their hopes and fears."""
    lines = []
    for concern, members in rubric().concerns.items():
        parts = []
        for member in members:
            rating = assessment.ratings[member]
            words = residual_words(rating, say) if rating.is_fear else level_words(rating, say)
            parts.append(f"{_name(rating, say)} ({words})")
        lines.append(say(f"view.concern.{concern}") + say("view.semicolon").join(parts))
    return [Items(tuple(lines))]


def category_of_gap(indicator: str, say: Phrases) -> str:
    """The category in which a commitment closing a sub-indicator would be coded."""
    return category_name(rubric().indicator(indicator).category, say)
