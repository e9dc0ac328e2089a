"""The mix of a loaded plan as a target: coded as the draft is, kept by its counts, so that the file may go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.model import CATEGORIES, Reason, Target
from assistant.peers import balance
from assistant.peers.coder_stamp import coder_digest

if TYPE_CHECKING:
    from assistant.coding.additions import Additions
    from assistant.peers.echo import OtherPlan

PLAN: Final = "plan"
"""The id of this target."""


@dataclass(frozen=True, slots=True)
class PlanMix:
    """What a plan gives its attention to: counted statements per category, and who coded them."""

    title: str
    sha256: str
    """Of the plan's cleaned text."""
    counts: Mapping[str, int]
    codebook: str
    """Version of the codebook, with the project's additions."""
    coder: str
    """Digest of the codebook and the learned weights."""

    @property
    def total(self) -> int:
        """The counted statements."""
        return sum(self.counts.values())

    @property
    def shares(self) -> dict[str, float]:
        """The raw shares in [0, 1], all 0 where nothing counts."""
        return balance.shares(self.counts)

    def interval(self, around: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """The 90 % posterior interval per category, of `value` and of `people`; `around` is the prior's mix."""
        from assistant.peers import statistics

        return statistics.interval(self.counts, around)


def plan_mix(plan: OtherPlan, codebook: str, additions: Additions | None = None) -> PlanMix:
    """The mix of a plan by the tool's coder; only what counts in a draft counts, and nobody's recodes enter."""
    from assistant.coding.code import code

    found = Counter(c.category for c in code(plan.statements, plan.title, additions) if c.counted)
    counts = {category: found[category] for category in CATEGORIES}
    return PlanMix(plan.title, plan.sha256, counts, codebook, coder_digest())


def plan_target(mix: PlanMix, around: Mapping[str, float], codebook: str) -> Target:
    """The target that is this mix, its value share the floor; the source says n, the interval, and whose measure.

    `codebook` is the version at work now: where it or the coder's weights differ from the plan's, the source says so.
    """
    same = (mix.codebook, mix.coder) == (codebook, coder_digest())
    value = balance.group_share(mix.shares, "value")
    low, high = mix.interval(around)["value"]
    values = {
        "title": mix.title,
        "n": mix.total,
        "share": f"{value:.1%}",
        "interval": f"{100 * low:.1f}–{high:.1%}",
        "codebook": mix.codebook,
    }
    return Target(PLAN, value, mix.shares, Reason("target.plan" if same else "target.plan_earlier", values))
