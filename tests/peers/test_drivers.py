"""The four drivers: what a text mentions is found and named in its own words; what it does not mention stays empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model import Coding, Problem, Statement
from assistant.peers.drivers import DRIVERS, driver_cues, drivers, own_city_known
from assistant.phrases import LANGUAGES, phrases
from assistant.resources import rubric_file


def coding(text: str, category: str | None = "digital_life", number: int = 1, start: int = 100) -> Coding:
    own = Statement(f"s{number}", start, start + len(text), text)
    return Coding(own, category, None, "commitment", 2, 0.9, False)


def seen(text: str, title: str = "", city: str | None = "") -> dict[str, list[str]]:
    found = {d.id: d.seen for d in drivers([coding(text)], title, city)}
    return {name: [text[a - 100 : b - 100] for s in sights for a, b in s.spans] for name, sights in found.items()}


MENTIONED = [
    ("按照国务院和省政府部署，建设数据平台。", "central_directive", ["国务院", "省政府部署"]),
    ("落实《国家水网建设规划》。", "central_directive", ["《国家水网建设规划》"]),
    ("针对老旧小区充电的堵点，增设充电桩。", "city_needs", ["堵点"]),
    ("当前还存在数据共享不畅等问题。", "city_needs", ["存在数据共享不畅等问题"]),
    ("总投资12.5亿元，建成产业园一处。", "economic_preference", ["总投资", "12.5亿元", "产业园"]),
    ("学习借鉴先进城市做法。", "neighbours", ["学习借鉴先进城市做法"]),
    ("参考杭州的办法开通夜间窗口。", "neighbours", ["杭州"]),
    ("The city will learn from other cities.", "neighbours", ["other cities"]),
    ("A survey of residents came first.", "city_needs", ["survey of residents"]),
]


@pytest.mark.parametrize(("text", "driver", "words"), MENTIONED, ids=[m[0] for m in MENTIONED])
def test_what_is_mentioned_is_found_in_its_own_words(text: str, driver: str, words: list[str]) -> None:
    assert set(words) <= set(seen(text)[driver])


def test_a_text_that_mentions_none_shows_none() -> None:
    assert seen("改造图书馆自助借还设备。") == {name: [] for name in DRIVERS}


@pytest.mark.parametrize(
    ("title", "city", "expected"),
    [("", "杭州市", []), ("杭州市规划", None, []), ("", "洛阳市", ["杭州"]), ("", "", ["杭州"]), ("", None, [])],
)
def test_its_own_city_is_no_neighbour_and_in_doubt_no_city_is_looked_for(title, city, expected) -> None:
    assert seen("方便在杭州就医的居民。", title, city)["neighbours"] == expected
    assert own_city_known(title, city) is (title != "" or city is not None)


def test_statements_on_digital_governance_come_first_and_are_counted() -> None:
    made = drivers([coding("国务院部署。", None, 1), coding("国务院部署。", "smart_city", 2)])[0]
    assert [s.statement for s in made.seen] == ["s2", "s1"] and made.coded == 1


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("id: city_needs", "id: city_wants", "drivers[city_wants].id"),
        ("  - id: central_directive", "  - id: neighbours", "drivers"),
        ("      - 习近平总书记", '      - "("', "drivers[central_directive].cues"),
        ("meta:", "more: 1\nmeta:", "more"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    text = rubric_file("drivers.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "drivers.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as raised:
        driver_cues(tmp_path / "drivers.yaml")
    assert raised.value.values["file"] == "drivers.yaml" and str(raised.value.values["key"]).startswith(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_driver_has_a_name_and_a_question(language: str) -> None:
    say = phrases(language)
    for name in DRIVERS:
        assert all(say(f"origin.{part}.{name}") for part in ("driver", "shows", "question"))
