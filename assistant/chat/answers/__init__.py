"""What to answer to each intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType

from assistant.chat.blocks import Block
from assistant.chat.session import Session
from assistant.chat.understand import Heard

Handler = Callable[[Session, Heard, str], Sequence[Block]]

HANDLERS: Mapping[str, str] = MappingProxyType(
    {
        "open_draft": "path.open_draft",
        "set_city": "path.set_city",
        "set_target": "targets.set_target",
        "stages": "targets.stages",
        "greet": "path.greet",
        "help": "path.show_help",
        "language": "path.language",
        "quit": "path.quit_app",
        "unknown": "path.unknown",
        "glossary": "path.show_glossary",
        "versions": "path.versions",
        "workshop": "path.workshop",
        "export": "path.export",
        "overview": "look.overview",
        "balance": "look.balance",
        "explain_category": "look.explain_category",
        "explain_item": "look.explain_item",
        "show_evidence": "look.show_evidence",
        "why_code": "look.why_code",
        "review": "look.review",
        "compare": "look.compare",
        "near": "findings.near",
        "findings": "findings.findings",
        "use_peers": "references.use_peers",
        "trend": "trend.trend",
        "suggest": "look.suggest",
        "what_if": "what_if.what_if",
        "interview": "interview.interview",
        "recode": "decide.recode",
        "accept": "decide.accept",
        "rate": "ratings.rate",
        "answer": "interview.answer",
        "challenge": "ratings.challenge",
        "note": "decide.note",
        "undo": "decide.undo",
        "redo": "decide.redo",
        "teach": "teach.teach",
        "forget": "teach.forget",
        "load_plan": "origin.load_plan",
        "echo": "origin.echo",
        "drivers": "origin.drivers",
    }
)
"""Intent -> module and function in this package; imported when first needed, so that hello does not wait for numpy."""


@cache
def handler(intent: str) -> Handler:
    """The function that answers an intent of INTENTS."""
    module, function = HANDLERS[intent].split(".")
    found: Handler = getattr(import_module(f"{__name__}.{module}"), function)
    return found
