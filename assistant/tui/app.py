"""The door of the terminal app. Nothing of Textual is imported before the terminal is settled."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.phrases import phrases
from assistant.tui import terminal

if TYPE_CHECKING:
    from assistant.chat.session import Session


def run(draft: Path | None, city: str | None, project: Path | None, language: str) -> int:
    """Run the app until the person quits and return the exit status.

    Args:
        draft: a file to open at the start.
        city: the city or economic region to set then.
        project: where decisions are kept; without it they last as long as the app.
        language: `zh` or `en`.

    Raises:
        Problem: no terminal, or a project or a rule file that cannot be used.
    """
    terminal.prepare()
    say = phrases(language)
    opening = [say("tui.say.open", path=draft)] if draft else []
    opening += [say("choice.to_city_say", city=city)] if city else []
    with ExitStack() as opened:
        # Textual takes a quarter of a second to import, and reads the environment while it does.
        from assistant.tui.chengjian import ChengjianApp

        app = ChengjianApp(lambda: _session(opened, project, language), language, opening)
        app.run()
        if app.failure is not None:
            raise app.failure
        return app.return_code or 0


def _session(opened: ExitStack, project: Path | None, language: str) -> Session:
    """Made in a worker: codebook, journal and what replies need are loaded after the first screen is up."""
    from assistant.chat.session import Session
    from assistant.codebook import codebook
    from assistant.export.from_chat import export_session
    from assistant.journal.store import MEMORY, open_journal

    journal = open_journal(project or MEMORY, codebook=codebook().version)
    opened.callback(journal.close)
    return Session(journal, language, export_session)
