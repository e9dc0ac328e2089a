"""Text that is not ours."""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

from assistant.chat.cells import visible


class PlainText(Static):
    """A Static that takes nothing for markup: brackets, backslashes and control characters cannot harm."""

    def __init__(self, content: VisualType = "", *, classes: str | None = None, id: str | None = None) -> None:
        super().__init__(plain(content), markup=False, classes=classes, id=id)

    def put(self, content: VisualType) -> None:
        """Show something else."""
        self.update(plain(content))


def plain(content: VisualType) -> VisualType:
    """A string as unstyled content, without what would steer a terminal; anything else unchanged."""
    return Content(visible(content)) if isinstance(content, str) else content
