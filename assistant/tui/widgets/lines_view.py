"""A widget whose lines depend on its width."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class LinesView(Widget):
    """Takes as many lines as `lines` makes of the width it gets."""

    def lines(self, cells: int) -> list[Content]:
        """The lines at a width of `cells` cells, none of them wider."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        return len(self.lines(width))

    def render(self) -> Content:
        """The lines at the present width."""
        return Content("\n").join(self.lines(self.content_size.width))
