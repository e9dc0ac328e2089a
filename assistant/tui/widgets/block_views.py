"""Answer blocks -> widgets, the same blocks the plain chat writes as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from textual.widget import Widget

from assistant.chat.blocks import Bars, Block, Choices, Heading, Items, Plot, Question, Quotation, Strip, Table, Text
from assistant.chat.plain import toned
from assistant.phrases import Phrases
from assistant.tui.widgets.bars import BarsView
from assistant.tui.widgets.choices import ChoiceRow
from assistant.tui.widgets.picture import PictureView
from assistant.tui.widgets.plain_text import PlainText
from assistant.tui.widgets.quotation import QuotationView
from assistant.tui.widgets.tables import ItemsView, TableView


def views_of(block: Block, say: Phrases) -> Iterator[Widget]:
    """The widgets of one block, top to bottom."""
    match block:
        case Heading():
            yield PlainText(block.text, classes=f"heading -level-{block.level}")
        case Text():
            yield PlainText(toned(block, say), classes=f"paragraph -{block.tone}")
        case Items():
            yield ItemsView(block)
        case Table():
            yield TableView(block)
        case Bars():
            yield BarsView(block, say)
        case Strip() | Plot():
            yield PictureView(block, say)
        case Quotation():
            yield QuotationView(block, say)
        case Choices():
            if block.prompt:
                yield PlainText(block.prompt, classes="paragraph")
            if block.choices:
                yield ChoiceRow(block)
        case Question():
            yield PlainText(say("tui.question", text=block.text), classes="question")
        case _:
            assert_never(block)
