"""What can be said next: picked by number in the prompt, by click, or by arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style

from assistant.chat.blocks import Choices
from assistant.chat.cells import visible, width
from assistant.tui.breaking import lines_of
from assistant.tui.messages import Asked
from assistant.tui.widgets.lines_view import LinesView

_GAP: Final = "   "


class ChoiceRow(LinesView, can_focus=True):
    """The offers in reading order, as many on a line as fit; an old row loses its numbers but still can be clicked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "move(1)", "tui.key.move", id="choices.next", tooltip="tui.tip.move", show=False),
        Binding("left,up", "move(-1)", "tui.key.move", id="choices.previous", tooltip="tui.tip.move", show=False),
        Binding("enter", "pick", "tui.key.move", id="choices.pick", tooltip="tui.tip.move", show=False),
    ]
    past: reactive[bool] = reactive(False, layout=True)
    """Whether a later answer made other offers: a number now means one of those."""
    at: reactive[int] = reactive(0)
    """The offer that Enter picks."""

    def __init__(self, choices: Choices) -> None:
        super().__init__(classes="choices")
        self._choices = choices

    def lines(self, cells: int) -> list[Content]:
        """The offers at this width, the one that Enter picks set off while the row has the focus."""
        lines = choice_lines(self._labels(), cells)
        return [Content(_GAP).join(self._piece(*piece) for piece in line) for line in lines]

    def _labels(self) -> list[str]:
        labels = [" ".join(visible(choice.label).split()) for choice in self._choices.choices]
        return labels if self.past else [f"[{n}] {label}" for n, label in enumerate(labels, 1)]

    def _piece(self, index: int, text: str) -> Content:
        style = "reverse" if self.has_focus and index == self.at else "$muted" if self.past else "$primary"
        return Content(text).stylize(style).stylize(Style.from_meta({"choice": index}))

    def watch_past(self, past: bool) -> None:
        """An old row steps back."""
        self.set_class(past, "-past")

    def on_click(self, event: events.Click) -> None:
        """A click on an offer picks it."""
        index = event.style.meta.get("choice")
        if isinstance(index, int):
            self._pick(index)

    def action_move(self, by: int) -> None:
        """Go to the next or the previous offer."""
        self.at = (self.at + by) % len(self._choices.choices)

    def action_pick(self) -> None:
        """Say the offer that is set off."""
        self._pick(self.at)

    def _pick(self, index: int) -> None:
        choice = self._choices.choices[index]
        self.post_message(Asked(choice.utterance, choice.label))


def choice_lines(labels: Sequence[str], cells: int) -> list[list[tuple[int, str]]]:
    """The labels on lines of `cells` cells, each with its index; one that is wider than a line is cut."""
    lines: list[list[tuple[int, str]]] = []
    room = 0
    for index, label in enumerate(labels):
        needed = width(label) + len(_GAP)
        if lines and needed <= room:
            lines[-1].append((index, label))
            room -= needed
        else:
            lines += [[(index, label[a:b])] for a, b in lines_of(label, cells)]
            room = cells - width(lines[-1][0][1])
    return lines
