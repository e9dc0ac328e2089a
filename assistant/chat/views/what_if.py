"""What would change, in words: counts and shares side by side, what it means for the target and for the rubric."""

from __future__ import annotations

from assistant.advice.rebalance import needed
from assistant.advice.targets import share_of
from assistant.advice.whatif import Outcome
from assistant.chat.blocks import Block, Table, Text
from assistant.chat.views.wording import category_name, join, percent
from assistant.model import CATEGORIES, VALUE_CATEGORIES, Assessment
from assistant.peers import balance
from assistant.phrases import Phrases


def what_if(assessment: Assessment, outcome: Outcome, say: Phrases) -> list[Block]:
    """The categories that change, the value share before and after, and what that says; nothing is recorded."""
    before, after = balance.shares(outcome.before), balance.shares(outcome.after)
    rows = [
        (
            category_name(c, say),
            f"{outcome.before[c]} ({percent(before[c])})",
            f"{outcome.after[c]} ({percent(after[c])})",
        )
        for c in CATEGORIES
        if outcome.before[c] != outcome.after[c]
    ]
    blocks: list[Block] = []
    if rows:
        columns = tuple(say(f"view.advice.{c}") for c in ("category", "before", "after"))
        blocks.append(Table(columns, tuple(rows), caption=say("view.what_if.caption"), numeric=(1, 2)))
    low, high = assessment.profile.interval["value"]
    share = share_of(after, "value")
    noise = say("view.what_if.noise" if low <= share <= high else "view.what_if.beyond")
    lead = say("view.what_if.lead", before=percent(share_of(before, "value")), after=percent(share))
    blocks.append(Text(lead + noise if rows else say("view.what_if.nothing")))
    if rows and assessment.advice is not None:
        blocks.append(Text(_target(assessment.advice.target.value_share, outcome, say)))
    if outcome.idle:
        blocks.append(Text(say("view.what_if.idle", statements=join(outcome.idle, say)), "note"))
    if outcome.lost:
        words = say("view.what_if.lost", n=len(outcome.lost), indicators=join(outcome.lost, say))
        blocks.append(Text(words, "warning"))
    return [*blocks, Text(say("view.what_if.only"), "note")]


def _target(floor: float, outcome: Outcome, say: Phrases) -> str:
    """How many value commitments the floor would still take."""
    value = sum(outcome.after[c] for c in VALUE_CATEGORIES)
    missing = needed(value, sum(outcome.after.values()), floor)
    return say("view.what_if.short" if missing else "view.what_if.met", floor=percent(floor), needed=missing)
