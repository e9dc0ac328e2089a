"""The terminal app: `python tui.py [DRAFT] [--city C] [--project P] [--lang zh|en]`, the same as `chengjian`."""

from __future__ import annotations

import sys

from assistant.cli import run

if __name__ == "__main__":
    sys.exit(run())
