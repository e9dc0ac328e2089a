"""Answers that only look: nothing here changes the journal."""

from __future__ import annotations

from assistant.chat.blocks import Block, Choice, Choices, Text
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views import advice, comparison, items, learn, one_item, statements
from assistant.chat.views import overview as whole
from assistant.chat.views.wording import category_name, choices, city_name
from assistant.model import CATEGORIES, Assessment, Coding, Problem


def assessed(session: Session) -> Assessment:
    """The assessment of the open draft; Problem where none is open."""
    found = session.assessment
    if found is None:
        raise Problem("no_draft")
    return found


def statement(session: Session, heard: Heard) -> Coding:
    """The coding of the statement that was named; Problem where there is none."""
    name = str(heard.slots["statement"]) if "statement" in heard.slots else ""
    return statement_called(assessed(session), name)


def statement_called(found: Assessment, name: str) -> Coding:
    """The coding of a statement id; Problem where there is none."""
    coding = found.coding(name)
    if coding is None:
        raise Problem("no_statement", statement=name or "?", last=len(found.codings))
    return coding


def overview(session: Session, heard: Heard, text: str) -> list[Block]:
    """Where the draft stands."""
    found = assessed(session)
    blocks = whole.overview(found, session.say)
    blocks += [Text(session.say.reason(r), "note") for r in found.limits if r.key in ("limits.few", "limits.review")]
    offers = ("compare", "suggest", "ratings", "review") if found.comparison else ("set_city", "ratings", "review")
    return [*blocks, choices(session.say, *offers)]


def balance(session: Session, heard: Heard, text: str) -> list[Block]:
    """The value lines and the balance figures."""
    found = assessed(session)
    return [*whole.balance(found, session.say), *whole.limits(found, session.say)]


def explain_category(session: Session, heard: Heard, text: str) -> list[Block]:
    """One category, or two side by side where two were named."""
    named = [str(f.value) for f in heard.found if f.name == "category" and f.value in CATEGORIES]
    if not named:
        return [learn.category_choices(session.say, session.say("ask.category"))]
    blocks: list[Block] = []
    for category in dict.fromkeys(named):
        blocks += learn.explain_category(category, session.assessment, session.say)
    return blocks


def explain_item(session: Session, heard: Heard, text: str) -> list[Block]:
    """One item whole; without one named, all thirteen at a glance and by the paper's three concerns."""
    if "item" in heard.slots:
        wanted = str(heard.slots["item"])
        if session.assessment is None:
            return items.explain(wanted, session.say)
        return one_item.item(session.assessment, wanted, session.say)
    found = assessed(session)
    return [
        *items.ratings(found, session.say),
        *items.concerns(found, session.say),
        *rubric_changes(session),
        choices(session.say, "interview", "suggest"),
    ]


def rubric_changes(session: Session, always: bool = False) -> list[Block]:
    """What the rubric in use changed in the ratings of this project, shown unasked only until it is saved again."""
    from assistant.rating.changes import stamp

    found, before = session.assessment, session.rated_before
    if found is None or before is None or not (always or before is session.state.suggested[-1]):
        return []
    return items.changed(found, before.levels, (before.rubric, stamp()), session.say)


def show_evidence(session: Session, heard: Heard, text: str) -> list[Block]:
    """The statements behind a category or an item."""
    if "item" in heard.slots:
        return one_item.item(assessed(session), str(heard.slots["item"]), session.say)
    category = heard.slots.get("category")
    if category not in CATEGORIES:
        return [learn.category_choices(session.say, session.say("ask.evidence"))]
    found = assessed(session)
    blocks = statements.category_evidence(found, str(category), session.say)
    offers = [choices(session.say, "compare", "suggest")]
    shown = next((c for c in found.codings if c.category == category and c.counted), None)
    if shown is not None:
        label = session.say("ask.why_statement", statement=shown.statement.id)
        offers.insert(0, Choices((Choice(label, label),)))
    return [*blocks, *offers]


def why_code(session: Session, heard: Heard, text: str) -> list[Block]:
    """Why a statement is coded as it is."""
    return statements.why(assessed(session), statement(session, heard), session.say)


def review(session: Session, heard: Heard, text: str) -> list[Block]:
    """What a person should look at."""
    return statements.review(assessed(session), session.say)


def compare(session: Session, heard: Heard, text: str) -> list[Block]:
    """The region, one city or one category beside the draft."""
    found = assessed(session)
    if "city" in heard.slots:
        return _with_city(found, str(heard.slots["city"]), session)
    if heard.slots.get("category") in CATEGORIES:
        return comparison.compare_category(found, str(heard.slots["category"]), session.say)
    blocks = comparison.compare(found, session.say)
    if found.comparison is None:
        return [*blocks, choices(session.say, "set_city")]
    offers = [
        Choice(session.say("ask.with_city", city=name), session.say("ask.with_city", city=name))
        for name in (city_name(p.reference.name, session.say) for p in found.comparison.peers[:3])
    ]
    return [*blocks, Choices(tuple(offers)), choices(session.say, "near", "findings", "suggest")]


def _with_city(found: Assessment, typed: str, session: Session) -> list[Block]:
    from assistant.peers.regions import resolve

    place = resolve(typed)
    blocks = comparison.compare_city(found, str(place.city), session.say) if place.city else None
    if blocks is None and found.comparison is not None:
        peers = session.say("view.comma").join(city_name(p.reference.name, session.say) for p in found.comparison.peers)
        name = city_name(place.city or typed, session.say)
        key = "view.compare.not_peer" if found.comparison.source is None else "view.compare.not_in_set"
        return [Text(session.say(key, city=name, peers=peers))]
    return blocks or comparison.compare(found, session.say)


def suggest(session: Session, heard: Heard, text: str) -> list[Block]:
    """The rebalancing."""
    found = assessed(session)
    if found.advice is None:
        return [*advice.suggest(found, session.say), choices(session.say, "set_city")]
    return advice.suggest(found, session.say)


def categories_for(statement_id: str, session: Session) -> Choices:
    """The categories a statement can be put into, and none."""
    say = session.say
    offers = tuple(
        Choice(
            category_name(c, say),
            say("choice.to_category_say", statement=statement_id, category=category_name(c, say)),
        )
        for c in (*CATEGORIES, "none")
    )
    return Choices(offers, say("ask.recode", statement=statement_id))
