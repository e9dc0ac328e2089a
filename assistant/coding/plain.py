"""Telling the plain words among cues that may be regular expressions."""

from __future__ import annotations

import re


def is_plain(cue: str) -> bool:
    """Whether a cue that may be a pattern is a plain word, and so stands in the lexicon."""
    return re.escape(cue) == cue.replace(" ", "\\ ")
