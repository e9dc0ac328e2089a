"""The rebalancing in words: the target and its source, what to add, what to firm up, before and after."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.chat.blocks import Block, Heading, Items, Table, Text
from assistant.chat.views.wording import category_name, choices, join, percent, points, quotation
from assistant.model import CATEGORIES, Addition, Advice, Assessment
from assistant.phrases import Phrases

_UPGRADES = 5


def suggest(assessment: Assessment, say: Phrases) -> list[Block]:
    """The advice whole; without a target, what to give first."""
    advice = assessment.advice
    if advice is None:
        return [Text(say("view.advice.no_target"))]
    blocks: list[Block] = [Text(say("view.advice.target") + say.reason(advice.target.source)), verdict(advice, say)]
    blocks.append(before_after(advice, say))
    if advice.additions:
        blocks.append(Heading(say("view.advice.additions"), 3))
        blocks += [Items(tuple(addition(a, say) for a in advice.additions), numbered=True)]
    blocks += _upgrades(assessment, advice, say)
    blocks.append(Text(say("view.advice.never_padding"), "note"))
    blocks.append(choices(say, "why_target", "what_if", "report"))
    return blocks


def verdict(advice: Advice, say: Phrases) -> Text:
    """Reached, within the noise, feasible or not, with the numbers."""
    words = say(
        f"view.advice.{advice.verdict}",
        needed=advice.needed,
        reachable=advice.reachable,
        before=percent(advice.value_before),
        after=percent(advice.value_after),
        floor=percent(advice.target.value_share),
        count=len(advice.additions),
    )
    return Text(words, "warning" if advice.verdict == "infeasible" else "plain")


def before_after(advice: Advice, say: Phrases) -> Table:
    """Counts and shares of the seven categories before and after, beside the target's mix."""
    total, later = sum(advice.before.values()), sum(advice.after.values())
    rows = [
        (
            category_name(c, say),
            f"{advice.before[c]} ({percent(_share(advice.before, c, total))})",
            f"{advice.after[c]} ({percent(_share(advice.after, c, later))})",
            percent(advice.target.shares[c]),
        )
        for c in CATEGORIES
    ]
    columns = tuple(say(f"view.advice.{c}") for c in ("category", "before", "after", "target_share"))
    closes = join(advice.closes, say) or "–"
    gain = points(advice.value_after - advice.value_before)
    caption = say("view.advice.gains", gain=gain, n=len(advice.closes), closes=closes)
    return Table(columns, tuple(rows), caption=caption, numeric=(1, 2, 3))


def _share(counts: Mapping[str, int], category: str, total: int) -> float:
    return counts[category] / total if total else 0.0


def addition(entry: Addition, say: Phrases) -> str:
    """A commitment with its blanks, why it is wanted, and where it would stand."""
    place = say("view.advice.beside", statements=join(entry.beside, say)) if entry.beside else ""
    reason = say("view.advice.unmitigated" if entry.unmitigated else "view.advice.gap")
    return say(
        "view.advice.addition",
        commitment=say(f"commitments.{entry.template}"),
        indicator=entry.indicator,
        item=say(f"item.{entry.item}"),
        category=category_name(entry.category, say),
        reason=reason,
        place=place,
    )


def _upgrades(assessment: Assessment, advice: Advice, say: Phrases) -> list[Block]:
    if not advice.upgrades:
        return []
    blocks: list[Block] = [Heading(say("view.advice.upgrades"), 3)]
    for upgrade in advice.upgrades[:_UPGRADES]:
        coding = assessment.coding(upgrade.statement)
        if coding is not None:
            missing = join((say(f"cue.{m}") for m in upgrade.missing), say)
            blocks.append(quotation(coding, assessment, say("view.advice.missing", missing=missing)))
    if len(advice.upgrades) > _UPGRADES:
        blocks.append(Text(say("view.evidence.more", n=len(advice.upgrades) - _UPGRADES), "note"))
    return blocks


def what_if(assessment: Assessment, changes: Mapping[str, int], say: Phrases) -> list[Block]:
    """The shares if each category had so many statements more (or fewer); nothing is recorded."""
    profile = assessment.profile
    after = {c: max(0, profile.counts[c] + changes.get(c, 0)) for c in CATEGORIES}
    total = sum(after.values())
    value = sum(after[c] for c in ("digital_ecology", "distinctive_city"))
    share = value / total if total else 0.0
    rows = [
        (
            category_name(c, say),
            f"{profile.counts[c]} ({percent(profile.shares[c])})",
            f"{after[c]} ({percent(after[c] / total if total else 0.0)})",
        )
        for c in CATEGORIES
        if changes.get(c)
    ]
    columns = tuple(say(f"view.advice.{c}") for c in ("category", "before", "after"))
    low, high = profile.interval["value"]
    noise = say("view.what_if.noise" if low <= share <= high else "view.what_if.beyond")
    lead = say("view.what_if.lead", before=percent(profile.value_share), after=percent(share)) + noise
    caption = say("view.what_if.caption")
    return [
        Table(columns, tuple(rows), caption=caption, numeric=(1, 2)),
        Text(lead),
        Text(say("view.what_if.only"), "note"),
    ]
