"""The draft, line by line, with a letter and a colour before every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from assistant.chat.cells import visible
from assistant.phrases import Phrases
from assistant.tui.colours import colour_of, ink_on
from assistant.tui.draft_lines import Line, first_lines, lay_out
from assistant.tui.messages import Asked
from assistant.tui.widgets.badge import BADGE_CELLS, letter_of

if TYPE_CHECKING:
    from assistant.model import Assessment, Coding

GUTTER: Final = BADGE_CELLS + 2
"""Cells before the text: the letter, a sign for what awaits review, a sign for the statement that is set off."""


class DraftView(ScrollView, can_focus=True):
    """The lines of the draft, drawn one by one as they come into view: a long draft costs no more than a short one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "draft--text",
        "draft--heading",
        "draft--uncoded",
        "draft--at",
        "draft--review",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "tui.key.statement", id="draft.next", tooltip="tui.tip.statement", show=False),
        Binding("up", "move(-1)", "tui.key.statement", id="draft.previous", tooltip="tui.tip.statement", show=False),
        Binding("enter", "why", "tui.key.statement", id="draft.why", tooltip="tui.tip.statement", show=False),
    ]
    at: reactive[int | None] = reactive(None)
    """Index of the coding that is set off."""

    def __init__(self) -> None:
        super().__init__()
        self._assessment: Assessment | None = None
        self._say: Phrases | None = None
        self._lines: tuple[Line, ...] = ()
        self._first: dict[int, int] = {}

    def show(self, assessment: Assessment | None, say: Phrases) -> None:
        """Show an assessed draft; the place is kept where it is the same draft."""
        if assessment is self._assessment and say is self._say:
            return
        if assessment is None or self._assessment is None or assessment.draft.sha256 != self._assessment.draft.sha256:
            self.at = None
            self.scroll_home(animate=False)
        self._assessment, self._say = assessment, say
        self._lay_out()

    def go_to(self, statement: str) -> bool:
        """Set a statement off and bring it into view; False where the draft has none of that id."""
        codings = self._assessment.codings if self._assessment else ()
        index = next((i for i, coding in enumerate(codings) if coding.statement.id == statement), None)
        if index is None:
            return False
        self.at = index
        self._reveal()
        return True

    def on_resize(self) -> None:
        """Lines depend on the width; the statement that is set off stays in view."""
        self._lay_out()
        self.call_after_refresh(self._reveal)

    def watch_at(self) -> None:
        """Another statement is set off."""
        self.refresh()

    def action_move(self, by: int) -> None:
        """Go to the next or the previous statement."""
        if self._assessment and self._assessment.codings:
            last = len(self._assessment.codings) - 1
            self.at = self._seen_first() if self.at is None else min(max(0, self.at + by), last)
            self._reveal()

    def action_why(self) -> None:
        """Ask why the statement is coded so."""
        if self._assessment and self._say and self.at is not None:
            statement = self._assessment.codings[self.at].statement.id
            self.post_message(Asked(self._say("tui.say.why", statement=statement)))

    def on_click(self, event: events.Click) -> None:
        """A click sets a statement off, a second one asks why it is coded so."""
        y = event.y + self.scroll_offset.y
        coding = self._lines[y].coding if y < len(self._lines) else None
        if coding is not None and coding == self.at:
            self.action_why()
        elif coding is not None:
            self.at = coding

    def _seen_first(self) -> int:
        """The first statement that begins at or below the top of the view."""
        top = self.scroll_offset.y
        return next((i for i, y in self._first.items() if y >= top), 0)

    def _reveal(self) -> None:
        """Scroll as little as it takes to see the statement with a line or two around it."""
        y = self._first.get(self.at) if self.at is not None else None
        if y is None:
            return
        height = self.scrollable_content_region.height
        end = next((n for n in range(y, len(self._lines)) if self._lines[n].coding != self.at), len(self._lines))
        top = self.scroll_offset.y
        if y < top + 1 or end > top + height - 1:
            # Forced, since a pane that has just come up has no scrollbar yet.
            self.scroll_to(y=max(0, y - height // 4), animate=False, force=True)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self._assessment is None or width <= GUTTER:
            self._lines = ()
        else:
            self._lines = lay_out(self._assessment, width - GUTTER)
        self._first = first_lines(self._lines)
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if self._assessment is None or self._say is None or number >= len(self._lines):
            return self._message(y, width)
        line = self._lines[number]
        coding = None if line.coding is None else self._assessment.codings[line.coding]
        style = self._style(line, coding)
        text = visible(self._assessment.draft.text[line.start : line.end].replace("\n", " "))
        segments = [*self._gutter(line, coding, style), Segment(text, style.rich_style)]
        return Strip(segments).adjust_cell_length(width, style.rich_style)

    def _message(self, y: int, width: int) -> Strip:
        style = self.get_visual_style("draft--uncoded").rich_style
        text = self._say("tui.draft_empty") if self._say and self._assessment is None and y == 1 else ""
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _style(self, line: Line, coding: Coding | None) -> Style:
        if line.heading:
            return self.get_visual_style("draft--text", "draft--heading")
        name = "draft--uncoded" if coding is None or coding.category is None else "draft--text"
        here = line.coding is not None and line.coding == self.at
        return self.get_visual_style(name, "draft--at") if here else self.get_visual_style(name)

    def _gutter(self, line: Line, coding: Coding | None, style: Style) -> list[Segment]:
        """The letter on its colour where a statement begins, the colour alone below it, then the two signs.

        A statement that is coded but not counted (slogan, achievement, repetition) has its letter in outline.
        """
        blank = Segment(" " * BADGE_CELLS, style.rich_style)
        if coding is None or self._say is None:
            return [blank, Segment(" " * (GUTTER - BADGE_CELLS), style.rich_style)]
        review = "?" if coding.review and line.first else " "
        here = ">" if line.coding == self.at and line.first else " "
        sign_style = style + self.get_visual_style("draft--review", partial=True)
        signs = Segment(review + here, sign_style.rich_style)
        if coding.category is None:
            return [blank, signs]
        colour = colour_of(coding.category)
        field = f"bold {ink_on(colour)} on {colour}" if coding.counted else f"bold {colour}"
        coloured = (style + Style.parse(field)).rich_style
        if line.first:
            return [Segment(letter_of(coding.category, self._say), coloured), signs]
        if coding.counted:
            return [Segment(" ", coloured), Segment(" " * (BADGE_CELLS - 1), style.rich_style), signs]
        return [blank, signs]
