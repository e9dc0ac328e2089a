"""Events and drafts made up for the journal's tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from assistant.advice.plan_mix import PlanMix
from assistant.journal.events import Event
from assistant.journal.payloads import draft_payload, plan_payload
from assistant.journal.replay import replay
from assistant.model import CATEGORIES, Draft, Paragraph

FIRST = Draft(
    title="示例市数字化规划",
    text="第一章 总则\n为老年人保留人工窗口。",
    paragraphs=(Paragraph(0, 6, "heading", 1), Paragraph(7, 18, "body", page=2)),
    source="示例.docx",
    notes=("joined_lines",),
)
SECOND = Draft(title="示例市数字化规划（二稿）", text="为所有居民保留人工窗口。", paragraphs=(Paragraph(0, 12),))

PLAN = PlanMix("示例省规划", "ab" * 32, dict(zip(CATEGORIES, range(5, 12), strict=True)), "2026.2", "0123456789ab")
PLAN_TARGET = plan_payload(PLAN)


def recode(statement: str = "s1", category: str | None = "digital_life", text: str = "甲") -> dict[str, object]:
    return {"statement": statement, "text": text, "category": category, "accepted": False}


def event(
    number: int, kind: str, payload: Mapping[str, object], *, who: str = "甲", id_: str = "", draft: str = ""
) -> Event:
    return Event(
        id=id_ or f"{who}{number}",
        seq=number,
        when=f"2026-01-01T00:00:{number:02d}.000000Z",
        who=who,
        kind=kind,
        payload=payload,
        draft=draft,
    )


_PAYLOADS: Mapping[str, st.SearchStrategy[Mapping[str, object]]] = {
    "open_draft": st.sampled_from([draft_payload(FIRST), draft_payload(SECOND)]),
    "set_language": st.sampled_from([{"language": "zh"}, {"language": "en"}]),
    "set_city": st.sampled_from([{"city": "郑州", "region": "middle_yellow_river"}, {"city": None, "region": None}]),
    "set_target": st.sampled_from([{"target": "stage_middle"}, {"target": "own", "value_share": 0.2}, PLAN_TARGET]),
    "recode": st.builds(recode, st.sampled_from(["s1", "s2"]), st.sampled_from([*CATEGORIES, None])),
    "rate": st.sampled_from([{"item": "H1", "level": 2}, {"item": "F1", "residual": "unknown"}]),
    "answer": st.sampled_from([{"item": "H1", "text": "由街道负责"}, {"item": "F1", "residual": "low"}]),
    "note": st.just({"text": "待会商"}),
    "added_term": st.sampled_from([{"term": "数字门牌", "category": c} for c in ("digital_life", None)]),
    "added_example": st.sampled_from([{"text": "为每户更换数字门牌。", "category": c} for c in ("smart_city", None)]),
    "removed": st.sampled_from([{"kind": "term", "text": "数字门牌"}, {"kind": "example", "text": "甲"}]),
    "undo": st.just({}),
    "redo": st.just({}),
}


@st.composite
def journals(
    draw: st.DrawFn, people: Iterable[str] = ("甲", "乙"), kinds: Iterable[str] = tuple(_PAYLOADS)
) -> tuple[Event, ...]:
    """A journal as one person's session writes it; undo and redo are left out where there is nothing to take back."""
    who = draw(st.sampled_from(list(people)))
    events: list[Event] = []
    draft = ""
    for number, kind in enumerate(draw(st.lists(st.sampled_from(list(kinds)), max_size=12)), 1):
        payload = draw(_PAYLOADS[kind])
        if kind in ("undo", "redo"):
            state = replay(events)
            target = state.next_undo if kind == "undo" else state.next_redo
            if target is None:
                continue
            payload = {"event": target}
        draft = str(payload["sha256"]) if kind == "open_draft" else draft
        id_ = draw(st.uuids(version=4)).hex
        events.append(event(number, kind, payload, who=who, id_=id_, draft=draft))
    return tuple(events)
