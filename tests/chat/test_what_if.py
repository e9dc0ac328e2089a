"""Several changes in one sentence are understood clause by clause, and change nothing."""

from __future__ import annotations

import pytest

from assistant.advice.whatif import Change
from assistant.chat.answers.what_if import changes
from assistant.chat.blocks import Table, Text
from assistant.chat.session import Session
from assistant.chat.understand import understand
from assistant.journal.store import MEMORY, open_journal

ROADS, ECONOMY, GOVERNMENT, LIFE = "new_infrastructure", "digital_economy", "digital_government", "digital_life"
ECOLOGY, OWN = "digital_ecology", "distinctive_city"


def more(category: str, count: int) -> Change:
    return Change(None, category, count)


def fewer(category: str, count: int) -> Change:
    return Change(category, None, count)


def recode(statement: str, category: str | None) -> Change:
    return Change(None, category, statement=statement)


def remove(statement: str) -> Change:
    return Change(None, None, statement=statement, removed=True)


SAID = [
    ("如果数字生态加3条会怎样", [more(ECOLOGY, 3)]),
    ("如果数字生态加3条、新基建减2条会怎样", [more(ECOLOGY, 3), fewer(ROADS, 2)]),
    ("如果加3条数字生态，减2条新基建", [more(ECOLOGY, 3), fewer(ROADS, 2)]),
    ("如果数字生态加3条新基建减2条", [more(ECOLOGY, 3), fewer(ROADS, 2)]),
    ("如果少写5条新基建、多写三条数字生态", [fewer(ROADS, 5), more(ECOLOGY, 3)]),
    ("如果把新基建的2条删去，数字生态加两条", [fewer(ROADS, 2), more(ECOLOGY, 2)]),
    ("如果数字生态和数字生活各加3条", [more(ECOLOGY, 3), more(LIFE, 3)]),
    ("如果数字生态、数字生活各加3条", [more(ECOLOGY, 3), more(LIFE, 3)]),
    ("试算：删掉2条数字经济，再加数字生态3条、特色1条", [fewer(ECONOMY, 2), more(ECOLOGY, 3), more(OWN, 1)]),
    ("如果把3条新基建改成数字生态会怎样", [Change(ROADS, ECOLOGY, 3)]),
    ("如果把s12改编为数字生态会怎样", [recode("s12", ECOLOGY)]),
    ("要是把 s3、s4 归到数字政府呢", [recode("s3", GOVERNMENT), recode("s4", GOVERNMENT)]),
    ("假如 s12 不算数字类会怎样", [recode("s12", None)]),
    ("如果删去s12和s15会怎样", [remove("s12"), remove("s15")]),
    ("如果删去 s12、s15，数字生活加 2 条", [remove("s12"), more(LIFE, 2), remove("s15")]),
    (
        "如果s12改为数字生态、s15删去、数字生活加2条会怎样",
        [recode("s12", ECOLOGY), remove("s15"), more(LIFE, 2)],
    ),
    (
        "What if we add 3 statements on digital ecology and drop 2 on infrastructure?",
        [more(ECOLOGY, 3), fewer(ROADS, 2)],
    ),
    ("what if s12 were digital ecology", [recode("s12", ECOLOGY)]),
    ("what if we recode s12 to digital ecology and remove s15", [recode("s12", ECOLOGY), remove("s15")]),
    (
        "what if we move 3 from infrastructure to digital ecology and add 2 to digital life",
        [Change(ROADS, ECOLOGY, 3), more(LIFE, 2)],
    ),
]


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_changes_are_heard(said, meant):
    heard = understand(said)
    assert heard.intent == "what_if"
    assert changes(heard.found, said) == meant


@pytest.mark.parametrize("said", ["如果会怎样", "如果数字生态更多会怎样", "what if", "如果加3条"])
def test_without_a_category_and_a_number_nothing_is_changed(said):
    assert changes(understand(said).found, said) == []


@pytest.fixture(scope="module")
def sample():
    session = Session(open_journal(MEMORY), "zh")
    session.reply("打开样稿")
    session.reply("黄河中游")
    session.reply("目标 20%")
    yield session
    session.close()


def words(answer) -> str:
    return "\n".join(b.text for b in answer.blocks if isinstance(b, Text))


def test_a_sentence_of_many_changes_is_answered_with_counts_and_the_target(sample):
    events = sample.journal.events()
    counts = sample.assessment.profile.counts
    answer = sample.reply("如果数字生态加 3 条、新基建减 2 条、数字经济减 1 条会怎样")
    (table,) = (b for b in answer.blocks if isinstance(b, Table))
    moved = {ROADS: -2, ECONOMY: -1, ECOLOGY: 3}
    assert [int(row[2].split()[0]) for row in table.rows] == [counts[c] + n for c, n in moved.items()]
    assert "20.0%" in words(answer) and sample.journal.events() == events


def test_recoding_and_removing_in_supposition_decide_nothing(sample):
    events = sample.journal.events()
    first, second = [c.statement.id for c in sample.assessment.codings if c.counted][:2]
    answer = sample.reply(f"如果把 {first} 改编为特色、{second} 删去会怎样")
    assert answer.intent == "what_if" and any(isinstance(b, Table) for b in answer.blocks)
    assert sample.journal.events() == events


def test_a_change_without_effect_says_so(sample):
    slogan = next(c.statement.id for c in sample.assessment.codings if c.role == "slogan")
    answer = sample.reply(f"如果删去 {slogan}")
    assert slogan in words(answer) and not any(isinstance(b, Table) for b in answer.blocks)


def test_an_unknown_statement_is_named(sample):
    answer = sample.reply("如果删去 s99999 会怎样")
    assert "s99999" in words(answer)


def test_a_supposition_without_numbers_is_told_how(sample):
    assert sample.say("view.what_if.how") in words(sample.reply("如果会怎样"))
