"""Sameness and origin: echoes side by side, what of each category is the city's own, the four drivers as questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.chat.blocks import Block, Choice, Choices, Heading, Items, Question, Table, Text
from assistant.chat.cells import clip
from assistant.chat.views.wording import category_name, choices, percent, quotation
from assistant.model import Assessment
from assistant.peers.drivers import Driver, own_city_known
from assistant.peers.drivers import drivers as find_drivers
from assistant.peers.echo import Echo, Level, Origin, OtherPlan, origins
from assistant.phrases import Phrases

_PAIRS = 4
_PAIRS_OF_CATEGORY = 12
_QUOTES = 2
_TITLE = 40
"""Cells of a plan's title or heading above a pair."""


def at_hand(plans: Sequence[OtherPlan], say: Phrases) -> list[Block]:
    """The plans that the draft is held against; nothing where there is none."""
    if not plans:
        return []
    named = (say(f"origin.plan_{p.level}", title=p.title, file=p.source, statements=len(p.statements)) for p in plans)
    return [Text(say("origin.at_hand")), Items(tuple(named))]


def echoes(
    assessment: Assessment, found: Sequence[Echo], plans: Sequence[OtherPlan], category: str | None, say: Phrases
) -> list[Block]:
    """How much of each category echoes which plans, and the closest pairs; with `category` its pairs alone."""
    in_category = {c.statement.id for c in assessment.codings if category in (None, c.category)}
    counted = {c.statement.id for c in assessment.codings if c.counted}
    shown = sorted(
        (e for e in found if e.statement in in_category), key=lambda e: (e.statement not in counted, -e.share)
    )
    blocks: list[Block] = at_hand(plans, say) if len(plans) > 1 and category is None else []
    if category is None:
        rows = origins(assessment.codings, found, plans)
        blocks += [_lead(rows, say), _table(rows, {p.level for p in plans}, say), Text(say("origin.no_fault"), "note")]
    if not shown:
        which = category_name(category, say) if category else say("origin.whole")
        return [*blocks, Text(say("origin.none", which=which)), choices(say, "drivers")]
    most = _PAIRS if category is None else _PAIRS_OF_CATEGORY
    blocks.append(Text(say("origin.pairs", shown=min(most, len(shown)), n=len(shown))))
    blocks += [pair(assessment, e, plans, say) for e in shown[:most]]
    return [*blocks, _offers(assessment, shown, category, say)]


def of_statement(
    assessment: Assessment, found: Sequence[Echo], plans: Sequence[OtherPlan], statement: str, say: Phrases
) -> list[Block]:
    """The echoes of one statement, one for each plan."""
    own = [e for e in found if e.statement == statement]
    if not own:
        return [Text(say("origin.none", which=statement))]
    return [pair(assessment, e, plans, say) for e in own]


def pair(assessment: Assessment, echo: Echo, plans: Sequence[OtherPlan], say: Phrases) -> Table:
    """A statement and its echo side by side, what they have in common in 【】."""
    coding = next(c for c in assessment.codings if c.statement.id == echo.statement)
    place = " › ".join(echo.other.heading[-1:])
    head = say(
        "origin.mine", statement=echo.statement, category=category_name(coding.category, say), share=_whole(echo.share)
    )
    other = say("origin.theirs", title=clip(_named(echo.plan, plans), _TITLE), place=clip(place, _TITLE)).strip(" ·")
    texts = (marked(coding.statement.text, echo.spans), marked(echo.other.text, echo.other_spans))
    return Table((head, other), (texts,))


def _named(number: int, plans: Sequence[OtherPlan]) -> str:
    """A plan's title, or its file's name where several plans have the same title."""
    plan = plans[number]
    return plan.title if [p.title for p in plans].count(plan.title) == 1 else plan.source


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with its spans (ascending) in 【】; spans that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    parts, at = [], 0
    for start, end in joined:
        parts += [text[at:start], "【", text[start:end], "】"]
        at = end
    return "".join([*parts, text[at:]])


def drivers(assessment: Assessment, found: Sequence[Echo], plans: Sequence[OtherPlan], say: Phrases) -> list[Block]:
    """For each driver what the text shows, what it does not, and the question only the planner can answer."""
    city = assessment.city or ("" if assessment.region else None)
    title = assessment.draft.title
    blocks: list[Block] = [Text(say("origin.drivers_lead"))]
    for driver in find_drivers(assessment.codings, title, city):
        blocks.append(Heading(say(f"origin.driver.{driver.id}"), 3))
        blocks += _shown(driver, assessment, say)
        blocks += _beside(driver, assessment, found, plans, say)
        if driver.id == "neighbours" and not own_city_known(title, city):
            blocks.append(Text(say("origin.city_unknown"), "note"))
        blocks.append(Question(say(f"origin.question.{driver.id}")))
    return [*blocks, Text(say("origin.drivers_note"), "note"), choices(say, "echo", "interview")]


def _shown(driver: Driver, assessment: Assessment, say: Phrases) -> list[Block]:
    """The statements that mention a driver, the first of them quoted; or that the text shows none."""
    what = say(f"origin.shows.{driver.id}")
    if not driver.seen:
        return [Text(say("origin.unseen", what=what))]
    lead = say("origin.seen", n=len(driver.seen), coded=driver.coded, what=what)
    codings = {c.statement.id: c for c in assessment.codings}
    quotes = [quotation(codings[s.statement], assessment, words=s.spans) for s in driver.seen[:_QUOTES]]
    return [Text(lead), *quotes]


def _beside(
    driver: Driver, assessment: Assessment, found: Sequence[Echo], plans: Sequence[OtherPlan], say: Phrases
) -> list[Block]:
    """What else the tool knows on a driver: echoes of plans at hand, the share of the digital economy."""
    levels: dict[str, Level] = {"central_directive": "higher", "neighbours": "peer"}
    if driver.id == "economic_preference":
        share = percent(assessment.profile.shares["digital_economy"])
        count = assessment.profile.counts["digital_economy"]
        return [Text(say("origin.economy", n=count, share=share))]
    if driver.id not in levels or not any(p.level == levels[driver.id] for p in plans):
        return []
    echoed = {e.statement for e in found if plans[e.plan].level == levels[driver.id]}
    n = sum(c.counted and c.statement.id in echoed for c in assessment.codings)
    return [Text(say(f"origin.echoes_{levels[driver.id]}", n=n, total=assessment.profile.total))]


def _lead(rows: Sequence[Origin], say: Phrases) -> Text:
    total, higher, peer = (sum(getattr(row, part) for row in rows) for part in ("counted", "higher", "peer"))
    own = total - higher - peer
    share = _whole(own / total if total else 0)
    return Text(say("origin.lead", total=total, echoing=higher + peer, own=own, share=share))


def _table(rows: Sequence[Origin], levels: set[Level], say: Phrases) -> Table:
    """Counts and shares of each category; a level of which no plan is at hand has no column."""
    wanted: list[Level] = [level for level in ("higher", "peer") if level in levels]
    columns = ["category", "counted", *wanted, "own"]
    cells = [
        (category_name(r.category, say), str(r.counted), *(_of(getattr(r, p), r.counted) for p in (*wanted, "own")))
        for r in rows
    ]
    named = tuple(say(f"origin.column.{column}") for column in columns)
    return Table(named, tuple(cells), say("origin.caption"), numeric=tuple(range(1, len(columns))))


def _of(n: int, total: int) -> str:
    """A count with its share of the total: `3 (25%)`."""
    return f"{n} ({_whole(n / total)})" if n else str(n)


def _whole(share: float) -> str:
    """In whole per cent, but for what would read as all or nothing and is not."""
    rounded = round(100 * share)
    return f"{rounded}%" if rounded not in (0, 100) or share in (0, 1) else f"{100 * share:.1f}%"


def _offers(assessment: Assessment, shown: Sequence[Echo], category: str | None, say: Phrases) -> Choices:
    """One category's echoes, where all are shown, and the drivers."""
    codings = {c.statement.id: c.category for c in assessment.codings}
    more = category is None and len(shown) > _PAIRS
    named = list(dict.fromkeys(codings[e.statement] for e in shown)) if more else []
    labels = [say("origin.of_category", category=category_name(c, say)) for c in named[:3]]
    offers = tuple(Choice(label, label) for label in labels)
    return Choices((*offers, *choices(say, "drivers").choices))
