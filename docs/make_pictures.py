"""Takes the pictures of the screen in docs/: `python docs/make_pictures.py [FOLDER]`, with the package installed.

The pictures are SVG, drawn by the app itself from the bundled sample drafts. Rich's export gives a Chinese character
one cell of two and names a font on the network; both are mended here, so that the pictures show the same everywhere.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from assistant.chat.session import Session
from assistant.journal.store import MEMORY, open_journal
from assistant.tui.breaking import char_cells
from assistant.tui.chengjian import ChengjianApp

DOCS: Final = Path(__file__).resolve().parent
FONTS: Final = (
    '"Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono", '
    '"Sarasa Mono SC", "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei", monospace'
)
"""Latin fonts first, as terminals have it: quotation marks are one cell wide there and two in a Chinese font."""
WIDE: Final = 23
"""Font size of Chinese characters, which fill two cells of 12.2; Rich sets everything in 20."""
CELL: Final = 12.2
"""Width of a cell in the units of Rich's SVG export."""
SECONDS: Final = 60
"""How long one answer may take."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen: what is said to get there, and the keys pressed then."""

    name: str
    language: str
    size: tuple[int, int]
    said: Sequence[str]
    keys: Sequence[str] = ()
    light: bool = False


def pictures() -> tuple[Picture, ...]:
    """The pictures in the documentation."""
    chinese = ("打开 data/samples/yunlan-short.zh.md", "黄河中游")
    english = ("open data/samples/yunlan-short.en.md", "region Middle Yellow River")
    return (
        Picture(
            "screen.zh.120x36", "zh", (120, 36), (*chinese, "概览"), ("f3", "pagedown", "pagedown", "down", "escape")
        ),
        Picture("screen.en.120x36", "en", (120, 36), (*english, "overview"), ("f3", "pagedown", "down", "escape")),
        Picture("screen.zh.80x24", "zh", (80, 24), (*chinese, "为什么数字生态这么低")),
        Picture("screen.zh.120x36.light", "zh", (120, 36), (*chinese, "和同区城市比"), light=True),
    )


async def take(picture: Picture) -> str:
    """The picture as SVG."""
    app = ChengjianApp(lambda: Session(open_journal(MEMORY), picture.language), picture.language)
    async with app.run_test(size=picture.size) as pilot:
        await settled(pilot)
        for said in picture.said:
            app.main.ask(said)
            await pilot.pause()
            await settled(pilot)
        if picture.light:
            app.action_theme()
        await pilot.press(*picture.keys)
        await pilot.pause()
        return positioned(app.export_screenshot(title=app.title))


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the app has answered; TimeoutError where it takes too long."""
    app = pilot.app
    assert isinstance(app, ChengjianApp)
    async with asyncio.timeout(SECONDS):
        while app.main.busy:
            await pilot.pause(0.02)
    await pilot.pause()


def positioned(svg: str) -> str:
    """Rich's SVG with every character at the cell it takes on the screen, and with fonts of the reader's machine."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*font-variant-east-asian: full-width;", "", svg)
    svg = re.sub(r"font-family: (Fira Code, monospace|arial);", f"font-family: {FONTS};", svg)
    underlined = set(re.findall(r"\.([\w-]+) \{[^}]*text-decoration: underline", svg))
    text = re.compile(r'<text class="([\w-]+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>([^<]*)</text>')
    svg = text.sub(lambda match: _text(match, match[1] in underlined), svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _text(match: re.Match[str], underlined: bool) -> str:
    """One run of text, each character placed by itself: renderers differ in what they make of lists of places."""
    css, start, y, after, escaped = match.groups()
    line = ' text-decoration="underline"' if underlined else ""
    at, shown = float(start), []
    for char in html.unescape(escaped):
        cells = char_cells(char)
        size = f' font-size="{WIDE}"' if cells == 2 else ""
        if char not in " \u00a0" or underlined:
            shown.append(f'<tspan x="{at:.1f}"{size}{line}>{html.escape(char)}</tspan>')
        at += cells * CELL
    return f'<text class="{css}" y="{y}"{after}>{"".join(shown)}</text>' if shown else ""


def write(folder: Path = DOCS) -> None:
    """Write all pictures; from the top folder, so that no path of this machine is in them."""
    folder = folder.resolve()
    os.chdir(DOCS.parent)
    for picture in pictures():
        (folder / f"{picture.name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
