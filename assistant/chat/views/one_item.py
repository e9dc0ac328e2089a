"""One hope or fear whole: suggestion, sub-indicators, quotes, answers, decisions, what would raise it, the question."""

from __future__ import annotations

from assistant.advice.gaps import gaps
from assistant.chat.blocks import Block, Items, Question, Table, Text
from assistant.chat.views.interview import said_words
from assistant.chat.views.items import confirmed_level, confirmed_words, explain, level_words, name, residual_words
from assistant.chat.views.wording import choices, quotation
from assistant.codebook import Item, rubric
from assistant.model import HOPES, Assessment, Rating
from assistant.phrases import Phrases
from assistant.rating.evidence import MANY

_SHOWN = 5
_TOP = 3


def item(assessment: Assessment, wanted: str, say: Phrases) -> list[Block]:
    """One item whole, with what can be said next."""
    rating, entry = assessment.ratings[wanted], rubric().item(wanted)
    blocks: list[Block] = [*explain(wanted, say), Text(_suggestion(rating, say)), _indicators(rating, entry, say)]
    blocks += _quotes(assessment, rating, say)
    blocks += _by_people(rating, say)
    anchors = entry.levels if say.language == "zh" else entry.levels_en
    blocks.append(Text(say("view.items.level_three", words=anchors[_TOP])))
    blocks += _raising(assessment, wanted, say)
    blocks.append(Question(entry.question(say.language), wanted))
    return [*blocks, choices(say, "confirm", "rate", "interview", "suggest", item=wanted)]


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
    return words + say("view.sentence_gap") + say("view.items.person", confirmed=confirmed_words(rating, say))


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


def _quotes(assessment: Assessment, rating: Rating, say: Phrases) -> list[Block]:
    seen: dict[str, list[tuple[int, int]]] = {}
    for quote in rating.evidence:
        seen.setdefault(quote.statement, []).append((quote.start, quote.end))
    if not seen:
        return [Text(say("view.items.nothing_found", item=name(rating, say)))]
    blocks: list[Block] = []
    for statement in list(seen)[:_SHOWN]:
        coding = assessment.coding(statement)
        if coding is not None:
            blocks.append(quotation(coding, assessment, _quote_note(rating, statement, say), seen[statement]))
    if len(seen) > _SHOWN:
        blocks.append(Text(say("view.evidence.more", n=len(seen) - _SHOWN), "note"))
    return [*blocks, Text(say("view.items.how_to_challenge", item=rating.item, statement=next(iter(seen))), "note")]


def _quote_note(rating: Rating, statement: str, say: Phrases) -> str:
    own = [q for q in rating.evidence if q.statement == statement]
    parts = [
        say("view.items.quote_note", indicator=q.indicator or rating.item, sign=say(f"view.items.sign_{q.sign}"),
            strength=q.strength, term=q.term) for q in own
    ]  # fmt: skip
    note = say("view.semicolon").join(dict.fromkeys(parts))
    return note + say("view.items.reused") if own[0].shared > MANY else note


def _by_people(rating: Rating, say: Phrases) -> list[Block]:
    """What people said and decided, with who, when and why; apart from the text's evidence."""
    lines = [said_words(said, say) for said in rating.answers]
    for c in rating.challenged:
        lines.append(say("view.items.challenged", statement=c.statement, text=c.text, **_who(c.by, c.when, c.why, say)))
    if rating.confirmed is not None:
        who = _who(rating.confirmed.by, rating.confirmed.when, rating.confirmed.why, say)
        lines.append(say("view.items.decided", level=confirmed_level(rating.confirmed, say), **who))
    return [Text(say("view.items.by_people")), Items(tuple(lines))] if lines else []


def _who(by: str, when: str, why: str, say: Phrases) -> dict[str, str]:
    return {"by": by, "when": when[:10], "why": say("view.items.because", why=why) if why else ""}


def _raising(assessment: Assessment, wanted: str, say: Phrases) -> list[Block]:
    """The missing sub-indicators, each with a commitment whose blanks the planner fills: what the rebalancing uses."""
    missing = [a for a in gaps(rubric(), assessment.ratings, assessment.codings) if a.item == wanted]
    if not missing:
        return []
    lines = tuple(f"{a.indicator} {say(f'commitments.{a.template}')}" for a in missing)
    return [Text(say("view.items.raise_mitigation" if wanted[0] == "F" else "view.items.raise")), Items(lines)]
