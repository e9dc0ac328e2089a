"""What the help offers to say is understood, and shows every way to look at peers, origin and targets."""

from __future__ import annotations

import pytest

from assistant.chat.understand import understand
from assistant.phrases import phrases

SHOWN = {
    *("set_city", "compare", "near", "findings", "trend", "use_peers", "load_plan", "echo", "drivers"),
    *("suggest", "set_target", "stages", "what_if"),
}


def examples(language):
    separator = "；" if language == "zh" else ";"
    return [part.strip() for line in phrases(language).lines("view.help.examples") for part in line.split(separator)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_is_understood_and_none_of_these_intents_is_left_out(language):
    heard = {said: understand(said).intent for said in examples(language)}
    assert [said for said, intent in heard.items() if intent == "unknown"] == []
    assert set(heard.values()) >= SHOWN
