"""Colours tell categories apart for everyone, and never alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from textual.color import Color

from assistant.model import CATEGORIES
from assistant.phrases import phrases
from assistant.tui.colours import CATEGORY_COLOURS, NEUTRAL, THEMES, colour_of, contrast, ink_on
from assistant.tui.widgets.badge import BADGE_CELLS, badge, letter_of

# Machado, Oliveira & Fernandes 2009, severity 1.0: linear RGB as seen without one kind of cones.
SIGHT = {
    "all cones": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Ottosson 2020: linear RGB -> cone responses -> OKLab.
TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def test_there_is_one_colour_for_each_category():
    assert tuple(CATEGORY_COLOURS) == CATEGORIES and len(set(CATEGORY_COLOURS.values())) == len(CATEGORIES)
    assert colour_of(None) == NEUTRAL


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("category", CATEGORIES)
def test_each_can_be_seen_on_both_themes(theme, category):
    colour = CATEGORY_COLOURS[category]
    assert all(contrast(colour, str(ground)) >= 3 for ground in (theme.background, theme.surface))
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_stay_apart_for_every_kind_of_sight(sight):
    seen = {name: _lab(colour, SIGHT[sight]) for name, colour in CATEGORY_COLOURS.items()}
    closest = min(combinations(seen, 2), key=lambda pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]))
    assert np.linalg.norm(seen[closest[0]] - seen[closest[1]]) > 0.06, closest


def _lab(colour: str, sight: object) -> np.ndarray:
    rgb = np.array(Color.parse(colour).normalized)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.array(TO_LAB) @ np.cbrt(np.array(TO_CONES) @ np.clip(np.array(sight) @ linear, 0, 1))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_category_has_a_letter_of_its_own(language):
    letters = [letter_of(category, phrases(language)) for category in CATEGORIES]
    assert len(set(letters)) == len(CATEGORIES) and all(
        badge(c, phrases(language)).cell_length == BADGE_CELLS for c in CATEGORIES
    )
    assert not letter_of(None, phrases(language)).strip()
