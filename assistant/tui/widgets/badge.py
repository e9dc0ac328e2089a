"""A category's letter on its colour: told by either alone."""

from __future__ import annotations

from textual.content import Content

from assistant.chat.cells import pad
from assistant.phrases import Phrases
from assistant.tui.colours import colour_of, ink_on

BADGE_CELLS = 2


def letter_of(category: str | None, say: Phrases) -> str:
    """The letter of a category, padded to `BADGE_CELLS`; blank for none."""
    return pad(say(f"category_short.{category}") if category else "", BADGE_CELLS)


def badge(category: str | None, say: Phrases) -> Content:
    """The letter on its colour."""
    colour = colour_of(category)
    return Content.styled(letter_of(category, say), f"bold {ink_on(colour)} on {colour}")
