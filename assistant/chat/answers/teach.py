"""The project's own part of the codebook: a person adds a term or an example and sees at once what it changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.chat.answers.look import statement
from assistant.chat.blocks import Block, Choice, Choices, Table, Text
from assistant.chat.cells import clip
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views.wording import category_name, choices, join, percent
from assistant.codebook import codebook
from assistant.coding.additions import check_term, example_key, nearest, term_key
from assistant.model import CATEGORIES, Assessment, Coding, Problem, Recode
from assistant.phrases import Phrases

SHOWN = 8
_ROOM = 60
"""Cells of a statement in a table."""
_CORRECTIONS = re.compile(r"全部|所有|一并|\ball\b", re.I)
_QUESTION = re.compile(r"(?:吗|么|[?？])\s*[?？]?\s*$")
_ALIKE = re.compile(r"这样|这一?类|这种|类似|相近|学习|学会|手册|\b(?:like|learn|codebook)\b", re.I)
"""Says that not one statement is meant but all like it."""


def teach(session: Session, heard: Heard, text: str) -> list[Block]:
    """Add a term, or a statement as an example, or all corrections; with none of them named, show what was added."""
    named = sorted({str(found.value) for found in heard.found if found.name == "category"})
    if _QUESTION.search(text):
        return _own_codebook(session)
    if "term" in heard.slots:
        return _teach_term(session, str(heard.slots["term"]), named)
    if "statement" in heard.slots:
        return _teach_statement(session, statement(session, heard), named, bool(_ALIKE.search(text)))
    if _CORRECTIONS.search(text):
        return _take_over(session)
    return _own_codebook(session)


def _teach_term(session: Session, term: str, named: Sequence[str]) -> list[Block]:
    say, book = session.say, codebook()
    if len(named) != 1:
        return [_near(term, say), _which(say, say("ask.teach_term", term=term), "choice.teach_term_say", term=term)]
    chosen = _chosen(named[0])
    check_term(book, term, chosen)
    done = say("done.teach_term", term=term, category=category_name(chosen, say))
    changed = _added(session, "added_term", [{"term": term, "category": chosen}])
    return [Text(done, "success"), _near(term, say), *changed, choices(say, "undo", "own_codebook")]


def _near(term: str, say: Phrases) -> Text:
    """The codebook's own terms that are written much alike, so that nobody adds what is there already."""
    found = nearest(codebook(), term)
    if not found:
        return Text(say("view.teach.no_near"), "note")
    named = (say("view.teach.near_term", term=n.term, category=category_name(n.category, say)) for n in found)
    return Text(say("view.teach.near", terms=join(named, say)), "note")


def _teach_statement(session: Session, coding: Coding, named: Sequence[str], alike: bool) -> list[Block]:
    """Take a statement for an example; without a category named, only what a person decided on it will do."""
    say, own = session.say, coding.statement
    if len(named) > 1 or (not named and coding.decided_by is None):
        return [_which(say, say("ask.teach_example", statement=own.id), "choice.teach_example_say", statement=own.id)]
    chosen = _chosen(named[0]) if named else coding.category
    category = category_name(chosen, say)
    if named and not alike:
        offers = choices(say, "only_this", "all_alike", statement=own.id, category=category)
        return [Choices(offers.choices, say("ask.teach_which", statement=own.id, category=category))]
    changed = _added(session, "added_example", [{"text": own.text, "category": chosen}])
    done = say("done.teach_example", statement=own.id, category=category)
    return [Text(done, "success"), *changed, choices(say, "undo", "own_codebook")]


def _take_over(session: Session) -> list[Block]:
    """Every correction made on this draft as an example, but those taken over before."""
    say, taken = session.say, _corrections(session)
    if not taken:
        return [Text(say("view.teach.no_corrections"))]
    changed = _added(session, "added_example", [{"text": r.text, "category": r.category} for r in taken])
    return [Text(say("done.take_over", n=len(taken)), "success"), *changed, choices(say, "undo", "own_codebook")]


def _corrections(session: Session) -> list[Recode]:
    known = {(example_key(e.text), e.category) for e in session.state.additions.examples}
    decided = session.state.decisions.recodes.values()
    return [r for r in decided if not r.accepted and (example_key(r.text), r.category) not in known]


def _added(session: Session, kind: str, payloads: Sequence[Mapping[str, object]]) -> list[Block]:
    """Record what is added or removed, and what that changes in the draft."""
    before = session.assessment
    for payload in payloads:
        session.journal.append(kind, payload)
    after = session.assessment
    return _changes(before, after, session.say) if before and after else []


def _changes(before: Assessment, after: Assessment, say: Phrases) -> list[Block]:
    """The statements whose category changed, the first SHOWN of them by name."""
    pairs = zip(before.codings, after.codings, strict=True)
    changed = [(old, new) for old, new in pairs if old.category != new.category]
    if not changed:
        return [Text(say("view.teach.no_change"))]
    lead = say(
        "view.teach.changed",
        n=len(changed),
        before=percent(before.profile.value_share),
        after=percent(after.profile.value_share),
    )
    rows = [
        (new.statement.id, clip(new.statement.text, _ROOM), *(category_name(c.category, say) for c in (old, new)))
        for old, new in changed[:SHOWN]
    ]
    columns = tuple(say(f"view.teach.{column}") for column in ("statement", "text", "before", "after"))
    more = len(changed) - SHOWN
    rest = [Text(say("view.teach.more", n=more), "note")] if more > 0 else []
    return [Text(lead), Table(columns, tuple(rows)), *rest]


def _chosen(category: str) -> str | None:
    return None if category == "none" else category


def _which(say: Phrases, prompt: str, said: str, **values: str) -> Choices:
    """The categories to choose from, none of them included; `said` is the phrase of what is said then."""
    names = [category_name(category, say) for category in (*CATEGORIES, None)]
    return Choices(tuple(Choice(name, say(said, category=name, **values)) for name in names), prompt)


def _own_codebook(session: Session) -> list[Block]:
    """What people added in this project, and how to add more."""
    say, additions = session.say, session.state.additions
    rows = [(say("view.teach.term"), t.term, category_name(t.category, say), t.by) for t in additions.terms]
    rows += [
        (say("view.teach.example"), clip(e.text, _ROOM), category_name(e.category, say), e.by)
        for e in additions.examples
    ]
    columns = tuple(say(f"view.teach.{column}") for column in ("kind", "words", "category", "by"))
    blocks: list[Block] = [Table(columns, tuple(rows), say("view.teach.own"))] if rows else []
    waiting = len(_corrections(session))
    offers = [choices(say, "take_over", n=f"{waiting}")] if waiting else []
    return [*blocks, Text(say("view.teach.how"), "note"), *offers]


def forget(session: Session, heard: Heard, text: str) -> list[Block]:
    """Take a term or an example out of the project's own part of the codebook."""
    say, additions = session.say, session.state.additions
    if "term" in heard.slots:
        words = str(heard.slots["term"])
        found = any(term_key(t.term) == term_key(words) for t in additions.terms)
        payload = {"kind": "term", "text": words}
    elif "statement" in heard.slots:
        words = statement(session, heard).statement.text
        found = any(example_key(e.text) == example_key(words) for e in additions.examples)
        payload = {"kind": "example", "text": words}
    else:
        return _own_codebook(session)
    if not found:
        raise Problem("not_added", words=clip(words, _ROOM))
    done = say("done.forget", words=clip(words, _ROOM))
    changed = _added(session, "removed", [payload])
    return [Text(done, "success"), *changed, choices(say, "undo", "own_codebook")]
