"""What the parts of the screen tell each other; a name says what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from assistant.tui.standing import Standing

if TYPE_CHECKING:
    from assistant.chat.session import Answer


@dataclass
class Asked(Message):
    """The person said something: typed it, picked a choice or pressed a key that stands for it."""

    utterance: str
    shown: str = ""
    """What the chat shows of it, where that is not the utterance itself."""


@dataclass
class Answered(Message):
    """The session replied; an empty utterance is the greeting."""

    utterance: str
    answer: Answer
    standing: Standing


@dataclass
class ReplyFailed(Message):
    """The session could not reply; `words` is one line for the person."""

    utterance: str
    words: str


@dataclass
class StartFailed(Message):
    """There is no session: the app cannot go on."""

    error: Exception


@dataclass
class StatementPicked(Message):
    """A quotation was picked: its statement is wanted in the draft."""

    statement: str


@dataclass
class FileDropped(Message):
    """A file was dropped on the terminal."""

    path: str
