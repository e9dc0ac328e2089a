"""An app under a pilot, over a session with fixed answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from driven_app import Driven, fake_app


@pytest.fixture
def drive() -> Callable[..., AbstractAsyncContextManager[Driven]]:
    """Starts the app in a language and size, with what the command line would say first."""

    @asynccontextmanager
    async def driven(language: str = "zh", size: tuple[int, int] = (120, 36), *opening: str) -> AsyncIterator[Driven]:
        app, session = fake_app(language, *opening)
        async with app.run_test(size=size) as pilot:
            found = Driven(app, pilot, session)
            await found.idle()
            yield found
            session.close()

    return driven
