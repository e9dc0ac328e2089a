"""The steps of an assessment, the left pane."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from assistant.chat.cells import visible, width
from assistant.tui.standing import Standing, StepLine
from assistant.tui.widgets.plain_text import PlainText

_CELLS: Final = 20
"""Width of a line: the pane without its margins, as main.tcss has it."""
_INDENT: Final = 3


class StepsPane(VerticalScroll):
    """What is done and what comes next."""

    can_focus = False

    def compose(self) -> ComposeResult:
        """A title and one text."""
        yield PlainText(classes="pane-title")
        yield PlainText(id="steps-list")

    def show(self, standing: Standing) -> None:
        """Show where the session stands."""
        say = standing.say
        self.query_one(".pane-title", PlainText).put(say("tui.pane.steps"))
        lines = [step_line(n, step, say("tui.step_done"), _CELLS) for n, step in enumerate(standing.steps, 1)]
        self.query_one("#steps-list", PlainText).put(Content("\n").join(lines))


def step_line(number: int, step: StepLine, done: str, cells: int) -> Content:
    """`2 城市  郑州市`, the state at the right edge of `cells` cells, or on a line of its own where it has no room.

    The current step is bold behind `>`, a step to come is dim.
    """
    label = f"{'>' if step.current else ' '}{number} {visible(step.label)}"
    state = visible(step.detail) or (done if step.done else "")
    style = "bold $primary" if step.current else "" if step.done else "$muted"
    room = cells - width(label) - width(state)
    gap = " " * room if room > 0 else f"\n{' ' * _INDENT}"
    return Content.assemble((label, style), (gap + state if state else "", "$muted"))
