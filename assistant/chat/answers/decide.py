"""Answers that decide: each appends to the journal first and then says what was recorded."""

from __future__ import annotations

import re

from assistant.chat.answers.look import assessed, categories_for, interview, is_fear, item_levels, statement
from assistant.chat.blocks import Block, Text
from assistant.chat.cells import clip
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views.statements import why
from assistant.chat.views.wording import category_name, choices, city_name, percent
from assistant.journal.events import Event
from assistant.model import CATEGORIES, Problem

_WORDS_SHOWN = 40
"""Cells of a statement that the history quotes."""
_SKIP = re.compile(r"^(跳过|先不谈|以后再说|下一个|skip|later|next)", re.I)


def recode(session: Session, heard: Heard, text: str) -> list[Block]:
    """Put a statement into another category; without one named, offer them."""
    coding = statement(session, heard)
    category = heard.slots.get("category")
    if category not in (*CATEGORIES, "none"):
        return [categories_for(coding.statement.id, session)]
    before = assessed(session).profile
    chosen = None if category == "none" else str(category)
    _record_recode(session, coding.statement.id, coding.statement.text, chosen, accepted=False)
    after = assessed(session)
    words = session.say(
        "done.recode",
        statement=coding.statement.id,
        old=category_name(coding.category, session.say),
        new=category_name(chosen, session.say),
        before=percent(before.value_share),
        after=percent(after.profile.value_share),
    )
    return [Text(words, "success"), choices(session.say, "undo", "review", "learn", statement=coding.statement.id)]


def accept(session: Session, heard: Heard, text: str) -> list[Block]:
    """Agree with the tool's category."""
    coding = statement(session, heard)
    suggested = coding.suggested if coding.decided_by else coding.category
    _record_recode(session, coding.statement.id, coding.statement.text, suggested, accepted=True)
    words = session.say("done.accept", statement=coding.statement.id, category=category_name(suggested, session.say))
    return [Text(words, "success"), choices(session.say, "review", "undo")]


def _record_recode(session: Session, statement_id: str, words: str, category: str | None, accepted: bool) -> None:
    session.journal.append(
        "recode", {"statement": statement_id, "text": words, "category": category, "accepted": accepted}
    )


def rate(session: Session, heard: Heard, text: str) -> list[Block]:
    """Confirm or change the level of an item; without one named, offer the levels."""
    item = heard.slots.get("item")
    if item is None:
        raise Problem("no_item")
    assessed(session)
    level = heard.slots.get("level")
    fear = is_fear(str(item))
    if level is None or isinstance(level, int) == fear:
        return [item_levels(str(item), session)]
    payload = {"item": str(item), "residual" if fear else "level": level}
    session.journal.append("rate", payload)
    shown = session.say(f"view.items.residual_{level}") if fear else str(level)
    words = session.say("done.rate", item=f"{item} {session.say(f'item.{item}')}", level=shown)
    if session.asked == item:
        session.asked = None
    return [Text(words, "success"), choices(session.say, "next_question", "undo")]


def answer(session: Session, heard: Heard, text: str) -> list[Block]:
    """The planner's own words on the item that was asked about, kept apart from the text's evidence."""
    item = session.asked or heard.slots.get("item")
    if item is None:
        raise Problem("no_question")
    if _SKIP.match(text):
        session.skipped = (*session.skipped, str(item))
        skipped = Text(session.say("view.interview.skipped", item=str(item)))
        return [skipped, *interview(session, heard, text)]
    session.journal.append("answer", {"item": str(item), "text": text})
    session.asked = None
    noted = Text(session.say("view.interview.noted", item=f"{item} {session.say(f'item.{item}')}"), "success")
    return [noted, choices(session.say, "next_question", "rate", "undo", item=str(item))]


def note(session: Session, heard: Heard, text: str) -> list[Block]:
    """Keep a note."""
    words = re.sub(r"^(记一笔|备注|记下|笔记|make a note|note)\s*[:：]?\s*", "", text, flags=re.I)
    if not words:
        return [Text(session.say("ask.note"))]
    session.journal.append("note", {"text": words})
    return [Text(session.say("done.note"), "success"), choices(session.say, "undo")]


def undo(session: Session, heard: Heard, text: str) -> list[Block]:
    """Take back the last decision that stands."""
    wanted = session.state.next_undo
    if wanted is None:
        return [Text(session.say("done.nothing_to_undo"))]
    session.journal.append("undo", {"event": wanted})
    return _taken(session, wanted, "done.undo")


def redo(session: Session, heard: Heard, text: str) -> list[Block]:
    """Bring back the decision that was undone last."""
    wanted = session.state.next_redo
    if wanted is None:
        return [Text(session.say("done.nothing_to_redo"))]
    session.journal.append("redo", {"event": wanted})
    return _taken(session, wanted, "done.redo")


def _taken(session: Session, event_id: str, key: str) -> list[Block]:
    event = next(e for e in session.journal.events() if e.id == event_id)
    blocks: list[Block] = [Text(session.say(key, what=describe(event, session)), "success")]
    named = event.payload.get("statement")
    found = session.assessment
    coding = found.coding(str(named)) if found and named else None
    return blocks + why(found, coding, session.say)[:2] if found and coding else blocks


def describe(event: Event, session: Session) -> str:
    """A decision in a few words."""
    say, payload = session.say, event.payload
    values = {
        "statement": payload.get("statement", ""),
        "category": category_name(str(payload["category"]) if payload.get("category") else None, say),
        "item": payload.get("item", ""),
        "level": say.named(payload.get("level", payload.get("residual", ""))),
        "city": city_name(str(payload.get("city") or payload.get("region", "")), say),
        "target": payload.get("target", ""),
        "term": payload.get("term") or clip(str(payload.get("text", "")), _WORDS_SHOWN),
    }
    return say(f"event.{event.kind}", **values)
