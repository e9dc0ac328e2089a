"""What the screen shows around the chat, taken from the session once per answer.

The session belongs to the worker that replies; the screen only ever sees these frozen copies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.chat.views.wording import city_name
from assistant.phrases import Phrases

if TYPE_CHECKING:
    from assistant.chat.session import Session
    from assistant.model import Assessment, Target


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the steps pane, in words."""

    label: str
    done: bool = False
    current: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the session stands, ready to show."""

    say: Phrases
    title: str = ""
    place: str = ""
    target: str = ""
    steps: tuple[StepLine, ...] = ()
    assessment: Assessment | None = None


def standing_of(session: Session) -> Standing:
    """Where the session stands now; slow where the draft has to be assessed first."""
    say, state, assessment = session.say, session.state, session.assessment
    place = [city_name(state.city, say) if state.city else "", say(f"region.{state.region}") if state.region else ""]
    advice = assessment.advice if assessment else None
    return Standing(
        say=say,
        title=state.draft.title if state.draft else "",
        place=" · ".join(part for part in place if part),
        target=target_line(advice.target, say) if advice else "",
        steps=tuple(StepLine(say(f"step.{s.key}"), s.done, s.current, s.detail) for s in session.steps()),
        assessment=assessment,
    )


def target_line(target: Target, say: Phrases) -> str:
    """A target in a few words."""
    from assistant.chat.views.targets import target_name  # what it imports is not for the first screen

    return say("tui.target", name=target_name(target.id, say), share=f"{target.value_share:.1%}")
