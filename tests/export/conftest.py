"""A small assessment built by hand, with everything in it that could go wrong in a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.chat.blocks import (
    Bar,
    Bars,
    Block,
    Choice,
    Choices,
    Heading,
    Items,
    Question,
    Quotation,
    Table,
    Text,
)
from assistant.model import (
    CATEGORIES,
    FEARS,
    HOPES,
    Addition,
    Advice,
    Assessment,
    Coding,
    Comparison,
    Confirmation,
    Correction,
    Draft,
    Evidence,
    Paragraph,
    PeerLine,
    Profile,
    Quote,
    Rating,
    Reason,
    ReferenceLine,
    RubricHit,
    Said,
    Statement,
    Target,
    Upgrade,
    Versions,
)
from assistant.phrases import Phrases
from assistant.resources import rubric_file
from assistant.yamlfile import load_mapping

NASTY = '=HYPERLINK("http://example.invalid","点我")|<b>&amp;*粗*[链](x)# 推进一网通办。'
"""Formula, table border, markup and link in one statement."""
LINES = (
    "第一章 夯实底座🚀",
    "由市工信局牵头，到2027年建成5G基站1.2万个🚀。",
    NASTY,
    "保障数据安全，建立个人信息保护投诉渠道。",
    "推动更多事项一网通办。",
)
SAMPLE_PHRASES = {"few": "只有 {n} 条，结论仅供参考。", "source": "取自{who}。", "who": "区域内城市"}


@pytest.fixture(scope="session")
def speak() -> Callable[[str], Phrases]:
    """The phrases of a language with the ones this sample needs."""

    def made(language: str) -> Phrases:
        tree = load_mapping(rubric_file(f"phrases.{language}.yaml"))
        return Phrases(
            language, {**tree, "sample": SAMPLE_PHRASES, "commitments": {"rights": "由____牵头，____前答复。"}}
        )

    return made


@pytest.fixture(params=["zh", "en"])
def say(request: pytest.FixtureRequest, speak: Callable[[str], Phrases]) -> Phrases:
    return speak(request.param)


@pytest.fixture
def zh(speak: Callable[[str], Phrases]) -> Phrases:
    return speak("zh")


def _coding(draft: str, n: int, category: str | None, term: str, **more: object) -> Coding:
    start = sum(len(line) + 1 for line in LINES[:n])
    statement = Statement(f"s{n}", start, start + len(LINES[n]), LINES[n], (LINES[0],), n)
    at = draft.index(term, start)
    spoken = (Evidence(term, category, at, at + len(term), "exact"),) if category else ()
    values = {"secondary": None, "role": "commitment", "strength": 2, "confidence": 0.75, "review": False, **more}
    return Coding(statement=statement, category=category, evidence=spoken, **values)  # type: ignore[arg-type]


def _reference(name: str) -> ReferenceLine:
    counts = dict(zip(CATEGORIES, (20, 30, 20, 10, 10, 8, 2), strict=True))
    return ReferenceLine(name, counts, 100, {k: n / 100 for k, n in counts.items()}, 0.89, 0.10, 0.20)


def _profile() -> Profile:
    counts = dict.fromkeys(CATEGORIES, 0) | {"new_infrastructure": 1, "digital_government": 2, "digital_ecology": 1}
    return Profile(
        counts=counts,
        total=4,
        shares={k: n / 4 for k, n in counts.items()},
        interval=dict.fromkeys((*CATEGORIES, "value", "people"), (0.05, 0.45)),
        shrunken=dict.fromkeys(CATEGORIES, 1 / 7),
        ordinary=dict.fromkeys(CATEGORIES, (0, 2)),
        coverage=1,
        evenness=0.53,
        centre_of_gravity=0.5,
        value_share=0.25,
        people_share=0.25,
        slogans=1,
        achievements=0,
        duplicates=0,
        few=True,
        corrected=Correction(
            shares=dict.fromkeys(CATEGORIES, 0.1) | {"new_infrastructure": 0.2},
            interval=dict.fromkeys(CATEGORIES, (0.02, 0.35)),
            value_share=0.3,
            value_interval=(0.1, 0.5),
            people_share=0.4,
            people_interval=(0.2, 0.6),
            basis_n=4000,
        ),
    )


def _ratings(codings: dict[str, Coding]) -> dict[str, Rating]:
    ratings = {item: Rating(item, (), (), 0, None) for item in HOPES}
    ratings |= {item: Rating(item, (), (), 0, None, 0, 0, "unknown") for item in FEARS}
    words = codings["s4"].evidence[0]
    quote = Quote("s4", "H2a", "hope", words.term, words.start, words.end, 2)
    ann = Confirmation(2, "张工", "2026-03-01T09:00:00Z", "=1+1 看过原文")
    ratings["H2"] = Rating("H2", (), (quote,), 1, 1, confirmed=ann, answers=(Said(2, ann.by, ann.when, ann.why),))
    hit = codings["s3"].rubric[0]
    risk = Quote("s3", "F2a", "mitigation", hit.term, hit.start, hit.end, 2)
    ratings["F2"] = Rating(
        "F2", (), (risk,), 1, None, 1, 2, "medium", Confirmation("low", "李工", "2026-03-02T09:00:00Z")
    )
    return ratings


def _advice() -> Advice:
    counts = _profile().counts
    return Advice(
        target=Target("frontier", 0.3, {}, Reason("sample.source", {"who": Reason("sample.who")})),
        verdict="feasible",
        needed=1,
        reachable=2,
        additions=(Addition("digital_ecology", "H8a", "H8", "rights", ("s3",)),),
        upgrades=(Upgrade("s2", "digital_government", ("body", "deadline")),),
        before=counts,
        after={**counts, "digital_ecology": 2},
        value_before=0.25,
        value_after=0.4,
        closes=("H8a",),
    )


@pytest.fixture
def assessment() -> Assessment:
    text = "\n".join(LINES)
    starts = [sum(len(line) + 1 for line in LINES[:n]) for n in range(len(LINES))]
    paragraphs = tuple(Paragraph(at, at + len(line)) for at, line in zip(starts, LINES, strict=True))
    at = text.index("个人信息保护")
    hit = RubricHit("F2", "F2a", "mitigation", "个人信息保护", at, at + 6)
    codings = (
        _coding(text, 1, "new_infrastructure", "5G基站", secondary="digital_economy", strength=3),
        _coding(text, 2, None, "一网通办", role="slogan", strength=1, review=True),
        _coding(text, 3, "digital_ecology", "数据安全", rubric=(hit, hit)),
        _coding(text, 4, "digital_government", "一网通办", decided_by="张工", suggested="digital_life"),
    )
    peer = PeerLine(_reference("郑州市"), dict.fromkeys(CATEGORIES, 0.4), 0.2, 0.3)
    comparison = Comparison(
        "middle_yellow_river", "示例市", _reference("national"), _reference("middle_yellow_river"), (peer,), ()
    )
    return Assessment(
        draft=Draft("示例市数字化规划<二稿>", text, paragraphs, "草案.docx"),
        codings=codings,
        profile=_profile(),
        ratings=_ratings({c.statement.id: c for c in codings}),
        versions=Versions("0.1.0", "1", "1", "2021"),
        limits=(Reason("sample.few", {"n": 4}),),
        city="示例市",
        region="middle_yellow_river",
        comparison=comparison,
        advice=_advice(),
    )


@pytest.fixture
def blocks() -> list[Block]:
    """One of each block, two quotations of one statement among them."""
    bars = (
        Bar("新型基础设施", 0.31, 0.241, 0.38, 0.284, category="new_infrastructure"),
        Bar("营造数字生态", 0.048, 0.021, 0.096, 0.11, "比区域中位数低", "digital_ecology"),
    )
    return [
        Heading("示例市数字化规划<二稿>", 1),
        Heading("一、注意力", 2),
        Text("本稿共 4 条陈述，其中“数字生态”1 条。"),
        Text("条数过少。", "warning"),
        Bars(bars, "各类目占比", "区域"),
        Table(("类目", "条数"), (("新型|基础设施", "12"), ("营造数字生态", "3")), "矩阵", (1,)),
        Quotation(NASTY, "s2", "第一章 › 夯实底座", "待复核", "digital_government", ((0, 10), (5, 12))),
        Quotation(LINES[3], "s2"),
        Items(("第一", "第二"), numbered=True),
        Items(("甲", "乙")),
        Question("由谁牵头？", "H1"),
        Choices((Choice("看依据", "看依据"), Choice("和西安比", "和西安比")), "接下来："),
    ]
