"""Which of the 31 cities attend most alike to a draft, wherever they lie."""

from __future__ import annotations

from assistant.model import PeerLine, Profile
from assistant.peers.compare import peer_line
from assistant.peers.reference import city_line, reference_cities
from assistant.peers.statistics import FEW


def by_distance(profile: Profile, city: str | None) -> tuple[PeerLine, ...]:
    """The cities of the paper by the distance of their mix, the nearest first; without `city`, the draft's own.

    Cities with fewer than 50 codings are left out: chance alone carries them far from everything.
    """
    lines = (city_line(name) for name in reference_cities() if name != city)
    peers = [peer_line(profile, line) for line in lines if line.total >= FEW]
    return tuple(sorted(peers, key=lambda peer: peer.distance))
