"""Where the draft's words come from: plans it is held against, what echoes them, and the four drivers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat.answers.look import assessed
from assistant.chat.blocks import Block, Text
from assistant.chat.listed import says
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views import origin as view
from assistant.chat.views.wording import choices
from assistant.model import CATEGORIES, Problem

if TYPE_CHECKING:
    from assistant.peers.echo import Level

_HIGHER_TITLE = re.compile(
    r"国家|全国|中华人民共和国|中共中央|国务院|数字中国|国民经济和社会发展第|省|自治区|\bnational\b", re.I
)
_CITY_TITLE = re.compile(r"市|州(?!务)|\bcity\b", re.I)


def load_plan(session: Session, heard: Heard, text: str) -> list[Block]:
    """Read a plan to hold the draft against, and show what echoes it; or put all such plans aside."""
    say = session.say
    if "path" not in heard.slots:
        if says(text, "heard.plan.none"):
            session.plans = ()
            return [Text(say("origin.put_aside"), "success")]
        return _at_hand(session)
    from assistant.peers.echo import other_plan
    from assistant.reading.read import read

    draft = read(Path(str(heard.slots["path"])).expanduser())
    if session.state.draft is not None and session.state.draft.sha256 == draft.sha256:
        raise Problem("plan_is_draft", file=draft.source or draft.title)
    opening = text[: next(found.start for found in heard.found if found.name == "path")]
    plan = other_plan(draft, _level(opening, draft.title))
    session.plans = (*(p for p in session.plans if p.sha256 != plan.sha256), plan)
    done = say(f"origin.loaded_{plan.level}", title=plan.title, file=plan.source, statements=len(plan.statements))
    blocks: list[Block] = [Text(done, "success")]
    blocks += [Text(say(f"reading.notes.{note}"), "note") for note in draft.notes]
    if session.assessment is None:
        return [*blocks, Text(say("welcome.first")), choices(say, "sample")]
    return [*blocks, *echo(session, heard, ""), choices(say, "plan_target")]


def echo(session: Session, heard: Heard, text: str) -> list[Block]:
    """What echoes the plans at hand: all, of one category, or of one statement."""
    found = assessed(session)
    if not session.plans:
        return _at_hand(session)
    echoed = session.echoes(found)
    statement = str(heard.slots.get("statement", ""))
    if statement and found.coding(statement) is None:
        raise Problem("no_statement", statement=statement, last=len(found.codings))
    if statement:
        return view.of_statement(found, echoed, session.plans, statement, session.say)
    category = heard.slots.get("category")
    wanted = str(category) if category in CATEGORIES else None
    return view.echoes(found, echoed, session.plans, wanted, session.say)


def drivers(session: Session, heard: Heard, text: str) -> list[Block]:
    """The four drivers as questions to the planner, each with what the text shows."""
    found = assessed(session)
    return view.drivers(found, session.echoes(found), session.plans, session.say)


def _at_hand(session: Session) -> list[Block]:
    """Which plans are at hand, and how to name one."""
    return [*view.at_hand(session.plans, session.say), Text(session.say("origin.how"))]


def _level(opening: str, title: str) -> Level:
    """Whether a plan binds the draft: as the person says, else by its title."""
    if says(opening, "heard.plan.higher"):
        return "higher"
    if says(opening, "heard.plan.peer"):
        return "peer"
    return "higher" if _HIGHER_TITLE.search(title) and not _CITY_TITLE.search(title) else "peer"
