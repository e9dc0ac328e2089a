"""A statement of the draft, word for word; picked, it is shown where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.chat.blocks import Quotation
from assistant.chat.cells import visible
from assistant.chat.plain import quote_source
from assistant.phrases import Phrases
from assistant.tui.colours import colour_of
from assistant.tui.messages import StatementPicked
from assistant.tui.widgets.badge import badge
from assistant.tui.widgets.plain_text import PlainText


class QuotationView(PlainText, can_focus=True):
    """Where it stands, the words with those that decided underlined, and what was decided."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "tui.key.pick", id="quotation.pick", tooltip="tui.tip.pick", show=False)
    ]

    def __init__(self, quotation: Quotation, say: Phrases) -> None:
        super().__init__(quotation_content(quotation, say), classes="quotation")
        self._statement = quotation.statement
        self.styles.border_left = ("outer", colour_of(quotation.category))

    def on_click(self) -> None:
        """A click picks the statement."""
        self.action_pick()

    def action_pick(self) -> None:
        """Ask for the statement in the draft."""
        self.post_message(StatementPicked(self._statement))


def quotation_content(quotation: Quotation, say: Phrases) -> Content:
    """The quotation as styled text; the draft's own words are never read as markup."""
    source = Content.styled(visible(quote_source(quotation, say)), "$muted")
    lead = [badge(quotation.category, say), Content(" ")] if quotation.category else []
    lines = [Content.assemble(*lead, source), Content.assemble(*_marked(quotation))]
    if quotation.note:
        lines.append(Content.styled(visible(quotation.note), "$muted"))
    return Content("\n").join(lines)


def _marked(quotation: Quotation) -> Iterator[tuple[str, str]]:
    """The stretches of the text, those that decided set off; cut first, since `visible` may drop characters."""
    length = len(quotation.text)
    edges = {0, length, *(min(max(0, x), length) for mark in quotation.marks for x in mark)}
    cuts = sorted(edges)
    for start, end in zip(cuts, cuts[1:], strict=False):
        decided = any(a <= start and end <= b for a, b in quotation.marks)
        yield visible(quotation.text[start:end]), "bold underline" if decided else ""
