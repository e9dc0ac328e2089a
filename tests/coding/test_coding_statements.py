"""What a statement is coded as, and the words that decided; the sentences are ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coding.code import code
from assistant.model import CATEGORIES, ROLES, Coding, Statement


def coded(text: str, *heading: str, start: int = 0) -> Coding:
    return code((Statement("s1", start, start + len(text), text, heading),))[0]


CATEGORY = [
    ("到2028年新建5G基站1200个，城区千兆光网全部覆盖。", "new_infrastructure"),
    ("建设智能计算中心，算力规模达到300P。", "new_infrastructure"),
    ("培育工业互联网平台6家，推动280户规上企业数字化改造。", "digital_economy"),
    ("依托直播电商带动山区果品销售。", "digital_economy"),
    ("推动更多事项一网通办，高频事项全部免提交电子证照。", "digital_government"),
    ("建设政务数据共享交换平台，归集32个部门的数据。", "digital_government"),
    ("在乡镇卫生院开通远程医疗，方便老年人就近看病。", "digital_life"),
    ("建设智慧校园20所。", "digital_life"),
    ("依托城市大脑汇聚燃气、供水、桥梁监测数据，及时派单。", "smart_city"),
    ("上线智慧交通信号系统，缓解早高峰拥堵。", "smart_city"),
    ("制定公共数据授权运营管理办法，明确收益分配规则。", "digital_ecology"),
    ("每年开展数据安全审计和个人信息保护影响评估。", "digital_ecology"),
    ("把古窑址做成数字遗产库，由窑工后人共同维护，打造独有的城市数字名片。", "distinctive_city"),
    # head-final: what the phrase ends on decides
    ("健全数字经济治理体系。", "digital_ecology"),
    ("发展网络安全产业。", "digital_economy"),
    # object and beneficiary, not the technology noun
    ("用人工智能辅助行政审批。", "digital_government"),
    ("用人工智能辅助基层医院看片。", "digital_life"),
    # not about anything digital, or a homonym
    ("改造县乡公路120公里。", None),
    ("加强生态环境保护，修复湿地800亩。", None),
    ("稳妥推进隐性债务数字化债工作。", None),
    ("规范共享单车停放秩序。", None),
    ("推动制造业高端化、智能化、绿色化发展。", None),
    # English
    ("Build 40 5G base stations in the old town by 2027.", "new_infrastructure"),
    ("Issue rules on authorised operation of public data.", "digital_ecology"),
    ("Repave 17 kilometres of road.", None),
]


@pytest.mark.parametrize(("text", "category"), CATEGORY, ids=[c[0][:14] for c in CATEGORY])
def test_category(text, category):
    assert coded(text).category == category


VARIANTS = [
    ("full width", "建设５Ｇ基站500个", "new_infrastructure", "exact"),
    ("spaced out", "推行一 网 通 办，压减材料", "digital_government", "exact"),
    ("alias", "推行一网办理服务", "digital_government", "alias"),
    ("insertion from the closed list", "推进智慧化交通试点", "smart_city", "gap"),
    ("case", "普及ipv6应用", "new_infrastructure", "exact"),
]


@pytest.mark.parametrize(("text", "category", "kind"), [v[1:] for v in VARIANTS], ids=[v[0] for v in VARIANTS])
def test_a_written_variant_is_still_found(text, category, kind):
    found = coded(text)
    assert found.category == category
    assert kind in {e.kind for e in found.evidence}


def test_a_look_alike_is_shown_but_only_a_person_may_count_it():
    found = coded("推行一网同办，材料电子化")
    lookalikes = [e for e in found.evidence if e.kind == "lookalike"]
    assert [e.term for e in lookalikes] == ["一网通办"] and found.review


def test_5g_is_not_found_inside_15g():
    assert "5G网络" in {e.term for e in coded("建设5G网络").evidence}
    assert "5G网络" not in {e.term for e in coded("建设15G网络").evidence}


@given(st.text(alphabet="数据安全一网通办智慧医疗5G基站，。 [/]{}%s\n　", max_size=60), st.integers(0, 10_000))
def test_evidence_stands_at_its_offsets(text, start):
    found = coded(text, start=start)
    for e in found.evidence:
        assert start <= e.start < e.end <= start + len(text)
        assert 0 <= e.score <= 100
    for hit in found.rubric:
        assert start <= hit.start < hit.end <= start + len(text)


@given(st.text(max_size=200))
def test_any_text_gets_a_sound_coding(text):
    found = coded(text or " ")
    assert found.category in (*CATEGORIES, None) and found.role in ROLES
    assert 0 <= found.confidence <= 1 and found.strength in range(4)
    assert (found.strength == 0) == (found.category is None)


def test_a_body_responsible_says_nothing_about_the_category():
    plain = "每年培训老年人使用智能手机2000人次。"
    for body in ("由市政务服务和数据管理局牵头，", "由市城市管理局负责，", "由市发展改革委会同市网信办统筹，"):
        assert coded(body + plain).category == coded(plain).category == "digital_life"


def test_the_heading_is_a_prior_only_for_a_digital_statement():
    assert coded("推进各类数据规范使用。", "第八章 营造数字生态").category == "digital_ecology"
    assert coded("植树造林三千亩。", "第八章 营造数字生态").category is None


STRENGTH = [
    ("大力推进数据安全保障。", 1, ()),
    ("在全市重点单位开展数据安全攻防演练。", 2, ()),
    ("建成智慧社区40个。", 2, ("target",)),
    ("由市数据局牵头，2027年底前建成智慧社区40个。", 3, ("body", "target", "deadline")),
    ("Build 40 smart schools by 2027.", 3, ("target", "deadline")),
]


@pytest.mark.parametrize(("text", "strength", "cues"), STRENGTH)
def test_strength_rests_on_named_cues(text, strength, cues):
    found = coded(text)
    assert (found.strength, found.cues) == (strength, cues)


ROLE = [
    ("加快建设城市大脑。", (), "commitment"),
    ("已建成5G基站9860个。", (), "achievement"),
    ("数字经济核心产业增加值增长8%。", ("一、发展基础",), "achievement"),
    ("数据共享仍然不足，基层负担较重。", ("二、存在问题",), "status"),
    ("坚持以人民为中心推进数字化。", (), "slogan"),
    ("统筹发展和数据安全。", ("二、指导思想",), "slogan"),
    ("推进数字政府和", (), "fragment"),
    ("升级通信网络。", ("（一）升级通信网络",), "slogan"),
    ("（本章责任单位：市数据局、市工业和信息化局）", (), "status"),
]


@pytest.mark.parametrize(("text", "headings", "expected"), ROLE)
def test_role(text, headings, expected):
    assert coded(text, *headings).role == expected


RUBRIC = [
    ("推广人脸识别门禁。", {("F2", "risk")}),
    ("不得强制使用人脸识别。", {("F2", "mitigation"), ("F3", "mitigation")}),
    ("开展适老化改造，帮助老年人上网。", {("H2", "hope")}),
    ("公开征求意见并逐条答复网民意见。", {("H1", "hope")}),
]


@pytest.mark.parametrize(("text", "signs"), RUBRIC)
def test_rubric_evidence_and_its_flip_by_negation(text, signs):
    assert {(h.item, h.sign) for h in coded(text, "数字化发展规划").rubric} == signs


def test_near_duplicates_count_once():
    texts = ["建设智慧校园20所，覆盖全部县区。", "建设智慧校园20所，覆盖全部县区", "建设智慧医院5所。"]
    codings = code(Statement(f"s{n}", 0, len(t), t, ("数字化发展规划",)) for n, t in enumerate(texts, 1))
    assert [c.duplicate_of for c in codings] == [None, "s1", None]
    assert [c.counted for c in codings] == [True, False, True]


def test_coding_is_deterministic():
    statements = [Statement(f"s{n}", 0, len(t), t) for n, (t, _) in enumerate(CATEGORY, 1)]
    assert code(statements) == code(statements)
