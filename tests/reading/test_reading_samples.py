"""The bundled drafts say the same in Markdown and in Word."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading.read import read
from assistant.reading.segment import statements
from assistant.resources import data_file


@pytest.mark.parametrize("name", ["yunlan-short.zh", "yunlan-long.zh"])
def test_markdown_and_word_give_the_same_statements_under_the_same_headings(name: str) -> None:
    folder: Path = data_file("samples")
    markdown, word = read(folder / f"{name}.md"), read(folder / f"{name}.docx")
    assert markdown.text == word.text
    assert markdown.title == word.title
    assert statements(markdown) == statements(word)


def test_the_samples_are_cut_into_sound_statements() -> None:
    for path in sorted(data_file("samples").glob("yunlan-*.md")):
        draft = read(path)
        lengths = [len(statement.text) for statement in statements(draft)]
        assert len(lengths) > 40
        assert min(lengths) >= 4
        assert max(lengths) <= 400
        assert draft.notes == ()
