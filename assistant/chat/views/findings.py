"""What the paper claims and what its tables say to it, all claims at a glance or one with its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.chat.blocks import Block, Items, Table, Text
from assistant.chat.views import pictures
from assistant.model import Assessment, Reason
from assistant.phrases import Phrases

if TYPE_CHECKING:
    from assistant.peers.findings import Finding

_FIGURE_ONE: Final = "richer_attend_more"
_STRIPS: Final = {"northeast_neglects_ecology": "digital_ecology", "value_share_rises": "value"}


def every(say: Phrases) -> list[Block]:
    """All claims with what was found, in the paper's order."""
    from assistant.peers.findings import findings

    rows = tuple((claim(found, say), figures(found, say), verdict(found, say)) for found in findings())
    columns = tuple(say(f"findings.{column}") for column in ("said", "found", "comes_to"))
    return [Table(columns, rows, caption=say("findings.caption")), Text(say("findings.basis"), "note")]


def one(found: Finding, assessment: Assessment | None, say: Phrases) -> list[Block]:
    """One claim with its figures, what they come to and what follows; Figure 1 or a dot strip where it shows more."""
    lines = (
        say("findings.said_line", claim=claim(found, say)),
        say("findings.found_line", figures=figures(found, say)),
        say("findings.comes_to_line", verdict=verdict(found, say)),
    )
    blocks: list[Block] = [Items(lines), Text(say(f"findings.follows.{found.claim}"))]
    if found.claim == _FIGURE_ONE:
        blocks += figure_one(assessment, say)
    if found.claim in _STRIPS:
        blocks += _strip(found.claim, assessment, say)
    return [*blocks, Text(say("findings.basis"), "note")]


def figure_one(assessment: Assessment | None, say: Phrases) -> list[Block]:
    """The paper's Figure 1, and what the draft on it can and cannot mean."""
    plot = pictures.figure_one(assessment, say)
    if plot.draft:
        return [plot, Text(say("picture.other_measure"), "warning")]
    return [plot, Text(say("picture.no_gdp"), "note")] if assessment else [plot]


def _strip(name: str, assessment: Assessment | None, say: Phrases) -> list[Block]:
    from assistant.peers.reference import region_cities

    northeast = region_cities("northeast") if name == "northeast_neglects_ecology" else None
    drawn = pictures.strip((_STRIPS[name],), assessment, say, northeast)
    caution: list[Block] = [Text(say("limits.measure"), "warning")] if assessment else []
    return [drawn, *caution]


def claim(found: Finding, say: Phrases) -> str:
    """The claim in words."""
    return say.reason(Reason(f"findings.claim.{found.claim}", found.figures))


def figures(found: Finding, say: Phrases) -> str:
    """The recomputed figures in words."""
    return say.reason(Reason(f"findings.figures.{found.claim}", found.figures))


def verdict(found: Finding, say: Phrases) -> str:
    """What it comes to, in a word or two."""
    return say(f"findings.verdict.{found.verdict}")
