"""An interview question as blocks: what raised it, in the draft's own words, what is asked, and how to answer."""

from __future__ import annotations

from assistant.chat.blocks import Block, Choice, Choices, Items, Question, Text
from assistant.chat.views.items import level_words, name, residual_words
from assistant.chat.views.wording import quotation
from assistant.codebook import rubric
from assistant.model import Assessment, Rating, Said
from assistant.phrases import Phrases
from assistant.rating.interview import Ask

_REPLIES = ("yes", "partly", "no", "unknown", "skip", "later", "why")


def question(assessment: Assessment, ask: Ask, left: int, say: Phrases) -> list[Block]:
    """One question: why it comes now, the quote that raised it, the question, the ways to answer."""
    rating = assessment.ratings[ask.item]
    lead = say(f"view.interview.lead_{ask.ground}", item=name(rating, say), reason=standing(rating, say))
    blocks: list[Block] = [Text(say("view.interview.left", n=left), "note"), Text(lead)]
    coding = assessment.coding(ask.quote.statement) if ask.quote else None
    if coding is not None and ask.quote is not None:
        blocks.append(quotation(coding, assessment, words=[(ask.quote.start, ask.quote.end)]))
    if ask.ground == "unmitigated":
        blocks.append(Question(_about_risk(assessment, ask, say), ask.item))
    else:
        blocks.append(Text(say("view.interview.unseen")))
        blocks.append(Items(tuple(indicator_words(i, say) for i in ask.indicators)))
        blocks.append(Question(rubric().item(ask.item).question(say.language), ask.item))
    how = "view.interview.how_fear" if rating.is_fear else "view.interview.how"
    return [*blocks, Text(say(how), "note"), replies(say)]


def replies(say: Phrases) -> Choices:
    """The short answers, to pick by number."""
    return Choices(tuple(Choice(say(f"reply.{r}"), say(f"reply.{r}")) for r in _REPLIES))


def why(assessment: Assessment, ask: Ask, say: Phrases) -> list[Block]:
    """Why a question is asked, and what an answer is used for."""
    rating = assessment.ratings[ask.item]
    return [
        Text(say(f"view.interview.why_{ask.ground}", item=name(rating, say), reason=standing(rating, say))),
        Text(say("view.interview.used_for"), "note"),
    ]


def over(assessment: Assessment, say: Phrases) -> list[Block]:
    """Nothing is left to ask; what a person has yet to confirm."""
    blocks: list[Block] = [Text(say("view.interview.done"), "success")]
    open_ones = [r.item for r in assessment.ratings.values() if r.confirmed is None]
    if open_ones:
        blocks.append(
            Text(say("view.interview.unconfirmed", items=say("view.comma").join(open_ones), first=open_ones[0]))
        )
    return blocks


def said_words(said: Said, say: Phrases) -> str:
    """What a planner answered, as the planner's statement: who, when, on what."""
    level = said.level if isinstance(said.level, int) or not said.level else say(f"view.items.residual_{said.level}")
    # A stance picked by number is the words themselves; free words behind a yes already begin with it.
    words = said.words or (say(f"reply.{said.stance}") if said.stance else str(level))
    about = say("view.items.about", indicators=say("view.comma").join(said.indicators)) if said.indicators else ""
    return say("view.items.answer", by=said.by, when=said.when[:10], about=about, words=words)


def standing(rating: Rating, say: Phrases) -> str:
    """Where the text leaves an item."""
    return residual_words(rating, say) if rating.is_fear else level_words(rating, say)


def indicator_words(indicator: str, say: Phrases) -> str:
    """A sub-indicator with its id."""
    entry = rubric().indicator(indicator)
    return say("view.items.indicator_line", id=indicator, words=entry.zh if say.language == "zh" else entry.en)


def _about_risk(assessment: Assessment, ask: Ask, say: Phrases) -> str:
    words = indicator_words(ask.id, say)
    if ask.quote is None:
        return say("view.interview.risk", indicator=words)
    own = assessment.draft.text[ask.quote.start : ask.quote.end]
    return say("view.interview.risk_quoted", words=own, statement=ask.quote.statement, indicator=words)
