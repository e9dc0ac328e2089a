"""A session in memory, with the bundled sample open or not."""

from __future__ import annotations

import pytest

from assistant.chat.session import Session
from assistant.journal.store import MEMORY, open_journal


@pytest.fixture
def session():
    opened = Session(open_journal(MEMORY), "zh")
    yield opened
    opened.close()


@pytest.fixture
def with_sample(session):
    session.reply("打开样稿")
    session.reply("黄河中游")
    return session
