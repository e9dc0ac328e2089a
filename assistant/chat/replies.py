"""What is said to an interview question at once: yes, partly, no, don't know, a level, skip, later, why do you ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from assistant.decided import Stance
from assistant.phrases import LANGUAGES, phrases

Wish = Literal["", "later", "why", "misfit"]
"""`misfit`: a level as the other kind of item takes it."""
_STANCES: Final[tuple[Stance, ...]] = ("skip", "partly", "unknown", "no", "yes")
_WISHES: Final[tuple[Wish, ...]] = ("later", "why")
_RESIDUALS: Final = ("low", "medium", "high")
_LEVEL = re.compile(r"(?:定为|评为|级别|level)?\s*([0-3])\s*级?", re.I)
_REASON = re.compile(
    r"(?:[，,。；;：:\s]|^)\s*(?:理由是?|因为|原因是?|because|reason)\s*[:：,，]?\s*(?P<why>\S.*)$", re.I
)
_ENDS = r"(?=$|[\s，。；：,.;:!！?？、])"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it is understood; all empty for a free answer."""

    stance: Stance = ""
    wish: Wish = ""
    level: int | str = ""
    """0-3 to a hope, a residual risk to a fear; empty where none is named."""


def read_reply(text: str, fear: bool) -> Reply:
    """What a reply to a question about a hope or a fear says; what follows a yes or no stays part of the words."""
    said = text.strip().lower()
    for wish in _WISHES:
        if _opens(wish).match(said):
            return Reply(wish=wish)
    level = _level(said, fear)
    if level != "":
        return Reply(level=level)
    if _level(said, not fear) != "":
        return Reply(wish="misfit")
    return next((Reply(stance) for stance in _STANCES if _opens(stance).match(said)), Reply())


def is_reply(text: str, fear: bool) -> bool:
    """Whether an utterance answers an interview question at once, whatever else it may sound like."""
    return read_reply(text, fear) != Reply()


def reason(text: str) -> str:
    """The reason an utterance gives for a decision; empty where it gives none."""
    found = _REASON.search(text)
    return found["why"].strip() if found else ""


def risk_named(text: str) -> str:
    """The residual risk an utterance sets something to; empty where it names none."""
    said = text.lower()
    return next((r for r in _RESIDUALS if _set_to(f"residual_{r}").search(said)), "")


def gives_reason(text: str) -> bool:
    """Whether an utterance is a reason and nothing else."""
    found = _REASON.search(text.strip())
    return found is not None and found.start() == 0


def _level(said: str, fear: bool) -> int | str:
    if fear:
        return next((r for r in _RESIDUALS if _whole(f"residual_{r}").fullmatch(said)), "")
    match = _LEVEL.fullmatch(said)
    return int(match[1]) if match else ""


@cache
def _opens(kind: str) -> re.Pattern[str]:
    """Opens a reply of a kind and ends there, or goes on behind a mark or a space."""
    return re.compile(rf"(?:{_either(kind)}){_ENDS}", re.I)


@cache
def _whole(kind: str) -> re.Pattern[str]:
    return re.compile(_either(kind), re.I)


@cache
def _set_to(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:为|到|\bto\b|\bas\b)\s*(?:{_either(kind)})(?:\s*risk)?{_ENDS}", re.I)


def _either(kind: str) -> str:
    words = {w.lower() for language in LANGUAGES for w in phrases(language).lines(f"heard.reply.{kind}")}
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
