"""Blocks as GitHub-flavoured Markdown; what people wrote stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, assert_never

from assistant.chat.blocks import Bars, Block, Choices, Heading, Items, Plot, Question, Quotation, Strip, Table, Text
from assistant.chat.cells import visible
from assistant.chat.pictures import MOST_CELLS, picture
from assistant.chat.plain import quote_source, toned
from assistant.export.bar_table import bar_table
from assistant.export.marked_words import runs
from assistant.phrases import Phrases

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]|~$]|(?<=www)\.|:(?=//)", re.IGNORECASE)
_AT_START: Final = re.compile(r"^(?:[#+=\-]|\d{1,9}(?=[.)](?:\s|$)))")
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def render(blocks: Sequence[Block], say: Phrases) -> str:
    """The blocks as one Markdown document that ends with a line feed."""
    return "\n\n".join(filter(None, (_block(block, say) for block in blocks))) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line: markup, links and HTML are made harmless, line feeds a `<br>`."""
    return _guarded(_inline(text))


def _harmless(text: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", text).translate(_ENTITIES).replace("\n", "<br>")


def _guarded(line: str) -> str:
    """The line, kept from opening a heading, a list or a rule."""
    start = _AT_START.match(line)
    if start is None:
        return line
    # A digit cannot be escaped, the sign behind a list number can.
    cut = start.end() if start.group().isdigit() else 0
    return line[:cut] + "\\" + line[cut:]


def _block(block: Block, say: Phrases) -> str:
    match block:
        case Heading():
            return f"{'#' * min(max(block.level, 1), 6)} {escaped(block.text)}"
        case Text():
            return escaped(toned(block, say))
        case Items():
            return _list(block.items, block.numbered)
        case Table():
            return _table(block)
        case Bars():
            return _table(bar_table(block, say))
        case Strip() | Plot():
            return _picture(block, say)
        case Quotation():
            return _quotation(block, say)
        case Choices():
            prompt = f"{escaped(block.prompt)}\n\n" if block.prompt else ""
            return prompt + _list([choice.label for choice in block.choices], numbered=True)
        case Question():
            return escaped(say("export.question", text=block.text))
        case _:
            assert_never(block)


def _list(items: Sequence[str], numbered: bool) -> str:
    return "\n".join(f"{f'{i}.' if numbered else '-'} {escaped(item)}" for i, item in enumerate(items, 1))


def _table(table: Table) -> str:
    rule = " | ".join("---:" if i in table.numeric else "---" for i in range(len(table.columns)))
    head, *rows = [" | ".join(map(_inline, row)) for row in (table.columns, *table.rows)]
    body = "\n".join(f"| {row} |" for row in (head, rule, *rows))
    return f"{escaped(table.caption)}\n\n{body}" if table.caption else body


def _picture(block: Strip | Plot, say: Phrases) -> str:
    """The drawing as an indented code block: whatever a city is called, nothing in it can end the block."""
    drawn = "\n".join(f"    {line}".rstrip() for line in picture(block, MOST_CELLS, say))
    return f"{escaped(block.caption)}\n\n{drawn}" if block.caption else drawn


def _inline(text: str) -> str:
    return _harmless(visible(text).strip())


def _quotation(quotation: Quotation, say: Phrases) -> str:
    lines = [_marked(quotation), f"— {escaped(quote_source(quotation, say))}", escaped(quotation.note)]
    return "\n>\n".join(f"> {line}" for line in lines if line)


def _marked(quotation: Quotation) -> str:
    """The quoted text, the deciding words in bold: in HTML, since `**` fails beside Chinese punctuation."""
    parts = ((_harmless(visible(words)), marked) for words, marked in runs(quotation))
    return _guarded("".join(f"<b>{words}</b>" if marked else words for words, marked in parts).strip())
