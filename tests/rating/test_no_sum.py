"""No total, no rank and no weight over the thirteen items, in any output."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.chat.blocks import Heading, Table, as_json
from assistant.chat.session import Session, sample_path
from assistant.codebook import rubric
from assistant.export.html import render as html
from assistant.export.jsonfile import as_json as assessment_json
from assistant.export.report import report
from assistant.journal.store import MEMORY, open_journal
from assistant.model import FEARS, ITEMS, Decisions
from assistant.phrases import phrases
from assistant.rating.levels import rate

KEYS = {"confirmed", "coverage", "doubtful", "indicators", "answers", "challenged", "evidence", "question"}
HOPE, FEAR = KEYS | {"suggested"}, KEYS | {"exposure", "mitigation", "residual"}
SUMS = re.compile(
    r"总分|总评|综合得分|合计得分|名次|第[一二三四五六七八九十\d]+名"
    r"|overall (?:score|rating)|total score|\brank(?:ed|ing)? \d",
    re.I,
)


@pytest.fixture(scope="module")
def assessment():
    session = Session(open_journal(MEMORY), "zh")
    session.reply(f"打开 {sample_path('zh')}")
    session.reply("黄河中游")
    yield session.assessment
    session.close()


def test_json_holds_each_item_for_itself(assessment):
    found = assessment_json(assessment, phrases("zh"), lambda item: rubric().item(item).question("zh"))["ratings"]
    assert tuple(found) == ITEMS
    for item, rating in found.items():
        assert set(rating) == (FEAR if item in FEARS else HOPE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_report_speaks_of_a_total_or_a_rank(assessment, language):
    say = phrases(language)
    whole = report(assessment, say)
    blocks = whole[whole.index(Heading(say("report.ratings"))) :]
    for text in (*(str(as_json(b)) for b in blocks), html(blocks, say)):
        assert not SUMS.search(text)
    tables = [b for b in blocks if isinstance(b, Table) and any(row and row[0][:3] in ("H1 ", "F1 ") for row in b.rows)]
    assert tables
    for table in tables:
        assert all(row[0][:2] in ITEMS for row in table.rows)


def test_an_items_rating_depends_on_no_other_item(assessment):
    whole = rate(assessment.codings, Decisions())
    for item in ITEMS:
        alone = [replace(c, rubric=tuple(h for h in c.rubric if h.item == item)) for c in assessment.codings]
        one = rate(alone, Decisions())[item]
        same = replace(whole[item], evidence=(), doubtful=0)
        assert replace(one, evidence=(), doubtful=0) == same
