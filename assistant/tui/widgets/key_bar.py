"""The last line: the keys, in the language of the session, each of them clickable."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content

from assistant.phrases import Phrases
from assistant.tui.keys import KEYS, phrase_of
from assistant.tui.widgets.plain_text import PlainText


class KeyHint(PlainText):
    """One key and what it does."""

    def __init__(self, binding: Binding) -> None:
        super().__init__(id=(binding.id or "").replace(".", "-"))
        self.binding = binding

    def show(self, say: Phrases) -> None:
        """Name the key in the language of `say`."""
        self.put(Content.assemble((f" {self.binding.key_display} ", "bold $primary"), say(phrase_of(self.binding))))
        self.tooltip = Content(say(phrase_of(self.binding, "tip")))

    async def on_click(self) -> None:
        """A click does what the key does."""
        await self.app.run_action(self.binding.action)


class KeyBar(Horizontal):
    """The keys that are worth their room."""

    def compose(self) -> ComposeResult:
        """One hint for every key that is shown."""
        for binding in KEYS:
            if binding.show:
                yield KeyHint(binding)

    def show(self, say: Phrases) -> None:
        """Name all keys in the language of `say`."""
        for hint in self.query(KeyHint):
            hint.show(say)
