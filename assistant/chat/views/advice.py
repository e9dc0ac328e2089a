"""The rebalancing in words: the target and its source, what to add, what to firm up, before and after."""

from __future__ import annotations

from collections import Counter

from assistant.advice.gaps import CONCRETE
from assistant.advice.targets import floors_of, share_of
from assistant.chat.blocks import Block, Heading, Items, Table, Text
from assistant.chat.views.wording import category_name, choices, join, percent, points, quotation
from assistant.model import CATEGORIES, ITEMS, Addition, Advice, Assessment
from assistant.peers import balance
from assistant.phrases import Phrases

_UPGRADES = 5
_ROUNDING = 1e-9
_POINT = 0.005
"""Half a percentage point: a smaller change of the share shows as none."""


def suggest(assessment: Assessment, say: Phrases) -> list[Block]:
    """The advice whole, share and rubric side by side; without a target, what to give first."""
    advice = assessment.advice
    if advice is None:
        return [Text(say("view.advice.no_target"))]
    blocks: list[Block] = [Text(say("view.advice.target") + say.reason(advice.target.source)), verdict(advice, say)]
    blocks += _floors(advice, say)
    blocks.append(before_after(advice, say))
    blocks += _rubric(assessment, advice, say)
    if advice.additions:
        blocks.append(Heading(say("view.advice.additions"), 3))
        blocks += [Items(tuple(addition(a, say) for a in advice.additions), numbered=True)]
    blocks += _upgrades(assessment, advice, say)
    blocks += _fears_left(assessment, advice, say)
    blocks.append(Text(say("view.advice.never_padding"), "note"))
    blocks.append(choices(say, "why_target", "what_if", "report"))
    return blocks


def verdict(advice: Advice, say: Phrases) -> Text:
    """Reached, within the noise, feasible or not, with the numbers; about other floors where value is no issue."""
    missed = [name for name, floor, before, _ in floors_beside(advice) if before < floor - _ROUNDING]
    others = advice.verdict != "reached" and (
        "value" not in missed or advice.verdict == "infeasible" and advice.needed <= advice.reachable
    )
    floors = {name: floor for name, floor, _, _ in floors_beside(advice)}
    lifted = sum(advice.after.values()) - sum(advice.before.values()) - len(advice.additions)
    words = say(
        f"view.advice.{advice.verdict}{'_others' if others else ''}",
        needed=advice.needed,
        reachable=advice.reachable,
        before=percent(advice.value_before),
        after=percent(advice.value_after),
        floor=percent(advice.target.value_share),
        count=len(advice.additions),
        floors=join((say("view.advice.floor_of", name=_name(n, say), share=percent(floors[n])) for n in missed), say),
    )
    if lifted:
        words += say("view.advice.lifted", upgrades=lifted, additions=len(advice.additions))
    return Text(words, "warning" if advice.verdict == "infeasible" else "plain")


def floors_beside(advice: Advice) -> list[tuple[str, float, float, float]]:
    """Every floor of the target with its name, its share, and the draft's share before and after."""
    before, after = (balance.shares(counts) for counts in (advice.before, advice.after))
    return [(n, floor, share_of(before, n), share_of(after, n)) for n, floor in floors_of(advice.target).items()]


def _name(floor: str, say: Phrases) -> str:
    """A floor's category, or the value or people-facing share."""
    return category_name(floor, say) if floor in CATEGORIES else say(f"view.balance.{floor}")


def _floors(advice: Advice, say: Phrases) -> list[Block]:
    """The floors beside what is and what would be, where the target sets more than the value share."""
    lines = floors_beside(advice)
    if len(lines) < 2:
        return []
    rows = [
        (
            _name(name, say),
            percent(before),
            percent(after),
            percent(floor),
            say("view.advice.held" if after >= floor - _ROUNDING else "view.advice.not_held"),
        )
        for name, floor, before, after in lines
    ]
    columns = tuple(say(f"view.advice.{c}") for c in ("floor_name", "before", "after", "floor", "held"))
    return [Table(columns, tuple(rows), caption=say("view.advice.floors"), numeric=(1, 2, 3))]


def _rubric(assessment: Assessment, advice: Advice, say: Phrases) -> list[Block]:
    """Per item concerned its concrete sub-indicators before and after; a gain in the share alone is named as such."""
    gained = Counter(indicator[:2] for indicator in advice.closes)
    gain = advice.value_after - advice.value_before
    if not gained:
        return [Text(say("view.advice.share_only"), "warning")] if gain > _ROUNDING else []
    rows = []
    for item in sorted(gained, key=ITEMS.index):
        levels = assessment.ratings[item].indicators
        now = sum(i.level >= CONCRETE for i in levels)
        rows.append((f"{item} {say(f'item.{item}')}", f"{now}/{len(levels)}", f"{now + gained[item]}/{len(levels)}"))
    columns = tuple(say(f"view.advice.{c}") for c in ("item", "before", "after"))
    blocks: list[Block] = [Table(columns, tuple(rows), caption=say("view.advice.rubric"), numeric=(1, 2))]
    return blocks if abs(gain) >= _POINT else [*blocks, Text(say("view.advice.rubric_only"), "note")]


def _fears_left(assessment: Assessment, advice: Advice, say: Phrases) -> list[Block]:
    """The sub-indicators with risk and no concrete mitigation that the additions leave open."""
    open_ones = (i for r in assessment.ratings.values() for i in r.indicators if i.exposure and i.level < CONCRETE)
    left = [i.id for i in open_ones if i.id not in advice.closes]
    return [Text(say("view.advice.fears_left", n=len(left), indicators=join(left, say)), "note")] if left else []


def before_after(advice: Advice, say: Phrases) -> Table:
    """Counts and shares of the seven categories before and after, beside the target's mix."""
    before, after = balance.shares(advice.before), balance.shares(advice.after)
    rows = [
        (
            category_name(c, say),
            f"{advice.before[c]} ({percent(before[c])})",
            f"{advice.after[c]} ({percent(after[c])})",
            percent(advice.target.shares[c]),
        )
        for c in CATEGORIES
    ]
    columns = tuple(say(f"view.advice.{c}") for c in ("category", "before", "after", "target_share"))
    closes = join(advice.closes, say) or "–"
    gain = points(advice.value_after - advice.value_before)
    caption = say("view.advice.gains", gain=gain, n=len(advice.closes), closes=closes)
    return Table(columns, tuple(rows), caption=caption, numeric=(1, 2, 3))


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
