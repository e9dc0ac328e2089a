"""What each kind of event must carry, checked before anything is written and again when a file is read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any, Final, cast, get_args

from assistant.advice.plan_mix import PLAN, PlanMix
from assistant.model import CATEGORIES, FEARS, ITEMS, REGIONS, STANCES, Draft, Paragraph, ParagraphKind
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


def _levels(value: object) -> bool:
    """The tool's level of each item: 0-3 for hopes, a residual risk for fears."""
    return (
        isinstance(value, dict)
        and set(value) == set(ITEMS)
        and all(v in RESIDUALS if item in FEARS else _level(v) for item, v in value.items())
    )


def _one_of(*allowed: object) -> Check:
    return lambda value: isinstance(value, str | None) and value in allowed


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _count(value: object) -> bool:
    return type(value) is int and value >= 0


def _plan(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {f.name for f in fields(PlanMix)}:
        return False
    counts = value["counts"]
    texts = all(_text(value[name]) for name in value if name != "counts")
    return texts and isinstance(counts, dict) and set(counts) == set(CATEGORIES) and all(map(_count, counts.values()))


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
    "challenge": {"item": _one_of(*ITEMS), "statement": _words, "text": _words},
    "suggested": {"rubric": _words, "levels": _levels},
    "note": {"text": _words},
    "added_term": {"term": _words, "category": _one_of(*CATEGORIES, None)},
    "added_example": {"text": _words, "category": _one_of(*CATEGORIES, None)},
    "removed": {"kind": _one_of("term", "example"), "text": _words},
    "undo": {"event": _words},
    "redo": {"event": _words},
}
_OPTIONAL: Final[Mapping[str, Mapping[str, Check]]] = {
    "open_draft": {"notes": _texts},
    "set_target": {"value_share": _or_none(_share), "plan": _plan},
    "rate": _JUDGEMENT,
    "answer": {"text": _words, "stance": _one_of(*STANCES), "indicators": _texts, **_JUDGEMENT},
    "challenge": {"restored": lambda value: isinstance(value, bool)},
}

_KINDS_OF_2: Final = frozenset(("challenge", "suggested"))
_FIELDS_OF_2: Final[Mapping[str, frozenset[str]]] = {
    "set_target": frozenset(("plan",)),
    "answer": frozenset(("stance", "indicators")),
}
"""What projects of format 1 did not have."""


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
    elif kind == "set_target" and ("plan" in payload) != (payload["target"] == PLAN):
        raise ValueError(f"set_target: the target {PLAN!r} and no other has a plan")


def format_of(kind: str, payload: Mapping[str, object]) -> int:
    """The project format that first knew such an event; a tool of an earlier format would take it for damage."""
    return 2 if kind in _KINDS_OF_2 or not _FIELDS_OF_2.get(kind, frozenset()).isdisjoint(payload) else 1


def _check_judgement(kind: str, payload: Mapping[str, object]) -> None:
    """Hopes have a level, fears a residual; a rating needs it, an answer needs it or words."""
    own, other = ("residual", "level") if payload["item"] in FEARS else ("level", "residual")
    if other in payload:
        raise ValueError(f"{kind}: {payload['item']} has a {own}, not a {other}")
    spoken = kind == "answer" and ("text" in payload or bool(payload.get("stance")))
    if own not in payload and not spoken:
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


def plan_payload(mix: PlanMix) -> dict[str, object]:
    """The payload of `set_target` for a plan's mix: its counts, so that the project needs no other file."""
    return {"target": PLAN, "plan": asdict(mix)}


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
