"""Writes a table as .csv the way a spreadsheet of the region opens it: UTF-8 with a mark, semicolons, no
formulas.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path

from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.sheet import Sheet
from hospcomms.reports.sheet_cells import clean_text, guarded, plain_value


def write_csv(path: Path, sheet: Sheet, language: str) -> None:
    """Write headings and rows, whole or not at all; Refusal when the file cannot be written.

    Numbers have the decimal sign of the language, dates are written year-month-day. Texts that a
    spreadsheet would take for a formula get an apostrophe in front.
    """
    write_whole(path, lambda temporary: _write(temporary, sheet, "." if language == "en" else ","))


def _write(path: Path, sheet: Sheet, point: str) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow([guarded(clean_text(column.heading)) for column in sheet.columns])
        for row in chain(sheet.rows, filter(None, (sheet.total,))):
            writer.writerow(_cells(row, point))


def _cells(row: Sequence[object], point: str) -> list[str]:
    return [_cell(plain_value(value), point) for value in row]


def _cell(value: object, point: str) -> str:
    """One value as text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float | int | Decimal):
        number = f"{value:f}" if isinstance(value, Decimal) else repr(value).removesuffix(".0")
        return number.replace(".", point)
    return guarded(clean_text(str(value)))
