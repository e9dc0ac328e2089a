"""Words that the phrases list, in both languages at once."""

from __future__ import annotations

from functools import cache

from assistant.phrases import LANGUAGES, phrases


def says(text: str, key: str) -> bool:
    """Whether a text has one of the words that the phrases list under `key`."""
    return any(word in text.lower() for word in _words(key))


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(word.lower() for language in LANGUAGES for word in phrases(language).lines(key))
