"""Targets in words: which there are, a plan's mix beside the draft's, and the stages in the paper's own logic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.chat.blocks import Block, Choice, Choices, Items, Table, Text
from assistant.chat.cells import clip
from assistant.chat.views.wording import between, category_name, percent
from assistant.model import CATEGORIES, Profile, Target
from assistant.phrases import Phrases

if TYPE_CHECKING:
    from assistant.advice.plan_mix import PlanMix
    from assistant.peers.echo import OtherPlan

_TITLE = 40
"""Cells of a plan's title on offer."""


def target_name(target: str, say: Phrases) -> str:
    """A target's name; a stage that an expert added goes by its name in rubrics/targets.yaml."""
    from assistant.advice.targets import target_rules

    key = f"target_name.{target}"
    return say(key) if say.has(key) else target_rules().names.get(target, {}).get(say.language, target)


def decided_target(payload: Mapping[str, object], say: Phrases) -> str:
    """The target that an event of the journal sets, with its share or its plan's title."""
    name, share, plan = target_name(str(payload["target"]), say), payload.get("value_share"), payload.get("plan")
    if isinstance(plan, Mapping):
        return say("targets.of_plan", title=plan["title"])
    return f"{name} {percent(share)}" if isinstance(share, int | float) else name


def offers(now: Target | None, plans: Sequence[OtherPlan], say: Phrases) -> list[Block]:
    """The target now, and those to choose from, the plans at hand among them."""
    from assistant.advice.targets import target_names

    named = [target_name(name, say) for name in target_names()]
    listed = [Choice(name, say("choice.to_target_say", target=name)) for name in named]
    stages = Choice(say("choice.stages"), say("choice.stages_say"))
    blocks: list[Block] = [Text(say("targets.now") + say.reason(now.source))] if now else []
    return [*blocks, Choices((*listed, *_of_plans(plans, say), stages), say("ask.target"))]


def which_plan(plans: Sequence[OtherPlan], say: Phrases) -> Choices:
    """The plans at hand as targets to choose from."""
    return Choices(tuple(_of_plans(plans, say)), say("targets.which_plan"))


def _of_plans(plans: Sequence[OtherPlan], say: Phrases) -> list[Choice]:
    said = (say("targets.plan_say", number=n) for n in range(1, len(plans) + 1))
    return [
        Choice(say("targets.of_plan", title=clip(p.title or p.source, _TITLE)), words)
        for p, words in zip(plans, said, strict=True)
    ]


def plan_beside(mix: PlanMix, profile: Profile | None, around: Mapping[str, float], say: Phrases) -> list[Block]:
    """The plan's counts and shares with their intervals beside the draft's, and whether the two can be told apart.

    `around` is the mix around which counts are read.
    """
    bounds, shares = mix.interval(around), mix.shares
    rows = [
        (
            category_name(c, say),
            f"{mix.counts[c]} ({percent(shares[c])})",
            between(bounds[c]),
            percent(profile.shares[c]) if profile else "–",
        )
        for c in CATEGORIES
    ]
    columns = tuple(say(f"targets.column.{c}") for c in ("category", "plan", "interval", "draft"))
    caption = say("targets.caption", title=mix.title, n=mix.total)
    blocks: list[Block] = [Table(columns, tuple(rows), caption=caption, numeric=(1, 2, 3))]
    return [*blocks, _apart(mix, profile, say)] if profile and profile.total else blocks


def _apart(mix: PlanMix, profile: Profile, say: Phrases) -> Text:
    from assistant.peers.statistics import distance, noise_floor

    apart, noise = distance(profile.shares, mix.shares), noise_floor(profile.counts, mix.counts)
    key = "targets.apart" if apart > noise else "targets.alike"
    return Text(say(key, distance=f"{apart:.2f}", noise=f"{noise:.2f}"), "note")


def stages(around: Mapping[str, float], say: Phrases) -> list[Block]:
    """Each stage's logic as the paper has it, the mix and the floors it gives here, and that they are norms.

    `around` is the mix that the stages tilt.
    """
    from assistant.advice.targets import STAGES, floors_of, stage_target, target_rules

    found = {stage: stage_target(stage, around) for stage in target_rules().tilts}
    logic = tuple(
        f"{target_name(s, say)}{say('targets.colon')}{say(f'targets.logic.{s}')}" for s in STAGES if s in found
    )
    rows = [
        (category_name(c, say), percent(around[c]), *(percent(t.shares[c]) for t in found.values())) for c in CATEGORIES
    ]
    floors = [floors_of(target) for target in found.values()]
    for name in ("value", "people"):
        cells = (percent(of[name]) if name in of else "–" for of in floors)
        rows.append((say(f"targets.least_{name}"), "–", *cells))
    columns = (say("targets.column.category"), say("targets.column.now"), *(target_name(s, say) for s in found))
    table = Table(columns, tuple(rows), caption=say("targets.stages_caption"), numeric=tuple(range(1, len(columns))))
    listed = tuple(Choice(n, say("choice.to_target_say", target=n)) for n in (target_name(s, say) for s in found))
    blocks: list[Block] = [Text(say("targets.stages_lead")), Items(logic), table, Text(say("targets.ours"), "note")]
    return [*blocks, _no_law(say), Choices(listed, say("targets.choose_stage"))]


def _no_law(say: Phrases) -> Text:
    """What the paper's own data say to the idea that the value share rises with GDP."""
    from assistant.chat.views.findings import figures, verdict
    from assistant.peers.findings import value_share_rises

    found = value_share_rises()
    return Text(say("targets.no_law", figures=figures(found, say), verdict=verdict(found, say)), "note")
