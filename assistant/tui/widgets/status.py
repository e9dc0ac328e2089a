"""The line above the prompt: what the app is doing, and what the person should know right now."""

from __future__ import annotations

from typing import Final

from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from assistant.chat.cells import visible

_TURNS: Final = ("-", "\\", "|", "/")
_SECONDS: Final = 0.12


class StatusLine(Static):
    """One line in the flow, since a toast over side-by-side panes loses Chinese characters (textual#6357)."""

    busy: reactive[bool] = reactive(False)
    note: reactive[str] = reactive("")
    hint: reactive[str] = reactive("")
    """What is shown while there is no note."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._turn = 0
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """The indicator turns only while something is being worked on."""
        self._timer = self.set_interval(_SECONDS, self._advance, pause=True)

    def watch_busy(self, busy: bool) -> None:
        """Start or stop the indicator."""
        self.set_class(busy, "-busy")
        if self._timer is not None and self.app.animation_level != "none":
            (self._timer.resume if busy else self._timer.pause)()
        self._show()

    def watch_note(self) -> None:
        """Show the note."""
        self._show()

    def watch_hint(self) -> None:
        """Show the hint."""
        self._show()

    def _advance(self) -> None:
        self._turn = (self._turn + 1) % len(_TURNS)
        self._show()

    def _show(self) -> None:
        self.update(f"{_TURNS[self._turn] if self.busy else ' '} {visible(self.note or self.hint)}")
