"""A conversation starts cheaply: what a greeting does not need is not loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.chat.answers import HANDLERS, handler
from assistant.chat.understand import INTENTS

HEAVY = {"numpy", "pandas", "docx", "openpyxl", "pypdfium2", "textual", "rich"}
SAID = """
import sys
from assistant.chat.session import Session
from assistant.journal.store import MEMORY, open_journal
session = Session(open_journal(MEMORY), {language!r})
answers = [session.greet(), *map(session.reply, {said!r})]
assert all(answer.blocks for answer in answers)
print(*({heavy!r} & sys.modules.keys()))
"""


@pytest.mark.parametrize(("language", "said"), [("zh", ["你好", "帮助", "苏州市"]), ("en", ["hello", "help", "quit"])])
def test_greetings_help_and_a_city_need_no_arrays_and_no_documents(language, said):
    code = SAID.format(language=language, said=said, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_every_intent_has_a_function_that_answers_it():
    assert set(HANDLERS) == set(INTENTS)
    assert all(callable(handler(intent)) for intent in INTENTS)
