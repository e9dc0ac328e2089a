"""The chat compares with the counts that were named, says whose they are, and tells how attention moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assess import code_draft
from assistant.chat.blocks import Bars, Items, Strip, Table, Text
from assistant.chat.cells import width
from assistant.chat.plain import render
from assistant.chat.session import Session
from assistant.chat.understand import understand
from assistant.corpus.folder import assess_folder
from assistant.corpus.table import save_table
from assistant.model import CATEGORIES
from assistant.peers.peer_set import work_reports
from assistant.phrases import LANGUAGES, phrases

SAID = [
    ("用工作报告作参照", "use_peers", {}),
    ("compare with work reports", "use_peers", {}),
    ("用 /tmp/我的.csv 作参照", "use_peers", {}),
    ("改用论文的数字", "use_peers", {}),
    ("郑州这几年的变化", "trend", {"city": "郑州"}),
    ("how did attention move", "trend", {}),
    ("数字生态这几年怎么变", "trend", {"category": "digital_ecology"}),
    ("西南这几年的变化", "trend", {"region": "西南"}),
]


@pytest.mark.parametrize(("said", "intent", "slots"), SAID, ids=[said for said, _, _ in SAID])
def test_it_is_understood(said: str, intent: str, slots: dict[str, object]) -> None:
    heard = understand(said)
    assert heard.intent == intent
    assert {name: heard.slots[name] for name in slots} == slots


def texts(blocks: object) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Text))  # type: ignore[attr-defined]


def test_the_papers_counts_are_used_until_others_are_asked_for(with_sample: Session) -> None:
    assert with_sample.assessment is not None and with_sample.assessment.comparison is not None
    assert with_sample.assessment.comparison.source is None
    answer = with_sample.reply("用工作报告作参照")
    comparison = with_sample.assessment.comparison
    assert comparison.source is not None and comparison.source.key == "peers.source.reports_same"
    assert "同一口径" in texts(answer.blocks)
    assert not any(isinstance(block, Strip) for block in answer.blocks)
    with_sample.reply("改用论文的数字")
    assert with_sample.assessment.comparison.source is None


def test_beside_other_counts_no_answer_shows_the_papers(with_sample: Session) -> None:
    with_sample.reply("用工作报告作参照")
    for said in ("和同区城市比", "和西安比", "数字生活和各市比怎么样"):
        blocks = with_sample.reply(said).blocks
        assert not any(isinstance(block, Strip) for block in blocks)
        assert phrases("zh")("limits.measure") not in texts(blocks)
    measure = [reason.key for reason in with_sample.assessment.limits]  # type: ignore[union-attr]
    assert "limits.measure" not in measure and "peers.source.reports_same" in measure


def test_without_a_source_named_it_says_which_is_in_use(session: Session) -> None:
    before = session.peers
    answer = session.reply("换参照")
    assert session.peers is before is None
    assert "论文" in texts(answer.blocks)


def test_a_folders_table_becomes_the_reference(with_sample: Session, tmp_path: Path) -> None:
    folder = tmp_path / "规划"
    folder.mkdir()
    (folder / "西安市.txt").write_text(
        "规划\n\n建成5G基站1.2万个。\n推进一网通办，年底前全部上线。\n", encoding="utf-8"
    )
    out = tmp_path / "同行.csv"
    save_table(assess_folder(folder), out, phrases("zh"))
    answer = with_sample.reply(f"用 {out} 作参照")
    assert "同一口径" in texts(answer.blocks) and "同行.csv" in texts(answer.blocks)
    comparison = with_sample.assessment.comparison  # type: ignore[union-attr]
    assert comparison is not None and [peer.reference.name for peer in comparison.peers] == ["西安市"]


def test_a_table_that_cannot_be_used_changes_nothing(with_sample: Session) -> None:
    answer = with_sample.reply("用没有这个.csv作参照")
    assert with_sample.peers is None
    assert [block.tone for block in answer.blocks if isinstance(block, Text)] == ["error"]


@pytest.mark.parametrize(
    ("said", "name"),
    [("郑州这几年的变化", "郑州市"), ("西南这几年的变化", "西南"), ("全国这几年的变化", "全国 31 市"),
     ("洛阳这几年的变化", "黄河中游")],
)  # fmt: skip
def test_a_trend_is_of_the_place_named(said: str, name: str, session: Session) -> None:
    tables = [block for block in session.reply(said).blocks if isinstance(block, Table)]
    assert [table.caption for table in tables] == [phrases("zh")("trend.caption", place=name)]


def test_a_trend_is_of_the_drafts_place_unless_the_country_is_named(with_sample: Session) -> None:
    def place(said: str) -> str:
        return next(b.caption for b in with_sample.reply(said).blocks if isinstance(b, Table)).split("：")[0]

    assert place("历年走势") == "黄河中游"
    assert place("全国这几年的变化") == "全国 31 市"


def test_one_category_shows_its_years_with_intervals(session: Session) -> None:
    blocks = session.reply("数字生态这几年怎么变").blocks
    (bars,) = (block for block in blocks if isinstance(block, Bars))
    years = sorted({plan.year for plan in work_reports().plans if plan.year})
    assert [bar.label for bar in bars.bars] == [str(year) for year in years]
    assert all(bar.low is not None and bar.high is not None and bar.low < bar.high for bar in bars.bars)
    assert not any(isinstance(block, Table) for block in blocks)


def test_the_rare_category_is_counted_and_no_change_is_told(session: Session) -> None:
    blocks = session.reply("特色数字城市这几年怎么变").blocks
    assert not any(isinstance(block, Items) for block in blocks)
    assert "不判断变化" in texts(blocks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", ["how did attention move", "trend of Lhasa", "西南这几年的变化"])
def test_a_trend_fits_80_columns_and_needs_no_colour(said: str, language: str, session: Session) -> None:
    session.speak(language)
    shown = render(session.reply(said).blocks, 80, session.say)
    assert max(map(width, shown.splitlines())) <= 80
    assert "{" not in shown and "\x1b" not in shown


def test_the_draft_is_coded_the_same_whatever_it_is_compared_with(with_sample: Session) -> None:
    before = with_sample.assessment
    assert before is not None
    with_sample.reply("用工作报告作参照")
    after = with_sample.assessment
    assert after is not None and after.profile.counts == before.profile.counts
    assert len(code_draft(after.draft)) == len(after.codings)
    assert set(after.profile.counts) == set(CATEGORIES)
