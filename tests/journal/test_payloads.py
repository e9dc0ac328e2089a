"""Nothing that replay could stumble over is ever written."""

import json

import pytest
from journal_samples import FIRST, PLAN_TARGET, SECOND, recode

from assistant.journal.events import KINDS, moment, parsed
from assistant.journal.payloads import _REQUIRED, check_payload, draft_of, draft_payload, format_of, plain
from assistant.model import FEARS, HOPES

LEVELS = dict.fromkeys(HOPES, 1) | dict.fromkeys(FEARS, "low")
GOOD = [
    ("open_draft", draft_payload(FIRST)),
    ("open_draft", {k: v for k, v in draft_payload(SECOND).items() if k != "notes"}),
    ("set_language", {"language": "en"}),
    ("set_city", {"city": "郑州", "region": "middle_yellow_river"}),
    ("set_city", {"city": None, "region": "northeast"}),
    ("set_city", {"city": None, "region": None}),
    ("set_target", {"target": "stage_early"}),
    ("set_target", {"target": "own", "value_share": 0.25}),
    ("set_target", {"target": "own", "value_share": None}),
    ("set_target", PLAN_TARGET),
    ("recode", recode()),
    ("recode", recode(category=None)),
    ("rate", {"item": "H8", "level": 0}),
    ("rate", {"item": "F5", "residual": "unknown"}),
    ("answer", {"item": "H1", "text": "由街道负责"}),
    ("answer", {"item": "H1", "level": 3}),
    ("answer", {"item": "F1", "residual": "high", "text": "尚无去向"}),
    ("answer", {"item": "F1", "stance": "no", "indicators": ["F1a"]}),
    ("challenge", {"item": "H2", "statement": "s1", "text": "甲"}),
    ("challenge", {"item": "H2", "statement": "s1", "text": "甲", "restored": True}),
    ("suggested", {"rubric": "2026.1+ab12cd", "levels": LEVELS}),
    ("note", {"text": "待会商"}),
    ("added_term", {"term": "数字门牌", "category": "digital_government"}),
    ("added_term", {"term": "绿道", "category": None}),
    ("added_example", {"text": "为每户更换数字门牌。", "category": "digital_life"}),
    ("removed", {"kind": "term", "text": "数字门牌"}),
    ("undo", {"event": "a"}),
    ("redo", {"event": "a"}),
]
BAD = [
    ("confirm", {}, "no event kind 'confirm'"),
    ("recode", {"statement": "s1", "text": "甲", "accepted": True}, "missing category"),
    ("recode", {**recode(), "colour": "red"}, "unknown field 'colour'"),
    ("recode", {**recode(), "category": "economy"}, "category cannot be"),
    ("recode", {**recode(), "category": ["digital_life"]}, "category cannot be"),
    ("recode", {**recode(), "statement": " "}, "statement cannot be"),
    ("recode", {**recode(), "accepted": 1}, "accepted cannot be"),
    ("rate", {"item": "H9", "level": 1}, "item cannot be"),
    ("answer", {"item": "H1", "stance": ""}, "missing level"),
    ("answer", {"item": "H1", "stance": "perhaps"}, "stance cannot be"),
    ("challenge", {"item": "H1", "statement": "s1"}, "missing text"),
    ("suggested", {"rubric": "2026.1", "levels": {**LEVELS, "H1": "low"}}, "levels cannot be"),
    ("suggested", {"rubric": "2026.1", "levels": {"H1": 1}}, "levels cannot be"),
    ("rate", {"item": "H1"}, "missing level"),
    ("rate", {"item": "H1", "level": 4}, "level cannot be"),
    ("rate", {"item": "H1", "level": True}, "level cannot be"),
    ("rate", {"item": "H1", "level": 1.0}, "level cannot be"),
    ("rate", {"item": "H1", "residual": "low"}, "H1 has a level, not a residual"),
    ("rate", {"item": "F1", "level": 1}, "F1 has a residual, not a level"),
    ("rate", {"item": "F1", "residual": "none"}, "residual cannot be"),
    ("answer", {"item": "F1"}, "missing residual"),
    ("answer", {"item": "H1", "text": ""}, "text cannot be"),
    ("set_city", {"city": "郑州"}, "missing region"),
    ("set_city", {"city": "郑州", "region": "华中"}, "region cannot be"),
    ("set_target", {"target": "own", "value_share": 25}, "value_share cannot be"),
    ("set_target", {"target": "own", "value_share": True}, "value_share cannot be"),
    ("set_target", {"target": "plan"}, "'plan' and no other has a plan"),
    ("set_target", {**PLAN_TARGET, "target": "middle"}, "'plan' and no other has a plan"),
    ("set_target", {"target": "plan", "plan": {**PLAN_TARGET["plan"], "counts": {}}}, "plan cannot be"),
    ("set_target", {"target": "plan", "plan": {**PLAN_TARGET["plan"], "title": 1}}, "plan cannot be"),
    ("set_target", {"target": "plan", "plan": {"title": "省规划"}}, "plan cannot be"),
    ("set_language", {"language": "fr"}, "language cannot be"),
    ("note", {"text": "\n"}, "text cannot be"),
    ("added_term", {"term": " ", "category": None}, "term cannot be"),
    ("added_term", {"term": "数字门牌"}, "missing category"),
    ("added_term", {"term": "数字门牌", "category": "none"}, "category cannot be"),
    ("added_example", {"text": "", "category": None}, "text cannot be"),
    ("removed", {"kind": "word", "text": "数字门牌"}, "kind cannot be"),
    ("open_draft", {**draft_payload(FIRST), "sha256": "0" * 64}, "sha256 is not the text's"),
    ("open_draft", {**draft_payload(FIRST), "notes": [1]}, "notes cannot be"),
    ("open_draft", {**draft_payload(FIRST), "paragraphs": ["甲"]}, "a paragraph has start"),
]


@pytest.mark.parametrize(
    ("kind", "payload", "first"),
    [
        ("set_target", {"target": "middle"}, 1),
        ("set_target", PLAN_TARGET, 2),
        ("answer", {"item": "H1", "text": "由街道负责"}, 1),
        ("answer", {"item": "H1", "text": "由街道负责", "stance": "covered"}, 2),
        ("challenge", {"item": "H1", "statement": "s1", "text": "甲"}, 2),
    ],
)
def test_an_event_tells_the_format_that_first_knew_it(kind: str, payload: dict[str, object], first: int) -> None:
    assert format_of(kind, payload) == first


def test_every_kind_has_its_fields_and_an_example() -> None:
    assert set(_REQUIRED) == set(KINDS) == {kind for kind, _ in GOOD}


@pytest.mark.parametrize(("kind", "payload"), GOOD)
def test_a_payload_of_its_kind_passes(kind: str, payload: dict[str, object]) -> None:
    check_payload(kind, payload)


@pytest.mark.parametrize(("kind", "payload", "message"), BAD)
def test_any_other_payload_is_refused_by_name(kind: str, payload: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_payload(kind, payload)


@pytest.mark.parametrize(
    "change",
    [{"end": 99}, {"start": 8}, {"start": -1}, {"kind": "poem"}, {"level": "1"}, {"page": 1.5}, {"start": True}],
)
def test_a_paragraph_outside_the_text_is_refused(change: dict[str, object]) -> None:
    payload = draft_payload(FIRST)
    paragraphs = payload["paragraphs"]
    assert isinstance(paragraphs, list)
    paragraphs[0] = {**paragraphs[0], **change}
    with pytest.raises(ValueError, match="open_draft"):
        check_payload("open_draft", payload)


@pytest.mark.parametrize("draft", [FIRST, SECOND])
def test_a_draft_comes_back_whole_from_json(draft: object) -> None:
    assert draft_of(json.loads(json.dumps(draft_payload(draft)))) == draft  # type: ignore[arg-type]


def test_a_plain_copy_shares_nothing_and_can_be_written_as_utf8() -> None:
    payload: dict[str, object] = {"source": "\udcd6\udcb2.docx", "notes": ["甲"]}
    copy = plain(payload)
    assert copy == {"source": "??.docx", "notes": ["甲"]}
    assert copy["notes"] is not payload["notes"]


def test_moments_are_later_than_what_came_before_even_when_the_clock_was_set_back() -> None:
    assert moment("2999-12-31T23:59:59.999999Z") == "3000-01-01T00:00:00.000000Z"
    now = moment()
    assert moment(now) > now


@pytest.mark.parametrize("when", ["", "2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z", "yesterday"])
def test_a_moment_written_in_any_other_way_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match="does not match|not written"):
        parsed(when)
