"""The codings of a draft as lines of JSON; a long draft is shared out between two processes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from assistant.coding.code import code
from assistant.export.jsonfile import coding_lines
from assistant.model import Statement

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from assistant.coding.additions import Additions

_LONG: Final = 6000
"""Statements from which on a second process is worth its start."""


def coded_lines(statements: Sequence[Statement], title: str = "", additions: Additions | None = None) -> Iterator[str]:
    """The lines of `code --format jsonl`, in order; they say nothing of near-duplicates, which are not looked for."""
    if len(statements) < _LONG or not sys.platform.startswith("linux"):
        yield from _lines(statements, title, additions)
        return
    code(statements[:1], title, additions)  # what is loaded now is not loaded twice
    half = len(statements) // 2
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    helper = context.Process(target=_send, args=(there, statements[half:], title, additions), daemon=True)
    sys.stdout.flush()  # or the helper would say again what waits there
    helper.start()
    there.close()
    yield from _lines(statements[:half], title, additions)
    try:
        yield here.recv_bytes().decode("utf-8", "surrogatepass")
    except EOFError:  # the helper was killed, say for want of memory
        yield from _lines(statements[half:], title, additions)
    helper.join()


def _send(to: Connection, statements: Sequence[Statement], title: str, additions: Additions | None) -> None:
    to.send_bytes("".join(_lines(statements, title, additions)).encode("utf-8", "surrogatepass"))


def _lines(statements: Sequence[Statement], title: str, additions: Additions | None) -> Iterator[str]:
    return coding_lines(code(statements, title, additions, originals=False))
