"""Answers from the paper's own data: what its claims come to, and which cities are near; nothing is changed."""

from __future__ import annotations

from assistant.chat.blocks import Block, Choice, Choices
from assistant.chat.claims import claim_meant, wording
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views import findings as views
from assistant.chat.views.near import near as near_view
from assistant.chat.views.wording import choices
from assistant.model import Problem


def findings(session: Session, heard: Heard, text: str) -> list[Block]:
    """The claim that was said with its figures, else all of them, each on offer."""
    from assistant.peers.findings import findings as all_findings

    meant = claim_meant(text)
    found = next((f for f in all_findings() if f.claim == meant), None)
    if found is not None:
        return [*views.one(found, session.assessment, session.say), choices(session.say, "findings")]
    offers = tuple(Choice(said, said) for said in (wording(f.claim, session.language) for f in all_findings()) if said)
    return [*views.every(session.say), Choices(offers)]


def near(session: Session, heard: Heard, text: str) -> list[Block]:
    """The most similar cities anywhere."""
    found = session.assessment
    if found is None:
        raise Problem("no_draft")
    return [*near_view(found, session.say), choices(session.say, "compare", "findings")]
