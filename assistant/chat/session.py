"""One conversation: the open project, the language, what was offered last; everything said goes through `reply`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat.blocks import Block, Choices, Text
from assistant.chat.replies import gives_reason, is_reply
from assistant.chat.understand import Heard, understand
from assistant.coding.additions import Additions
from assistant.journal.payloads import draft_payload
from assistant.journal.replay import State, Suggested, replay
from assistant.journal.store import Journal
from assistant.model import FEARS, Assessment, Coding, Draft, Problem
from assistant.phrases import Phrases, phrases

if TYPE_CHECKING:
    from assistant.coding.incremental import DraftCoder
    from assistant.peers.echo import Echo, OtherPlan
    from assistant.peers.peer_set import PeerSet
    from assistant.peers.regions import Place
    from assistant.rating.interview import Ask


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
_IN_INTERVIEW = frozenset(
    ("interview", "answer", "rate", "challenge", "undo", "redo", "note")
    + ("explain_item", "show_evidence", "why_code", "glossary", "help")
)
"""After these an unclear utterance answers the question that waits; after anything else it does not."""

_FOR_ITEM = re.compile(r"^(?:(?:我的|我)?回答|答复?|(?:my )?answer)(?:\s?(?:to|是|is))?\s*[hf]\s?[1-8]", re.I)
"""Opens an answer that says which item it is about."""


class Session:
    """A conversation over one journal; only `reply` changes anything, and only by appending to the journal."""

    def __init__(self, journal: Journal, language: str, exporter: Exporter | None = None) -> None:
        self.journal = journal
        self.exporter = exporter
        """Writes a report of this session in a format and returns where; None where nothing can be written."""
        self.say: Phrases = phrases(language)
        self.previous: str | None = None
        """The last intent, for follow-ups."""
        self.asked: Ask | None = None
        """The interview question that waits for an answer."""
        self.later: tuple[str, ...] = ()
        """Ids of questions put off in this conversation."""
        self.unreasoned: str | None = None
        """The item that was just set to another level than suggested, without a reason."""
        self.plans: tuple[OtherPlan, ...] = ()
        """Plans the draft is held against; part of the conversation, not of the journal."""
        self.peers: PeerSet | None = None
        """Coded plans to compare with in place of the paper's counts; part of the conversation too."""
        self._together: dict[str, tuple[str, ...]] = {}
        """Event -> the events of the same sentence; forgotten with the conversation, then each is undone by itself."""
        self._offered: tuple[str, ...] = ()
        self._codings: tuple[tuple[str, Additions], tuple[Coding, ...]] | None = None
        self._coder: DraftCoder | None = None
        self._assessed: tuple[int, Assessment] | None = None
        self._state: tuple[int, State] | None = None
        self._echoes: tuple[object, tuple[Echo, ...]] | None = None

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
        target = state.target.choice if state.target else None
        codings, additions = self._codings[1], state.additions
        return assess(draft, place_of(state), target, state.decisions, codings, additions, self.peers)

    def echoes(self, found: Assessment) -> tuple[Echo, ...]:
        """Where the coded statements of an assessment echo the plans at hand; computed once for both."""
        from assistant.peers.echo import echoes

        coded = tuple(c.statement for c in found.codings if c.category is not None)
        basis = (found.draft.sha256, tuple(s.id for s in coded), self.plans)
        if self._echoes is None or self._echoes[0] != basis:
            self._echoes = (basis, echoes(coded, self.plans))
        return self._echoes[1]

    def open_draft(self, draft: Draft) -> None:
        """Make a draft the one that is talked about; opening the same text again changes nothing."""
        if self.state.draft is None or self.state.draft.sha256 != draft.sha256:
            self.journal.append("open_draft", draft_payload(draft))

    def set_place(self, place: Place) -> None:
        """Compare with this city and its region from now on."""
        self.journal.append("set_city", {"city": place.city, "region": place.region})

    def said_together(self, events: Sequence[str]) -> None:
        """These decisions were one sentence: undo and redo take them together."""
        self._together |= dict.fromkeys(events, tuple(events))

    def of_one_sentence(self, order: Sequence[str]) -> tuple[str, ...]:
        """The last of the decisions in `order`, with those before it that were said in the same sentence."""
        if not order:
            return ()
        said = self._together.get(order[-1], ())
        last = tuple(order[-len(said) :]) if said else ()
        return last if set(last) == set(said) and last else (order[-1],)

    def compare_with(self, peers: PeerSet | None) -> None:
        """Compare with these coded plans from now on; with the paper's counts where it is None."""
        self.peers = peers
        self._assessed = None

    def greet(self) -> Answer:
        """The welcome, by what is open already."""
        from assistant.chat.answers.path import welcome

        return self._answered("greet", {}, welcome(self))

    def warm_up(self) -> None:
        """Load what the first replies need while there is time: examples, place names, the answers' modules."""
        from assistant.chat.answers import handler

        understand(self.say("choice.help_say"))
        handler("overview")

    def reply(self, utterance: str) -> Answer:
        """The answer to an utterance; a number picks the last offer. Problems become one line, never an exception."""
        text = self._picked(utterance.strip())
        heard = self._heard(text)
        from assistant.chat.answers import handler

        try:
            blocks = handler(heard.intent)(self, heard, text)
        except Problem as problem:
            blocks = [Text(self.say.problem(problem), "error")]
        return self._answered(heard.intent, heard.slots, blocks)

    @property
    def rated_before(self) -> Suggested | None:
        """What the tool last suggested for this draft by another rubric than the one in use."""
        from assistant.rating.changes import stamp

        return next((s for s in reversed(self.state.suggested) if s.rubric != stamp()), None)

    def _picked(self, text: str) -> str:
        if text.isdecimal() and 1 <= int(text) <= len(self._offered):
            return self._offered[int(text) - 1]
        return text

    def _heard(self, text: str) -> Heard:
        asked = self.asked if self.previous in _IN_INTERVIEW else None
        heard = understand(text, self.previous if asked is None else "interview")
        if self.unreasoned and self.previous == "rate" and gives_reason(text):
            return replace(heard, intent="rate", slots={"item": self.unreasoned})
        if asked is not None and (heard.intent in ("unknown", "answer") or is_reply(text, asked.item in FEARS)):
            # An item that is only mentioned in the words of an answer is not the one that is answered.
            item = heard.slots.get("item", asked.item) if _FOR_ITEM.match(text) else asked.item
            return replace(heard, intent="answer", slots={**heard.slots, "item": item})
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
        """Note what the tool suggested, and close the journal."""
        try:
            self._keep_suggestions()
        finally:
            self.journal.close()

    def _keep_suggestions(self) -> None:
        """In a saved project what the tool suggests, where that is new: another rubric would not say it again."""
        from assistant.rating.changes import levels, stamp

        if self.journal.path is None or self._codings is None or self.assessment is None:
            return
        found = {"rubric": stamp(), "levels": levels(self.assessment.ratings)}
        if [found] != [{"rubric": s.rubric, "levels": s.levels} for s in self.state.suggested[-1:]]:
            self.journal.append("suggested", found)


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
