"""An assessment as sheets of a workbook: what each row and column says, before any file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.chat.views.wording import category_name, deciding, join
from assistant.model import (
    CATEGORIES,
    ITEMS,
    PEOPLE_CATEGORIES,
    VALUE_CATEGORIES,
    Assessment,
    Coding,
    Correction,
    PeerLine,
    Rating,
)
from assistant.phrases import Phrases

Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: titles of the columns, which of them hold shares, and the rows."""

    name: str
    columns: tuple[str, ...]
    shares: frozenset[int]
    rows: tuple[Row, ...]


def sheets(assessment: Assessment, say: Phrases) -> list[Sheet]:
    """All sheets of an assessment; no total over hopes and fears stands anywhere."""
    return [
        _sheet(
            "statements",
            "statement heading text category category_id secondary role strength confidence% review terms decided_by"
            " suggestion",
            (_statement(coding, say) for coding in assessment.codings),
            say,
        ),
        _sheet(
            "matrix",
            "category count share% low% high% corrected% corrected_low% corrected_high% regional% national%",
            _matrix(assessment, say),
            say,
        ),
        _sheet(
            "peers",
            "peer peer_total category peer_count peer_share% draft_share% lower% distance noise told_apart",
            _peers(assessment, say),
            say,
        ),
        _sheet(
            "ratings",
            "item item_name suggested coverage exposure mitigation residual confirmed by when why answers evidence",
            (_rating(assessment.ratings[item], say) for item in ITEMS if item in assessment.ratings),
            say,
        ),
        _sheet(
            "actions",
            "kind category item indicator action beside missing lead_body target deadline feedback",
            _actions(assessment, say),
            say,
        ),
        _sheet("about", "name value", _about(assessment, say), say),
    ]


def _sheet(name: str, columns: str, rows: Iterable[Row], say: Phrases) -> Sheet:
    """A sheet of the columns named in `columns`, titled by `export.column.*`; those ending in `%` hold shares."""
    keys = columns.split()
    return Sheet(
        say(f"export.sheet.{name}"),
        tuple(say(f"export.column.{key.rstrip('%')}") for key in keys),
        frozenset(i for i, key in enumerate(keys) if key.endswith("%")),
        tuple(rows),
    )


def _level(value: int | None, say: Phrases) -> int | str:
    """A level of 1 to 3; where the draft is silent, that nothing was seen."""
    return value or say("view.items.unseen")


def _residual(value: str | int | None, say: Phrases) -> str | int | None:
    """`low`, `medium`, `high` or `unknown` in words; any other level unchanged."""
    key = f"view.items.residual_{value}"
    return say(key) if say.has(key) else value


def _statement(coding: Coding, say: Phrases) -> Row:
    suggested = coding.category if coding.decided_by is None else coding.suggested
    return (
        coding.statement.id,
        " › ".join(coding.statement.heading),
        coding.statement.text,
        category_name(coding.category, say),
        coding.category,
        category_name(coding.secondary, say) if coding.secondary else None,
        say(f"role.{coding.role}"),
        coding.strength,
        coding.confidence,
        say("export.review") if coding.review else None,
        join((evidence.term for evidence in deciding(coding)), say),
        coding.decided_by or say("export.tool"),
        category_name(suggested, say),
    )


def _matrix(assessment: Assessment, say: Phrases) -> Iterator[Row]:
    profile, comparison = assessment.profile, assessment.comparison
    regional = comparison.regional if comparison else None
    national = comparison.national if comparison else None
    for category in CATEGORIES:
        yield (
            say(f"category.{category}"),
            profile.counts.get(category, 0),
            profile.shares.get(category),
            *profile.interval.get(category, (None, None)),
            *_corrected(profile.corrected, category),
            regional.shares.get(category) if regional else None,
            national.shares.get(category) if national else None,
        )
    sums = (("value", VALUE_CATEGORIES, "value_share"), ("people", PEOPLE_CATEGORIES, "people_share"))
    for name, categories, share in sums:
        yield (
            say(f"export.sum.{name}"),
            sum(profile.counts.get(category, 0) for category in categories),
            getattr(profile, share),
            *profile.interval.get(name, (None, None)),
            *_corrected(profile.corrected, name),
            getattr(regional, share, None),
            getattr(national, share, None),
        )


def _corrected(correction: Correction | None, name: str) -> tuple[float | None, float | None, float | None]:
    """Corrected share of a category or of `value` or `people`, and its 90 % interval; blank without a correction."""
    if correction is None:
        return None, None, None
    if name == "value":
        return correction.value_share, *correction.value_interval
    if name == "people":
        return correction.people_share, *correction.people_interval
    return correction.shares[name], *correction.interval[name]


def _peers(assessment: Assessment, say: Phrases) -> Iterator[Row]:
    comparison = assessment.comparison
    for peer in comparison.peers if comparison else ():
        for category in CATEGORIES:
            yield _peer(peer, category, assessment.profile.shares.get(category), say)


def _peer(peer: PeerLine, category: str, share: float | None, say: Phrases) -> Row:
    reference = peer.reference
    return (
        reference.name,
        reference.total,
        say(f"category.{category}"),
        reference.counts.get(category, 0),
        reference.shares.get(category),
        share,
        peer.lower.get(category),
        peer.distance,
        peer.noise,
        say("export.indistinct" if peer.distance < peer.noise else "export.told_apart"),
    )


def _rating(rating: Rating, say: Phrases) -> Row:
    confirmed = rating.confirmed
    answers = "\n".join(say("export.answer", by=answer.by, words=answer.words) for answer in rating.answers)
    return (
        rating.item,
        say(f"item.{rating.item}"),
        None if rating.is_fear else _level(rating.suggested, say),
        f"{rating.coverage}/5",
        _level(rating.exposure, say) if rating.is_fear else None,
        _level(rating.mitigation, say) if rating.is_fear else None,
        _residual(rating.residual, say),
        _residual(confirmed.level, say) if confirmed else None,
        confirmed.by if confirmed else None,
        confirmed.when if confirmed else None,
        confirmed.why if confirmed else None,
        answers or None,
        join((quote.statement for quote in rating.evidence), say),
    )


def _actions(assessment: Assessment, say: Phrases) -> Iterator[Row]:
    """Additions, then upgrades; who, how much, by when and feedback stay blank for the planner."""
    advice = assessment.advice
    if advice is None:
        return
    blanks = (None,) * 4
    for addition in advice.additions:
        yield (
            say("export.action.addition"),
            say(f"category.{addition.category}"),
            say(f"item.{addition.item}"),
            addition.indicator,
            say(f"commitments.{addition.template}"),
            join(addition.beside, say),
            None,
            *blanks,
        )
    for upgrade in advice.upgrades:
        coding = assessment.coding(upgrade.statement)
        yield (
            say("export.action.upgrade"),
            say(f"category.{upgrade.category}"),
            None,
            None,
            coding.statement.text if coding else None,
            upgrade.statement,
            join((say(f"cue.{cue}") for cue in upgrade.missing), say),
            *blanks,
        )


def _about(assessment: Assessment, say: Phrases) -> Iterator[Row]:
    draft, versions = assessment.draft, assessment.versions
    facts = {
        "title": draft.title,
        "source": draft.source or None,
        "sha256": draft.sha256,
        "characters": len(draft.text),
        "statements": len(assessment.codings),
        "city": assessment.city,
        "region": say(f"region.{assessment.region}") if assessment.region else None,
        "tool": versions.tool,
        "codebook": versions.codebook,
        "rubric": versions.rubric,
        "data": versions.data,
    }
    for name, value in facts.items():
        yield say(f"export.about.{name}"), value
    for limit in assessment.limits:
        yield say("export.about.limit"), say.reason(limit)
