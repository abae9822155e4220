"""What a cell of a workbook holds: texts that stay texts, true numbers and dates, and how they are shown."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hospcomms.domain.fields import Kind, StoredFile, Texts
from hospcomms.domain.limits import SHEET_CELL_TEXT

FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes a formula for, in both widths: ASVS 1.2.10, CWE-1236."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DRAWN_ONLY = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.PERCENT: 'General"%"',
    Kind.DAY: "DD/MM/YYYY",
    Kind.MOMENT: "DD/MM/YYYY HH:MM",
}
GROUPED, PLAIN = "#,##0", "General"

CellValue = str | float | int | Decimal | date | datetime | bool | None
"""What a cell can hold."""


def clean_text(text: str) -> str:
    """`text` as a cell may hold it: no control characters, no direction marks (they are for drawing only)."""
    return without_marks(_ILLEGAL.sub("", text))[:SHEET_CELL_TEXT]


def without_marks(text: str) -> str:
    """`text` without the invisible marks of direction."""
    return _DRAWN_ONLY.sub("", text)


def guarded(text: str) -> str:
    """`text` as a CSV file holds it: a text that would be taken for a formula has an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """`text` of a CSV file as it was meant: only an apostrophe in front of what it guards is taken off."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def put_text(cell: Any, text: str) -> None:
    """Write a text that stays a text, also after somebody presses F2 and Enter on it."""
    kept = clean_text(text)
    cell.value = kept
    cell.data_type = "s"
    if kept.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def plain_value(value: object) -> CellValue:
    """A value as a cell or a CSV file holds it: moments in local time, several values joined."""
    if isinstance(value, datetime):
        return value.astimezone().replace(tzinfo=None) if value.tzinfo else value
    if value is None or isinstance(value, str | float | int | Decimal | date):
        return value
    if isinstance(value, Texts):
        return "\n".join(value.written())
    if isinstance(value, StoredFile):
        return value.name
    if isinstance(value, tuple):
        return "; ".join(str(plain_value(item)) for item in value)
    return str(value)


def number_format(value: float | int | Decimal, kind: Kind) -> str:
    """How a number is shown in a column of this kind; whole ones from a thousand up are grouped."""
    if kind in FORMATS:
        return FORMATS[kind]
    return GROUPED if abs(float(value)) >= 1000 and float(value).is_integer() else PLAIN


def day_format(value: date, kind: Kind) -> str:
    """How a date or moment is shown in a column of this kind."""
    if kind in (Kind.DAY, Kind.MOMENT):
        return FORMATS[kind]
    return FORMATS[Kind.MOMENT if isinstance(value, datetime) else Kind.DAY]
