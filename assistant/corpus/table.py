"""A folder's figures as a table for spreadsheets: .csv or .xlsx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from assistant.assess import versions
from assistant.corpus.folder import PlanRow
from assistant.export.safe_text import cell_text
from assistant.export.write import save
from assistant.model import CATEGORIES, Problem
from assistant.peers.coder_stamp import coder_digest
from assistant.phrases import Phrases
from assistant.reading.clean import shown_name

SUFFIXES: Final = (".csv", ".xlsx")


def check_output(out: Path) -> None:
    """Problem where a table cannot be written to `out`; told before an hour of reading, not after it."""
    if out.suffix.lower() not in SUFFIXES:
        raise Problem("corpus_format", file=shown_name(out.name))
    if not out.expanduser().parent.is_dir():
        raise Problem("export_no_folder", folder=out.parent)


def save_table(rows: Sequence[PlanRow], out: Path, say: Phrases) -> None:
    """Write one line per plan: counts and shares per category, balance figures, versions; never a ranking.

    Raises:
        Problem: a suffix other than .csv and .xlsx, or a place that cannot be written.
    """
    import pandas

    check_output(out)
    # As objects, counts stay whole numbers beside the gaps of plans that were not read.
    frame = pandas.DataFrame([_record(row, say) for row in rows], dtype=object)
    buffer = io.BytesIO()
    if out.suffix.lower() == ".csv":
        frame.to_csv(buffer, index=False, encoding="utf-8-sig", lineterminator="\n")
    else:
        frame.to_excel(buffer, index=False, sheet_name=say("corpus.sheet"))
    save(buffer.getvalue(), out)


def _record(row: PlanRow, say: Phrases) -> dict[str, object]:
    profile, stamp = row.profile, versions()
    record: dict[str, object] = {
        "file": cell_text(row.file),
        "title": cell_text(row.title),
        "city": row.city,
        "region": row.region,
        "characters": row.characters if profile else None,
        "statements": row.statements if profile else None,
        "counted": profile.total if profile else None,
    }
    for category in CATEGORIES:
        record[category] = profile.counts[category] if profile else None
        record[f"{category}_share"] = profile.shares[category] if profile else None
    record |= {
        "value_share": profile.value_share if profile else None,
        "people_share": profile.people_share if profile else None,
        "coverage": profile.coverage if profile else None,
        "evenness": profile.evenness if profile else None,
        "centre_of_gravity": profile.centre_of_gravity if profile else None,
        "few": profile.few if profile else None,
        "sha256": row.sha256 or None,
        "tool": stamp.tool,
        "codebook": stamp.codebook,
        "coder": coder_digest(),
        "problem": cell_text(say.reason(row.problem)) if row.problem else None,
    }
    return record
