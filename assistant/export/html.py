"""Blocks as one self-contained HTML page: nothing is loaded from outside, and it prints on A4."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, assert_never

from assistant.chat.blocks import (
    Bar,
    Bars,
    Block,
    Choices,
    Heading,
    Items,
    Plot,
    Question,
    Quotation,
    Strip,
    Table,
    Text,
)
from assistant.chat.pictures import MOST_CELLS, picture
from assistant.chat.plain import full_scale, interval, legend, quote_source, toned
from assistant.chat.views.wording import percent
from assistant.export.colours import CATEGORY_COLOURS, NEUTRAL_COLOUR
from assistant.export.marked_words import runs
from assistant.export.safe_text import xml_safe
from assistant.phrases import Phrases

_LANGUAGE_TAGS: Final = {"zh": "zh-CN", "en": "en"}
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def render(blocks: Sequence[Block], say: Phrases) -> str:
    """The blocks as a complete HTML document titled by the first level-1 heading."""
    title = next((b.text for b in blocks if isinstance(b, Heading) and b.level == 1), say("export.untitled"))
    return _PAGE.format(
        language=_LANGUAGE_TAGS[say.language],
        title=escape(xml_safe(title)),
        style=_style(),
        body="\n".join(_block(block, anchor, say) for block, anchor in zip(blocks, _anchors(blocks), strict=True)),
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _anchors(blocks: Sequence[Block]) -> list[str]:
    """The statement id for the first quotation of each statement, nothing for other blocks: an id stands once."""
    seen = {""}
    anchors = []
    for block in blocks:
        anchor = block.statement if isinstance(block, Quotation) else ""
        anchors.append("" if anchor in seen else anchor)
        seen.add(anchor)
    return anchors


def _text(text: str) -> str:
    return escape(xml_safe(text)).replace("\n", "<br>")


def _block(block: Block, anchor: str, say: Phrases) -> str:
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            return f"<h{level}>{_text(block.text)}</h{level}>"
        case Text():
            return _paragraph(toned(block, say), block.tone if block.tone != "plain" else "")
        case Items():
            return _list(block.items, "ol" if block.numbered else "ul")
        case Table():
            return _table(block)
        case Bars():
            return _bars(block, say)
        case Strip() | Plot():
            return _picture(block, say)
        case Quotation():
            return _quotation(block, anchor, say)
        case Choices():
            prompt = _paragraph(block.prompt) if block.prompt else ""
            return prompt + _list([choice.label for choice in block.choices], "ol")
        case Question():
            return _paragraph(say("export.question", text=block.text), "question")
        case _:
            assert_never(block)


def _paragraph(text: str, style: str = "") -> str:
    return f'<p class="{style}">{_text(text)}</p>' if style else f"<p>{_text(text)}</p>"


def _list(items: Sequence[str], tag: str) -> str:
    return f"<{tag}>{''.join(f'<li>{_text(item)}</li>' for item in items)}</{tag}>"


def _table(table: Table) -> str:
    def cell(text: str, column: int, header: str = "") -> str:
        style = ' class="number"' if column in table.numeric else ""
        tag, scope = ("th", f' scope="{header}"') if header else ("td", "")
        return f"<{tag}{scope}{style}>{_text(text)}</{tag}>"

    head = "".join(cell(text, i, "col") for i, text in enumerate(table.columns))
    rows = "\n".join(
        f"<tr>{''.join(cell(text, i, '' if i else 'row') for i, text in enumerate(row))}</tr>" for row in table.rows
    )
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    return (
        f'<div class="scroll"><table>{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
    )


def _bars(bars: Bars, say: Phrases) -> str:
    full = full_scale(bars.bars)
    marked, noted = any(bar.mark is not None for bar in bars.bars), any(bar.note for bar in bars.bars)
    titles = [say(f"export.bars.{name}") for name in ("label", "bar", "share", "interval")]
    if marked:
        titles.append(bars.mark_label or say("export.bars.mark"))
    if noted:
        titles.append(say("export.bars.note"))
    head = "".join(f'<th scope="col">{_text(title)}</th>' for title in titles)
    rows = "\n".join(_bar_row(bar, full, marked, noted) for bar in bars.bars)
    caption = f"<figcaption>{_text(bars.caption)}</figcaption>" if bars.caption else ""
    signs = legend(bars, say, "├─┤")
    explained = _paragraph(signs, "legend") if signs else ""
    table = f'<table class="bars"><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>'
    return f'<figure>{caption}<div class="scroll">{table}</div>{explained}</figure>'


def _bar_row(bar: Bar, full: float, marked: bool, noted: bool) -> str:
    figures = [percent(bar.value), interval(bar)]
    if marked:
        figures.append("" if bar.mark is None else percent(bar.mark))
    cells = "".join(f'<td class="number">{figure}</td>' for figure in figures)
    note = f"<td>{_text(bar.note)}</td>" if noted else ""
    return (
        f'<tr><th scope="row">{_text(bar.label)}</th><td class="drawing">{_drawing(bar, full)}</td>{cells}{note}</tr>'
    )


def _drawing(bar: Bar, full: float) -> str:
    """The bar with its whiskers and reference mark; hidden from screen readers, which read the figures beside it."""

    def at(share: float) -> str:
        return f"{100 * share / full if full > 0 else 0:.2f}%"

    colour = CATEGORY_COLOURS.get(bar.category or "", NEUTRAL_COLOUR)
    parts = [f'<rect x="0" y="4" width="{at(bar.value)}" height="12" fill="{colour}"/>']
    if bar.low is not None and bar.high is not None:
        ends = ((bar.low, bar.low, 6, 14), (bar.low, bar.high, 10, 10), (bar.high, bar.high, 6, 14))
        parts += [f'<line x1="{at(x1)}" x2="{at(x2)}" y1="{y1}" y2="{y2}"/>' for x1, x2, y1, y2 in ends]
    if bar.mark is not None:
        parts.append(f'<svg x="{at(bar.mark)}"><path d="M0 4l5 6l-5 6l-5 -6z"/></svg>')
    return f'<svg aria-hidden="true">{"".join(parts)}</svg>'


def _picture(block: Strip | Plot, say: Phrases) -> str:
    caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
    drawn = escape(xml_safe("\n".join(picture(block, MOST_CELLS, say))))
    return f'<figure>{caption}<div class="scroll"><pre>{drawn}</pre></div></figure>'


def _quotation(quotation: Quotation, anchor: str, say: Phrases) -> str:
    identity = f' id="{escape(xml_safe(anchor))}"' if anchor else ""
    note = _paragraph(quotation.note, "note") if quotation.note else ""
    source = _paragraph(quote_source(quotation, say), "source")
    return f"<blockquote{identity}><p>{_marked(quotation)}</p>{source}{note}</blockquote>"


def _marked(quotation: Quotation) -> str:
    parts = (f"<mark>{_text(words)}</mark>" if marked else _text(words) for words, marked in runs(quotation))
    return "".join(parts)
