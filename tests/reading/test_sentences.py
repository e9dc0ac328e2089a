"""A paragraph is cut where its sentences end, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading import sentences
from assistant.reading.sentences import spans

CHINESE = (
    ("全面推行一网通办。保留人工窗口。", ["全面推行一网通办。", "保留人工窗口。"]),
    ("深化共享；完善目录；", ["深化共享；", "完善目录；"]),
    ("一定要建成！能建成吗？能。", ["一定要建成！", "能建成吗？", "能。"]),
    ("建成5G基站1.2万个，覆盖率达到98.5%。推广应用", ["建成5G基站1.2万个，覆盖率达到98.5%。", "推广应用"]),
    ("建设平台（含门户；含接口。）并推广。", ["建设平台（含门户；含接口。）并推广。"]),
    ("市领导说：“要快。要稳。”会议强调安全。", ["市领导说：“要快。要稳。”", "会议强调安全。"]),
    ("落实“办得快。”的要求，完善制度。", ["落实“办得快。”的要求，完善制度。"]),
    ("实施“一网通办！”“一网统管”，提升效率。", ["实施“一网通办！”“一网统管”，提升效率。"]),
    (
        "建成数据平台。（责任单位：市数据局；配合单位：市财政局）",
        ["建成数据平台。（责任单位：市数据局；配合单位：市财政局）"],
    ),
    ("建成平台。（市数据局、市财政局）完善制度。", ["建成平台。（市数据局、市财政局）", "完善制度。"]),
    ("建成平台。（一）完善制度。", ["建成平台。", "（一）完善制度。"]),
    ("出台《办法；试行》。公布清单。", ["出台《办法；试行》。", "公布清单。"]),
    ("括号没有合上（如此。下一句。", ["括号没有合上（如此。", "下一句。"]),
    ("引号没有打开”如此。下一句。", ["引号没有打开”如此。", "下一句。"]),
    ("完成了！！！？随后……。再来。", ["完成了！！！？", "随后……。", "再来。"]),
    ("。。。开头是句号。", ["开头是句号。"]),
    ("推进共享.到2025年,全部完成.", ["推进共享.", "到2025年,全部完成."]),
    ("打通壁垒;实现共享?实现!", ["打通壁垒;", "实现共享?", "实现!"]),
    ("　　缩进的句子。 \t 又一句。　", ["缩进的句子。", "又一句。"]),
    ("1.推动转型。5.3 完善规范。", ["1.推动转型。", "5.3 完善规范。"]),
    ("——", []),
    ("", []),
)

LATIN = (
    ("Build it. Keep counters open.", ["Build it.", "Keep counters open."]),
    ("Raise coverage to 98.5 per cent. Then publish.", ["Raise coverage to 98.5 per cent.", "Then publish."]),
    ("Services, e.g. permits, i.e. No. 5, move online.", ["Services, e.g. permits, i.e. No. 5, move online."]),
    ("The U.S. model by J. Smith et al. was studied.", ["The U.S. model by J. Smith et al. was studied."]),
    ("1. Open data. 2. Close gaps.", ["1. Open data.", "2. Close gaps."]),
    ("Done by 2030. The city reports.", ["Done by 2030.", "The city reports."]),
    ("Coal built the city; celadon made its name.", ["Coal built the city;", "celadon made its name."]),
    ("Visit example.org/a?b=1;c=2 for v1.2.3 now.", ["Visit example.org/a?b=1;c=2 for v1.2.3 now."]),
    ("Will it work? It must! (See annex.)", ["Will it work?", "It must! (See annex.)"]),
    ("Use AI (e.g. for forms. Or maps.) with care. End.", ["Use AI (e.g. for forms. Or maps.) with care.", "End."]),
)


@pytest.mark.parametrize(("text", "sentences"), CHINESE + LATIN)
def test_a_paragraph_is_cut_where_its_sentences_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == sentences


MARKS = st.text(alphabet="。！？；“”‘’（）()《》.;!? \u3000\t1数据ab—", max_size=60)


@given(st.one_of(MARKS, st.text(max_size=60)))
def test_every_letter_and_digit_lies_in_exactly_one_span(text: str) -> None:
    found = spans(text)
    for start, end in found:
        assert start < end
        assert text[start:end] == text[start:end].strip()
    assert all(left[1] <= right[0] for left, right in zip(found, found[1:], strict=False))
    covered = {place for start, end in found for place in range(start, end)}
    assert all(place in covered for place, char in enumerate(text) if char.isalnum())


@given(MARKS, MARKS)
def test_nothing_is_cut_inside_a_closed_bracket(inside: str, after: str) -> None:
    inside = "".join(c for c in inside if c not in "（）()“”‘’《》")
    text = f"建设平台（{inside}）{after}"
    closing = text.index("）")
    assert not any(4 < start <= closing for start, _ in spans(text))


PARTS = st.sampled_from(
    [
        *"。！？；!?;….,、—“”‘’（）()《》〈〉「」『』【】〔〕[] \n\u3000",
        "甲乙",
        "数据，",
        "1.2",
        "3.",
        "ab",
        "e.g. ",
        "“办法”",
    ]
    + [
        "（试行）",
        "《规划（草案）》",
        "（市数据局负责）",
        "。（责任单位：市数据局）",
        "。”",
        "……。",
        "５.５",
        "_",
        "——。",
    ]
)
NEVER = re.compile("(?!)")


@given(st.lists(PARTS, max_size=30).map("".join))
def test_plain_text_is_cut_where_the_careful_reading_cuts_it(text: str) -> None:
    quick = spans(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_PLAIN", NEVER)
        assert spans(text) == quick


@pytest.mark.parametrize(
    "text", [text for text, _ in CHINESE[:2]] + ["落实“一网通办”（试行）要求，达到1.2万件。完成。"]
)
def test_common_paragraphs_need_no_careful_reading(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sentences, "_cuts")
    assert len(spans(text)) == 2
