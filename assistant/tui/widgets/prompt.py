"""Where the person writes."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from assistant.phrases import Phrases
from assistant.tui.dropped import dropped_file
from assistant.tui.messages import Asked, FileDropped


class Prompt(TextArea):
    """Enter sends, Shift+Enter or Ctrl+J starts a line; Up and Down at the edges bring back what was said before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "tui.key.send", id="prompt.send", tooltip="tui.tip.send", show=False),
        Binding(
            "shift+enter,ctrl+j,alt+enter",
            "new_line",
            "tui.key.new_line",
            id="prompt.new_line",
            tooltip="tui.tip.new_line",
            show=False,
        ),
        Binding(
            "shift+tab", "screen.to_answer", "tui.key.move", id="prompt.to_answer", tooltip="tui.tip.move", show=False
        ),
        Binding("up", "earlier", "tui.key.recall", id="prompt.earlier", tooltip="tui.tip.recall", show=False),
        Binding("down", "later", "tui.key.recall", id="prompt.later", tooltip="tui.tip.recall", show=False),
        Binding(
            "pageup", "screen.scroll_chat(-1)", "tui.key.page", id="prompt.page_up", tooltip="tui.tip.page", show=False
        ),
        Binding(
            "pagedown",
            "screen.scroll_chat(1)",
            "tui.key.page",
            id="prompt.page_down",
            tooltip="tui.tip.page",
            show=False,
        ),
    ]

    def __init__(self) -> None:
        super().__init__(compact=True, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.cursor_blink = False
        self._said: list[str] = []
        self._back = 0
        """How many utterances back the prompt shows; 0 is the text being written."""

    def show(self, say: Phrases) -> None:
        """Speak the language of `say`."""
        self.placeholder = say("tui.placeholder")

    def give_back(self, utterance: str) -> None:
        """Put an utterance that failed back, unless something else is being written already."""
        if not self.text.strip():
            self.text = utterance
            self.move_cursor(self.document.end)

    def on_resize(self) -> None:
        """Keep the window of the input method at the cursor when the layout moves the prompt."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def on_key(self, event: events.Key) -> None:
        """Enter sends. A priority binding would overtake the characters that are still on their way here."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_send()

    def action_send(self) -> None:
        """Send what is written, if anything is; also bound, for an Enter right after words typed elsewhere."""
        if self.text.strip():
            self.post_message(Asked(self.text.strip()))

    def said(self, utterance: str) -> None:
        """Remember what was sent, and empty the prompt if it came from here."""
        self._said.append(utterance)
        self._back = 0
        if self.text.strip() == utterance:
            self.clear()

    def action_new_line(self) -> None:
        """Start a line."""
        self.insert("\n")

    def action_earlier(self) -> None:
        """The line above; from the first line, the utterance before."""
        if self.cursor_at_first_line and self._back < len(self._said) and (self._back or not self.text):
            self._recall(self._back + 1)
        else:
            self.action_cursor_up()

    def action_later(self) -> None:
        """The line below; from the last line, the utterance after."""
        if self.cursor_at_last_line and self._back:
            self._recall(self._back - 1)
        else:
            self.action_cursor_down()

    def _recall(self, back: int) -> None:
        self._back = back
        self.text = self._said[-back] if back else ""
        self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """A dropped file opens; any other text is inserted by the text area itself, all its lines."""
        dropped = None if self.text.strip() else dropped_file(event.text)
        event.stop()
        if dropped is not None:
            event.prevent_default()
            self.post_message(FileDropped(str(dropped)))
