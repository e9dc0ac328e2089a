"""What the rebalancing aims at: a name, a share or a plan that was loaded; and what the paper's stages mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.chat.answers import look
from assistant.chat.blocks import Block, Text
from assistant.chat.listed import says
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views import targets as view
from assistant.journal.payloads import plan_payload
from assistant.model import Problem

if TYPE_CHECKING:
    from assistant.advice.plan_mix import PlanMix
    from assistant.peers.echo import OtherPlan

_NUMBER = re.compile(r"第\s?(\d+)\s?份|number\s?(\d+)", re.I)


def set_target(session: Session, heard: Heard, text: str) -> list[Block]:
    """Choose what the rebalancing aims at; without one named, say what it is now and offer the targets."""
    from assistant.advice.plan_mix import PLAN
    from assistant.advice.targets import PEER_TARGETS, own_share

    say, target = session.say, heard.slots.get("target")
    if target == PLAN or (target is None and _names_a_plan(text)):
        return _plan(session, heard, text)
    if target is None:
        found = session.assessment
        return view.offers(found.advice.target if found and found.advice else None, session.plans, say)
    share = own_share(str(target))
    if share is None and target in PEER_TARGETS and session.state.region is None:
        raise Problem("target_needs_city", target=view.target_name(str(target), say))
    payload: dict[str, object] = {"target": "own", "value_share": share} if share else {"target": str(target)}
    session.journal.append("set_target", payload)
    return _done(session, heard, text, [])


def stages(session: Session, heard: Heard, text: str) -> list[Block]:
    """What the paper's early, middle and advanced stages mean, and the target each gives."""
    return view.stages(_around(session), session.say)


def _plan(session: Session, heard: Heard, text: str) -> list[Block]:
    """Aim at the mix of a plan at hand; of several, the one meant, else they are offered."""
    from assistant.advice.plan_mix import plan_mix
    from assistant.advice.targets import target_rules
    from assistant.assess import versions

    now = session.state.target
    if not session.plans and now is not None and now.plan is not None:
        return [*_beside(session, now.plan), *_advised(session, heard, text)]
    if not session.plans:
        raise Problem("target_no_plan")
    meant = _meant(session.plans, text)
    if len(meant) > 1:
        return [view.which_plan(session.plans, session.say)]
    additions = session.state.additions
    mix = plan_mix(meant[0], versions(additions).codebook, additions)
    least = target_rules().peers_at_least
    if mix.total < least:
        raise Problem("target_plan_few", title=mix.title, n=mix.total, least=least)
    session.journal.append("set_target", plan_payload(mix))
    return _done(session, heard, text, _beside(session, mix))


def _beside(session: Session, mix: PlanMix) -> list[Block]:
    found = session.assessment
    return view.plan_beside(mix, found.profile if found else None, _around(session), session.say)


def _done(session: Session, heard: Heard, text: str, shown: Sequence[Block]) -> list[Block]:
    return [Text(session.say("done.target"), "success"), *shown, *_advised(session, heard, text)]


def _advised(session: Session, heard: Heard, text: str) -> list[Block]:
    return look.suggest(session, heard, text) if session.assessment is not None else []


def _meant(plans: Sequence[OtherPlan], text: str) -> list[OtherPlan]:
    """The plan whose number or title is said, else those of the level that is said, else all."""
    number = _NUMBER.search(text)
    if number:
        at = int(number[1] or number[2]) - 1
        return [plans[at]] if 0 <= at < len(plans) else list(plans)
    titled = [plan for plan in plans if plan.title and plan.title in text]
    level = next((level for level in ("higher", "peer") if says(text, f"heard.plan.{level}")), None)
    return titled or [plan for plan in plans if plan.level == level] or list(plans)


def _around(session: Session) -> Mapping[str, float]:
    """The mix around which this session reads counts: that of its peer set, else the country's in the paper."""
    from assistant.peers.peer_set import mix_around
    from assistant.peers.reference import national_line

    return mix_around(session.peers) if session.peers is not None else national_line().shares


def _names_a_plan(text: str) -> bool:
    return any(says(text, f"heard.plan.{kind}") for kind in ("loaded", "higher", "peer"))
