"""Which claim of the paper somebody has in mind."""

from __future__ import annotations

from functools import cache

from assistant.chat.slots import find_slots
from assistant.chat.understand import likeness, plain
from assistant.model import Problem
from assistant.phrases import LANGUAGES, phrases

_ENOUGH = 60.0


def claim_meant(text: str) -> str | None:
    """The id of the claim whose wording is nearest to what was said.

    None where none is near, where only claims about another place are, or where all of them are asked for.
    """
    said, places = plain(text), _places(text)
    scores = [(likeness(said, line), claim) for claim, line, where in _wordings() if where == places]
    score, claim = max(scores, default=(0.0, None))
    return claim if score >= max(_ENOUGH, _likeness_to_all(said)) else None


def _likeness_to_all(said: str) -> float:
    lines = (line for language in LANGUAGES for line in phrases(language).lines("heard.intent.findings"))
    return max(likeness(said, plain(line)) for line in lines)


def wording(claim: str, language: str) -> str:
    """How a claim is said in a language, as an offer; empty where nobody would ask for it by name."""
    return next(iter(phrases(language).lines(f"heard.claim.{claim}")), "")


@cache
def _wordings() -> tuple[tuple[str, str, frozenset[object]], ...]:
    return tuple(
        (key.removeprefix("heard.claim."), plain(line), _places(line))
        for language in LANGUAGES
        for key in phrases(language).keys_below("heard.claim.")
        for line in phrases(language).lines(key)
    )


def _places(text: str) -> frozenset[object]:
    """The places named, each by what it resolves to, so that a claim about one is not heard as about another."""
    return frozenset(_place(str(slot.value)) for slot in find_slots(text) if slot.name in ("city", "region"))


def _place(name: str) -> object:
    from assistant.peers.regions import resolve

    try:
        return resolve(name)
    except Problem:
        return name  # one name of several places is no claim's place
