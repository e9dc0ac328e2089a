"""The terminal app in a browser on this machine, by textual-serve; the page asks nothing of any other machine."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from assistant.model import Problem

HOST = "127.0.0.1"
_OUTSIDE_LINK = re.compile(
    r"<(?:link|script|img)\b[^>]*?\b(?:href|src)=[\"'](?:https?:)?//[^>]*>(?:\s*</script>)?", re.I
)


def serve(language: str, port: int) -> None:
    """Serve the app on `port` of this machine until it is stopped; Problem where the extra `web` is not installed."""
    try:
        import textual_serve
        from textual_serve.server import Server
    except ImportError as error:
        raise Problem("needs_extra", extra="web") from error
    words = [sys.executable, "-m", "assistant.cli", "--lang", language]
    command = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
    pages = Path(textual_serve.__file__).parent / "templates"
    with tempfile.TemporaryDirectory() as folder:
        for page in pages.glob("*.html"):
            mended = without_outside(page.read_text(encoding="utf-8"))
            (Path(folder) / page.name).write_text(mended, encoding="utf-8")
        Server(command, host=HOST, port=port, templates_path=folder).serve()


def without_outside(page: str) -> str:
    """The page without what it would load from other machines (textual-serve links a web font)."""
    return _OUTSIDE_LINK.sub("", page)
