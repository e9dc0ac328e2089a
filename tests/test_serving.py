"""The page in the browser loads nothing from another machine."""

from __future__ import annotations

import pytest

from assistant.serving import without_outside

OWN = '<link rel="stylesheet" href="{{ url }}css/xterm.css" /><script src="{{ url }}js/t.js"></script>'


@pytest.mark.parametrize(
    "outside",
    [
        '<link\n  rel="stylesheet"\n  href="https://fonts.example/css?family=Mono"\n/>',
        "<script src='http://cdn.example/x.js'></script>",
        '<img src="//pixel.example/p.gif">',
    ],
)
def test_links_to_other_machines_are_dropped_and_own_ones_kept(outside):
    page = f"<head>{OWN}{outside}</head>"
    assert without_outside(page) == f"<head>{OWN}</head>"
