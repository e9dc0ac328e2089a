"""The screen: steps, chat and draft side by side where there is room, the chat alone where there is not."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from assistant.chat.blocks import Block, Text
from assistant.phrases import Phrases
from assistant.problem import Problem
from assistant.tui.messages import Answered, Asked, FileDropped, ReplyFailed, StartFailed, StatementPicked
from assistant.tui.standing import Standing, standing_of
from assistant.tui.widgets.chat import ChatLog
from assistant.tui.widgets.draft_pane import DraftPane
from assistant.tui.widgets.draft_view import DraftView
from assistant.tui.widgets.header import StatusHeader
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.steps import StepsPane

if TYPE_CHECKING:
    from assistant.chat.session import Session

THREE_PANES = 110
"""Columns from which on all panes have room."""


class MainScreen(Screen[None]):
    """Everything but the help. Each reply is one worker thread; while it runs nothing else is asked."""

    CSS_PATH = "main.tcss"
    AUTO_FOCUS = "Prompt"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (THREE_PANES, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "to_prompt", "tui.key.back", id="main.back", tooltip="tui.tip.back", show=False),
    ]

    def __init__(self, make_session: Callable[[], Session], say: Phrases, opening: Sequence[str] = ()) -> None:
        super().__init__()
        self._make_session = make_session
        self._session: Session | None = None
        self._standing = Standing(say)
        self._waiting = deque(Asked(utterance) for utterance in opening)
        """What is said after the present answer: draft and city of the command line, what was typed ahead."""
        self.busy = True
        """Whether an answer is being worked out."""

    @property
    def say(self) -> Phrases:
        """The phrases of the session's language."""
        return self._standing.say

    def compose(self) -> ComposeResult:
        """Top to bottom, and left to right."""
        yield StatusHeader()
        with Horizontal(id="panes"):
            yield StepsPane()
            yield ChatLog()
            yield DraftPane()
        yield StatusLine()
        yield Prompt()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show an empty screen at once; the session comes from a worker, since it loads what it needs first."""
        self._show(self._standing)
        for what in ("scroll_y", "virtual_size"):
            self.watch(self.query_one(ChatLog), what, self._tell_of_more, init=False)
        self._set_busy(True, self.say("tui.status.starting"))
        self._start()

    @work(thread=True, group="session")
    def _start(self) -> None:
        """Make the session and let it greet; while the greeting is read, load what the first reply needs."""
        try:
            self._session = self._make_session()
            answer = self._session.greet()
            self.post_message(Answered("", answer, standing_of(self._session)))
            self._session.warm_up()
        except Exception as error:
            self.post_message(StartFailed(error))

    @work(thread=True, group="session")
    def _reply(self, session: Session, utterance: str) -> None:
        """Let the session reply; whatever goes wrong is told, and the app goes on."""
        try:
            answer = session.reply(utterance)
            self.post_message(Answered(utterance, answer, standing_of(session)))
        except Exception as error:
            self.post_message(ReplyFailed(utterance, self._words_of(error)))

    def _words_of(self, error: Exception) -> str:
        """An error in one line; one that nobody foresaw by its type and first line, all of it goes to Textual's log."""
        if isinstance(error, Problem):
            return self.say.problem(error)
        self.log.error("".join(traceback.format_exception(error)))
        first = (str(error).splitlines() or [""])[0]
        return self.say("tui.unforeseen", detail=f"{type(error).__name__}: {first}")

    def ask(self, utterance: str, shown: str = "") -> None:
        """Say something on the person's behalf."""
        self.post_message(Asked(utterance, shown))

    async def on_asked(self, message: Asked) -> None:
        """Hand what was said to the session, now or after the present answer."""
        if self.busy or self._session is None:
            self._wait_for_turn(message)
            return
        self._set_busy(True, self.say("tui.status.working"))
        self.action_to_prompt()
        self.query_one(Prompt).said(message.utterance)
        await self.query_one(ChatLog).begin(message.shown or message.utterance, self.say)
        self._reply(self._session, message.utterance)

    def _wait_for_turn(self, message: Asked) -> None:
        """Keep it for later; a number is not kept, since by then it may mean another offer."""
        if message.utterance.isdecimal():
            self.tell(self.say("tui.status.wait"))
            return
        self._waiting.append(message)
        self.query_one(Prompt).said(message.utterance)
        self.tell(self.say("tui.status.queued", text=message.shown or message.utterance))

    async def on_answered(self, message: Answered) -> None:
        """Show the answer and where the session stands now."""
        self._show(message.standing)
        await self.query_one(ChatLog).answer(message.answer.blocks, self.say)
        self._set_busy(False)
        self.query_one(DraftView).go_to(str(message.answer.slots.get("statement", "")))
        if message.answer.intent == "quit":
            self.app.exit()
        elif _tells_an_error(message.answer.blocks):
            self._give_back(message.utterance)
        self._take_next()

    async def on_reply_failed(self, message: ReplyFailed) -> None:
        """Show what went wrong and give the person's words back."""
        await self.query_one(ChatLog).answer((Text(message.words, "error"),), self.say)
        self._set_busy(False)
        self._give_back(message.utterance)
        self._take_next()

    def _take_next(self) -> None:
        if self._waiting:
            self.post_message(self._waiting.popleft())

    def _give_back(self, utterance: str) -> None:
        self.query_one(Prompt).give_back(utterance)
        self.tell(self.say("tui.status.given_back"))

    def on_statement_picked(self, message: StatementPicked) -> None:
        """Show a statement where it stands."""
        draft = self.query_one(DraftView)
        if draft.go_to(message.statement):
            self.add_class("-draft")
            draft.focus()
        else:
            self.tell(self.say("tui.status.no_statement", statement=message.statement))

    def on_file_dropped(self, message: FileDropped) -> None:
        """Open a dropped file."""
        self.ask(self.say("tui.say.open", path=message.path))

    def on_key(self, event: events.Key) -> None:
        """Writing goes to the prompt, wherever the focus is."""
        prompt = self.query_one(Prompt)
        if event.is_printable and event.character and not prompt.has_focus:
            event.stop()
            self.action_to_prompt()
            prompt.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So does pasting."""
        event.stop()
        self.action_to_prompt()
        self.query_one(Prompt).post_message(events.Paste(event.text))

    def action_to_prompt(self) -> None:
        """Back to the chat and the prompt."""
        self.remove_class("-draft", "-steps-only")
        self.query_one(Prompt).focus()

    def action_to_answer(self) -> None:
        """Go to what can be picked in the latest answer: offers, or else quotations."""
        offered = list(self.query_one(ChatLog).query("ChoiceRow, QuotationView"))
        if offered:
            offered[-1].focus()
        else:
            self.focus_previous()

    async def action_scroll_chat(self, pages: int) -> None:
        """Scroll the chat by nearly a page, a line or two stay in sight; at its top, bring earlier turns back."""
        chat = self.query_one(ChatLog)
        if pages < 0 and chat.scroll_y <= 0:
            await chat.unfold()
        chat.scroll_relative(y=pages * max(1, chat.size.height - 2), animate=False, immediate=True)

    def action_draft(self) -> None:
        """Go to the draft and back; on a narrow screen it takes the place of the chat."""
        if self.query_one(DraftView).has_focus:
            self.action_to_prompt()
            return
        self.remove_class("-steps-only")
        self.add_class("-draft")
        self.query_one(DraftView).focus()

    def action_steps(self) -> None:
        """Show or hide the steps; on a narrow screen they take the place of the chat."""
        self.remove_class("-draft")
        self.toggle_class("-steps-only" if self.has_class("-narrow") else "-no-steps")

    def action_undo(self) -> None:
        """Undo what is being written, or, where nothing is, the last decision."""
        prompt = self.query_one(Prompt)
        if prompt.has_focus and prompt.text:
            prompt.undo()
        else:
            self.ask(self.say("tui.say.undo"))

    def action_redo(self) -> None:
        """Redo what is being written, or, where nothing is, the decision that was undone last."""
        prompt = self.query_one(Prompt)
        if prompt.has_focus and prompt.text:
            prompt.redo()
        else:
            self.ask(self.say("tui.say.redo"))

    def action_language(self) -> None:
        """Go on in the other language."""
        self.ask(self.say("tui.say.language"))

    def tell(self, note: str) -> None:
        """Put a note on the status line until the next one."""
        self.query_one(StatusLine).note = note

    def _tell_of_more(self) -> None:
        """Say so while there is more of the answer below."""
        chat = self.query_one(ChatLog)
        more = chat.scroll_y < chat.max_scroll_y
        self.query_one(StatusLine).hint = self.say("tui.status.more") if more else ""

    def _set_busy(self, busy: bool, note: str = "") -> None:
        self.busy = busy
        status = self.query_one(StatusLine)
        status.busy, status.note = busy, note

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.query_one(StatusHeader).show(standing)
        self.query_one(StepsPane).show(standing)
        self.query_one(DraftPane).show(standing)
        self.query_one(Prompt).show(standing.say)
        self.query_one(KeyBar).show(standing.say)


def _tells_an_error(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Text) and block.tone == "error" for block in blocks)
