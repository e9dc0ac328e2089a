"""The pictures for the documentation."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from driven_app import Driven, fake_app

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "docs"))

from make_pictures import CELL, pictures, positioned


@pytest.fixture
async def svg() -> str:
    app, session = fake_app("zh")
    async with app.run_test(size=(80, 24)) as pilot:
        driven = Driven(app, pilot, session)
        await driven.idle()
        await driven.say("打开 a.md", "evidence")
        return app.export_screenshot(title="t")


async def test_every_character_stands_in_its_cell(svg):
    picture = positioned(svg)
    title = re.search(r'<tspan x="([\d.]+)"[^>]*>示</tspan><tspan x="([\d.]+)"[^>]*>例</tspan>', picture)
    assert title is not None
    assert float(title[2]) - float(title[1]) == pytest.approx(2 * CELL, abs=0.1)
    assert "".join(re.findall(r">([^<]*)</tspan>", picture)).count("[/b]") >= 1


async def test_nothing_is_fetched_from_the_network(svg):
    picture = positioned(svg)
    assert "@font-face" not in picture and "url(http" not in picture and "url('http" not in picture
    assert "Noto Sans Mono CJK SC" in picture and "textLength" not in picture


def test_there_is_a_picture_in_each_language_and_size():
    kinds = {(picture.language, picture.size) for picture in pictures()}
    assert {("zh", (120, 36)), ("en", (120, 36)), ("zh", (80, 24))} <= kinds
