"""Which words speak to which item: terms need their company, a negation turns risks of its own clause only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.codebook import WHOLE_ITEM, read_rubric, rubric
from assistant.coding.batch import lay_out, scan
from assistant.coding.evidence import rubric_hits
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise, normalise_all
from assistant.model import CATEGORIES, Problem, RubricHit, Statement
from assistant.phrases import phrases
from assistant.resources import rubric_file

SIGNS = {"hope": "+", "mitigation": "m", "risk": "r"}


def told(
    statements: list[Statement], categories: list[str | None], strengths: list[int], about: list[bool] | None = None
) -> dict[int, tuple[RubricHit, ...]]:
    """The hits of some statements, laid out in one batch."""
    batch = lay_out(normalise_all([s.text for s in statements]))
    asked = np.array([True] * len(statements) if about is None else about, np.bool_)
    return rubric_hits(batch, scan(lexicon(), batch), statements, asked, np.array(strengths, np.int64), categories)


def found(text: str, category: str | None = None, start: int = 0, strength: int = 2) -> tuple[RubricHit, ...]:
    return told([Statement("s1", start, start + len(text), text)], [category], [strength]).get(0, ())


def signs(text: str, category: str | None = None) -> set[str]:
    return {hit.item + SIGNS[hit.sign] for hit in found(text, category)}


NEGATIONS = [
    ("a risk", "在车站推广人脸识别。", {"F2r"}),
    ("a ban before it", "不得在小区使用人脸识别。", {"F2m"}),
    ("two risks banned at once", "不得在小区强制使用人脸识别。", {"F2m", "F3m"}),
    ("a ban after it", "人脸识别一律不得作为唯一方式。", {"F2m"}),
    ("a ban in another clause", "严禁乱收费，在车站推广人脸识别。", {"F2r"}),
    ("a ban in another clause after it", "在车站推广人脸识别，防止排队过长。", {"F2r"}),
    ("a ban that introduces a list", "智慧社区严禁下列做法：人脸识别门禁。", {"F2m"}),
    ("one of two clauses", "避免面子工程，在车站推广人脸识别。", {"F1m", "F2r"}),
    ("a hope is not turned", "打破数据壁垒。", {"H5+"}),
]


@pytest.mark.parametrize(("text", "expected"), [n[1:] for n in NEGATIONS], ids=[n[0] for n in NEGATIONS])
def test_a_negation_turns_the_risks_of_its_own_clause(text, expected):
    assert signs(text) == expected


COMPANY = [
    ("beside a word in the clause", "整合各部门业务系统。", None, {"H5+"}),
    ("beside it in another clause only", "整合农贸市场，建设数据平台。", None, set()),
    ("unless a word in the clause", "为企业减负。", None, set()),
    ("without that word", "为社区减负。", None, {"F4m"}),
    ("the only channel", "全部事项一律全程网办。", None, {"F3r"}),
    ("one channel of several", "更多事项全程网办。", None, set()),
    ("about a category", "推动数据共享。", "digital_government", {"H5+"}),
    ("about another category", "推动数据共享。", "digital_economy", set()),
    ("no category known", "推动数据共享。", None, {"H5+"}),
    ("a general word by itself", "深化放管服改革。", None, {"F5m"}),
    ("a general word beside a specific one", "深化放管服改革，推进高效办成一件事。", None, {"H3+"}),
    ("general words only", "深化放管服改革，提升办结率。", None, {"F5m", "H3+"}),
]


@pytest.mark.parametrize(("text", "category", "expected"), [c[1:] for c in COMPANY], ids=[c[0] for c in COMPANY])
def test_a_term_counts_only_in_its_company(text, category, expected):
    assert signs(text, category) == expected


def test_the_longest_term_that_counts_decides():
    assert [hit.term for hit in found("推进适老化改造。")] == ["适老化改造"]
    assert [hit.term for hit in found("落实数据安全管理制度。", "digital_ecology")] == ["数据安全管理"]


def test_spans_lie_in_the_draft_also_where_it_is_spaced_out():
    text = "推进 数 据 共 享。"
    (hit,) = found(text, start=100)
    assert text[hit.start - 100 : hit.end - 100] == "数 据 共 享"
    assert (hit.item, hit.indicator, hit.strength) == ("H5", "H5b", 2)


def test_silence_gives_nothing():
    assert found("修建道路三条。") == ()


RISK, BAN = "推广人脸识别", "不得"
COLONS, MARKS = (":", "："), (*",;!?，；！？。", ")\n")  # between Chinese characters a line break is dropped


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_every_mark_parts_a_ban_from_a_risk(mark):
    assert signs(f"{BAN}{RISK}") == {"F2m"}
    assert signs(f"{BAN}收费{mark}{RISK}") == signs(f"{RISK}{mark}{BAN}收费") == {"F2r"}


@pytest.mark.parametrize("colon", COLONS)
def test_a_colon_hands_a_ban_on_to_what_it_introduces_and_no_further(colon):
    assert signs(f"{BAN}如下{colon}{RISK}") == {"F2m"}
    assert signs(f"{BAN}收费，如下{colon}{RISK}") == {"F2r"}
    assert signs(f"{BAN}如下{colon}另{colon}{RISK}") == {"F2r"}
    assert signs(f"{RISK}{colon}{BAN}收费") == {"F2r"}


@pytest.mark.parametrize("mark", COLONS + MARKS, ids=ascii)
def test_company_stands_in_the_same_clause(mark):
    assert signs("整合各部门业务系统") == {"H5+"}
    assert signs(f"整合农贸市场{mark}业务系统") == signs(f"业务系统{mark}整合农贸市场") == set()


pieces = st.sampled_from(
    [
        *("不得", "推广人脸识别", "，", "：", "；", "。", "\n", "^", "$", "的", "数据共享", "數 據 共 享", "整合"),
        *("深化放管服改革", "高效办成一件事", "适老化改造", "打破数据壁垒", "面子工程", "避免"),
        *("公开征求意见", "一律", "全程网办", "业务系统"),
    ]
)
drafts = st.lists(
    st.tuples(st.lists(pieces, max_size=9).map("".join), st.sampled_from([*CATEGORIES, None]), st.integers(1, 3)),
    max_size=6,
)


@given(drafts, st.integers(0, 9000))
def test_together_the_statements_say_what_each_says_alone(given_statements, start):
    statements, at = [], start
    for text, _, _ in given_statements:
        statements.append(Statement(f"s{at}", at, at + len(text), text))
        at += len(text) + 1
    hits = told(statements, [category for _, category, _ in given_statements], [firm for *_, firm in given_statements])
    for n, (text, category, firm) in enumerate(given_statements):
        assert hits.get(n, ()) == found(text, category, statements[n].start, firm)
        assert n not in hits or hits[n]


@given(drafts, st.integers(0, 63))
def test_only_the_statements_asked_for_speak(given_statements, bits):
    statements = [Statement(f"s{n}", 0, len(text), text) for n, (text, *_) in enumerate(given_statements)]
    categories, strengths = [c for _, c, _ in given_statements], [s for *_, s in given_statements]
    about = [bool(bits >> n & 1) for n in range(len(statements))]
    every = told(statements, categories, strengths)
    assert told(statements, categories, strengths, about) == {n: hits for n, hits in every.items() if about[n]}


@given(drafts)
def test_hits_stand_in_order_on_words_of_their_term_and_do_not_overlap(given_statements):
    words = lexicon()
    for text, category, firm in given_statements:
        hits = found(text, category, 0, firm)
        spans = sorted({(hit.start, hit.end) for hit in hits})
        assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
        for hit in hits:
            pattern = words.patterns.index(normalise(text[hit.start : hit.end]).text)
            assert (hit.term, hit.indicator) in [(use.term, use.value) for use in words.uses[pattern]]
            assert hit.strength == firm and hit.item == (hit.indicator or "")[:2]


def test_an_items_own_commitments_are_never_held_back_by_their_category():
    for item in rubric().items:
        whole = rubric().conditions.get((item.id, WHOLE_ITEM))
        for indicator in item.indicators if whole and whole.about else ():
            assert indicator.category in whole.about, indicator.id


def test_a_general_term_is_never_all_that_an_item_has():
    conditions = rubric().conditions
    for item in rubric().items:
        own = [conditions.get((item.id, term)) for i in item.indicators for term in i.all_terms]
        assert any(condition is None or not condition.alone for condition in own)


SPOILT = [
    ("term of no indicator", "terms: [揭榜挂帅]", "terms: [揭榜]", "揭榜"),
    ("term named twice", "terms: [揭榜挂帅]", "terms: [揭榜挂帅, 开放目录]", "开放目录"),
    ("unknown category", "{item: H3, about: [digital_government,", "{item: H3, about: [government,", "about"),
    ("unknown key", "{item: H1, terms: [揭榜挂帅], beside:", "{item: H1, terms: [揭榜挂帅], besides:", "besides"),
    ("unknown item", "{item: H1, terms: [揭榜挂帅]", "{item: H9, terms: [揭榜挂帅]", "H9"),
    ("no condition", "{item: H1, terms: [揭榜挂帅], beside: [场景, 政务, 治理, 公共数据]}", "{item: H1}", "beside"),
    ("alone is no yes or no", "alone: true", "alone: sometimes", "alone"),
]


@pytest.mark.parametrize(("old", "new", "named"), [s[1:] for s in SPOILT], ids=[s[0] for s in SPOILT])
def test_a_spoilt_condition_is_refused_by_key(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = rubric_file("rubric.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "rubric.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_rubric(path)
    line = phrases("en").problem(caught.value)
    assert named in line and "conditions" in line and "\n" not in line
