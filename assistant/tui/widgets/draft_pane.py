"""The right pane: the draft with its coding."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from assistant.tui.standing import Standing
from assistant.tui.widgets.draft_view import DraftView
from assistant.tui.widgets.plain_text import PlainText


class DraftPane(Vertical):
    """A title and the draft."""

    def compose(self) -> ComposeResult:
        """The title above the lines."""
        yield PlainText(classes="pane-title")
        yield DraftView()

    def show(self, standing: Standing) -> None:
        """Show the draft of the session, or how to open one."""
        say, assessment = standing.say, standing.assessment
        self.query_one(DraftView).show(assessment, say)
        title = say("tui.pane.draft")
        if assessment is not None:
            waiting = sum(coding.review for coding in assessment.codings)
            title = say("tui.pane.draft_coded", n=len(assessment.codings), review=waiting)
        self.query_one(".pane-title", PlainText).put(title)
