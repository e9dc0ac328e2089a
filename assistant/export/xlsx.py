"""An assessment as an Excel workbook; what people wrote can never become a formula."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assistant.chat.cells import width
from assistant.export.archive import settle
from assistant.export.safe_text import xml_safe
from assistant.export.sheets import Sheet, Value, sheets
from assistant.model import Assessment
from assistant.phrases import Phrases

_WIDEST, _NARROWEST = 60, 8
"""Bounds of a column's width in cells; longer text wraps."""
_CELL_LIMIT: Final = 32_767
"""UTF-16 units that Excel accepts in one cell."""
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_LAYOUT: Final = Alignment(vertical="top", wrap_text=True)
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def render(assessment: Assessment, say: Phrases) -> bytes:
    """The assessment as an .xlsx file; the same assessment gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in sheets(assessment, say):
        _write(workbook.create_sheet(sheet.name), sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return settle(buffer.getvalue(), assessment.draft.title)


def _write(worksheet: Any, sheet: Sheet) -> None:
    for column, title in enumerate(sheet.columns, 1):
        cell = worksheet.cell(1, column)
        _put(cell, title)
        cell.font = Font(bold=True)
    for line, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            cell = worksheet.cell(line, column)
            _put(cell, value)
            if column - 1 in sheet.shares:
                cell.number_format = "0.0%"
            elif isinstance(value, float):
                cell.number_format = "0.000"
    worksheet.freeze_panes = "B2"
    worksheet.auto_filter.ref = worksheet.dimensions
    for column in range(len(sheet.columns)):
        values = (sheet.columns[column], *(row[column] for row in sheet.rows))
        worksheet.column_dimensions[get_column_letter(column + 1)].width = _column_width(values)


def _put(cell: Any, value: Value) -> None:
    cell.alignment = _LAYOUT
    if not isinstance(value, str):
        cell.value = value
        return
    # The underscore escape keeps a literal `_x0041_` from being read as the character it would stand for.
    text = _fitting(_ESCAPE.sub("_x005F_", xml_safe(value)))
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    # The mark keeps Excel from reading the text as a formula when someone edits the cell.
    cell.quotePrefix = text.startswith(_FORMULA_STARTS)


def _fitting(text: str) -> str:
    """The text, or as much of it as Excel accepts in one cell with an ellipsis."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _CELL_LIMIT:
        return text
    return units[: 2 * (_CELL_LIMIT - 1)].decode("utf-16-le", errors="ignore") + "…"


def _column_width(values: tuple[Value, ...]) -> float:
    """Wide enough for the longest line of a column, in cells, within bounds."""
    longest = max((width(line) for value in values for line in str(value or "").split("\n")), default=0)
    return min(_WIDEST, max(_NARROWEST, longest)) + 2
