"""One spelling for matching, with the way back to the draft's own offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width ASCII to half-width
_FOLD |= {0x3000: ord(" "), 0x00A0: ord(" ")}
_FOLD |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_FOLD |= {0xFF21 + n: ord("a") + n for n in range(26)}
_HAN = r"[\u3400-\u9fff]"
_BLANK_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Folded text and, per character, its offset in the original; `offsets` has one more entry, the original length."""

    text: str
    offsets: tuple[int, ...] | None
    """None where every character kept its place."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded one."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Fold width and ASCII case one to one and drop blanks between Han characters (特 色 -> 特色)."""
    folded = text.translate(_FOLD)
    if _BLANK_BETWEEN_HAN.search(folded) is None:
        return Normalised(folded, None)
    kept: list[int] = []
    at = 0
    for blank in _BLANK_BETWEEN_HAN.finditer(folded):
        kept.extend(range(at, blank.start()))
        at = blank.end()
    kept.extend(range(at, len(folded)))
    return Normalised("".join(folded[i] for i in kept), (*kept, len(folded)))
