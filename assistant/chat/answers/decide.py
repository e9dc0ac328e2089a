"""Answers that decide: each appends to the journal first and then says what was recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.chat.answers.look import assessed, categories_for, statement, statement_called
from assistant.chat.blocks import Block, Choice, Choices, Items, Text
from assistant.chat.cells import clip
from assistant.chat.frames import says_any
from assistant.chat.heard_statements import Run, destinations, parted, together
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views.statements import why
from assistant.chat.views.targets import decided_target
from assistant.chat.views.wording import category_name, choices, city_name, percent
from assistant.journal.events import Event
from assistant.model import CATEGORIES, Coding

_MOST_OFFERED = 9
"""Offers that one key picks."""
_WORDS_SHOWN = 40
"""Cells of a statement that the history quotes."""


def recode(session: Session, heard: Heard, text: str) -> list[Block]:
    """Put statements into another category; without one named, offer them."""
    coding = statement(session, heard)
    category = heard.slots.get("category")
    runs = together(heard.found, text, len(assessed(session).codings))
    if _several(runs):
        wanted = destinations(runs, heard.found, category)
        if wanted is None or not {*wanted.values()} <= {*CATEGORIES, "none"} or says_any(text.lower(), ("accept",)):
            return [_one_by_one(session, runs, heard)]
        return _recoded(session, wanted)
    if category not in (*CATEGORIES, "none"):
        return [categories_for(coding.statement.id, session)]
    before = assessed(session).profile
    chosen = _category(category)
    _record_recode(session, coding, chosen, accepted=False)
    words = session.say(
        "done.recode",
        statement=coding.statement.id,
        old=category_name(coding.category, session.say),
        new=category_name(chosen, session.say),
        before=percent(before.value_share),
        after=percent(assessed(session).profile.value_share),
    )
    return [Text(words, "success"), choices(session.say, "undo", "review", "learn", statement=coding.statement.id)]


def accept(session: Session, heard: Heard, text: str) -> list[Block]:
    """Agree with the tool's category of statements."""
    coding = statement(session, heard)
    runs = together(heard.found, text, len(assessed(session).codings))
    if _several(runs):
        if len(runs) > 1 or parted(runs[0][0], text):
            return [_one_by_one(session, runs, heard)]
        return _accepted(session, runs[0][1])
    suggested = _suggested(coding)
    _record_recode(session, coding, suggested, accepted=True)
    words = session.say("done.accept", statement=coding.statement.id, category=category_name(suggested, session.say))
    return [Text(words, "success"), choices(session.say, "review", "undo")]


def _recoded(session: Session, wanted: Mapping[str, str]) -> list[Block]:
    """Each statement into its category, one event each."""
    say, found = session.say, assessed(session)
    codings = [statement_called(found, name) for name in wanted]
    before, lines, events = found.profile, [], []
    for coding, to in zip(codings, map(_category, wanted.values()), strict=True):
        events.append(_record_recode(session, coding, to, accepted=False))
        old, new = category_name(coding.category, say), category_name(to, say)
        lines.append(say("done.recode_line", statement=coding.statement.id, old=old, new=new))
    session.said_together(events)
    shares = {"before": percent(before.value_share), "after": percent(assessed(session).profile.value_share)}
    lead = Text(say("done.recode_many", n=len(lines), **shares), "success")
    return [lead, Items(tuple(lines)), choices(say, "undo", "review")]


def _accepted(session: Session, names: Sequence[str]) -> list[Block]:
    """Each statement confirmed, one event each."""
    say, found = session.say, assessed(session)
    codings = [statement_called(found, name) for name in names]
    session.said_together([_record_recode(session, coding, _suggested(coding), accepted=True) for coding in codings])
    lines = (
        say("done.accept_line", statement=coding.statement.id, category=category_name(_suggested(coding), say))
        for coding in codings
    )
    lead = Text(say("done.accept_many", n=len(codings)), "success")
    return [lead, Items(tuple(lines)), choices(say, "review", "undo")]


def _several(runs: Sequence[Run]) -> bool:
    return len({name for _, names in runs for name in names}) > 1


def _category(said: object) -> str | None:
    return None if said == "none" else str(said)


def _suggested(coding: Coding) -> str | None:
    return coding.suggested if coding.decided_by else coding.category


def _one_by_one(session: Session, runs: Sequence[Run], heard: Heard) -> Choices:
    """Where it is not clear what goes for which statement nothing changes: what may be meant is offered singly."""
    say = session.say
    names = list(dict.fromkeys(name for _, names in runs for name in names))
    into = dict.fromkeys(str(f.value) for f in heard.found if f.name == "category" and heard.intent == "recode")
    said = [say(f"choice.{heard.intent}_say", statement=name) for name in names]
    if into:
        pairs = ((name, category_name(_category(c), say)) for name in names for c in into)
        said = [say("choice.to_category_say", statement=name, category=category) for name, category in pairs]
    return Choices(tuple(Choice(words, words) for words in said[:_MOST_OFFERED]), say("ask.one_by_one"))


def _record_recode(session: Session, coding: Coding, category: str | None, accepted: bool) -> str:
    """The id of the event."""
    words = {"statement": coding.statement.id, "text": coding.statement.text}
    return session.journal.append("recode", {**words, "category": category, "accepted": accepted}).id


def note(session: Session, heard: Heard, text: str) -> list[Block]:
    """Keep a note."""
    words = re.sub(r"^(记一笔|备注|记下|笔记|make a note|note)\s*[:：]?\s*", "", text, flags=re.I)
    if not words:
        return [Text(session.say("ask.note"))]
    session.journal.append("note", {"text": words})
    return [Text(session.say("done.note"), "success"), choices(session.say, "undo")]


def undo(session: Session, heard: Heard, text: str) -> list[Block]:
    """Take back the last decision that stands, with those of the same sentence."""
    return _take_back(session, "undo", session.state.undo_order)


def redo(session: Session, heard: Heard, text: str) -> list[Block]:
    """Bring back the decision that was undone last, with those of the same sentence."""
    return _take_back(session, "redo", session.state.redo_order)


def _take_back(session: Session, kind: str, order: Sequence[str]) -> list[Block]:
    """Undo or redo what comes last in `order`, and say what it was."""
    wanted = session.of_one_sentence(order)
    if not wanted:
        return [Text(session.say(f"done.nothing_to_{kind}"))]
    for event_id in reversed(wanted):
        session.journal.append(kind, {"event": event_id})
    events = [event for event in session.journal.events() if event.id in wanted]
    if len(events) > 1:
        lead = Text(session.say(f"done.{kind}_many", n=len(events)), "success")
        return [lead, Items(tuple(describe(event, session) for event in events))]
    blocks: list[Block] = [Text(session.say(f"done.{kind}", what=describe(events[0], session)), "success")]
    named = events[0].payload.get("statement")
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
        "target": decided_target(payload, say) if event.kind == "set_target" else "",
        "term": payload.get("term") or clip(str(payload.get("text", "")), _WORDS_SHOWN),
    }
    return say(f"event.{event.kind}", **values)
