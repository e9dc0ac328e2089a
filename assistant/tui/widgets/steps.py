"""The steps of an assessment, the left pane."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from assistant.chat.cells import pad, visible
from assistant.tui.standing import Standing, StepLine
from assistant.tui.widgets.plain_text import PlainText


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
        self.query_one(".pane-title", PlainText).say(say("tui.pane.steps"))
        lines = [_line(n, step, say("tui.step_done")) for n, step in enumerate(standing.steps, 1)]
        self.query_one("#steps-list", PlainText).say(Content("\n").join(lines))


def _line(number: int, step: StepLine, done: str) -> Content:
    """`2 城市  完成`; the current step is bold behind `>`, a step to come is dim."""
    lead = ">" if step.current else " "
    state = step.detail or (done if step.done else "")
    label = f"{lead}{number} {visible(step.label)}"
    style = "bold $primary" if step.current else "" if step.done else "$text-muted"
    return Content.assemble((pad(label, 10) if state else label, style), (f"  {visible(state)}" if state else "", "$text-muted"))
