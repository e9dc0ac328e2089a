"""The bundled sample drafts: invented, of the promised length, and the Word files say what the Markdown says."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"
CHINESE = ("yunlan-short.zh", "yunlan-long.zh")
CAPITALS = {
    "zh": "北京 天津 石家庄 太原 呼和浩特 沈阳 长春 哈尔滨 上海 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 "
    "海口 重庆 成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐",
    "en": "Beijing Tianjin Shijiazhuang Taiyuan Hohhot Shenyang Changchun Harbin Shanghai Nanjing Hangzhou Hefei "
    "Fuzhou Nanchang Jinan Zhengzhou Wuhan Changsha Guangzhou Nanning Haikou Chongqing Chengdu Guiyang Kunming Lhasa "
    "Xi'an Lanzhou Xining Yinchuan Urumqi",
}


@pytest.fixture(scope="module")
def make_samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "docs" / "make_samples.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def markdown(name: str) -> str:
    return (SAMPLES / f"{name}.md").read_text(encoding="utf-8")


def word(name: str) -> Document:
    return docx.Document(str(SAMPLES / f"{name}.docx"))


def texts_of_markdown(text: str) -> list[str]:
    """Every paragraph and table cell, without marks."""
    rows = [line for line in text.splitlines() if not re.fullmatch(r"\|[-|]+", line)]
    unmarked = [re.sub(r"^(#+ |> ?)?(- |\d+\. )?", "", row) for row in rows]
    cells = [cell.strip() for row in unmarked for cell in (row.split("|") if row.startswith("|") else [row])]
    return [cell for cell in cells if cell]


def texts_of_word(document: Document) -> list[str]:
    """Every paragraph, those in tables too, in the order of the page."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return ["".join(t.text for t in p.iter(qn("w:t"))) for p in paragraphs]


@pytest.mark.parametrize("name", CHINESE)
def test_the_word_file_says_what_the_markdown_says(name: str) -> None:
    assert texts_of_word(word(name)) == texts_of_markdown(markdown(name))


@pytest.mark.parametrize(("name", "least", "most"), [("yunlan-short.zh", 2800, 3300), ("yunlan-long.zh", 11500, 12800)])
def test_a_chinese_draft_has_the_promised_number_of_characters(name: str, least: int, most: int) -> None:
    characters = re.sub(r"\s", "", "".join(texts_of_markdown(markdown(name))))
    assert least <= len(characters) <= most


def test_the_english_draft_has_the_promised_number_of_words() -> None:
    words = " ".join(texts_of_markdown(markdown("yunlan-short.en"))).split()
    assert 600 <= len(words) <= 800


@pytest.mark.parametrize("name", [*CHINESE, "yunlan-short.en"])
def test_no_real_provincial_capital_is_named(name: str) -> None:
    text = markdown(name)
    assert [city for city in CAPITALS[name[-2:]].split() if city in text] == []


@pytest.mark.parametrize("name", CHINESE)
def test_building_twice_gives_the_same_bytes_with_no_clock_in_them(name: str, make_samples: ModuleType) -> None:
    first, second = make_samples.build(markdown(name)), make_samples.build(markdown(name))
    assert first == second
    members = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_the_long_draft_uses_the_styles_that_real_word_files_use() -> None:
    names = {p.style.name for p in word("yunlan-long.zh").paragraphs if p.style is not None}
    assert names >= {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Caption"}


@pytest.mark.parametrize(("name", "boxes"), [("yunlan-short.zh", 1), ("yunlan-long.zh", 4)])
def test_targets_are_a_table_and_every_box_is_a_table_of_one_cell(name: str, boxes: int) -> None:
    tables = word(name).tables
    assert [[c.text for c in t.rows[0].cells][-1] for t in tables if len(t.columns) == 4] == ["属性"]
    first_lines = [t.cell(0, 0).paragraphs[0].text for t in tables if len(t.columns) == 1 and len(t.rows) == 1]
    assert [line[:3] for line in first_lines] == [f"专栏{n}" for n in range(1, boxes + 1)]


@pytest.mark.parametrize("name", CHINESE)
def test_every_numbered_list_starts_at_one(name: str) -> None:
    lists = len(re.findall(r"^1\. ", markdown(name), re.MULTILINE))
    numbered = [p for p in word(name).paragraphs if p.style is not None and p.style.name == "List Number"]
    assert len({p._p.pPr.numPr.numId.val for p in numbered}) == lists


TRAITS = (
    r"５Ｇ",
    r"5G",
    r"\[20\d\d\]",
    r"IPv4/IPv6",
    r"（[A-Z]{3}）",
    r"产业生态",
    r"生态环境",
    r"共享单车",
    r"应采尽采",
    r"不得强制",
)


@pytest.mark.parametrize("name", CHINESE)
@pytest.mark.parametrize("trait", TRAITS)
def test_a_draft_keeps_what_makes_real_drafts_hard_to_read(name: str, trait: str) -> None:
    assert re.search(trait, markdown(name))
