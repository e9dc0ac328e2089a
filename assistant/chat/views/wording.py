"""Small wordings the views share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.chat.blocks import Choice, Choices, Quotation
from assistant.phrases import Phrases

if TYPE_CHECKING:
    from assistant.model import Assessment, Coding, Evidence, Profile


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * share:.1f}%"


def between(bounds: tuple[float, float]) -> str:
    """An interval of shares, `2.1–9.6%`."""
    return f"{100 * bounds[0]:.1f}–{percent(bounds[1])}"


def points(difference: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    return f"{100 * difference:+.1f}"


def category_name(category: str | None, say: Phrases) -> str:
    """The name of a category, or of none."""
    return say(f"category.{category or 'none'}")


def city_name(city: str, say: Phrases) -> str:
    """A city as a language writes it; a region's id or `national` by its name."""
    from assistant.peers.tables import city_in

    return city_in(say, str(say.named(city)))


def join(parts: Iterable[str], say: Phrases) -> str:
    """Parts in a row, each once, as the language separates them."""
    return say("view.comma").join(dict.fromkeys(parts))


def place_of(coding: Coding, assessment: Assessment) -> str:
    """Where a statement stands: its headings, and its page where the format has pages."""
    path = " › ".join(coding.statement.heading[-2:])
    page = assessment.draft.paragraphs[coding.statement.paragraph].page if assessment.draft.paragraphs else None
    return f"{path} · p. {page}".strip(" ·") if page else path


def quotation(
    coding: Coding, assessment: Assessment, note: str = "", words: Iterable[tuple[int, int]] | None = None
) -> Quotation:
    """A statement word for word; `words` are spans in the draft, by default the evidence for its category."""
    spans = [(e.start, e.end) for e in deciding(coding)] if words is None else list(words)
    start = coding.statement.start
    return Quotation(
        text=coding.statement.text,
        statement=coding.statement.id,
        place=place_of(coding, assessment),
        note=note,
        category=coding.category,
        marks=tuple((a - start, b - start) for a, b in spans),
    )


def deciding(coding: Coding) -> tuple[Evidence, ...]:
    """The evidence that spoke for the category the statement has."""
    return tuple(e for e in coding.evidence if e.category == coding.category)


def choices(say: Phrases, *keys: str, **values: str) -> Choices:
    """Offers by phrase key: `choice.<key>` shown, `choice.<key>_say` said."""
    return Choices(tuple(Choice(say(f"choice.{k}", **values), say(f"choice.{k}_say", **values)) for k in keys))


def value_interval(profile: Profile) -> str:
    """The interval of the strict value share in percent."""
    return between(profile.interval["value"])
