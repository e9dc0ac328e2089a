"""The conversation: all of it is kept, the latest turns are on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.containers import VerticalScroll

from assistant.chat.blocks import Block
from assistant.phrases import Phrases
from assistant.tui.widgets.choices import ChoiceRow
from assistant.tui.widgets.plain_text import PlainText
from assistant.tui.widgets.turn import Exchange, Turn

LIVE_TURNS: Final = 24
"""Turns that are widgets at most after an answer: a resize with 1 300 widgets takes over two seconds."""
BATCH: Final = 8
"""Earlier turns that come back at a time."""


class EarlierTurns(PlainText):
    """Says how many turns are folded away; a click brings some back."""

    async def on_click(self) -> None:
        """Bring some back."""
        chat = self.parent
        if isinstance(chat, ChatLog):
            await chat.unfold()


class ChatLog(VerticalScroll, can_focus=False):
    """The turns, newest at the bottom. Not anchored there: an answer longer than the pane begins at its beginning."""

    def __init__(self) -> None:
        super().__init__(id="chat")
        self._exchanges: list[Exchange] = []
        self._folded = 0

    async def begin(self, utterance: str, say: Phrases) -> None:
        """Show what the person said."""
        self._exchanges.append(Exchange(say, utterance))
        await self.mount(Turn(self._exchanges[-1]))
        self.scroll_end(animate=False)

    async def answer(self, blocks: Sequence[Block], say: Phrases) -> None:
        """Show the answer to what was said last."""
        if not self._exchanges:
            await self.begin("", say)
        for row in self.query(ChoiceRow):
            row.past = True
        self._exchanges[-1] = Exchange(say, self._exchanges[-1].utterance, blocks)
        turn = self.query(Turn).last()
        await turn.answer(self._exchanges[-1])
        await self._fold(LIVE_TURNS)
        self.call_after_refresh(self._show_latest)

    def on_resize(self) -> None:
        """The latest turn stays in view."""
        self.call_after_refresh(self._show_latest)

    def _show_latest(self) -> None:
        """Scroll to the end; where the latest turn is longer than the pane, to its beginning."""
        turns = self.query(Turn)
        if turns and turns.last().outer_size.height > self.size.height:
            self.scroll_to_widget(turns.last(), top=True, animate=False)
        else:
            self.scroll_end(animate=False)

    async def _fold(self, live: int) -> None:
        """Take the oldest turns off the screen so that `live` are left."""
        turns = list(self.query(Turn))
        surplus = turns[: max(0, len(turns) - live)]
        self._folded += len(surplus)
        for turn in surplus:
            await turn.remove()
        await self._say_folded()

    async def unfold(self) -> None:
        """Put some earlier turns back on the screen, if any are folded away."""
        if not self._folded:
            return
        back = range(max(0, self._folded - BATCH), self._folded)
        self._folded = back.start
        first = self.query(Turn).first()
        await self.mount_all([Turn(self._exchanges[n]) for n in back], before=first)
        for row in list(self.query(ChoiceRow))[:-1]:
            row.past = True
        await self._say_folded()

    async def _say_folded(self) -> None:
        await self.query(EarlierTurns).remove()
        if self._folded:
            say = self._exchanges[-1].say
            await self.mount(EarlierTurns(say("tui.earlier", n=self._folded)), before=0)
