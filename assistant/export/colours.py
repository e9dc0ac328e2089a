"""One colour per category, told apart by colour-blind readers (Okabe & Ito 2008); a label always stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CATEGORY_COLOURS: Final[Mapping[str, str]] = {
    "new_infrastructure": "#56B4E9",
    "digital_economy": "#E69F00",
    "digital_government": "#0072B2",
    "digital_life": "#009E73",
    "smart_city": "#CC79A7",
    "digital_ecology": "#D55E00",
    "distinctive_city": "#F0E442",
}
NEUTRAL_COLOUR: Final = "#8C8C8C"
