"""A draft beside the cities of its region, each by itself, and the country: Profile + Place -> Comparison.

Peers are a learning group, not a norm: they are never pooled, never graded, and a difference is named only where the
counts can carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from assistant.model import CATEGORIES, Comparison, PeerLine, Profile, Reason, ReferenceLine
from assistant.peers import balance, statistics
from assistant.peers import peer_set as sets
from assistant.peers.reference import PeerSource, ReferenceLines, national_line, paper_lines
from assistant.peers.regions import Place

SURE: Final = 0.95
"""Posterior probability from which a share is called lower; 1 - SURE from which it is called higher."""

DISTINCTIVE: Final = "distinctive_city"


def compare(profile: Profile, place: Place, peer_set: sets.PeerSet | None = None) -> Comparison:
    """The draft's profile beside its peers: the region's cities without the draft's own, of the paper or of a set.

    One source of counts throughout: with a set, nothing of the paper's enters. `profile` is one read around the
    set's mix then, so that its intervals and ordinary ranges rest on the same counts.
    """
    lines = paper_lines(place.region, place.city) if peer_set is None else sets.lines(peer_set, place)
    peers = tuple(peer_line(profile, line, lines.mix) for line in lines.peers)
    return Comparison(
        region=place.region,
        city=place.city,
        national=lines.national,
        regional=lines.regional,
        peers=peers,
        findings=tuple(_findings(profile, lines, peers)),
        source=source_line(lines.source) if lines.source else None,
    )


def source_line(source: PeerSource) -> Reason:
    """Whose counts a set holds, and whether its measure is the draft's."""
    span = f"{source.years[0]}–{source.years[1]}" if source.years else ""
    kind = "reports" if source.name == sets.WORK_REPORTS else "table"
    values = {"file": source.name, "tool": source.tool, "codebook": source.codebook, "coder": source.coder or "–"}
    size = {"cities_n": source.cities, "plans": source.plans, "years": span}
    return Reason(f"peers.source.{kind}_{'same' if source.same else 'other'}", {**values, **size})


def peer_line(profile: Profile, line: ReferenceLine, national: Mapping[str, float] | None = None) -> PeerLine:
    """One city beside the draft: who is lower where, how far apart the mixes are, and how far chance carries them.

    `national` is the mix around which counts are read; the paper's where it is None.
    """
    return PeerLine(
        reference=line,
        lower=statistics.prob_lower(profile.counts, line.counts, national or national_line().shares),
        distance=statistics.distance(profile.shares, line.shares),
        noise=statistics.noise_floor(profile.counts, line.counts),
    )


def _findings(profile: Profile, lines: ReferenceLines, peers: Sequence[PeerLine]) -> Iterator[Reason]:
    """What can be said, in the order in which it is read; what it rests on comes last and always."""
    if lines.own is not None:
        yield _own_city(lines.own, in_set=lines.source is not None)
    if lines.regional is lines.national:
        yield Reason("peers.in_set.region")
    if not profile.total:
        yield _finding("none")
    elif not peers:
        yield Reason("peers.in_set.no_peers")
    else:
        if profile.few:
            yield _finding("few", total=profile.total, few=statistics.FEW)
        for category in CATEGORIES:
            if category != DISTINCTIVE:
                yield from _category(category, profile, peers)
        yield _distinctive(profile, peers)
        yield from _groups(profile, peers)
        if not profile.few:
            yield from _ranks(profile, lines)
            yield from _evenness(profile, peers)
        yield from _overall(peers)
    yield source_line(lines.source) if lines.source else _finding("basis")


def _own_city(line: ReferenceLine, in_set: bool) -> Reason:
    value, people = _percent(line.value_share), _percent(line.people_share)
    values = {"city": line.name, "total": line.total, "value": value, "people": people}
    return Reason("peers.in_set.own_city" if in_set else "peers.finding.own_city", values)


def _category(category: str, profile: Profile, peers: Sequence[PeerLine]) -> Iterator[Reason]:
    """The gap to the peer median where at least one peer can be told apart; a count that is out of the ordinary."""
    below = _names(peer for peer in peers if peer.lower[category] >= SURE)
    above = _names(peer for peer in peers if peer.lower[category] <= 1 - SURE)
    least, most = profile.ordinary[category]
    count = {"category": category, "count": profile.counts[category], "least": least, "most": most}
    if below or above:
        key = "mixed" if below and above else "lower" if below else "higher"
        cities = {"cities": below or above} | ({"others": above} if below and above else {})
        others = [peer.reference.shares[category] for peer in peers]
        beside = _beside(profile.shares[category], profile.interval[category], others)
        yield _finding(key, **count, **cities, **beside)
    if not least <= profile.counts[category] <= most:
        yield _finding("unusual", total=profile.total, **count)


def _distinctive(profile: Profile, peers: Sequence[PeerLine]) -> Reason:
    """Whether there is anything distinctive, and where else: most cities have nothing, so that a share misleads."""
    cities = _names(peer for peer in peers if peer.reference.counts[DISTINCTIVE])
    key = "distinctive" if cities else "distinctive_nowhere"
    return _finding(key, count=profile.counts[DISTINCTIVE], **({"cities": cities} if cities else {}))


def _groups(profile: Profile, peers: Sequence[PeerLine]) -> Iterator[Reason]:
    """The two lines beside each other: the strict value share and the people-facing share."""
    for group in balance.GROUPS:
        share = balance.group_share(profile.shares, group)
        others = [balance.group_share(peer.reference.shares, group) for peer in peers]
        shrunken = _percent(balance.group_share(profile.shrunken, group))
        yield _finding(f"{group}_share", shrunken=shrunken, **_beside(share, profile.interval[group], others))


def _ranks(profile: Profile, lines: ReferenceLines) -> Iterator[Reason]:
    """Where the value share stands among the plans long enough to be ranked."""
    near, everywhere = ([x.value_share for x in of if x.total >= statistics.FEW] for of in (lines.peers, lines.cities))
    rank, of = statistics.mid_rank(profile.value_share, near)
    rank_all, of_all = statistics.mid_rank(profile.value_share, everywhere)
    yield _finding("value_rank", rank=f"{rank:g}", of=of, rank_all=f"{rank_all:g}", of_all=of_all, few=statistics.FEW)


def _evenness(profile: Profile, peers: Sequence[PeerLine]) -> Iterator[Reason]:
    """Evenness at one common length, since a longer plan has more room to be even."""
    counts = [peer.reference.counts for peer in peers if peer.reference.total >= statistics.FEW]
    if not counts:
        return
    size = min(profile.total, *(sum(c.values()) for c in counts))
    others = [balance.rarefied_evenness(c, size) for c in counts]
    yield _finding(
        "evenness",
        evenness=f"{profile.evenness:.2f}",
        size=size,
        rarefied=f"{balance.rarefied_evenness(profile.counts, size):.2f}",
        lowest=f"{min(others):.2f}",
        highest=f"{max(others):.2f}",
        few=statistics.FEW,
    )


def _overall(peers: Sequence[PeerLine]) -> Iterator[Reason]:
    """Which peers' whole mix can be told apart from the draft's, and which cannot."""
    alike = _names(peer for peer in peers if peer.distance < peer.noise)
    apart = _names(peer for peer in peers if peer.distance >= peer.noise)
    if alike:
        yield _finding("no_difference", cities=alike)
    if apart:
        yield _finding("told_apart", cities=apart)


def _beside(share: float, interval: tuple[float, float], others: Sequence[float]) -> Mapping[str, object]:
    """A share, its interval, the peers' median and the signed gap to it in percentage points."""
    gap = statistics.gap_to_median(share, others)
    return {
        "share": _percent(share),
        "low": _percent(interval[0]),
        "high": _percent(interval[1]),
        "median": _percent(share - gap),
        "gap": f"{100 * gap:+.1f}",
    }


def _names(peers: Iterable[PeerLine]) -> tuple[str, ...]:
    return tuple(peer.reference.name for peer in peers)


def _percent(value: float) -> str:
    return f"{value:.1%}"


def _finding(key: str, **values: object) -> Reason:
    return Reason(f"peers.finding.{key}", values)
