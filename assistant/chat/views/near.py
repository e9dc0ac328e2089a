"""The cities that attend most alike to the draft, anywhere in the country."""

from __future__ import annotations

from typing import Final

from assistant.chat.blocks import Block, Table, Text
from assistant.chat.views import pictures
from assistant.chat.views.wording import city_name
from assistant.model import CATEGORIES, Assessment, PeerLine
from assistant.phrases import Phrases

_SHOWN: Final = 5


def near(assessment: Assessment, say: Phrases) -> list[Block]:
    """The nearest five with distance and noise floor, how many cannot be told apart, and all cities as dots."""
    from assistant.peers.compare import DISTINCTIVE
    from assistant.peers.near import by_distance
    from assistant.peers.statistics import FEW

    profile = assessment.profile
    if not profile.total:
        return [Text(say("limits.nothing"), "warning")]
    peers = by_distance(profile, assessment.city)
    alike = sum(peer.distance < peer.noise for peer in peers)
    columns = tuple(say(f"view.near.{c}") for c in ("who", "region", "count", "distance", "noise", "apart"))
    blocks: list[Block] = [
        Text(say("view.near.lead", n=len(peers), alike=alike, few=FEW)),
        Table(columns, tuple(_row(p, say) for p in peers[:_SHOWN]), say("view.near.caption", n=_SHOWN), (2, 3, 4)),
    ]
    if profile.few:
        blocks.append(Text(say("limits.few", n=profile.total), "warning"))
    nearest = tuple(peer.reference.name for peer in peers[:_SHOWN])
    # The distinctive city is so rare that its share would mislead: only whether and how many is compared.
    shown = tuple(category for category in CATEGORIES if category != DISTINCTIVE)
    return [*blocks, pictures.strip(shown, assessment, say, nearest), Text(say("limits.measure"), "warning")]


def _row(peer: PeerLine, say: Phrases) -> tuple[str, ...]:
    from assistant.peers.reference import region_of

    line = peer.reference
    apart = "view.near.indistinct" if peer.distance < peer.noise else "view.near.told_apart"
    return (
        city_name(line.name, say),
        str(say.named(region_of(line.name))),
        str(line.total),
        f"{peer.distance:.2f}",
        f"{peer.noise:.2f}",
        say(apart),
    )
