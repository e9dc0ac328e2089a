"""The draft beside its peers, one by one; never a ranking of cities."""

from __future__ import annotations

from assistant.chat.blocks import Bar, Bars, Block, Items, Table, Text
from assistant.chat.views.pictures import strip
from assistant.chat.views.wording import category_name, city_name, join, percent, points
from assistant.model import CATEGORIES, Assessment, Comparison, PeerLine, ReferenceLine
from assistant.peers.balance import GROUPS
from assistant.phrases import Phrases

_SURE = 0.95


def compare(assessment: Assessment, say: Phrases) -> list[Block]:
    """The peers of the region side by side, what can be told apart, and the caution about the measure."""
    comparison = assessment.comparison
    if comparison is None:
        return [Text(say("view.compare.no_city"))]
    region = str(say.named(comparison.region))
    rows = [
        (
            say("view.compare.this_draft"),
            str(assessment.profile.total),
            percent(assessment.profile.value_share),
            percent(assessment.profile.people_share),
            "–",
        )
    ]
    rows += [
        (
            city_name(peer.reference.name, say),
            _total(peer.reference.total, say),
            percent(peer.reference.value_share),
            percent(peer.reference.people_share),
            told_apart(peer, say),
        )
        for peer in comparison.peers
    ]
    for line in _sums(comparison):
        share = (percent(line.value_share), percent(line.people_share))
        rows.append((str(say.named(line.name)), str(line.total), *share, "–"))
    table = Table(
        columns=tuple(say(f"view.compare.{c}") for c in ("who", "count", "value", "people", "apart")),
        rows=tuple(rows),
        caption=say("view.compare.caption", region=region),
        numeric=(1, 2, 3),
    )
    findings = Items(tuple(say.reason(f) for f in comparison.findings))
    return [table, *_dots(tuple(GROUPS), assessment, say), findings]


def _sums(comparison: Comparison) -> tuple[ReferenceLine, ...]:
    """The region and the whole; one line where the region is all there is."""
    whole = comparison.national
    return (whole,) if comparison.regional == whole else (comparison.regional, whole)


def _dots(measures: tuple[str, ...], assessment: Assessment, say: Phrases) -> list[Block]:
    """The paper's cities as dots; not beside other counts than the paper's."""
    other = assessment.comparison is not None and assessment.comparison.source is not None
    return [] if other else [strip(measures, assessment, say)]


def _measure(comparison: Comparison, say: Phrases) -> Text:
    """Whose counts these are, and whether they are made as the draft's are."""
    return Text(say("limits.measure"), "warning") if comparison.source is None else Text(say.reason(comparison.source))


def _total(total: int, say: Phrases) -> str:
    """A city's codings, marked where they are too few to compare finely."""
    from assistant.peers.statistics import FEW

    return say("view.compare.few_count", n=total) if total < FEW else str(total)


def told_apart(peer: PeerLine, say: Phrases) -> str:
    """In which categories the draft can be told from a peer, and which way; else that it cannot."""
    lower = [category_name(c, say) for c, p in peer.lower.items() if p >= _SURE]
    higher = [category_name(c, say) for c, p in peer.lower.items() if p <= 1 - _SURE]
    parts = [say("view.compare.lower", categories=join(lower, say))] if lower else []
    parts += [say("view.compare.higher", categories=join(higher, say))] if higher else []
    return say("view.semicolon").join(parts) or say("view.compare.same")


def compare_category(assessment: Assessment, category: str, say: Phrases) -> list[Block]:
    """One category beside each peer, with the probability that the draft's share is lower."""
    comparison = assessment.comparison
    if comparison is None:
        return [Text(say("view.compare.no_city"))]
    profile = assessment.profile
    low, high = profile.interval[category]
    bars = [Bar(say("view.compare.this_draft"), profile.shares[category], low, high, category=category)]
    for peer in comparison.peers:
        note = say("view.compare.probability", p=percent(peer.lower[category]))
        bars.append(
            Bar(city_name(peer.reference.name, say), peer.reference.shares[category], note=note, category=category)
        )
    for line in _sums(comparison):
        bars.append(Bar(str(say.named(line.name)), line.shares[category], category=category))
    caption = say("view.compare.category", category=category_name(category, say))
    return [
        Bars(tuple(bars), caption=caption),
        *_dots((category,), assessment, say),
        _measure(comparison, say),
    ]


def compare_city(assessment: Assessment, city: str, say: Phrases) -> list[Block] | None:
    """The draft beside one peer, category by category; None where the city is not among the peers."""
    comparison = assessment.comparison
    peer = next((p for p in comparison.peers if p.reference.name == city), None) if comparison else None
    if comparison is None or peer is None:
        return None
    rows = []
    for category in CATEGORIES:
        own, other = assessment.profile.shares[category], peer.reference.shares[category]
        chance = peer.lower[category]
        verdict = "lower_word" if chance >= _SURE else "higher_word" if chance <= 1 - _SURE else "same"
        gap = points(own - other)
        rows.append((category_name(category, say), percent(own), percent(other), gap, say(f"view.compare.{verdict}")))
    columns = tuple(say(f"view.compare.{c}") for c in ("category_column", "this_draft", "that_city", "gap", "apart"))
    noise = "view.compare.within_noise" if peer.distance < peer.noise else "view.compare.beyond_noise"
    distance = say(noise, city=city_name(city, say), distance=f"{peer.distance:.2f}", noise=f"{peer.noise:.2f}")
    table = Table(
        columns, tuple(rows), caption=say("view.compare.with_city", city=city_name(city, say)), numeric=(1, 2, 3)
    )
    return [table, Text(distance), _measure(comparison, say)]
