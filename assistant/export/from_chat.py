"""A report asked for in the chat: written beside the project, else into the current folder, never over anything."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.chat.session import Session
from assistant.codebook import rubric
from assistant.export.report import report
from assistant.export.write import write
from assistant.model import Problem

_UNSAFE = re.compile(r"[^\w\u3400-\u9fff（）“”-]+")
_LONGEST = 60


def export_session(session: Session, format: str) -> Path:
    """Write the session's report in `format` and return the new file's path; Problem where that cannot be done."""
    assessment = session.assessment
    if assessment is None:
        raise Problem("no_draft")
    folder = session.journal.path.parent if session.journal.path else Path.cwd()
    stem = _UNSAFE.sub("_", assessment.draft.title).strip("_")[:_LONGEST] or "report"
    out = _free(folder, session.say("report.file", title=stem), "txt" if format == "text" else format)
    language = session.language
    blocks = report(assessment, session.say)
    write(format, out, assessment, blocks, session.say, lambda item: rubric().item(item).question(language))
    return out


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """The first of `stem.suffix`, `stem-2.suffix`, .. that does not exist."""
    number = 1
    while (out := folder / f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}").exists():
        number += 1
    return out
