"""Many statements coded in one pass get what each gets alone; whole plans written by us come out as they should."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.coding import code as module
from assistant.coding.additions import AddedExample, AddedTerm, Additions
from assistant.coding.code import code, is_chinese
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise
from assistant.model import CATEGORIES, ROLES, Coding, Statement

TITLE = "云澜市数字化规划"


def stated(texts: list[str], *heading: str) -> list[Statement]:
    """Statements one after the other, as in a draft."""
    found, at = [], 0
    for number, text in enumerate(texts, 1):
        found.append(Statement(f"s{number}", at, at + len(text), text, heading))
        at += len(text) + 1
    return found


def alone(statements: list[Statement], title: str = "", additions: Additions | None = None) -> list[Coding]:
    return [code((statement,), title, additions)[0] for statement in statements]


def apart(codings: tuple[Coding, ...]) -> list[Coding]:
    """The codings without what depends on the others: the marks of near-duplicates."""
    return [replace(coding, duplicate_of=None) for coding in codings]


# --- each category, in sentences of our own ---

OWN: dict[str | None, list[str]] = {
    "new_infrastructure": [
        *("在开发区新建5G基站260个，改善厂区信号。", "把全市光纤宽带升级到千兆，覆盖所有街道。"),
        *("扩建云计算数据中心，新增机架3000个。", "建设智能算力中心，首期算力500P。"),
        *("推进IPv6规模部署，完成城域网改造。", "推进工业互联网标识解析二级节点建设。"),
    ],
    "digital_economy": [
        *("推动200家制造企业完成数字化转型。", "培育本地电子商务龙头企业8家。"),
        *("发展人工智能产业集群，产值达到90亿元。", "鼓励纺织企业建设数字化车间和智能工厂。"),
        *("做强软件和信息服务业，引进企业30家。", "支持农户开设网店，发展农村电商。"),
    ],
    "digital_government": [
        *("推进政务服务事项一网通办，网办率达到95%。", "整合各部门业务系统，建设统一的政务云平台。"),
        *("推行电子证照在窗口互认，减少群众跑动。", "打通部门间政务数据壁垒，实现数据共享。"),
        *("升级市级政务服务APP，优化办事指南。", "建设行政执法监督信息系统。"),
    ],
    "digital_life": [
        *("为社区老人开设智能手机使用培训班。", "推广互联网医院，居民可在线复诊取药。"),
        *("在全市中小学建设智慧课堂。", "建设数字图书馆，市民可免费在线阅读。"),
        *("推行电子健康卡，实现看病一码通行。", "建设智慧养老服务平台，方便老人点餐和呼叫。"),
    ],
    "smart_city": [
        *("建设城市运行管理平台，汇集供水供气监测数据。", "建设智慧交通信号控制系统，减少路口等待。"),
        *("推进城市运行一网统管，事件处置及时率达到95%。", "建设智慧应急指挥平台，实现灾情快速调度。"),
        *("部署桥梁隧道安全在线监测，自动预警。", "搭建城市信息模型平台，支撑规划建设管理。"),
    ],
    "digital_ecology": [
        *("制定公共数据开放管理办法，明确开放目录。", "健全数据分类分级保护制度，落实安全责任。"),
        *("开展个人信息保护专项检查，处罚违规企业。", "建立数据产权登记和交易规则。"),
        *("每年组织网络安全应急演练两次。", "建立算法备案和审查机制，防止歧视。"),
    ],
    "distinctive_city": [
        *("推进古窑址数字化保护，让瓷都文化成为本市独有的数字名片。", "建设古城墙数字孪生体，展示本城独有的城防格局。"),
        *("完成石窟壁画数字化采集，面向世界讲述本地石窟故事。", "建立本地方言和民族文字语音库，提供双语政务服务。"),
        *(
            "依托边境口岸建设数字边贸平台，打造面向邻国的数字国门。",
            "为本地非遗窑工技艺建立数字遗产库，由传承人共同维护。",
        ),
    ],
}


ROADS_FISH_AND_WETLANDS = [
    *("新建农村公路300公里，改造危桥12座。", "对国道沿线绿化带进行补植。", "疏浚内河航道，提高通航等级。"),
    *("建设远洋渔船停靠码头两座。", "发展深水网箱养鱼，年产量达到4万吨。", "严格执行伏季休渔，保护渔业资源。"),
    *("投放增殖鱼苗800万尾。", "退渔还湖，恢复湿地1200亩。", "在湖滨种植芦苇，为候鸟提供栖息地。"),
    *("设立湿地保护小区3处。", "清理外来水草，改善湖泊水质。", "修建环湖步道25公里。"),
    *("加固防洪堤坝，疏通排水沟渠。", "整治入湖排污口46个。", "建设渔民新村，安置上岸渔民500户。"),
    *("推广稻虾轮作，带动农户增收。", "路面坑槽要在三日内修补完毕。", "客运站新增班线8条。"),
    *("开展渔港消防检查，配齐救生衣。", "完善湿地生态补偿办法，按面积发放补助。"),
]


@pytest.mark.parametrize("category", CATEGORIES)
def test_five_of_six_clear_sentences_get_their_category(category) -> None:
    told = {c.statement.text: c.category for c in code(stated(OWN[category]), TITLE)}
    assert sum(c == category for c in told.values()) >= 5, told


@pytest.mark.parametrize("heading", [(), ("第二章　道路、渔业与湿地",)])
def test_a_plan_of_roads_fish_and_wetlands_stays_uncoded(heading) -> None:
    codings = code(stated(ROADS_FISH_AND_WETLANDS, *heading), "云澜市道路、渔业和湿地规划")
    assert [(c.statement.text, c.category) for c in codings if c.category] == []
    assert all(c.strength == 0 and not c.evidence for c in codings)


def test_what_only_a_digital_heading_makes_digital_waits_for_a_person() -> None:
    codings = code(stated(ROADS_FISH_AND_WETLANDS, "第八章　营造数字生态"), "云澜市道路、渔业和湿地规划")
    taken = [c for c in codings if c.category]
    assert len(taken) <= len(codings) // 5
    assert all(c.review and c.confidence < 0.5 for c in taken)


ROLE = [
    ("加快建设城市大脑，2027年投入使用。", (), "commitment"),
    ("推动更多事项全程网办。", ("第三章 重点任务",), "commitment"),
    ("建成智慧校园40所。", ("第三章 主要任务",), "commitment"),
    ("将继续推进5G网络建设。", ("一、发展成效",), "commitment"),
    ("全市已建成智慧社区60个，网办率达到92%。", (), "achievement"),
    ("五年来，数字经济增加值年均增长11%。", ("一、发展基础",), "achievement"),
    ("政务数据共享水平不高，部分系统仍各自为政。", ("二、存在问题",), "status"),
    ("但是，山区网络覆盖仍然不足，数字人才短缺。", (), "status"),
    ("新一轮科技革命深入发展，数字技术加速创新。", ("二、面临形势",), "status"),
    ("以数字化改革为引领，坚持以人民为中心的发展思想。", ("二、指导思想",), "slogan"),
    ("坚持统筹规划、集约建设、数据共享的原则。", ("（二）基本原则",), "slogan"),
    ("推进一体化政务服务平台和", (), "fragment"),
]


@pytest.mark.parametrize(("text", "headings", "role"), ROLE)
def test_role(text, headings, role) -> None:
    assert code(stated([text], *headings))[0].role == role


# --- one pass ---

ODD = [
    *(
        "",
        "^",
        "$",
        "^$",
        "数据^安全$制度",
        "\0",
        "数据\0安全",
        "数据\n安全\n制度",
        "\n",
        "归集\t电子证照\t市数据局",
        "　 ",
    ),
    *("Build 40 5G base stations by 2027.", "Repave 17 kilometres of road.", "5G", "建5G base station", "𠀀数据𠀀安全"),
    *(
        "統籌推進　數據安全",
        "一 网 通 办",
        "推行一网同办，材料电子化",
        "由市数据局牵头，建设政务云。",
        "统筹推进智慧",
        "é" * 9,
    ),
    *("推进交通智慧化试点", "不得强制使用人脸识别。", "\u200b数\u200b据\u200b安全", "稳妥推进隐性债务数字化债工作。"),
]
ALL = [*(text for texts in OWN.values() for text in texts), *ROADS_FISH_AND_WETLANDS, *ODD]
ADDITIONS = Additions((AddedTerm("渔港", "smart_city"),), (AddedExample("投放增殖鱼苗800万尾。", "digital_life"),))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("additions", [None, ADDITIONS], ids=["plain", "with additions"])
def test_together_they_are_coded_as_each_alone_in_any_order(seed, additions) -> None:
    texts = list(ALL)
    random.Random(seed).shuffle(texts)
    statements = stated(texts, "第三章　建设数字政府") if seed else stated(texts)
    assert apart(code(statements, TITLE, additions)) == alone(statements, TITLE, additions)


@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_size_of_a_pass_changes_nothing(size, monkeypatch) -> None:
    whole = code(stated(ALL), TITLE)
    monkeypatch.setattr(module, "_CHUNK", size)
    assert code(stated(ALL), TITLE) == whole


def test_nothing_is_coded_as_nothing() -> None:
    assert code(()) == () == code((), TITLE, ADDITIONS)


pieces = st.sampled_from(
    [
        *"，。；^$\0\n\t 的5",
        "数据",
        "安全",
        "智慧",
        "政务服务",
        "一网通办",
        "公路",
        "渔业",
        "digital ",
        "5G",
        "不得",
        "人脸识别",
    ]
)
drafts = st.lists(st.lists(pieces, max_size=12).map("".join), max_size=8)


@given(drafts)
@settings(max_examples=60, deadline=None)
def test_any_mixture_is_coded_as_each_alone(texts) -> None:
    statements = stated(texts)
    for together, one in zip(code(statements, TITLE), alone(statements, TITLE), strict=True):
        assert (together.category, together.role, together.strength) == (one.category, one.role, one.strength)
        assert (together.evidence, together.rubric, together.cues) == (one.evidence, one.rubric, one.cues)
        assert together.confidence == pytest.approx(one.confidence, abs=0.011)


@given(st.lists(st.text(max_size=40), max_size=5), st.integers(0, 9000))
@settings(max_examples=60, deadline=None)
def test_any_text_is_coded_soundly(texts, start) -> None:
    statements = [replace(s, start=s.start + start, end=s.end + start) for s in stated(texts)]
    for statement, coding in zip(statements, code(statements, TITLE), strict=True):
        assert coding.statement is statement
        assert coding.category in (*CATEGORIES, None) and coding.role in ROLES
        assert 0 <= coding.confidence <= 1 and coding.strength in range(4)
        assert (coding.strength == 0) == (coding.category is None)
        for hit in (*coding.evidence, *coding.rubric):
            assert statement.start <= hit.start < hit.end <= statement.end


def test_the_weights_are_sorted_and_lead_with_the_confidence() -> None:
    for coding in code(stated([text for text in ALL if is_chinese(text)]), TITLE):
        weights = list(coding.weights.values())
        assert weights == sorted(weights, reverse=True)
        if coding.category:
            assert next(iter(coding.weights.items())) == (coding.category, coding.confidence)


def test_evidence_quotes_the_words_it_names() -> None:
    words = lexicon()
    spellings: dict[str, set[str]] = {}
    for pattern, uses in zip(words.patterns, words.uses, strict=True):
        for use in uses:
            spellings.setdefault(use.term, set()).add(pattern)
    codings = code(stated(ALL), TITLE)
    text = "\n".join(ALL)
    seen = set()
    for coding in codings:
        for hit in coding.rubric:
            assert normalise(text[hit.start : hit.end]).text in spellings[hit.term]
        for hit in coding.evidence:
            seen.add(hit.kind)
            if hit.kind in ("exact", "alias", "cue"):
                assert normalise(text[hit.start : hit.end]).text in spellings[hit.term]
    assert {"exact", "cue", "lookalike"} <= seen


# --- what a person adds ---


def test_a_person_s_term_moves_the_decision_and_is_named() -> None:
    text = "开展渔港消防检查，配齐救生衣。"
    coding = code(stated([text]), TITLE, ADDITIONS)[0]
    assert code(stated([text]), TITLE)[0].category is None and coding.category == "smart_city"
    assert [(r.key, r.values["term"]) for r in coding.reasons if "person" in r.key] == [("why.person_term", "渔港")]
    assert [text[e.start : e.end] for e in coding.evidence] == ["渔港"]


def test_a_person_s_example_moves_statements_like_it_and_no_others() -> None:
    texts = ["投放增殖鱼苗800万尾。", "投放增殖鱼苗800万尾，", "退渔还湖，恢复湿地1200亩。"]
    codings = code(stated(texts), TITLE, ADDITIONS)
    assert [c.category for c in codings] == ["digital_life", "digital_life", None]
    assert ["why.person_example" in {r.key for r in c.reasons} for c in codings] == [True, True, False]


def test_a_person_may_say_that_something_is_not_digital() -> None:
    text = "建立算法备案和审查机制，防止歧视。"
    additions = Additions(examples=(AddedExample(text, None),))
    coding = code(stated([text]), TITLE, additions)[0]
    assert coding.category is None and "why.person_example" in {r.key for r in coding.reasons}


LANGUAGE = [
    ("推进数字政府建设", True),
    ("Build 5G stations", False),
    ("", False),
    ("Build the 数字政府 platform and publish every open data set", False),
    ("建设5G base station 40个", True),
]


@pytest.mark.parametrize(("text", "chinese"), LANGUAGE)
def test_what_counts_as_chinese(text, chinese) -> None:
    assert is_chinese(text) == chinese


scripts = st.sampled_from([*"a5 éш数，\0\x7f\x80\u07ff\u0800\ud800𠀀"])


@given(st.lists(st.text(st.one_of(scripts, st.characters()), max_size=12), min_size=1, max_size=8))
def test_texts_count_as_chinese_by_their_bytes_each_for_itself(texts) -> None:
    sizes = [len(text.encode("utf-8", "surrogatepass")) for text in texts]
    expected = [size > len(text) and size >= 1.25 * len(text) for text, size in zip(texts, sizes, strict=True)]
    assert module.chinese(texts).tolist() == expected
