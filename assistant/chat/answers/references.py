"""Which counts the draft is held against: the paper's, the bundled work reports', or a table of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from assistant.chat.answers import look
from assistant.chat.blocks import Block, Text
from assistant.chat.listed import says
from assistant.chat.session import Session
from assistant.chat.understand import Heard
from assistant.chat.views.wording import choices

_TABLE: Final = re.compile(r"[\"'“‘「](?P<quoted>[^\"'”’」]+\.csv)[\"'”’」]|(?P<bare>[^\s，。：:“\"'‘「]+\.csv)", re.I)
_VERB: Final = re.compile(r"^(?:请)?(?:改用|使用|采用|用|以|把|将)(?=.)")


def use_peers(session: Session, heard: Heard, text: str) -> list[Block]:
    """Take the counts that were named for the rest of the conversation; without any named, say which are in use."""
    from assistant.peers.peer_set import read_peer_set, work_reports

    table = _TABLE.search(text)
    if table is not None:
        session.compare_with(read_peer_set(_path(table)))
    elif says(text, "heard.counts.paper") and not says(text, "heard.counts.reports"):
        session.compare_with(None)
    elif says(text, "heard.counts.reports") and not says(text, "heard.counts.paper"):
        session.compare_with(work_reports())
    else:
        return [Text(_in_use(session)), choices(session.say, "use_reports", "use_paper")]
    other = "use_reports" if session.peers is None else "use_paper"
    blocks: list[Block] = [Text(_in_use(session), "success")]
    if session.assessment is None or session.assessment.comparison is None:
        return [*blocks, choices(session.say, "set_city", other)]
    return [*blocks, *look.compare(session, Heard("compare", {}), ""), choices(session.say, other)]


def _path(table: re.Match[str]) -> Path:
    """The file named; a verb written against a bare name belongs to it only where such a file exists."""
    name = table["quoted"] or table["bare"]
    path = Path(name).expanduser()
    if table["quoted"] or path.is_file():
        return path
    return Path(_VERB.sub("", name)).expanduser()


def _in_use(session: Session) -> str:
    from assistant.assess import versions
    from assistant.peers.compare import source_line
    from assistant.peers.peer_set import judged

    if session.peers is None:
        return session.say("trend.paper_in_use")
    return session.say.reason(source_line(judged(session.peers, versions(session.state.additions).codebook).source))
