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
    ("城市 朝阳区（北京市）", "set_city", {"city": "朝阳区（北京市）"}),
    ("城市 Fuzhou (Jiangxi)", "set_city", {"city": "Fuzhou (Jiangxi)"}),
    ("城市 深镇", "set_city", {"city": "深镇"}),
    ("城市 三门县", "set_city", {"city": "三门县"}),
    ("城市 廣州", "set_city", {"city": "廣州"}),
    ("我们是三门县的", "set_city", {"city": "三门县"}),
    ("set the city to Wuhan and the target to 20%", "set_city", {"city": "Wuhan", "target": "20%"}),
    ("帮我把 草稿.txt 读进来", "open_draft", {"path": "草稿.txt"}),
    ("what is digital goverment", "explain_category", {"category": "digital_government"}),
    ("智惠城市的依据", "show_evidence", {"category": "smart_city"}),
    ("能不能把s3改成数字生活吗？", "recode", {"statement": "s3", "category": "digital_life"}),
    ("s12从数字经济改到数字政府", "recode", {"statement": "s12", "category": "digital_government"}),
    ("change s4 from digital economy to digital life", "recode", {"statement": "s4", "category": "digital_life"}),
    ("give H7 a 3", "rate", {"item": "H7", "level": 3}),
    ("担忧1残余风险：低", "rate", {"item": "F1", "level": "low"}),
    ("what happens if we drop two smart city statements", "what_if", {"category": "smart_city", "count": -2}),
    ("the second fear", "explain_item", {"item": "F2"}),
    ("从编码手册删去 s7", "forget", {"statement": "s7"}),
    ("my answer to H2: we ask every year", "answer", {"item": "H2"}),
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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("如果把 s3 改为数字生活", "recode"),
        ("假如 F2 定为高", "rate"),
        ("要是撤销呢", "undo"),
        ("s3 改成数字生活会怎样", "recode"),
        ("suppose s3 should be digital life", "recode"),
        ("what if the target were 20%", "set_target"),
        ("不要把 s3 改为数字生活", "recode"),
        ("s3 编得对吗", "accept"),
        ("别退出", "quit"),
        ("don't undo", "undo"),
        ("H3 现在是2级吗", "rate"),
        ("为什么要导出", "export"),
        ("可以", "accept"),
    ],
)
def test_what_is_supposed_asked_or_refused_changes_nothing(said, meant):
    assert meant in CHANGING
    assert understand(said).intent not in CHANGING


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("把 s3 改为数字生活", "recode"),
        ("F2 定为高", "rate"),
        ("撤销刚才那一步", "undo"),
        ("s3 should be digital life", "recode"),
        ("set the target to 20%", "set_target"),
        ("s3 编得对", "accept"),
        ("退出吧", "quit"),
        ("请帮我导出报告", "export"),
    ],
)
def test_what_is_asked_for_plainly_is_done(said, intent):
    assert understand(said).intent == intent


def test_a_recode_between_two_categories_is_asked_back_where_neither_is_clearly_meant():
    heard = understand("s12 数字经济 数字政府 改编")
    assert heard.intent == "recode" and "category" not in heard.slots


@pytest.mark.parametrize("said", ["我是小白", "我在想数字经济", "we are not sure", "城市大脑是什么"])
def test_no_city_is_heard_where_none_is_named(said):
    assert understand(said).intent != "set_city"


@pytest.mark.parametrize(
    "said", ["目前还没有专门安排", "有，老年人可以到窗口办理", "可以", "跳过", "we hold a hearing every spring"]
)
def test_while_a_question_waits_plain_words_are_its_answer(said):
    assert understand(said, previous="interview").intent == "answer"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("导出 word", "export"),
        ("撤销", "undo"),
        ("什么是数字生态", "explain_category"),
        ("F2 定为高", "rate"),
        ("帮助", "help"),
    ],
)
def test_while_a_question_waits_commands_and_questions_are_still_heard(said, intent):
    assert understand(said, previous="interview").intent == intent


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
    assert understand("那s12呢", previous="recode").intent == "why_code"
    assert understand("那西安呢", previous="show_evidence").intent == "compare"
    assert understand("那数字生活有哪些依据", previous="compare").intent == "show_evidence"


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("十二", 12), ("二十", 20), ("两", 2), ("一百零三", 103), ("Twelve", 12)]
)
def test_numerals(text, value):
    assert number(text) == value


@given(st.text(max_size=60))
def test_slots_stand_where_they_were_heard(text):
    last = 0
    for slot in find_slots(text):
        assert last <= slot.start < slot.end <= len(text)
        last = slot.end
