"""The terminal app draws pictures at its own width, none of the lines wider."""

import pytest

from assistant.chat.blocks import Dot, DotRow, Strip
from assistant.chat.cells import width
from assistant.phrases import LANGUAGES, phrases
from assistant.tui.widgets.block_views import views_of
from assistant.tui.widgets.picture import PictureView


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [30, 57, 80, 200])
def test_the_picture_keeps_to_its_width(language, cells):
    row = DotRow("value", (Dot("a", 0.1, near=True), Dot("b", 0.3)), 0.2, 0.1, 0.3, 0.15)
    (view,) = views_of(Strip((row,), "where the draft stands among all the cities"), phrases(language))
    assert isinstance(view, PictureView)
    lines = [line.plain for line in view.lines(cells)]
    assert all(width(line) <= cells for line in lines)
    assert any("#" in line for line in lines)
