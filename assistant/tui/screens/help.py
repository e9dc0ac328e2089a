"""The help: how to ask, and every key."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from assistant.chat.blocks import Items
from assistant.phrases import Phrases
from assistant.tui.keys import KEYS, phrase_of
from assistant.tui.widgets.plain_text import PlainText
from assistant.tui.widgets.tables import ItemsView


class HelpScreen(ModalScreen[None]):
    """A page over the screen that any of the usual keys closes."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "tui.key.back", id="help.back", tooltip="tui.tip.back", show=False)
    ]

    def __init__(self, say: Phrases) -> None:
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        """A title, some ways to ask, the keys, a word on the mouse."""
        say = self._say
        with VerticalScroll(id="help"):
            yield PlainText(say("tui.help.title"), classes="help-title")
            yield ItemsView(Items(tuple(say.lines("tui.help.asking"))))
            yield PlainText(say("tui.help.keys"), classes="help-title")
            yield PlainText(key_table(say), classes="keys")
            yield ItemsView(Items(tuple(say.lines("tui.help.more"))))
            yield PlainText(say("tui.help.close"), classes="help-close")


def key_table(say: Phrases) -> Table:
    """All keys of the app and what they do."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for binding in KEYS:
        table.add_row(
            Text((binding.key_display or binding.key).replace("^", "Ctrl+")), Text(say(phrase_of(binding, "tip")))
        )
    for keys in ("send", "new_line", "recall", "page", "move", "pick", "statement", "back"):
        table.add_row(Text(say(f"tui.key.{keys}")), Text(say(f"tui.tip.{keys}")))
    return table
