"""The attention mix of one draft: Codings -> Profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.model import CATEGORIES, Coding, Correction, Profile
from assistant.peers import balance, correction, statistics
from assistant.peers.reference import national_line

CONCRETE = 2
"""The strength from which a statement is more than a slogan."""


def profile(codings: Sequence[Coding], national: Mapping[str, float] | None = None) -> Profile:
    """The counts of the statements that count, and the figures that follow from them.

    `national` is the mix around which the counts are read, in shares; the paper's where it is None. Slogans,
    achievements and repeated commitments are coded statements too, but kept apart from the shares.
    """
    coded = [c for c in codings if c.category is not None]
    counted = [c for c in coded if c.counted]
    counts = _per_category(counted)
    concrete = _per_category([c for c in counted if c.strength >= CONCRETE])
    mix = balance.shares(counts)
    national = national or national_line().shares
    return Profile(
        counts=counts,
        total=len(counted),
        shares=mix,
        interval=statistics.interval(counts, national),
        shrunken=statistics.shrunken(counts, national),
        ordinary=statistics.ordinary_range(len(counted), national),
        coverage=sum(n >= 2 for n in concrete.values()),
        evenness=balance.evenness(mix),
        centre_of_gravity=balance.centre_of_gravity(mix),
        value_share=balance.group_share(mix, "value"),
        people_share=balance.group_share(mix, "people"),
        slogans=sum(c.role == "slogan" for c in coded),
        achievements=sum(c.role == "achievement" for c in coded),
        duplicates=sum(c.role == "commitment" and c.duplicate_of is not None for c in coded),
        few=len(counted) < statistics.FEW,
        corrected=_corrected(counted, national),
    )


def _corrected(counted: Sequence[Coding], national: Mapping[str, float]) -> Correction | None:
    """The mix without the coder's known errors; what a person decided holds no such error."""
    if correction.withheld(counted) is not None:
        return None
    told = _per_category([c for c in counted if c.decided_by is None])
    settled = _per_category([c for c in counted if c.decided_by is not None])
    return correction.correct(told, settled, national, correction.confusion())


def _per_category(codings: Sequence[Coding]) -> dict[str, int]:
    """The number of codings of each category, zeros included, in the codebook's order."""
    found = Counter(c.category for c in codings)
    return {category: found[category] for category in CATEGORIES}
