"""The thirteen items at a glance, by the paper's three concerns, the risks left open first. There is no sum of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from assistant.chat.blocks import Block, Heading, Items, Table, Text
from assistant.codebook import rubric
from assistant.model import FEARS, HOPES, Assessment, Confirmation, Rating
from assistant.phrases import Phrases
from assistant.rating.interview import interview


def ratings(assessment: Assessment, say: Phrases) -> list[Block]:
    """The risks nothing mitigates first, then the eight hopes and the five fears, each in its own table."""
    hopes = [_hope_row(assessment.ratings[i], say) for i in HOPES]
    fears = [_fear_row(assessment.ratings[i], say) for i in FEARS]
    hope_columns = ("item", "level", "coverage", "doubt", "confirmed")
    fear_columns = ("item", "exposure", "mitigation", "residual", "doubt", "confirmed")
    return [
        *unmitigated(assessment, say),
        Table(tuple(say(f"view.items.{c}") for c in hope_columns), tuple(hopes), caption=say("view.items.hopes")),
        Table(tuple(say(f"view.items.{c}") for c in fear_columns), tuple(fears), caption=say("view.items.fears")),
        Text(say("view.items.no_sum"), "note"),
    ]


def unmitigated(assessment: Assessment, say: Phrases) -> list[Block]:
    """The risks the text shows and does not mitigate, each with its words; nothing where there are none."""
    lines = []
    for ask in interview(assessment.ratings):
        if ask.ground == "unmitigated" and ask.quote is not None:
            entry, own = rubric().indicator(ask.id), assessment.draft.text[ask.quote.start : ask.quote.end]
            words = entry.zh if say.language == "zh" else entry.en
            named = {"id": ask.id, "indicator": words, "words": own, "statement": ask.quote.statement}
            lines.append(say("view.items.open_risk", **named))
    return [Text(say("view.items.open_risks"), "warning"), Items(tuple(lines))] if lines else []


def concerns(assessment: Assessment, say: Phrases) -> list[Block]:
    """The paper's three concerns, hopes and fears side by side."""
    columns = (say("view.items.hope_side"), say("view.items.fear_side"))
    blocks: list[Block] = []
    for concern, members in rubric().concerns.items():
        hopes = [_standing(assessment.ratings[m], say) for m in members if m in HOPES]
        fears = [_standing(assessment.ratings[m], say) for m in members if m in FEARS]
        rows = tuple(zip_longest(hopes, fears, fillvalue=""))
        blocks.append(Table(columns, rows, caption=say(f"view.concern.{concern}")))
    return blocks


def changed(assessment: Assessment, then: dict[str, int | str], names: Iterable[str], say: Phrases) -> list[Block]:
    """What an edited rubric changes: each item then and now; `names` are the two rubrics."""
    from assistant.rating.changes import changes, levels

    before, after = names
    found = changes(then, levels(assessment.ratings))
    rows = tuple(
        (name(assessment.ratings[c.item], say), _level(c.item, c.then, say), _level(c.item, c.now, say)) for c in found
    )
    lead = Text(say("view.items.rubric_changed", then=before, now=after, n=len(found)))
    columns = (say("view.items.item"), say("view.items.then"), say("view.items.now"))
    return [lead, Table(columns, rows)] if rows else [lead]


def level_words(rating: Rating, say: Phrases) -> str:
    """The suggested level of a hope; where the text is silent, that nothing was seen."""
    if rating.coverage == 0:
        return say("view.items.unseen")
    return _level(rating.item, rating.suggested or 0, say)


def residual_words(rating: Rating, say: Phrases) -> str:
    """The residual risk of a fear in words; silence of both sides cannot be told."""
    return say(f"view.items.residual_{rating.residual}")


def _level(item: str, level: int | str, say: Phrases) -> str:
    if item in FEARS:
        return say(f"view.items.residual_{level}")
    if not level:
        return say("view.items.mostly_unseen")
    return say("view.items.level_name", level=level, name=say(f"strength.s{level}"))


def confirmed_words(rating: Rating, say: Phrases) -> str:
    """What a person set an item to, and who did; that nobody did yet."""
    if rating.confirmed is None:
        return say("view.items.answered" if rating.answers else "view.items.unconfirmed")
    return say("view.items.confirmed_by", level=confirmed_level(rating.confirmed, say), by=rating.confirmed.by)


def confirmed_level(confirmed: Confirmation, say: Phrases) -> str:
    """A person's level in words."""
    level = confirmed.level
    known = isinstance(level, str) and say.has(f"view.items.residual_{level}")
    return say(f"view.items.residual_{level}") if known else str(level)


def name(rating: Rating, say: Phrases) -> str:
    """An item's id and name."""
    return f"{rating.item} {say(f'item.{rating.item}')}"


def _doubt(rating: Rating, say: Phrases) -> str:
    quoted = len({q.statement for q in rating.evidence})
    return say("view.items.doubtful", n=rating.doubtful, quoted=quoted) if rating.doubtful else ""


def _hope_row(rating: Rating, say: Phrases) -> tuple[str, ...]:
    coverage = f"{rating.coverage}/5"
    return (name(rating, say), level_words(rating, say), coverage, _doubt(rating, say), confirmed_words(rating, say))


def _fear_row(rating: Rating, say: Phrases) -> tuple[str, ...]:
    return (
        name(rating, say),
        say(f"view.items.exposure_{rating.exposure}"),
        say(f"view.items.mitigation_{rating.mitigation}"),
        residual_words(rating, say),
        _doubt(rating, say),
        confirmed_words(rating, say),
    )


def _standing(rating: Rating, say: Phrases) -> str:
    words = residual_words(rating, say) if rating.is_fear else level_words(rating, say)
    key = "view.items.standing_fear" if rating.is_fear else "view.items.standing_hope"
    return say(key, item=name(rating, say), level=words)


def explain(wanted: str, say: Phrases) -> list[Block]:
    """An item's name, the paper's metaphor, and its definition."""
    entry = rubric().item(wanted)
    definition = entry.definition_zh if say.language == "zh" else entry.definition_en
    title = say("view.items.title", item=wanted, name=say(f"item.{wanted}"), label=entry.label)
    return [Heading(title), Text(definition)]
