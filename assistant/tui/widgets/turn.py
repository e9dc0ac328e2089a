"""One exchange: what the person said and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical

from assistant.chat.blocks import Block
from assistant.phrases import Phrases
from assistant.tui.widgets.block_views import views_of
from assistant.tui.widgets.plain_text import PlainText


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one turn shows; `blocks` is empty while the answer is being worked out."""

    say: Phrases
    utterance: str
    blocks: Sequence[Block] = ()


class Turn(Vertical):
    """The person's line, then the blocks of the answer."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        self._exchange = exchange

    def compose(self) -> ComposeResult:
        """The person's line where there is one, and the answer as far as it is known."""
        exchange = self._exchange
        if exchange.utterance:
            yield PlainText(exchange.say("tui.you", text=exchange.utterance), classes="you")
        for block in exchange.blocks:
            yield from views_of(block, exchange.say)

    async def answer(self, exchange: Exchange) -> None:
        """Show the answer below the person's line."""
        self._exchange = exchange
        await self.mount_all(view for block in exchange.blocks for view in views_of(block, exchange.say))
