"""A dot strip or a plot, drawn for the width it gets."""

from __future__ import annotations

from textual.content import Content

from assistant.chat.blocks import Plot, Strip
from assistant.chat.pictures import picture
from assistant.phrases import Phrases
from assistant.tui.widgets.lines_view import LinesView
from assistant.tui.widgets.tables import wrapped


class PictureView(LinesView):
    """The caption and the drawing."""

    def __init__(self, block: Strip | Plot, say: Phrases) -> None:
        super().__init__(classes="picture")
        self._block, self._say = block, say

    def lines(self, cells: int) -> list[Content]:
        """The picture at this width."""
        caption = wrapped(self._block.caption, cells) if self._block.caption else []
        drawn = picture(self._block, cells, self._say)
        return [*(Content.styled(line, "bold") for line in caption), *map(Content, drawn)]
