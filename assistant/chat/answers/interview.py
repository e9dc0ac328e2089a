"""The interview: one question at a time; what is answered goes to the journal as the planner's statement."""

from __future__ import annotations

import re

from assistant.chat.answers.look import assessed
from assistant.chat.blocks import Block, Text
from assistant.chat.replies import Reply, read_reply
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views import interview as view
from assistant.chat.views.wording import choices
from assistant.model import FEARS, Problem
from assistant.rating.interview import Ask, waiting

_NAMED = re.compile(
    r"^(?:我的回答|我回答|回答|答复|my answer|answer)(?:\s?(?:to|是|is))?\s*(?:[HF][1-8])?\s*[:：,，]?\s*", re.I
)
"""Opens an answer that says it is one."""


def interview(session: Session, heard: Heard, text: str) -> list[Block]:
    """The next question."""
    found = assessed(session)
    left = waiting(found.ratings)
    if not left:
        session.asked = None
        return [*view.over(found, session.say), choices(session.say, "ratings", "suggest", "report")]
    postponed = [ask for ask in left if ask.id in session.later]
    session.asked = next((ask for ask in left if ask not in postponed), left[0])
    return view.question(found, session.asked, len(left), session.say)


def answer(session: Session, heard: Heard, text: str) -> list[Block]:
    """What was said to the question that waits, or on the item it names; then the next question."""
    ask = _meant(session, heard)
    reply = read_reply(text, ask.item in FEARS)
    if reply.wish == "why":
        return [*view.why(assessed(session), ask, session.say), view.replies(session.say)]
    if reply.wish == "misfit":
        how = "view.interview.how_fear" if ask.item in FEARS else "view.interview.how"
        return [Text(session.say(how)), view.replies(session.say)]
    if reply.wish == "later":
        session.later = (*(i for i in session.later if i != ask.id), ask.id)
        noted = Text(session.say("view.interview.later", item=ask.item))
    else:
        session.journal.append("answer", _payload(ask, reply, _NAMED.sub("", text) or text))
        key = "view.interview.skipped" if reply.stance == "skip" else "view.interview.noted"
        noted = Text(session.say(key, item=f"{ask.item} {session.say(f'item.{ask.item}')}"), "success")
    return [noted, *interview(session, heard, text)]


def _meant(session: Session, heard: Heard) -> Ask:
    """The question an utterance answers: of the item it names, else the one that waits."""
    named, asked = heard.slots.get("item"), session.asked
    if asked is not None and named in (None, asked.item):
        return asked
    if named is None:
        raise Problem("no_question")
    found = assessed(session)
    return next((ask for ask in waiting(found.ratings) if ask.item == named), Ask(str(named), (), "silent"))


def _payload(ask: Ask, reply: Reply, words: str) -> dict[str, object]:
    payload: dict[str, object] = {"item": ask.item, "text": words}
    if ask.indicators:
        payload["indicators"] = list(ask.indicators)
    if reply.stance:
        payload["stance"] = reply.stance
    if reply.level != "":
        payload["residual" if ask.item in FEARS else "level"] = reply.level
    return payload
