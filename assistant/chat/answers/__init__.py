"""What to answer to each intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from assistant.chat.answers import decide, look, path, teach
from assistant.chat.blocks import Block
from assistant.chat.session import Session
from assistant.chat.understand import Heard

HANDLERS: Mapping[str, Callable[[Session, Heard, str], Sequence[Block]]] = MappingProxyType(
    {
        "open_draft": path.open_draft,
        "set_city": path.set_city,
        "set_target": path.set_target,
        "greet": path.greet,
        "help": path.show_help,
        "language": path.language,
        "quit": path.quit_app,
        "unknown": path.unknown,
        "glossary": path.show_glossary,
        "versions": path.versions,
        "workshop": path.workshop,
        "export": path.export,
        "overview": look.overview,
        "balance": look.balance,
        "explain_category": look.explain_category,
        "explain_item": look.explain_item,
        "show_evidence": look.show_evidence,
        "why_code": look.why_code,
        "review": look.review,
        "compare": look.compare,
        "suggest": look.suggest,
        "what_if": look.what_if,
        "interview": look.interview,
        "recode": decide.recode,
        "accept": decide.accept,
        "rate": decide.rate,
        "answer": decide.answer,
        "note": decide.note,
        "undo": decide.undo,
        "redo": decide.redo,
        "teach": teach.teach,
        "forget": teach.forget,
    }
)
