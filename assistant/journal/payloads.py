"""What each kind of event must carry, checked before anything is written and again when a file is read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, cast, get_args

from assistant.model import CATEGORIES, FEARS, ITEMS, REGIONS, Draft, Paragraph, ParagraphKind
from assistant.phrases import LANGUAGES

RESIDUALS: Final = ("low", "medium", "high", "unknown")
"""What a person may confirm of a fear; `unknown` where the text cannot tell."""

Check = Callable[[object], bool]


def _text(value: object) -> bool:
    return isinstance(value, str)


def _words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _level(value: object) -> bool:
    return type(value) is int and 0 <= value <= 3


def _share(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(cast(float, value)) and 0 <= cast(float, value) <= 1


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _one_of(*allowed: object) -> Check:
    return lambda value: isinstance(value, str | None) and value in allowed


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


_JUDGEMENT: Final[Mapping[str, Check]] = {"level": _level, "residual": _one_of(*RESIDUALS)}

_REQUIRED: Final[Mapping[str, Mapping[str, Check]]] = {
    "open_draft": {"title": _text, "source": _text, "sha256": _words, "text": _text, "paragraphs": _is_list},
    "set_language": {"language": _one_of(*LANGUAGES)},
    "set_city": {"city": _or_none(_words), "region": _one_of(*REGIONS, None)},
    "set_target": {"target": _words},
    "recode": {
        "statement": _words,
        "text": _text,
        "category": _one_of(*CATEGORIES, None),
        "accepted": lambda value: isinstance(value, bool),
    },
    "rate": {"item": _one_of(*ITEMS)},
    "answer": {"item": _one_of(*ITEMS)},
    "note": {"text": _words},
    "added_term": {"term": _words, "category": _one_of(*CATEGORIES, None)},
    "added_example": {"text": _words, "category": _one_of(*CATEGORIES, None)},
    "removed": {"kind": _one_of("term", "example"), "text": _words},
    "undo": {"event": _words},
    "redo": {"event": _words},
}
_OPTIONAL: Final[Mapping[str, Mapping[str, Check]]] = {
    "open_draft": {"notes": _texts},
    "set_target": {"value_share": _or_none(_share)},
    "rate": _JUDGEMENT,
    "answer": {"text": _words, **_JUDGEMENT},
}


def check_payload(kind: str, payload: Mapping[str, object]) -> None:
    """Hold `payload` to its kind; ValueError names the kind and the field that is unknown, missing or wrong."""
    if kind not in _REQUIRED:
        raise ValueError(f"no event kind {kind!r}")
    required = _REQUIRED[kind]
    checks = {**required, **_OPTIONAL.get(kind, {})}
    if missing := required.keys() - payload.keys():
        raise ValueError(f"{kind}: missing {', '.join(sorted(missing))}")
    for name, value in payload.items():
        if name not in checks:
            raise ValueError(f"{kind}: unknown field {name!r}")
        if not checks[name](value):
            raise ValueError(f"{kind}: {name} cannot be {str(value)[:80]!r}")
    if kind in ("rate", "answer"):
        _check_judgement(kind, payload)
    elif kind == "open_draft":
        _check_draft(payload)


def _check_judgement(kind: str, payload: Mapping[str, object]) -> None:
    """Hopes have a level, fears a residual; a rating needs it, an answer needs it or words."""
    own, other = ("residual", "level") if payload["item"] in FEARS else ("level", "residual")
    if other in payload:
        raise ValueError(f"{kind}: {payload['item']} has a {own}, not a {other}")
    if own not in payload and not (kind == "answer" and "text" in payload):
        raise ValueError(f"{kind}: missing {own}")


def _check_draft(payload: Mapping[str, object]) -> None:
    draft = draft_of(payload)
    if draft.sha256 != payload["sha256"]:
        raise ValueError("open_draft: sha256 is not the text's")
    end = 0
    for paragraph in draft.paragraphs:
        if not end <= paragraph.start <= paragraph.end <= len(draft.text):
            raise ValueError(f"open_draft: paragraph {paragraph.start}-{paragraph.end} is out of order or of the text")
        end = paragraph.end


def plain(payload: Mapping[str, object]) -> dict[str, object]:
    """A copy as JSON would give it back; half a surrogate pair (a GBK file name) becomes a question mark."""
    text = json.dumps(payload, ensure_ascii=False, allow_nan=False)
    return cast("dict[str, object]", json.loads(text.encode("utf-8", "replace")))


def draft_payload(draft: Draft) -> dict[str, object]:
    """The payload of `open_draft`: the whole cleaned draft, so that a project needs no other file."""
    return {
        "title": draft.title,
        "source": draft.source,
        "sha256": draft.sha256,
        "text": draft.text,
        "paragraphs": [asdict(paragraph) for paragraph in draft.paragraphs],
        "notes": list(draft.notes),
    }


def draft_of(payload: Mapping[str, Any]) -> Draft:
    """The draft of an `open_draft` payload; ValueError where a paragraph is none."""
    return Draft(
        title=payload["title"],
        text=payload["text"],
        paragraphs=tuple(map(_paragraph, payload["paragraphs"])),
        source=payload["source"],
        notes=tuple(payload.get("notes", ())),
    )


def _paragraph(data: object) -> Paragraph:
    fields = {"start", "end", "kind", "level", "page"}
    if not isinstance(data, dict) or set(data) != fields:
        raise ValueError("open_draft: a paragraph has start, end, kind, level and page")
    numbers = [data["start"], data["end"], data["level"], *([] if data["page"] is None else [data["page"]])]
    if data["kind"] not in get_args(ParagraphKind) or not all(type(n) is int and n >= 0 for n in numbers):
        raise ValueError("open_draft: a paragraph's kind, place, level or page is none")
    return Paragraph(**data)
