"""What a person adds to the codebook: kept as an expert can edit it, refused where it contradicts, and how it pulls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.codebook import codebook
from assistant.coding.additions import (
    EXAMPLE_WEIGHT,
    FAINTEST_WEIGHT,
    LIKE,
    TERM_WEIGHT,
    AddedExample,
    AddedTerm,
    Additions,
    additions_yaml,
    check_term,
    joined,
    latest,
    nearest,
    pulls,
    read_additions,
)
from assistant.coding.normalise import normalise
from assistant.model import CATEGORIES, Problem
from assistant.phrases import LANGUAGES, phrases

DOORS = "为每户居民更换数字门牌，扫一扫即可报修。"
TERM = AddedTerm("数字门牌", "digital_government", "甲", "2026-03-01T08:00:00.000000Z", "本市的叫法")
EXAMPLE = AddedExample(DOORS, "digital_life", "甲", "2026-03-01T08:00:00.000000Z")
BOTH = Additions((TERM, AddedTerm("绿道", None)), (EXAMPLE,))


def pulled(additions: Additions, text: str) -> list[tuple[str | None, str, float]]:
    return [(p.category, p.term, p.weight) for p in pulls(additions, normalise(text).text)]


# --- files ---


@pytest.mark.parametrize("additions", [Additions(), BOTH, Additions(terms=(TERM,)), Additions(examples=(EXAMPLE,))])
def test_what_is_written_is_read_again(additions, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(additions_yaml(additions, "第一行\n第二行: x"), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("# 第一行\n# 第二行: x\n")
    assert read_additions(path) == additions


plain_words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), min_size=1, max_size=40)


@given(st.lists(st.tuples(plain_words, st.sampled_from([*CATEGORIES, None])), max_size=6))
def test_any_example_survives_the_file(tmp_path_factory, pairs):
    additions = latest((), (AddedExample(text, category) for text, category in pairs if text.strip()))
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(additions_yaml(additions), encoding="utf-8")
    assert read_additions(path) == additions


def test_a_file_may_be_as_short_as_an_expert_writes_it(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("terms:\n  - {term: 数字门牌, category: none, when: 2026-03-01}\n", encoding="utf-8")
    assert read_additions(path) == Additions((AddedTerm("数字门牌", None, when="2026-03-01"),))


WRONG = [
    ("terms: [数字门牌]", "terms"),
    ("terms:\n  - {term: 数字门牌}", "terms[数字门牌].category"),
    ("terms:\n  - {term: 数字门牌, category: economy}", "terms[数字门牌].category"),
    ("terms:\n  - {term: 数字门牌, category: none, colour: red}", "terms[数字门牌].colour"),
    ("terms:\n  - {term: 门, category: none}", "terms[门].term"),
    ("terms:\n  - {term: 一网通办, category: digital_life}", "terms[一网通办].term"),
    ("terms:\n  - {term: 5G门牌, category: none}\n  - {term: ５Ｇ门牌, category: none}", "terms[５Ｇ门牌].term"),
    ("examples:\n  - {text: '  ', category: none}", "examples[  ].text"),
    ("examples:\n  - {text: 甲, category: none, by: [乙]}", "examples[甲].by"),
    ("words: []", "words"),
    ("terms: []\nterms: []", "2"),
    ("- 数字门牌", ""),
]


@pytest.mark.parametrize(("text", "key"), WRONG)
def test_a_wrong_file_is_refused_by_file_and_key(text, key, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as problem:
        read_additions(path)
    assert problem.value.key == "additions_broken"
    assert (problem.value.values["file"], problem.value.values["key"]) == ("own.yaml", key)
    for language in LANGUAGES:
        assert "own.yaml" in phrases(language).problem(problem.value)


def test_a_file_that_cannot_be_opened_is_said_to_be_so(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.yaml"):
        with pytest.raises(Problem) as problem:
            read_additions(path)
        assert problem.value.key == "additions_unreadable"


# --- beside the codebook ---


def test_a_term_of_another_category_is_refused_and_said_where_it_stands():
    with pytest.raises(Problem) as problem:
        check_term(codebook(), "一网通办", "digital_life")
    assert "建设数字政府" in phrases("zh").problem(problem.value)
    with pytest.raises(Problem):
        check_term(codebook(), " 一网 通办", None)
    check_term(codebook(), "一网通办", "digital_government")
    check_term(codebook(), "数字门牌", "digital_life")


@pytest.mark.parametrize("term", ["", " ", "门", "Ａ"])
def test_a_term_of_one_character_is_refused(term):
    with pytest.raises(Problem, match="term_too_short"):
        check_term(codebook(), term, "digital_life")


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("政府数字化", "数字政府"),
        ("一网通办理", "一网通办"),
        ("Data Security Laws", "data security"),
        ("5G专网", "5g网络"),
    ],
)
def test_the_nearest_terms_are_found_in_any_order_of_their_characters(term, found):
    near = nearest(codebook(), term)
    assert found in [n.term.lower() for n in near]
    assert [n.score for n in near] == sorted((n.score for n in near), reverse=True)


def test_a_term_is_nearest_to_itself_and_common_characters_alone_make_nothing_near():
    near = nearest(codebook(), "一网通办", limit=3)
    assert (near[0].term, near[0].category, near[0].score) == ("一网通办", "digital_government", 100)
    assert len(near) <= 3
    assert not {"数字政府", "数字经济", "数字生活"} & {n.term for n in nearest(codebook(), "数字门牌", limit=50)}
    assert "older people" not in [n.term for n in nearest(codebook(), "door plate")]


# --- pulling ---


def test_a_term_pulls_where_it_stands_and_an_example_pulls_the_whole_statement():
    term, example = pulls(BOTH, normalise(DOORS).text)
    assert DOORS[term.start : term.end] == term.term == "数字门牌"
    assert (term.category, term.weight, term.kind) == ("digital_government", TERM_WEIGHT, "term")
    assert (example.category, example.start, example.end, example.kind) == ("digital_life", 0, len(DOORS), "example")
    assert example.weight == EXAMPLE_WEIGHT


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (("数字门牌",), "数字门牌和数字门牌", ["数字门牌"]),
        (("数字门", "数字门牌"), "更换数字门牌", ["数字门牌"]),
        (("数字门", "数字门牌"), "数字门牌、数字门", ["数字门牌", "数字门"]),
        (("5G",), "建设15g基站", []),
        (("5G",), "建设５Ｇ基站", ["5G"]),
        (("smart pole",), "Smart Poles and smart pole.", ["smart pole"]),
        (("特色门牌",), "特 色 门 牌", ["特色门牌"]),
        (("数字门牌",), "修路", []),
    ],
)
def test_a_term_is_found_whole_once_and_in_any_width_and_case(terms, text, found):
    assert [t for _, t, _ in pulled(Additions(tuple(AddedTerm(t, "smart_city") for t in terms)), text)] == found


def test_an_example_pulls_more_the_more_alike_the_statement_is():
    texts = [DOORS, DOORS.replace("更换", "安装"), DOORS.replace("扫一扫即可报修", "扫码报修"), "扩建机场货运区。"]
    weights = [sum(w for _, _, w in pulled(Additions(examples=(EXAMPLE,)), text)) for text in texts]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == EXAMPLE_WEIGHT and weights[1] >= FAINTEST_WEIGHT and weights[-1] == 0


def test_of_several_examples_the_most_similar_one_speaks():
    other = DOORS.replace("更换", "安装")
    both = Additions(examples=(EXAMPLE, AddedExample(other, None)))
    assert pulled(both, DOORS) == [("digital_life", DOORS, EXAMPLE_WEIGHT)]
    assert pulled(both, other) == [(None, other, EXAMPLE_WEIGHT)]


def grams(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(max(1, len(text) - 2))}


@given(
    st.lists(st.text("数字门牌云", min_size=1, max_size=12), min_size=1, max_size=6), st.text("数字门牌云", max_size=14)
)
def test_no_like_example_is_missed_and_no_unlike_one_speaks(examples, text):
    additions = latest((), (AddedExample(e, "smart_city") for e in examples))
    likeness = [len(grams(e) & grams(text)) / len(grams(e) | grams(text)) for e in examples]
    assert bool(pulls(additions, text)) == (max(likeness) >= LIKE)


# --- versions ---


def test_the_version_depends_on_what_is_coded_how_and_not_on_who_said_so():
    again = Additions((AddedTerm("绿道", None), AddedTerm("数字门牌", "digital_government", "乙")), (EXAMPLE,))
    assert again.version == BOTH.version and len(BOTH.version) == 6
    assert Additions((AddedTerm("数字门牌", "digital_life"),)).version != Additions((TERM,)).version
    assert Additions().version == "" and not Additions()


def test_joined_additions_hold_each_term_once_and_the_second_decides():
    second = Additions((AddedTerm("数字 门牌", "digital_life"),))
    found = joined(BOTH, second)
    assert [(t.term, t.category) for t in found.terms] == [("绿道", None), ("数字 门牌", "digital_life")]
    assert joined(None, BOTH) == joined(BOTH, None) == BOTH
    assert joined(None, None) == Additions()
