"""Results into files: which format, and never half a file."""

from __future__ import annotations

import errno
import json
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from assistant.chat import plain
from assistant.chat.blocks import Block
from assistant.export.jsonfile import as_json
from assistant.model import Assessment, Problem
from assistant.phrases import Phrases

FORMATS: Final = ("text", "json", "md", "html", "docx", "xlsx", "qdpx", "qdc")


def render(
    format: str, assessment: Assessment, blocks: Sequence[Block], say: Phrases, question: Callable[[str], str]
) -> bytes:
    """The content of one export: `blocks` is the report, `question` gives an item's question (for JSON).

    Raises Problem `export_format` for a format not in FORMATS. Each renderer is imported when asked for, since
    python-docx and openpyxl are slow to start.
    """
    match format:
        case "text":
            return plain.render(blocks, None, say).encode("utf-8")
        case "json":
            result = as_json(assessment, say, question)
            return (json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode(
                "utf-8", "backslashreplace"
            )
        case "md":
            from assistant.export import markdown

            return markdown.render(blocks, say).encode("utf-8")
        case "html":
            from assistant.export import html

            return html.render(blocks, say).encode("utf-8")
        case "docx":
            from assistant.export import docx

            return docx.render(blocks, say)
        case "xlsx":
            from assistant.export import xlsx

            return xlsx.render(assessment, say)
        case "qdpx" | "qdc":
            from assistant.export import qdpx

            return qdpx.render(assessment, say) if format == "qdpx" else qdpx.render_codebook(say)
    raise Problem("export_format", format=format, known=", ".join(FORMATS))


def write(
    format: str,
    out: Path,
    assessment: Assessment,
    blocks: Sequence[Block],
    say: Phrases,
    question: Callable[[str], str],
    inputs: Iterable[Path] = (),
) -> None:
    """Render one export and save it; raises Problem as `render` and `save` do."""
    save(render(format, assessment, blocks, say, question), out, inputs)


def save(content: bytes, out: Path, inputs: Iterable[Path] = ()) -> None:
    """Write `content` to `out` whole or not at all.

    Raises Problem where the folder is missing, `out` is a folder or not writable, or is one of `inputs` (the draft,
    the project) which an export must not overwrite.
    """
    try:
        target = out.expanduser().resolve()  # a link keeps pointing where it did
        _refuse(target, out, inputs)
        _replace(target, content)
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Problem("export_unwritable", path=out, reason=reason) from error


def _refuse(target: Path, out: Path, inputs: Iterable[Path]) -> None:
    if target.is_dir():
        raise Problem("export_is_folder", path=out)
    if not target.parent.is_dir():
        raise Problem("export_no_folder", folder=target.parent)
    if target.exists():
        if any(path.exists() and target.samefile(path) for path in inputs):
            raise Problem("export_over_input", path=out)
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target and move into place: a reader sees the old file or the new one."""
    part = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
