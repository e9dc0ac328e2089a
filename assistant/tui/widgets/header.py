"""The first line: which draft, which city, which target."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from assistant.chat.cells import visible
from assistant.tui.standing import Standing
from assistant.tui.widgets.plain_text import PlainText


class StatusHeader(Horizontal):
    """Name, title of the draft, city and region, target; what lacks room gives way from the title on."""

    def compose(self) -> ComposeResult:
        """The name stays, the title takes what room there is."""
        yield PlainText(id="name")
        yield PlainText(id="title")
        yield PlainText(id="place")
        yield PlainText(id="target")

    def show(self, standing: Standing) -> None:
        """Show where the session stands."""
        say = standing.say
        texts = {
            "name": say("tui.name"),
            "title": " ".join(visible(standing.title).split()) or say("tui.no_draft"),
            "place": standing.place,
            "target": standing.target,
        }
        for id, text in texts.items():
            part = self.query_one(f"#{id}", PlainText)
            part.put(text)
            part.display = bool(text)
