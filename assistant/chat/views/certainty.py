"""How far the coding can be trusted: what a confidence means, and the shares without the coder's known errors."""

from __future__ import annotations

from assistant.chat.blocks import Block, Heading, Table, Text
from assistant.chat.views.wording import between, category_name, percent
from assistant.coding.reliability import Band, band_of, reliability
from assistant.model import CATEGORIES, Assessment, Correction, Profile
from assistant.phrases import Phrases


def in_words(confidence: float, say: Phrases) -> str:
    """What a confidence of the coder means, by how many statements coded with such confidence were right."""
    band = band_of(confidence, reliability().bands)
    if band is None:
        return say("certainty.unknown")
    return say("certainty.meaning", statements=band.statements, in_ten=band.in_ten)


def corrected(assessment: Assessment, say: Phrases) -> list[Block]:
    """Every raw share beside the corrected one, or why there is none; nothing where nothing counts."""
    profile = assessment.profile
    if profile.total == 0:
        return []
    if profile.corrected is None:
        return [_withheld(assessment, say)]
    table = Table(
        columns=tuple(say(f"certainty.{c}") for c in ("share_of", "raw", "corrected", "interval")),
        rows=tuple(_rows(profile, profile.corrected, say)),
        caption=say("certainty.caption", n=profile.corrected.basis_n),
        numeric=(1, 2, 3),
    )
    return [table, Text(say("certainty.beside"), "note")]


def in_short(assessment: Assessment, say: Phrases) -> list[Block]:
    """The raw and the corrected value share in one sentence, or why there is no correction."""
    profile, found = assessment.profile, assessment.profile.corrected
    if found is None:
        return [_withheld(assessment, say)] if profile.total else []
    sentence = say(
        "certainty.in_short",
        n=found.basis_n,
        raw=percent(profile.value_share),
        corrected=percent(found.value_share),
        interval=between(found.value_interval),
    )
    return [Text(sentence, "note")]


def _withheld(assessment: Assessment, say: Phrases) -> Text:
    from assistant.peers.correction import FEWEST, withheld

    counted = [c for c in assessment.codings if c.counted]
    reason = withheld(counted) or "few"
    return Text(say(f"certainty.no_correction_{reason}", n=len(counted), fewest=FEWEST), "note")


def _rows(profile: Profile, found: Correction, say: Phrases) -> list[tuple[str, str, str, str]]:
    shares = [(category_name(c, say), profile.shares[c], found.shares[c], found.interval[c]) for c in CATEGORIES]
    shares.append((say("view.balance.value"), profile.value_share, found.value_share, found.value_interval))
    shares.append((say("view.balance.people"), profile.people_share, found.people_share, found.people_interval))
    return [(name, percent(raw), percent(share), between(bounds)) for name, raw, share, bounds in shares]


def method(say: Phrases) -> list[Block]:
    """The annex of a report: what a confidence means, band by band, and how the shares were corrected."""
    table = reliability()
    rows = [(f"{b.low:.2f}–{b.high:.2f}", str(b.statements), str(b.right), _right(b)) for b in table.bands]
    return [
        Heading(say("certainty.title")),
        Table(
            columns=tuple(say(f"certainty.{c}") for c in ("confidence", "statements", "right", "right_share")),
            rows=tuple(rows),
            caption=say("certainty.reliability"),
            numeric=(1, 2, 3),
        ),
        Text(say("certainty.basis", coder=table.coder), "note"),
        Text(say("certainty.how"), "note"),
    ]


def _right(band: Band) -> str:
    return percent(band.right / band.statements) if band.statements else "–"
