"""The colours of the screen; whatever they tell, a letter or a word beside them tells too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.color import Color
from textual.theme import Theme

DARK: Final = "chengjian-dark"
LIGHT: Final = "chengjian-light"

CATEGORY_COLOURS: Final[Mapping[str, str]] = {
    "new_infrastructure": "#2291F8",
    "digital_economy": "#955C28",
    "digital_government": "#255CE8",
    "digital_life": "#289785",
    "smart_city": "#B924A1",
    "digital_ecology": "#FF4F17",
    "distinctive_city": "#819249",
}
"""The hues of the exported reports (Okabe & Ito 2008), moved until each has a contrast of 3:1 on both themes and any
two stay apart for readers without red, green or blue cones (OKLab distance over 0.06, after Machado et al. 2009)."""
NEUTRAL: Final = "#7C8087"
"""For what belongs to no category."""


def colour_of(category: str | None) -> str:
    """The colour of a category id; the neutral one for None."""
    return CATEGORY_COLOURS.get(category or "", NEUTRAL)


def ink_on(colour: str) -> str:
    """Black or white, whichever is read more easily on `colour`."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in Color.parse(colour).normalized)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


THEMES: Final = (
    Theme(
        name=DARK,
        dark=True,
        primary="#7FB4E6",
        secondary="#5E7C9A",
        accent="#E9B872",
        foreground="#E4E2DC",
        background="#131518",
        surface="#1B1D20",
        panel="#26292E",
        warning="#E9B872",
        error="#F2857B",
        success="#7CC4A0",
        variables={"muted": "#9A9CA0"},
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1F5C99",
        secondary="#5E7C9A",
        accent="#8A5300",
        foreground="#1E2126",
        background="#FFFFFF",
        surface="#FAFAFA",
        panel="#E9EBEE",
        warning="#8A5300",
        error="#B3261E",
        success="#1B6E4A",
        variables={"muted": "#5F646B"},
    ),
)
