"""The guided path: welcome, draft, city, target, language, export, and what to do when nothing was understood."""

from __future__ import annotations

from pathlib import Path

from assistant.chat.blocks import Block, Choice, Choices, Items, Text
from assistant.chat.session import Session, Step, sample_path
from assistant.chat.understand import Heard
from assistant.chat.views import learn
from assistant.chat.views.targets import target_name
from assistant.chat.views.wording import choices, city_name
from assistant.journal.replay import State
from assistant.model import ITEMS, Assessment, Problem

_SAMPLE_WORDS = ("样稿", "sample", "示例")
_HISTORY = 8


def welcome(session: Session) -> list[Block]:
    """Who speaks, what stays on the machine, what comes first."""
    say, state = session.say, session.state
    blocks: list[Block] = [Text(say("welcome.who")), Text(say("welcome.local"), "note")]
    if state.draft is None:
        return [*blocks, Text(say("welcome.first")), choices(say, "sample", "help")]
    blocks.append(Text(say("welcome.back", title=state.draft.title, decisions=state.undoable)))
    if state.suggested and state.suggested[-1] is session.rated_before:
        blocks.append(Text(say("welcome.rubric_edited"), "warning"))
    return [*blocks, choices(say, "overview", *(() if state.region else ("set_city",)), "review")]


def greet(session: Session, heard: Heard, text: str) -> list[Block]:
    """The welcome again."""
    return welcome(session)


def show_help(session: Session, heard: Heard, text: str) -> list[Block]:
    """What can be said."""
    return learn.help_blocks(session.say)


def show_glossary(session: Session, heard: Heard, text: str) -> list[Block]:
    """What the words mean."""
    return learn.glossary(session.say)


def open_draft(session: Session, heard: Heard, text: str) -> list[Block]:
    """Read a draft, say what was read, and go on to the city or the overview."""
    if "path" not in heard.slots and any(word in text.lower() for word in _SAMPLE_WORDS):
        path = sample_path(session.language)
    elif "path" in heard.slots:
        path = Path(str(heard.slots["path"])).expanduser()
    else:
        return [Text(session.say("ask.path")), choices(session.say, "sample")]
    from assistant.chat.answers import look
    from assistant.reading.read import read

    draft = read(path)
    session.open_draft(draft)
    found = look.assessed(session)
    say = session.say
    blocks: list[Block] = [
        Text(say("done.open", title=draft.title, characters=len(draft.text), statements=len(found.codings)), "success")
    ]
    blocks += [Text(say(f"reading.notes.{n}"), "note") for n in draft.notes if say.has(f"reading.notes.{n}")]
    if session.state.region is None:
        return [*blocks, Text(say("ask.city")), choices(say, "overview")]
    return [*blocks, *look.overview(session, heard, text)]


def set_city(session: Session, heard: Heard, text: str) -> list[Block]:
    """Resolve the place, record it, and show the comparison's first lines."""
    from assistant.peers.regions import resolve

    typed = heard.slots.get("city") or heard.slots.get("region")
    if typed is None:
        return [Text(session.say("ask.city"))]
    try:
        place = resolve(str(typed))
    except Problem as problem:
        return _which_city(session, problem)
    session.set_place(place)
    say = session.say
    name = city_name(place.city or place.province or place.region, say)
    key = "done.city" if place.exact else "done.city_mended"
    key = key if place.city or place.province else "done.region"
    blocks: list[Block] = [Text(say(key, city=name, region=str(say.named(place.region))), "success")]
    if session.assessment is None:
        return [*blocks, Text(say("welcome.first")), choices(say, "sample")]
    from assistant.chat.answers import look

    return [*blocks, *look.overview(session, heard, text)]


def _which_city(session: Session, problem: Problem) -> list[Block]:
    names = str(problem.values.get("choices") or problem.values.get("near") or "").split("、")
    offers = tuple(Choice(n, session.say("choice.to_city_say", city=n)) for n in names if n)
    return [Text(session.say.problem(problem), "warning"), Choices(offers)]


def language(session: Session, heard: Heard, text: str) -> list[Block]:
    """Switch to the language named, else to the other one."""
    wanted = heard.slots.get("language")
    session.speak(str(wanted) if wanted in ("zh", "en") else "en" if session.language == "zh" else "zh")
    session.journal.append("set_language", {"language": session.language})
    return [Text(session.say("done.language"), "success")]


def quit_app(session: Session, heard: Heard, text: str) -> list[Block]:
    """Say goodbye; closing is the caller's business."""
    saved = "done.quit_saved" if session.journal.path else "done.quit"
    return [Text(session.say(saved, path=session.journal.path.name if session.journal.path else ""))]


def unknown(session: Session, heard: Heard, text: str) -> list[Block]:
    """The nearest intents as offers; nothing is guessed."""
    say = session.say
    offers = tuple(Choice(say(f"intent.{i}"), say(f"intent_say.{i}")) for i in heard.nearest if say.has(f"intent.{i}"))
    return [Choices((*offers, Choice(say("choice.help"), say("choice.help_say"))), say("ask.unclear"))]


def versions(session: Session, heard: Heard, text: str) -> list[Block]:
    """What produces the results, and the latest of what happened in this project."""
    from assistant.assess import versions as stamp
    from assistant.chat.answers import look
    from assistant.chat.answers.decide import describe

    now, say = stamp(session.state.additions), session.say
    lines = [
        say(
            "event.line",
            when=entry.event.when[:16].replace("T", " "),
            who=entry.event.who,
            what=describe(entry.event, session),
            undone=say("event.undone") if entry.undone else "",
        )
        for entry in session.state.history[-_HISTORY:]
    ]
    text_line = say("view.versions", tool=now.tool, codebook=now.codebook, rubric=now.rubric, data=now.data)
    return [Text(text_line), Items(tuple(lines)), *look.rubric_changes(session, always=True)]


def workshop(session: Session, heard: Heard, text: str) -> list[Block]:
    """How several people rate one draft today."""
    return [Text(session.say("workshop_how"))]


def export(session: Session, heard: Heard, text: str) -> list[Block]:
    """Have the session's exporter write a report, and say where."""
    from assistant.chat.answers import look

    look.assessed(session)
    wanted = str(heard.slots.get("format", "docx"))
    if session.exporter is None:
        raise Problem("no_exporter")
    written = session.exporter(session, wanted)
    return [Text(session.say("done.export", path=str(written)), "success")]


def _open_items(state: State, found: Assessment | None) -> set[str]:
    """The items with a question left; without an assessment, those nobody said anything on."""
    from assistant.rating.interview import waiting

    if found is not None:
        return {ask.item for ask in waiting(found.ratings)}
    return set(ITEMS) - set(state.decisions.ratings) - set(state.decisions.answers)


def steps(session: Session, found: Assessment | None) -> tuple[Step, ...]:
    """The guided path by what the journal holds and, where it is computed already, the assessment."""
    state, say = session.state, session.say
    reviewed = len(state.decisions.recodes)
    waiting = sum(c.review for c in found.codings) if found else 0
    talked = len(ITEMS) - len(_open_items(state, found))
    drafts = (
        ("draft", state.draft is not None, ""),
        ("city", state.region is not None, city_name(state.city or state.region or "", say)),
        ("target", state.target is not None, target_name(state.target.target, say) if state.target else ""),
        ("review", reviewed > 0 and waiting == 0, say("step.waiting", n=waiting) if waiting else ""),
        ("interview", talked >= len(ITEMS), f"{talked}/{len(ITEMS)}"),
        ("rebalance", False, ""),
        ("report", False, ""),
    )
    current = next((key for key, done, _ in drafts if not done), "report")
    return tuple(Step(key, done, key == current, detail) for key, done, detail in drafts)
