"""A file dropped on the terminal arrives as pasted text: which file is meant?"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LONGEST = 4096
"""Characters; no path is longer."""


def dropped_file(pasted: str) -> Path | None:
    """The existing file that pasted text names, as terminals write it: plain, quoted, escaped or a file address."""
    text = pasted.strip()
    if not text or len(text) > _LONGEST or "\n" in text:
        return None
    return next((path for path in map(Path, _readings(text)) if _is_file(path)), None)


def _readings(text: str) -> list[str]:
    bare = text[1:-1] if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"" else text
    readings = [text, bare, bare.replace("'\\''", "'"), re.sub(r"\\(.)", r"\1", bare)]
    if text.startswith("file:"):
        readings.append(unquote(urlsplit(text).path))
    return readings


def _is_file(path: Path) -> bool:
    try:
        return path.expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False  # a name no file system takes is no file
