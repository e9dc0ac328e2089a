"""The one pipeline: a draft and what people decided about it -> Assessment.

Nothing here reads a clock, a file of the user's or a random number: the same input gives the same output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant import __version__
from assistant.advice.plan_mix import PlanMix
from assistant.advice.rebalance import rebalance
from assistant.advice.targets import resolve_target
from assistant.codebook import codebook, rubric
from assistant.coding.additions import Additions
from assistant.coding.code import code, marked
from assistant.model import Assessment, Coding, Comparison, Decisions, Draft, Profile, Reason, Recode, Versions
from assistant.peers.compare import compare
from assistant.peers.peer_set import PeerSet, judged, mix_around
from assistant.peers.profile import profile
from assistant.peers.reference import data_version, national_line
from assistant.peers.regions import Place
from assistant.rating.levels import rate
from assistant.reading.segment import statements


def versions(additions: Additions | None = None) -> Versions:
    """What produces results now; a project's own additions show as `2026.2+ab12cd` in the codebook's version."""
    book = f"{codebook().version}+{additions.version}" if additions else codebook().version
    return Versions(tool=__version__, codebook=book, rubric=rubric().version, data=data_version())


def code_draft(draft: Draft, additions: Additions | None = None) -> tuple[Coding, ...]:
    """The tool's codings of a draft by the codebook and what people added to it, before anybody decided anything."""
    return code(statements(draft), draft.title, additions)


def decided(codings: Sequence[Coding], recodes: Mapping[str, Recode]) -> tuple[Coding, ...]:
    """The codings with people's categories in place of the tool's, which stay as `suggested`.

    A recode is held to the statement's words: where they changed, it does not apply.
    """
    return marked([_decided(c, recodes.get(c.statement.id)) for c in codings])


def _decided(coding: Coding, recode: Recode | None) -> Coding:
    if recode is None or recode.text != coding.statement.text:
        return coding
    return replace(
        coding,
        category=recode.category,
        secondary=coding.secondary if coding.secondary != recode.category else None,
        strength=_strength(coding, recode.category),
        suggested=coding.category,
        decided_by=recode.by,
        review=False,
    )


def _strength(coding: Coding, category: str | None) -> int:
    """A statement that a person puts into a category is at least a slogan there; outside all of them it is silent."""
    return 0 if category is None else max(1, coding.strength)


def assess(
    draft: Draft,
    place: Place | None = None,
    target: str | PlanMix | None = None,
    decisions: Decisions | None = None,
    codings: Sequence[Coding] | None = None,
    additions: Additions | None = None,
    peers: PeerSet | None = None,
) -> Assessment:
    """Everything the tool has to say about a draft.

    Args:
        place: the city or region to compare with; without it there is no comparison.
        target: a target's id, a share such as `20%`, or a plan's mix; the default target where it is None.
        decisions: what people decided; the machine's suggestion stays visible beside it.
        codings: the tool's codings of this draft with these additions, where they are at hand already.
        additions: what people added to the codebook for this project.
        peers: coded plans to compare with in place of the paper's counts.

    Raises:
        Problem: for an unknown target, or a peer target without a place.
    """
    made = decisions or Decisions()
    coded = decided(code_draft(draft, additions) if codings is None else codings, made.recodes)
    stamp = versions(additions)
    beside = judged(peers, stamp.codebook) if peers is not None else None
    around = mix_around(beside) if beside else national_line().shares
    mix = profile(coded, around)
    comparison = compare(mix, place, beside) if place is not None else None
    ratings = rate(coded, made)
    goal = resolve_target(target, mix, comparison, around, stamp.codebook)
    return Assessment(
        draft=draft,
        codings=coded,
        profile=mix,
        ratings=ratings,
        versions=stamp,
        limits=_limits(coded, mix, place, comparison),
        city=place.city if place else None,
        region=place.region if place else None,
        comparison=comparison,
        advice=rebalance(mix, ratings, coded, goal) if goal else None,
    )


def _limits(
    codings: Sequence[Coding], mix: Profile, place: Place | None, comparison: Comparison | None
) -> tuple[Reason, ...]:
    """What a reader must know before trusting the figures."""
    limits = [Reason("limits.operational")]
    if place is not None:
        source = comparison.source if comparison else None
        limits.append(source or Reason("limits.measure"))
        if not place.exact:
            limits.append(Reason("limits.place", {"place": place.city or place.province or place.region}))
    if mix.total == 0:
        limits.append(Reason("limits.nothing"))
    elif mix.few:
        limits.append(Reason("limits.few", {"n": mix.total}))
    waiting = sum(c.review for c in codings)
    if waiting:
        limits.append(Reason("limits.review", {"n": waiting}))
    if codings and sum(c.statement.text.isascii() for c in codings) > len(codings) / 2:
        limits.append(Reason("limits.english"))
    limits.append(Reason("limits.recall"))
    limits.append(Reason("limits.people_decide"))
    return tuple(limits)
