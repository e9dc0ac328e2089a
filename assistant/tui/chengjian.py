"""The Textual app: themes, keys, and the one screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from assistant.phrases import phrases
from assistant.tui import breaking
from assistant.tui.colours import DARK, LIGHT, THEMES
from assistant.tui.keys import KEYS
from assistant.tui.messages import StartFailed
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from assistant.chat.session import Session


class ChengjianApp(App[None]):
    """城鉴 in a terminal."""

    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, make_session: Callable[[], Session], language: str, opening: Sequence[str] = ()) -> None:
        """`make_session` is called in a worker thread; `opening` is said to the session once it has greeted."""
        breaking.install()
        super().__init__()
        say = phrases(language)
        self.title = say("tui.name")
        self.failure: Exception | None = None
        """Why there was no session; the caller of the app tells it once the terminal is its own again."""
        self.main = MainScreen(make_session, say, opening)
        """The screen below all others."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(self.main)

    def on_start_failed(self, message: StartFailed) -> None:
        """Leave."""
        self.failure = message.error
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the help is open, keys that would change what lies below it rest."""
        return self.screen is self.main or action not in ("language", "draft", "steps", "undo", "redo")

    def action_help(self) -> None:
        """Open the help, or close it."""
        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
            self.push_screen(HelpScreen(self.main.say))

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT if self.theme == DARK else DARK

    def action_language(self) -> None:
        """Go on in the other language."""
        self.main.action_language()

    def action_draft(self) -> None:
        """Go to the draft and back."""
        self.main.action_draft()

    def action_steps(self) -> None:
        """Show or hide the steps."""
        self.main.action_steps()

    def action_undo(self) -> None:
        """Undo."""
        self.main.action_undo()

    def action_redo(self) -> None:
        """Redo."""
        self.main.action_redo()

    def action_help_quit(self) -> None:
        """Textual would answer Ctrl+C with a toast; the status line says how to quit."""
        self.main.tell(self.main.say("tui.status.how_to_quit"))
