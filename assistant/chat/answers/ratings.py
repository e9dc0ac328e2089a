"""A person's decisions on the thirteen items: confirm, set a level with a reason, take a quote out of the evidence."""

from __future__ import annotations

from assistant.chat.answers.interview import interview
from assistant.chat.answers.look import assessed, statement
from assistant.chat.blocks import Block, Choice, Choices, Text
from assistant.chat.frames import says_any
from assistant.chat.replies import reason, risk_named
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views.wording import choices
from assistant.model import HOPES, Assessment, Problem, Rating


def rate(session: Session, heard: Heard, text: str) -> list[Block]:
    """Confirm or change the level of an item; without one named, offer the levels."""
    item = str(heard.slots.get("item") or session.unreasoned or "")
    if not item:
        raise Problem("no_item")
    rating = assessed(session).ratings[item]
    level = _level(session, heard, text, rating)
    if level is None or isinstance(level, int) == rating.is_fear:
        return [item_levels(item, session)]
    why, suggested = reason(text), _suggested(rating)
    session.journal.append("rate", {"item": item, "residual" if rating.is_fear else "level": level}, why=why)
    asked = session.asked is not None and session.asked.item == item
    session.unreasoned = item if level != suggested and not why else None
    shown = session.say(f"view.items.residual_{level}") if rating.is_fear else str(level)
    key = "done.confirm" if level == suggested else "done.rate"
    words = session.say(key, item=f"{item} {session.say(f'item.{item}')}", level=shown)
    blocks: list[Block] = [Text(words, "success")]
    if session.unreasoned:
        blocks.append(Text(session.say("ask.reason", item=item), "note"))
    if asked and not session.unreasoned:
        return [*blocks, *interview(session, heard, text)]
    session.asked = None if asked else session.asked
    return [*blocks, choices(session.say, "next_question", "undo")]


def _level(session: Session, heard: Heard, text: str, rating: Rating) -> object:
    """The level that is meant: the one named, the suggestion where it is confirmed, the last one where only a reason
    is added."""
    if "level" in heard.slots:
        return heard.slots["level"]
    if rating.is_fear and (risk := risk_named(text)):
        return risk
    if session.unreasoned == rating.item and reason(text) and rating.confirmed is not None:
        return rating.confirmed.level
    return _suggested(rating) if says_any(text.lower(), ("confirm",)) else None


def _suggested(rating: Rating) -> int | str:
    return rating.residual or "unknown" if rating.is_fear else rating.suggested or 0


def challenge(session: Session, heard: Heard, text: str) -> list[Block]:
    """Take a statement out of an item's evidence, for good; or put it back where that is asked."""
    found, coding = assessed(session), statement(session, heard)
    restored = says_any(text.lower(), ("restore",))
    items = _items_of(found, coding.statement.id, restored)
    item = heard.slots.get("item") or (items[0] if len(items) == 1 else None)
    if item is None and items:
        return [_which_item(session, coding.statement.id, items, restored)]
    if item not in items:
        raise Problem("not_quoted", statement=coding.statement.id, item=item or "?")
    before = found.ratings[str(item)]
    payload: dict[str, object] = {"item": item, "statement": coding.statement.id, "text": coding.statement.text}
    session.journal.append("challenge", {**payload, "restored": True} if restored else payload, why=reason(text))
    after = assessed(session).ratings[str(item)]
    words = session.say(
        "done.restore" if restored else "done.challenge",
        statement=coding.statement.id,
        item=f"{item} {session.say(f'item.{item}')}",
        before=_suggestion(before, session),
        after=_suggestion(after, session),
    )
    return [Text(words, "success"), choices(session.say, "item", "undo", item=str(item))]


def _items_of(found: Assessment, statement_id: str, restored: bool) -> list[str]:
    """The items that quote a statement, or from which it was taken out."""
    if restored:
        return [r.item for r in found.ratings.values() if any(c.statement == statement_id for c in r.challenged)]
    return [r.item for r in found.ratings.values() if any(q.statement == statement_id for q in r.evidence)]


def _which_item(session: Session, statement_id: str, items: list[str], restored: bool) -> Choices:
    key = "choice.to_restore_say" if restored else "choice.to_challenge_say"
    say = session.say
    offers = (Choice(f"{i} {say(f'item.{i}')}", say(key, item=i, statement=statement_id)) for i in items)
    return Choices(tuple(offers), say("ask.challenge", statement=statement_id))


def _suggestion(rating: Rating, session: Session) -> str:
    level = _suggested(rating)
    return session.say(f"view.items.residual_{level}") if rating.is_fear else str(level)


def item_levels(item: str, session: Session) -> Choices:
    """The levels an item can be given: 0-3 for hopes, residual risk for fears."""
    say = session.say
    levels = (
        [(str(n), say(f"strength.s{n}")) for n in range(4)]
        if item in HOPES
        else [(say(f"view.items.residual_{r}"), "") for r in ("low", "medium", "high", "unknown")]
    )
    offers = tuple(
        Choice(
            say("choice.to_level", level=level, name=name).strip(), say("choice.to_level_say", item=item, level=level)
        )
        for level, name in levels
    )
    return Choices(offers, say("ask.level", item=f"{item} {say(f'item.{item}')}"))
