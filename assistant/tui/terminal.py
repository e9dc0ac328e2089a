"""What must be settled about the terminal before Textual is first imported."""

from __future__ import annotations

import io
import os
import sys

from assistant.problem import Problem

_NO_KITTY = "TEXTUAL_DISABLE_KITTY_KEY"


def prepare() -> None:
    """Make this terminal ready for the app; Problem where there is none, as in a pipe or a scheduled job."""
    # Textual draws on standard error; in a browser (textual-serve) another driver takes the place of the terminal.
    if "TEXTUAL_DRIVER" not in os.environ and not all(s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)):
        raise Problem("no_terminal")
    # iTerm2 loses Chinese input under the kitty keyboard protocol.
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        os.environ.setdefault(_NO_KITTY, "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")
