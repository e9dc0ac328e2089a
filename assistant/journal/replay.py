"""What a journal amounts to: events -> State, pure, and the same from the same events every time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.advice.plan_mix import PlanMix
from assistant.coding.additions import AddedExample, AddedTerm, Additions, example_key, latest, term_key
from assistant.journal.events import DECISIONS, Event
from assistant.journal.payloads import draft_of
from assistant.model import Challenge, Confirmation, Decisions, Draft, Recode, Said


@dataclass(frozen=True, slots=True)
class TargetChoice:
    """The target a person chose: its id, the floor of the value share where they gave one, the plan where it is one."""

    target: str
    value_share: float | None = None
    plan: PlanMix | None = None

    @property
    def named(self) -> str:
        """The choice as it is typed: a target's id, or a share such as 20%."""
        return self.target if self.value_share is None else f"{100 * self.value_share:g}%"

    @property
    def choice(self) -> str | PlanMix:
        """What an assessment takes: the plan's mix, or the choice as it is typed."""
        return self.plan or self.named


@dataclass(frozen=True, slots=True)
class Suggested:
    """The tool's levels of the open draft at one time, by one rubric and codebook."""

    rubric: str
    codebook: str
    levels: dict[str, int | str]
    when: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history."""

    event: Event
    undone: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where a project stands: the draft that is open and all that people decided about it."""

    draft: Draft | None = None
    city: str | None = None
    region: str | None = None
    target: TargetChoice | None = None
    language: str | None = None
    decisions: Decisions = field(default_factory=Decisions)
    """Decisions about `draft` only, told by its text."""
    earlier: tuple[Recode, ...] = ()
    """Recodes made on other versions of the draft, latest per sentence; offered again, never applied unasked."""
    additions: Additions = field(default_factory=Additions)
    """The project's own part of the codebook, whatever draft it was added at."""
    suggested: tuple[Suggested, ...] = ()
    """What the tool suggested for `draft` whenever that changed, the latest last."""
    notes: tuple[str, ...] = ()
    undo_order: tuple[str, ...] = ()
    """Ids of the decisions that stand, the next to undo last."""
    redo_order: tuple[str, ...] = ()
    """Ids of the decisions that were taken back, the next to redo last."""
    history: tuple[Entry, ...] = ()

    @property
    def undoable(self) -> int:
        """How many decisions undo can take back."""
        return len(self.undo_order)

    @property
    def redoable(self) -> int:
        """How many decisions redo can bring back."""
        return len(self.redo_order)

    @property
    def next_undo(self) -> str | None:
        """Id of the decision that undo takes back: the latest that stands."""
        return self.undo_order[-1] if self.undo_order else None

    @property
    def next_redo(self) -> str | None:
        """Id of the decision that redo brings back: the last one undone, until a new decision is taken."""
        return self.redo_order[-1] if self.redo_order else None


def replay(events: Sequence[Event]) -> State:
    """The state after `events`, given in journal order with checked payloads."""
    undone, redo_order = _taken_back(events)
    opened = next((e for e in reversed(events) if e.kind == "open_draft"), None)
    draft = draft_of(opened.payload) if opened else None
    sha256 = opened.draft if opened else ""
    standing = [e for e in events if e.kind in DECISIONS and e.id not in undone]
    here = [e for e in standing if e.draft == sha256]
    place = _last(standing, "set_city")
    return State(
        draft=draft,
        city=place.get("city"),
        region=place.get("region"),
        target=_target(_last(standing, "set_target")),
        language=_last(events, "set_language").get("language"),
        decisions=_decisions(here, standing),
        earlier=tuple({r.text: r for r in _recodes(e for e in standing if e.draft != sha256)}.values()),
        additions=_additions(standing),
        suggested=tuple(_suggested(e) for e in events if e.kind == "suggested" and e.draft == sha256),
        notes=tuple(str(e.payload["text"]) for e in standing if e.kind == "note"),
        undo_order=tuple(e.id for e in here),
        redo_order=_of_draft(events, redo_order, sha256),
        history=tuple(Entry(e, e.id in undone) for e in events),
    )


def _taken_back(events: Sequence[Event]) -> tuple[set[str], list[str]]:
    """Ids of decisions that are undone, and of those the ones redo can still reach.

    A new decision shortens what redo offers, but a redo that was written always counts: in a merged file
    another person's decision may stand between an undo and its redo.
    """
    decided = {e.id for e in events if e.kind in DECISIONS}
    undone: set[str] = set()
    redo: list[str] = []
    for event in events:
        target = str(event.payload.get("event", ""))
        if event.kind in DECISIONS:
            redo.clear()
        elif event.kind == "undo" and target in decided - undone:
            undone.add(target)
            redo.append(target)
        elif event.kind == "redo" and target in undone:
            undone.remove(target)
            redo = [i for i in redo if i != target]
    return undone, redo


def _of_draft(events: Sequence[Event], ids: Collection[str], sha256: str) -> tuple[str, ...]:
    drafts = {e.id: e.draft for e in events}
    return tuple(i for i in ids if drafts[i] == sha256)


def _last(events: Sequence[Event], kind: str) -> dict[str, Any]:
    return next((dict(e.payload) for e in reversed(events) if e.kind == kind), {})


def _target(payload: dict[str, Any]) -> TargetChoice | None:
    if not payload:
        return None
    plan = PlanMix(**payload["plan"]) if payload.get("plan") else None
    return TargetChoice(payload["target"], payload.get("value_share"), plan)


def _decisions(events: Sequence[Event], everywhere: Sequence[Event]) -> Decisions:
    """Decisions about the open draft, and the challenges of every version, which are held to a statement's words."""
    answers: dict[str, tuple[Said, ...]] = {}
    for event in events:
        if event.kind == "answer":
            item = str(event.payload["item"])
            answers[item] = (*answers.get(item, ()), _said(event))
    return Decisions(
        recodes={r.statement: r for r in _recodes(events)},
        ratings={str(e.payload["item"]): _confirmation(e, e.why) for e in events if e.kind == "rate"},
        answers=answers,
        challenges=_challenges(everywhere),
    )


def _said(event: Event) -> Said:
    payload: dict[str, Any] = dict(event.payload)
    level = payload.get("level", payload.get("residual", ""))
    asked = tuple(payload.get("indicators", ()))
    return Said(level, event.who, event.when, payload.get("text", ""), payload.get("stance", ""), asked)


def _challenges(events: Iterable[Event]) -> tuple[Challenge, ...]:
    standing: dict[tuple[str, str], Challenge] = {}
    for event in events:
        if event.kind == "challenge":
            p: dict[str, Any] = dict(event.payload)
            standing.pop((p["item"], p["text"]), None)
            if not p.get("restored", False):
                made = Challenge(p["item"], p["text"], p["statement"], event.who, event.when, event.why)
                standing[p["item"], p["text"]] = made
    return tuple(standing.values())


def _suggested(event: Event) -> Suggested:
    payload: dict[str, Any] = dict(event.payload)
    return Suggested(payload["rubric"], event.codebook, payload["levels"], event.when)


def _additions(events: Iterable[Event]) -> Additions:
    """What was added and not removed later; of several additions of one term or text the last stands."""
    terms: list[AddedTerm] = []
    examples: list[AddedExample] = []
    for event in events:
        payload: dict[str, Any] = dict(event.payload)
        if event.kind == "added_term":
            terms.append(AddedTerm(payload["term"], payload["category"], event.who, event.when, event.why))
        elif event.kind == "added_example":
            examples.append(AddedExample(payload["text"], payload["category"], event.who, event.when))
        elif event.kind == "removed" and payload["kind"] == "term":
            terms = [t for t in terms if term_key(t.term) != term_key(payload["text"])]
        elif event.kind == "removed":
            examples = [e for e in examples if example_key(e.text) != example_key(payload["text"])]
    return latest(terms, examples)


def _recodes(events: Iterable[Event]) -> list[Recode]:
    chosen: list[tuple[Event, dict[str, Any]]] = [(e, dict(e.payload)) for e in events if e.kind == "recode"]
    return [
        Recode(p["statement"], p["text"], p["category"], by=e.who, when=e.when, why=e.why, accepted=p["accepted"])
        for e, p in chosen
    ]


def _confirmation(event: Event, why: str) -> Confirmation:
    """What a person set an item to."""
    payload: dict[str, Any] = dict(event.payload)
    return Confirmation(payload.get("level", payload.get("residual", "")), by=event.who, when=event.when, why=why)
