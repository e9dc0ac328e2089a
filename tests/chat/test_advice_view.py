"""The advice shows share and rubric side by side, and names a gain in the share alone as such."""

from __future__ import annotations

from assistant.assess import assess
from assistant.chat.blocks import Items, Table, Text
from assistant.chat.views.advice import suggest
from assistant.model import Coding, Draft, RubricHit, Statement
from assistant.phrases import phrases

SAY = phrases("zh")
ROADS, ECOLOGY, GOVERNMENT = "new_infrastructure", "digital_ecology", "digital_government"


def coding(n: int, category: str, role: str = "commitment", strength: int = 2, hits=()) -> Coding:
    text = f"{n * 7919}：{n * 104729}，{n * 1299709}"
    return Coding(Statement(f"s{n}", 0, 1, text), category, None, role, strength, 0.9, False, rubric=hits)


def many(n: int, category: str = ROADS, start: int = 1) -> list[Coding]:
    return [coding(i, category) for i in range(start, start + n)]


def slogans(n: int) -> list[Coding]:
    return [coding(i, ECOLOGY, "slogan", 1) for i in range(1001, 1001 + n)]


def shown(codings: list[Coding], target: str):
    blocks = suggest(assess(Draft("t", "。", ()), target=target, codings=codings), SAY)
    return blocks, "\n".join(b.text for b in blocks if isinstance(b, Text))


def captions(blocks) -> list[str]:
    return [b.caption for b in blocks if isinstance(b, Table)]


def test_slogans_made_concrete_raise_the_share_only_and_that_is_said():
    blocks, words = shown(many(100) + slogans(30), "12%")
    assert SAY("view.advice.share_only") in words
    assert SAY("view.advice.lifted", upgrades=14, additions=0) in words
    assert SAY("view.advice.rubric") not in captions(blocks) and not any(isinstance(b, Items) for b in blocks)


def test_commitments_show_what_they_gain_in_the_rubric():
    blocks, words = shown(many(100), "12%")
    (rubric,) = (b for b in blocks if isinstance(b, Table) and b.caption == SAY("view.advice.rubric"))
    assert sum(int(row[2][0]) - int(row[1][0]) for row in rubric.rows) == 14
    assert SAY("view.advice.share_only") not in words


def test_nothing_to_gain_is_no_gain_in_the_share():
    _, words = shown(many(40, ECOLOGY), "12%")
    assert SAY("view.advice.share_only") not in words


def test_a_stage_shows_its_floors_and_a_share_of_ones_own_does_not():
    blocks, _ = shown(many(100), "advanced")
    (floors,) = (b for b in blocks if isinstance(b, Table) and b.caption == SAY("view.advice.floors"))
    assert floors.rows[0][-1] == SAY("view.advice.not_held")
    assert SAY("view.advice.floors") not in captions(shown(many(100), "12%")[0])


def test_where_only_another_floor_is_missed_that_one_is_named():
    _, words = shown(many(240) + many(75, ECOLOGY, 501), "middle")
    floors = SAY("view.advice.floor_of", name=SAY("view.balance.people"), share="24.0%")
    assert SAY("view.advice.within_noise_others", floors=floors, count=5) in words


def test_a_fear_outside_the_share_is_not_forgotten():
    risk = coding(2001, ROADS, hits=(RubricHit("F4", "F4a", "risk", "排名", 0, 1, 2),))
    assert "F4a" in shown([*many(100), risk], "12%")[1]
