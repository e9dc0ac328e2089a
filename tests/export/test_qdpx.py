"""REFI-QDA files, read back by a small reader of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.export.qdpx import render, render_codebook
from assistant.model import CATEGORIES, Assessment, Coding, Draft, RubricHit, Statement
from assistant.phrases import Phrases

PROJECT = "{urn:QDA-XML:project:1.0}"
CODEBOOK = "{urn:QDA-XML:codebook:1.0}"
KEEP_FIXTURES = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


def unpack(content: bytes) -> tuple[Element, dict[str, bytes]]:
    """The project element and the source files by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return ElementTree.fromstring(files.pop("project.qde")), files


def codings(content: bytes) -> Iterator[tuple[str, int, int, str, str]]:
    """Every coding of a project: the words, where they stand, code name and user name."""
    project, files = unpack(content)
    codes = {code.get("guid"): code.get("name", "") for code in project.iter(f"{PROJECT}Code")}
    users = {user.get("guid"): user.get("name", "") for user in project.iter(f"{PROJECT}User")}
    for source in project.iter(f"{PROJECT}TextSource"):
        text = files[source.get("plainTextPath", "").replace("internal://", "sources/")].decode("utf-8")
        for selection in source.iter(f"{PROJECT}PlainTextSelection"):
            start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
            for coding in selection.iter(f"{PROJECT}Coding"):
                code = codes[coding[0].get("targetGUID")]
                yield text[start:end], start, end, code, users[coding.get("creatingUser")]


def test_every_coding_comes_back_with_its_words_code_and_user(assessment: Assessment, zh: Phrases) -> None:
    first, _, third, fourth = (coding.statement.text for coding in assessment.codings)
    tool = "城鉴 · Chengjian 0.1.0"
    assert [(words, code, user) for words, _, _, code, user in codings(render(assessment, zh))] == [
        (first, "新型基础设施", tool),
        (first, "发展数字经济", tool),
        (third, "营造数字生态", tool),
        ("个人信息保护", "F2 过度采集与泄露/防范", tool),
        (fourth, "建设数字政府", "张工"),
    ]


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text with astral characters and spans in it that may overlap."""
    text = draw(st.text(st.sampled_from("数据a🚀𠀀\n，"), min_size=2, max_size=30))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda s: s[0] < s[1])
    spans = draw(st.lists(st.tuples(span, st.sampled_from(CATEGORIES)), max_size=6))
    return text, [(start, end, category) for (start, end), category in spans]


@KEEP_FIXTURES
@given(drafts())
def test_positions_are_code_points_whatever_overlaps(
    assessment: Assessment, zh: Phrases, drawn: tuple[str, list[tuple[int, int, str]]]
) -> None:
    text, spans = drawn
    made = tuple(
        Coding(Statement(f"s{i}", start, end, text[start:end]), category, None, "commitment", 2, 1.0, False)
        for i, (start, end, category) in enumerate(spans)
    )
    content = render(replace(assessment, draft=Draft("", text, ()), codings=made), zh)
    found = [(words, start, end, code) for words, start, end, code, _ in codings(content)]
    expected = {(text[start:end], start, end, zh(f"category.{category}")) for start, end, category in spans}
    assert len(found) == len(expected) and set(found) == expected


def test_the_source_is_the_draft_to_the_byte(assessment: Assessment, zh: Phrases) -> None:
    project, files = unpack(render(assessment, zh))
    (content,) = files.values()
    assert content == assessment.draft.text.encode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf") and b"\r" not in content
    source = project.find(f"{PROJECT}Sources/{PROJECT}TextSource")
    assert source is not None and list(files) == [f"sources/{source.get('guid')}.txt"]


def test_elements_come_in_the_order_of_the_standard(assessment: Assessment, zh: Phrases) -> None:
    project, _ = unpack(render(assessment, zh))
    assert [child.tag for child in project] == [f"{PROJECT}{name}" for name in ("Users", "CodeBook", "Sources")]
    for selection in project.iter(f"{PROJECT}PlainTextSelection"):
        tags = [child.tag.removeprefix(PROJECT) for child in selection]
        assert tags == sorted(tags, key=["Description", "Coding"].index)


def test_identifiers_and_code_names_are_unique_and_every_reference_resolves(
    assessment: Assessment, say: Phrases
) -> None:
    project, _ = unpack(render(assessment, say))
    guids = [element.get("guid") for element in project.iter() if element.get("guid")]
    names = [code.get("name") for code in project.iter(f"{PROJECT}Code")]
    assert len(guids) == len(set(guids)) and len(names) == len(set(names))
    targets = {element.get("targetGUID") for element in project.iter(f"{PROJECT}CodeRef")}
    users = {element.get("creatingUser") for element in project.iter() if element.get("creatingUser")}
    assert targets | users <= set(guids) and project.get("creatingUserGUID") in guids


def test_codes_are_the_seven_categories_and_the_thirteen_items(zh: Phrases) -> None:
    book = ElementTree.fromstring(render_codebook(zh))
    codes = book.find(f"{CODEBOOK}Codes")
    assert codes is not None and book.tag == f"{CODEBOOK}CodeBook"
    assert [(code.get("name"), len(code)) for code in codes] == [("注意力类目", 7), ("期望", 8), ("担忧", 5)]
    assert [code.get("isCodable") for code in codes] == ["false"] * 3
    assert [[child.get("name") for child in fear] for fear in codes[2]][1] == [
        "F2 过度采集与泄露/风险",
        "F2 过度采集与泄露/防范",
    ]


def test_codes_are_the_same_in_every_file(assessment: Assessment, zh: Phrases) -> None:
    project, _ = unpack(render(assessment, zh))
    book = ElementTree.fromstring(render_codebook(zh))
    in_project = [code.attrib for code in project.iter(f"{PROJECT}Code")]
    assert in_project == [code.attrib for code in book.iter(f"{CODEBOOK}Code")]


def test_the_tools_suggestion_is_told_where_a_person_decided(assessment: Assessment, zh: Phrases) -> None:
    project, _ = unpack(render(assessment, zh))
    remarks = [element.text or "" for element in project.iter(f"{PROJECT}Description")]
    assert remarks[0] == "承诺；可问责承诺；依据的词：5G基站"
    assert [remark for remark in remarks if "工具建议：构筑数字生活" in remark] == [remarks[-1]]


def test_a_person_named_like_the_tool_is_another_user(assessment: Assessment, zh: Phrases) -> None:
    twin = replace(assessment.codings[3], decided_by="城鉴 · Chengjian 0.1.0")
    project, _ = unpack(render(replace(assessment, codings=(*assessment.codings[:3], twin)), zh))
    assert len({user.get("guid") for user in project.iter(f"{PROJECT}User")}) == 2


@pytest.mark.parametrize("sign", ["risk", "mitigation"])
def test_risk_and_safeguard_are_different_codes(assessment: Assessment, zh: Phrases, sign: str) -> None:
    coding = assessment.codings[2]
    hit = RubricHit("F2", None, sign, "数据", coding.statement.start + 2, coding.statement.start + 4)  # type: ignore[arg-type]
    spoken = replace(assessment, codings=(replace(coding, rubric=(hit,)),))
    found = {(words, code) for words, _, _, code, _ in codings(render(spoken, zh))}
    assert ("数据", f"F2 过度采集与泄露/{zh(f'export.code.{sign}')}") in found


def test_the_same_decisions_give_the_same_bytes(assessment: Assessment, say: Phrases) -> None:
    assert render(assessment, say) == render(assessment, say)
    assert render_codebook(say) == render_codebook(say)
