"""Keys: each is named and explained in both languages."""

from __future__ import annotations

import pytest

from assistant.phrases import LANGUAGES, phrases
from assistant.tui.chengjian import ChengjianApp
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.widgets.choices import ChoiceRow
from assistant.tui.widgets.draft_view import DraftView
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.quotation import QuotationView

BINDINGS = [
    b
    for owner in (ChengjianApp, MainScreen, HelpScreen, Prompt, ChoiceRow, QuotationView, DraftView)
    for b in owner.BINDINGS
]


@pytest.mark.parametrize("binding", [b for b in BINDINGS if b.id], ids=lambda binding: binding.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_an_id_a_name_and_an_explanation(binding, language):
    say = phrases(language)
    assert say(binding.description) and say(binding.tooltip)


def test_no_key_lacks_an_id_and_no_id_is_given_twice():
    ids = [binding.id for binding in BINDINGS]
    assert None not in ids and len(ids) == len(set(ids))
