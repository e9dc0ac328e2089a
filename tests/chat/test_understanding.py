"""Plain words are understood in both languages; what is unclear is asked back and changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.numerals import number
from assistant.chat.slots import find_slots
from assistant.chat.understand import CHANGING, INTENTS, understand
from assistant.phrases import LANGUAGES, phrases

SAID = [
    ("郑州市", "set_city", {"city": "郑州市"}),
    ("我们是西安", "set_city", {"city": "西安"}),
    ("set the city to Zhengzhou", "set_city", {"city": "Zhengzhou"}),
    ("黄河中游", "set_city", {"region": "黄河中游"}),
    ("概览", "overview", {}),
    ("总体情况怎样", "overview", {}),
    ("where do we stand", "overview", {}),
    ("为什么数字生态这么低", "show_evidence", {"category": "digital_ecology"}),
    ("看数字生态的依据", "show_evidence", {"category": "digital_ecology"}),
    ("evidence for digital life", "show_evidence", {"category": "digital_life"}),
    ("s12", "why_code", {"statement": "s12"}),
    ("第十二条为什么", "why_code", {"statement": "s12"}),
    ("为什么s12编成数字政府", "why_code", {"statement": "s12", "category": "digital_government"}),
    ("why is s12 digital government", "why_code", {"statement": "s12", "category": "digital_government"}),
    ("把 s12 改编为数字生活", "recode", {"statement": "s12", "category": "digital_life"}),
    ("recode s5 as digital life", "recode", {"statement": "s5", "category": "digital_life"}),
    ("同意s3", "accept", {"statement": "s3"}),
    ("和西安比", "compare", {"city": "西安"}),
    ("compare with Xi'an", "compare", {"city": "Xi'an"}),
    ("数字生活和各市比怎么样", "compare", {"category": "digital_life"}),
    ("裸奔是什么意思", "explain_item", {"item": "F2"}),
    ("fear 2", "explain_item", {"item": "F2"}),
    ("担忧二", "explain_item", {"item": "F2"}),
    ("看十三项评分", "explain_item", {}),
    ("什么是数字生态", "explain_category", {"category": "digital_ecology"}),
    ("怎么再平衡", "suggest", {}),
    ("what should we add", "suggest", {}),
    ("目标20%", "set_target", {"target": "20%"}),
    ("目标 中期", "set_target", {"target": "middle"}),
    ("如果数字生态加3条会怎样", "what_if", {"category": "digital_ecology", "count": 3}),
    ("要是新基建减两条呢", "what_if", {"category": "new_infrastructure", "count": -2}),
    ("F2定为高", "rate", {"item": "F2", "level": "high"}),
    ("H3 定为 2", "rate", {"item": "H3", "level": 2}),
    ("rate F2 as high", "rate", {"item": "F2", "level": "high"}),
    ("撤销", "undo", {}),
    ("redo", "redo", {}),
    ("导出 word 报告", "export", {"format": "docx"}),
    ("打开样稿", "open_draft", {}),
    ("open my plan.docx", "open_draft", {"path": "my plan.docx"}),
    ("English", "language", {"language": "en"}),
    ("切换到中文", "language", {"language": "zh"}),
    ("开始访谈", "interview", {}),
    ("看待复核", "review", {}),
    ("帮助", "help", {}),
    ("备注：等市数据局回话", "note", {}),
    ("what is digital ecology", "explain_category", {"category": "digital_ecology"}),
    ("你好", "greet", {}),
    ("退出", "quit", {}),
]


@pytest.mark.parametrize(("said", "intent", "slots"), SAID, ids=[s[0] for s in SAID])
def test_what_is_said_is_understood(said, intent, slots):
    heard = understand(said)
    assert heard.intent == intent
    assert {k: heard.slots[k] for k in slots} == slots


@pytest.mark.parametrize("said", ["今天天气怎么样", "删掉所有东西", "asdfghjkl", "？", "我想吃饭"])
def test_the_unclear_is_asked_back_with_the_nearest(said):
    heard = understand(said)
    assert heard.intent == "unknown" and len(heard.nearest) <= 3


@given(st.text(max_size=80))
def test_any_utterance_gets_an_intent(said):
    assert understand(said).intent in INTENTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_means_its_own_intent(language):
    """Slots of an example filled with usual values; a changing intent may be asked back but never mistaken."""
    fill = {"city": "西安", "region": "西南", "category": "数字生活", "item": "H3", "statement": "s7", "count": "3条",
            "level": "2级", "format": "docx", "language": "英文", "target": "20%", "path": "a.docx"}  # fmt: skip
    if language == "en":
        fill |= {"city": "Xi'an", "category": "digital life", "count": "3 more", "language": "english", "level": "2"}
    wrong = []
    for intent in INTENTS:
        for example in phrases(language).lines(f"heard.intent.{intent}"):
            said = example
            for slot, value in fill.items():
                said = said.replace(f"<{slot}>", value)
            heard = understand(said).intent
            if heard != intent and not (intent in CHANGING and heard == "unknown"):
                wrong.append((said, intent, heard))
    assert len(wrong) <= 3, wrong


def test_and_what_about_goes_on_with_the_last_question():
    assert understand("那西安呢", previous="compare").intent == "compare"
    assert understand("and what about digital life", previous="show_evidence").intent == "show_evidence"
    assert understand("那s12呢", previous="recode").intent != "recode"


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("十二", 12), ("二十", 20), ("两", 2), ("一百零三", 103)])
def test_numerals(text, value):
    assert number(text) == value


@given(st.text(max_size=60))
def test_slots_stand_where_they_were_heard(text):
    last = 0
    for slot in find_slots(text):
        assert last <= slot.start < slot.end <= len(text)
        last = slot.end
