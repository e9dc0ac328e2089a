"""One conversation: the open project, the language, what was offered last; everything said goes through `reply`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat.blocks import Block, Choices, Text
from assistant.chat.understand import Heard, understand
from assistant.coding.additions import Additions
from assistant.journal.payloads import draft_payload
from assistant.journal.replay import State, replay
from assistant.journal.store import Journal
from assistant.model import Assessment, Coding, Draft, Problem
from assistant.phrases import Phrases, phrases

if TYPE_CHECKING:
    from assistant.coding.incremental import DraftCoder
    from assistant.peers.regions import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood and what is said to it."""

    intent: str
    slots: Mapping[str, object] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the guided path; its label is the phrase `step.<key>`."""

    key: str
    done: bool
    current: bool
    detail: str = ""


Exporter = Callable[["Session", str], Path]


class Session:
    """A conversation over one journal; only `reply` changes anything, and only by appending to the journal."""

    def __init__(self, journal: Journal, language: str, exporter: Exporter | None = None) -> None:
        self.journal = journal
        self.exporter = exporter
        """Writes a report of this session in a format and returns where; None where nothing can be written."""
        self.say: Phrases = phrases(language)
        self.previous: str | None = None
        """The last intent, for follow-ups."""
        self.asked: str | None = None
        """The item whose interview question waits for an answer."""
        self.skipped: tuple[str, ...] = ()
        """Items put off in this interview."""
        self._offered: tuple[str, ...] = ()
        self._codings: tuple[tuple[str, Additions], tuple[Coding, ...]] | None = None
        self._coder: DraftCoder | None = None
        self._assessed: tuple[int, Assessment] | None = None
        self._state: tuple[int, State] | None = None

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        return self.say.language

    def speak(self, language: str) -> None:
        """From now on in this language."""
        self.say = phrases(language)

    @property
    def state(self) -> State:
        """The replay of the journal."""
        count = len(self.journal.events())
        if self._state is None or self._state[0] != count:
            self._state = (count, replay(self.journal.events()))
        return self._state[1]

    @property
    def assessment(self) -> Assessment | None:
        """What the tool says of the open draft with all decisions so far; None before a draft is open."""
        count, state = len(self.journal.events()), self.state
        if state.draft is None:
            return None
        if self._assessed is None or self._assessed[0] != count:
            self._assessed = (count, self._assess(state, state.draft))
        return self._assessed[1]

    def _assess(self, state: State, draft: Draft) -> Assessment:
        from assistant.assess import assess
        from assistant.coding.incremental import DraftCoder

        basis = (draft.sha256, state.additions)
        if self._codings is None or self._codings[0] != basis:
            if self._coder is None or self._coder.additions != state.additions:
                self._coder = DraftCoder(state.additions)
            self._codings = (basis, self._coder.code(draft).codings)
        target = state.target.named if state.target else None
        return assess(draft, place_of(state), target, state.decisions, self._codings[1], state.additions)

    def open_draft(self, draft: Draft) -> None:
        """Make a draft the one that is talked about; opening the same text again changes nothing."""
        if self.state.draft is None or self.state.draft.sha256 != draft.sha256:
            self.journal.append("open_draft", draft_payload(draft))

    def set_place(self, place: Place) -> None:
        """Compare with this city and its region from now on."""
        self.journal.append("set_city", {"city": place.city, "region": place.region})

    def greet(self) -> Answer:
        """The welcome, by what is open already."""
        from assistant.chat.answers.path import welcome

        return self._answered("greet", {}, welcome(self))

    def reply(self, utterance: str) -> Answer:
        """The answer to an utterance; a number picks the last offer. Problems become one line, never an exception."""
        text = self._picked(utterance.strip())
        heard = self._heard(text)
        from assistant.chat.answers import HANDLERS

        handler: Callable[[Session, Heard, str], Sequence[Block]] = HANDLERS[heard.intent]
        try:
            blocks = handler(self, heard, text)
        except Problem as problem:
            blocks = [Text(self.say.problem(problem), "error")]
        return self._answered(heard.intent, heard.slots, blocks)

    def _picked(self, text: str) -> str:
        if text.isdecimal() and 1 <= int(text) <= len(self._offered):
            return self._offered[int(text) - 1]
        return text

    def _heard(self, text: str) -> Heard:
        heard = understand(text, self.previous)
        if self.asked is not None and heard.intent in ("unknown", "answer"):
            return replace(heard, intent="answer", slots={"item": self.asked, **heard.slots})
        return heard

    def _answered(self, intent: str, slots: Mapping[str, object], blocks: Sequence[Block]) -> Answer:
        if intent != "unknown":
            self.previous = intent
        offers = [c.utterance for b in blocks if isinstance(b, Choices) for c in b.choices]
        if offers:
            self._offered = tuple(offers)
        return Answer(intent, dict(slots), _numbered(blocks))

    def steps(self) -> tuple[Step, ...]:
        """The guided path and where the conversation is on it; cheap, so it never starts an assessment."""
        from assistant.chat.answers.path import steps

        return steps(self, self._assessed[1] if self._assessed else None)

    def close(self) -> None:
        """Close the journal."""
        self.journal.close()


def place_of(state: State) -> Place | None:
    """The place a journal's state names."""
    from assistant.peers.regions import Place

    return Place(state.city, None, state.region) if state.region else None


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with all their choices in one list at the end, so that one number means one offer."""
    offers = [b for b in blocks if isinstance(b, Choices)]
    if len(offers) < 2:
        return tuple(blocks)
    joined = Choices(tuple(c for b in offers for c in b.choices), offers[0].prompt)
    return (*(b for b in blocks if not isinstance(b, Choices)), joined)


def sample_path(language: str) -> Path:
    """The bundled sample draft of a language."""
    from assistant.resources import data_file

    return data_file("samples") / ("yunlan-long.zh.docx" if language == "zh" else "yunlan-short.en.md")
