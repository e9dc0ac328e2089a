"""Where the draft stands: the attention mix with its intervals, the balance figures, the limits."""

from __future__ import annotations

from assistant.chat.blocks import Bar, Bars, Block, Heading, Items, Table, Text
from assistant.chat.views import certainty
from assistant.chat.views.wording import between, category_name, percent, value_interval
from assistant.model import CATEGORIES, Assessment, ReferenceLine
from assistant.phrases import Phrases


def overview(assessment: Assessment, say: Phrases) -> list[Block]:
    """What was read, the seven shares, the two value lines and the four balance figures."""
    profile = assessment.profile
    counted = say(
        "view.overview.counted",
        title=assessment.draft.title,
        characters=len(assessment.draft.text),
        statements=len(assessment.codings),
        coded=sum(c.category is not None for c in assessment.codings),
        total=profile.total,
        slogans=profile.slogans,
        achievements=profile.achievements,
        duplicates=profile.duplicates,
    )
    if profile.total == 0:
        return [Text(counted), Text(say("limits.nothing"), "warning")]
    return [Text(counted), mix(assessment, say), *figures(assessment, say), *certainty.in_short(assessment, say)]


def reference(assessment: Assessment) -> ReferenceLine:
    """The line the draft is drawn against: its region, else the country."""
    from assistant.peers.reference import national_line

    return assessment.comparison.regional if assessment.comparison else national_line()


def mix(assessment: Assessment, say: Phrases) -> Bars:
    """The seven shares with their 90 % intervals and the reference line's share."""
    profile, line = assessment.profile, reference(assessment)
    return Bars(
        bars=tuple(
            Bar(
                label=category_name(c, say),
                value=profile.shares[c],
                low=profile.interval[c][0],
                high=profile.interval[c][1],
                mark=line.shares[c],
                note=say("view.overview.count", n=profile.counts[c]),
                category=c,
            )
            for c in CATEGORIES
        ),
        caption=say("view.overview.mix"),
        mark_label=say("view.overview.mark", reference=str(say.named(line.name))),
    )


def balance(assessment: Assessment, say: Phrases) -> list[Block]:
    """The balance figures, and every share beside the one without the coder's known errors."""
    return [*figures(assessment, say), *certainty.corrected(assessment, say)]


def figures(assessment: Assessment, say: Phrases) -> list[Block]:
    """Strict value share and people-facing share, then the four balance figures, each with what it means."""
    profile, line = assessment.profile, reference(assessment)
    rows = [
        (
            say("view.balance.value"),
            f"{percent(profile.value_share)} ({value_interval(profile)})",
            percent(line.value_share),
        ),
        (
            say("view.balance.people"),
            f"{percent(profile.people_share)} ({between(profile.interval['people'])})",
            percent(line.people_share),
        ),
        (say("view.balance.coverage"), f"{profile.coverage}/{len(CATEGORIES)}", "–"),
        (say("view.balance.evenness"), f"{profile.evenness:.2f}", f"{line.evenness:.2f}"),
        (say("view.balance.gravity"), f"{profile.centre_of_gravity:.2f}", "–"),
    ]
    if assessment.advice is not None:
        rows.append((say("view.balance.closeness"), closeness(assessment), "–"))
    table = Table(
        columns=(say("view.balance.figure"), say("view.balance.draft"), str(say.named(line.name))),
        rows=tuple(rows),
        caption=say("view.balance.caption"),
    )
    return [table, Text(say("view.balance.even_is_no_goal"), "note")]


def closeness(assessment: Assessment) -> str:
    """B = 100 (1 - d) to the chosen target's mix, d the square root of the base-2 Jensen-Shannon divergence."""
    from assistant.peers.statistics import closeness as to_target

    assert assessment.advice is not None
    return f"{to_target(assessment.profile.shares, assessment.advice.target.shares):.0f}"


def limits(assessment: Assessment, say: Phrases) -> list[Block]:
    """What a reader must know before trusting the figures, and what produced them."""
    versions = assessment.versions
    stamp = say(
        "view.versions", tool=versions.tool, codebook=versions.codebook, rubric=versions.rubric, data=versions.data
    )
    return [Heading(say("view.limits")), Items(tuple(say.reason(r) for r in assessment.limits)), Text(stamp, "note")]
