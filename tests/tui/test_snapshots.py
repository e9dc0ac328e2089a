"""The screen as pictures, over fixed answers: pytest --snapshot-update after a change that is meant."""

from __future__ import annotations

import pytest
from driven_app import Driven, fake_app

SIZES = [(80, 24), (120, 36)]


def prepared(session, *utterances: str, keys: tuple[str, ...] = ()):
    async def before(pilot) -> None:
        driven = Driven(pilot.app, pilot, session)
        await driven.idle()
        await driven.say(*utterances)
        await pilot.press(*keys)
        await pilot.pause(0.2)

    return before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scene", ["welcome", "overview", "evidence", "draft"])
def test_main_screen(snap_compare, language, size, scene):
    app, session = fake_app(language)
    opened = ("打开 a.md", "城市 郑州市") if language == "zh" else ("open a.md", "city Zhengzhou")
    steps = {
        "welcome": prepared(session),
        "overview": prepared(session, *opened, "overview"),
        "evidence": prepared(session, *opened, "evidence", keys=("shift+tab",)),
        "draft": prepared(session, *opened, keys=("f3", "down", "down")),
    }
    assert snap_compare(app, terminal_size=size, run_before=steps[scene])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help(snap_compare, language):
    app, session = fake_app(language)
    assert snap_compare(app, terminal_size=(80, 40), run_before=prepared(session, keys=("f1",)))


def test_light(snap_compare):
    app, session = fake_app("zh")
    assert snap_compare(
        app, terminal_size=(120, 36), run_before=prepared(session, "打开 a.md", "overview", keys=("f5",))
    )
