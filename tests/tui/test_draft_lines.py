"""The draft as lines of its pane."""

from __future__ import annotations

import pytest
from driven_app import assessed
from rich.cells import cell_len

from assistant.model import Assessment, Draft, Paragraph, Statement
from assistant.tui.draft_lines import Line, first_lines, lay_out


def shown(found: Assessment, lines: tuple[Line, ...]) -> list[str]:
    return [found.draft.text[line.start : line.end] for line in lines]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cells", [8, 20, 40, 100])
def test_every_word_of_the_draft_is_shown_once_in_order_and_fits(language, cells):
    found = assessed(language, 3)
    lines = lay_out(found, cells)
    texts = shown(found, lines)
    assert "".join("".join(texts).split()) == "".join(found.draft.text.split())
    assert all(cell_len(text) <= cells for text in texts)


def test_every_statement_begins_a_line_of_its_own():
    found = assessed("zh", 3)
    first = first_lines(lay_out(found, 20))
    assert list(first) == list(range(len(found.codings)))
    assert list(first.values()) == sorted(set(first.values()))


def test_headings_stand_apart_and_belong_to_no_statement():
    lines = lay_out(assessed("zh"), 40)
    heads = [n for n, line in enumerate(lines) if line.heading]
    assert all(lines[n].coding is None for n in heads)
    assert lines[heads[1] - 1].start == lines[heads[1] - 1].end


def test_what_stands_between_statements_is_shown_without_a_coding():
    text = "前言： 建成平台。（附注）"
    found = assessed("zh")
    statement = Statement("s1", 4, 9, text[4:9])
    coding = found.codings[0].__class__(statement, "digital_life", None, "commitment", 2, 0.9, False)
    draft = Draft("t", text, (Paragraph(0, len(text)),))
    found = Assessment(draft, (coding,), found.profile, {}, found.versions, ())
    lines = lay_out(found, 40)
    assert [(text[line.start : line.end], line.coding) for line in lines] == [
        ("前言：", None),
        ("建成平台。", 0),
        ("（附注）", None),
    ]


def test_an_empty_draft_has_no_lines():
    found = assessed("zh")
    assert lay_out(Assessment(Draft("", "", ()), (), found.profile, {}, found.versions, ()), 40) == ()
