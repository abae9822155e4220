"""The one writer of workbooks (.xlsx): true dates and numbers, right-to-left in Arabic, safe against
formulas.

Rows are streamed, so a sheet of 50 000 rows needs little memory. Every workbook carries a hidden sheet
that says what it is, in which version, and which key each column has: imports recognise their own files
in any language.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from hospcomms.domain.fields import Kind, StoredFile, Texts
from hospcomms.reports.bidi import own_direction
from hospcomms.reports.handing_over import write_whole

MARKER, LISTS = "hospcomms", "hospcomms lists"
"""Names of the hidden sheets: what the workbook is, and the words of its drop-downs."""

LONGEST_CELL = 32_767
CHOICE_ROWS = 2_000
"""Drop-downs reach down to this row at least, so that rows an officer adds have them too."""

LINE_HEIGHT, TALLEST_ROW = 13.5, 405.0
"""Height of a line of text and of the highest row a workbook may have, in points."""

_MEASURED = 2_000
"""No row is higher than so many characters make it."""

FONT = "Arial"
"""On every Windows computer, with Arabic letters; a workbook cannot carry its font."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DRAWN_ONLY = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_FORMULA_STARTS = tuple("=+-@\t\r")
_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))

_WIDTHS = {
    Kind.TEXT: 26.0, Kind.LONG_TEXT: 50.0, Kind.TEXTS: 50.0, Kind.NUMBER: 10.0, Kind.MONEY: 14.0,
    Kind.PERCENT: 10.0, Kind.DAY: 11.5, Kind.MOMENT: 17.0, Kind.FLAG: 8.0, Kind.CHOICE: 15.0,
    Kind.CHOICES: 24.0, Kind.LINK: 24.0, Kind.LINKS: 30.0, Kind.FILE: 22.0, Kind.FILES: 26.0,
    Kind.ADDRESS: 20.0, Kind.TAGS: 22.0,
}  # fmt: skip
"""Width of a column by what it holds, in characters."""

_FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.PERCENT: 'General"%"',
    Kind.DAY: "DD/MM/YYYY",
    Kind.MOMENT: "DD/MM/YYYY HH:MM",
}
_WRAPPED = frozenset(_WIDTHS) - {*_FORMATS, Kind.NUMBER, Kind.FLAG, Kind.ADDRESS}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: `key` is what imports know it by, `heading` what people read, `note` is shown on the heading.

    `width` is in characters, 0 for what the kind needs; `choices` are the words of its drop-down; `source`
    names a sheet of the workbook whose first column is the drop-down instead.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: float = 0.0
    note: str = ""
    choices: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a workbook: `above` are lines over the headings, `total` a last row set apart.

    `offers` are drop-downs of single cells: row after the headings and column, both from 0, and the words.

    Values are texts, numbers, amounts, dates, moments, booleans or None, in the order of the columns.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[object]] = ()
    above: tuple[str, ...] = ()
    total: tuple[object, ...] = ()
    offers: tuple[tuple[int, int, tuple[str, ...]], ...] = ()


def write_workbook(
    path: Path, sheets: Sequence[Sheet], language: str, properties: Mapping[str, str] | None = None
) -> None:
    """Write the sheets as .xlsx, whole or not at all; Refusal when the file cannot be written.

    `properties` go to the hidden marker sheet: at least `kind` and `version` when the workbook is to be
    read back.
    """
    write_whole(path, lambda temporary: _write(temporary, sheets, language, dict(properties or {})))


def _write(path: Path, sheets: Sequence[Sheet], language: str, properties: dict[str, str]) -> None:
    book = Workbook(write_only=True)
    lists = _Lists(book)
    titles = _titles([sheet.title for sheet in sheets])
    for sheet, title in zip(sheets, titles, strict=True):
        _Writing(book, sheet, title, language == "ar", lists).write()
    lists.write()
    _mark(book, sheets, titles, {"language": language, **properties})
    book.save(path)


def _titles(wanted: Sequence[str]) -> list[str]:
    """Titles Excel accepts: at most 31 characters, no brackets, colons, stars or slashes, no two alike."""
    made: list[str] = []
    for title in wanted:
        short = _DRAWN_ONLY.sub("", title).translate(_FORBIDDEN_IN_TITLES).strip("' ")[:31] or "1"
        number = 2
        base = short
        while short.casefold() in {other.casefold() for other in made}:
            short = f"{base[:27]} {number}"
            number += 1
        made.append(short)
    return made


def _mark(book: Workbook, sheets: Sequence[Sheet], titles: Sequence[str], facts: Mapping[str, str]) -> None:
    """The hidden sheet that tells an import what this workbook is and which column is which."""
    marker = book.create_sheet(MARKER)
    marker.sheet_state = "veryHidden"
    for key, value in facts.items():
        marker.append([key, value])
    for sheet, title in zip(sheets, titles, strict=True):
        marker.append(["columns", title, len(sheet.above) + 1, *(column.key for column in sheet.columns)])


class _Lists:
    """The hidden sheet with the words of all drop-downs, one list a column; equal lists are kept once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._lists: dict[tuple[str, ...], int] = {}

    def reference(self, choices: tuple[str, ...]) -> str:
        """The formula of the cells that hold these words."""
        column = get_column_letter(self._lists.setdefault(choices, len(self._lists) + 1))
        return f"'{LISTS}'!${column}$1:${column}${len(choices)}"

    def write(self) -> None:
        """Write the sheet, if any column has a drop-down."""
        if not self._lists:
            return
        sheet = self._book.create_sheet(LISTS)
        sheet.sheet_state = "veryHidden"
        for row in range(max(len(words) for words in self._lists)):
            sheet.append([words[row] if row < len(words) else None for words in self._lists])


class _Writing:
    """One sheet being written."""

    def __init__(self, book: Workbook, sheet: Sheet, title: str, rtl: bool, lists: _Lists) -> None:
        self._sheet, self._rtl, self._lists = sheet, rtl, lists
        self._page: Any = book.create_sheet(title)
        self._head = len(sheet.above) + 1
        self._widths: list[float] = []
        self._styles = [_style(column, rtl) for column in sheet.columns]

    def write(self) -> None:
        """Page set-up first: a streamed sheet takes it only before its rows."""
        self._set_up()
        for line in self._sheet.above:
            self._page.append([self._words(line, Font(name=FONT, size=11, bold=line is self._sheet.above[0]))])
        self._set_height(self._head, [column.heading for column in self._sheet.columns], bold=True)
        self._page.append([self._heading(column) for column in self._sheet.columns])
        last = self._head
        for row in self._sheet.rows:
            last += 1
            self._set_height(last, row)
            self._page.append(self._row(row))
        if self._sheet.total:
            self._page.append([self._totalled(cell) for cell in self._row(self._sheet.total)])
        letter = get_column_letter(len(self._sheet.columns))
        self._page.auto_filter.ref = f"A{self._head}:{letter}{max(last, self._head + 1)}"
        self._offer_choices(max(last, CHOICE_ROWS))

    def _set_up(self) -> None:
        page = self._page
        page.sheet_view.rightToLeft = self._rtl
        page.sheet_view.showGridLines = False
        page.freeze_panes = f"A{self._head + 1}"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = 9  # A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_margins = PageMargins(left=0.35, right=0.35, top=0.6, bottom=0.55, header=0.25, footer=0.25)
        page.print_title_rows = f"{self._head}:{self._head}"
        page.oddFooter.center.text = "&P / &N"
        page.oddHeader.center.text = ("\u200f" if self._rtl else "") + page.title.replace("&", "&&")
        for index, column in enumerate(self._sheet.columns, 1):
            # headings wrap between words, so only their longest word asks for room
            word = max((len(part) for part in column.heading.split()), default=0) * 1.25 + 2
            wide = column.width or max(_WIDTHS[column.kind], word)
            page.column_dimensions[get_column_letter(index)].width = wide
            self._widths.append(wide)

    def _set_height(self, number: int, row: Sequence[object], *, bold: bool = False) -> None:
        """Room for wrapped texts: not every program works it out when it opens a workbook."""
        lines = 1
        for value, wide, column in zip(row, self._widths, self._sheet.columns, strict=True):
            if bold or column.kind in _WRAPPED:
                text = str(plain_value(value) or "")[:_MEASURED]
                room = max(wide * (0.85 if bold else 0.95) - 1, 1)
                lines = max(lines, sum(max(math.ceil(len(part) / room), 1) for part in text.split("\n")))
        if lines > 1 or bold:
            self._page.row_dimensions[number].height = min(lines * LINE_HEIGHT + (6 if bold else 2), TALLEST_ROW)

    def _words(self, text: str, font: Font) -> Any:
        cell = WriteOnlyCell(self._page)
        put_text(cell, text)
        cell.font = font
        cell.alignment = Alignment(readingOrder=2 if self._rtl else 1, vertical="center")
        return cell

    def _heading(self, column: SheetColumn) -> Any:
        cell = self._words(column.heading, Font(name=FONT, size=10, bold=True))
        cell.fill = PatternFill("solid", fgColor="EAE8E1")
        cell.border = Border(bottom=Side("medium", color="1C2226"), top=Side("medium", color="1C2226"))
        cell.alignment = Alignment(
            horizontal=_edge(column.kind, self._rtl),
            readingOrder=2 if self._rtl else 1,
            vertical="center",
            wrap_text=True,
        )
        if column.note:
            cell.comment = Comment(clean_text(column.note), "HospComms", width=320, height=120)
        return cell

    def _row(self, row: Sequence[object]) -> list[Any]:
        cells = []
        for column, style, value in zip(self._sheet.columns, self._styles, row, strict=True):
            cell: Any = WriteOnlyCell(self._page)
            put(cell, value, column.kind)
            runs_right = own_direction(cell.value, self._rtl) if isinstance(cell.value, str) else self._rtl
            cell.font, cell.border = style.font, style.border
            cell.alignment = style.from_right if runs_right else style.from_left
            cells.append(cell)
        return cells

    @staticmethod
    def _totalled(cell: Any) -> Any:
        cell.font = Font(name=FONT, size=10, bold=True)
        cell.border = Border(top=Side("medium", color="1C2226"), bottom=Side("medium", color="1C2226"))
        return cell

    def _offer_choices(self, last: int) -> None:
        """Drop-downs; a word that is not in the list is warned about, not forbidden: the import explains
        it better.
        """
        for index, column in enumerate(self._sheet.columns, 1):
            letter = get_column_letter(index)
            cells = f"{letter}{self._head + 1}:{letter}{last}"
            if column.source:
                self._offer(f"'{_titles([column.source])[0]}'!$A$2:$A${CHOICE_ROWS}", cells)
            elif column.choices:
                self._offer(self._lists.reference(column.choices), cells)
        for row, place, words in self._sheet.offers:
            self._offer(self._lists.reference(words), f"{get_column_letter(place + 1)}{self._head + 1 + row}")

    def _offer(self, words: str, cells: str) -> None:
        offered = DataValidation("list", formula1=words, allow_blank=True, errorStyle="warning")
        offered.add(cells)
        self._page.data_validations.append(offered)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the cells of a column look, for values that run from the left and from the right."""

    font: Font
    border: Border
    from_left: Alignment
    from_right: Alignment


def _style(column: SheetColumn, rtl: bool) -> _Style:
    """Texts stand at the start of the sheet, whatever their own direction; Latin fields always run from
    the left.
    """

    def alignment(order: int) -> Alignment:
        return Alignment(
            readingOrder=order,
            horizontal=_edge(column.kind, rtl),
            vertical="top",
            wrap_text=column.kind in _WRAPPED,
        )

    latin = column.kind is Kind.ADDRESS
    border = Border(bottom=Side("thin", color="DAD7CE"))
    return _Style(Font(name=FONT, size=10), border, alignment(1), alignment(1 if latin else 2))


def _edge(kind: Kind, rtl: bool) -> str:
    """Where values of that kind stand: numbers share their right edge, dates the middle, texts the start."""
    if kind in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT):
        return "right"
    if kind in (Kind.DAY, Kind.MOMENT, Kind.FLAG):
        return "center"
    return "right" if rtl else "left"


def clean_text(text: str) -> str:
    """`text` as a cell may hold it: no control characters, no direction marks (they are for drawing only)."""
    return _DRAWN_ONLY.sub("", _ILLEGAL.sub("", text))[:LONGEST_CELL]


def put_text(cell: Any, text: str) -> None:
    """Write a text that stays a text, also after somebody presses F2 and Enter on it."""
    kept = clean_text(text)
    cell.value = kept
    cell.data_type = "s"
    if kept.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


Plain = str | float | int | Decimal | date | datetime | bool | None
"""What a cell can hold."""


def put(cell: Any, value: object, kind: Kind) -> None:
    """Write a value as what it is: number, date, or text; None leaves the cell empty."""
    known = plain_value(value)
    if known is None or known == "":
        return
    if isinstance(known, str):
        put_text(cell, known)
        return
    cell.value = known
    if kind in _FORMATS:
        cell.number_format = _FORMATS[kind]
    elif isinstance(known, date):
        cell.number_format = _FORMATS[Kind.MOMENT if isinstance(known, datetime) else Kind.DAY]
    elif not isinstance(known, bool):
        is_large_whole = abs(float(known)) >= 1000 and float(known).is_integer()
        cell.number_format = "#,##0" if is_large_whole else "General"


def plain_value(value: object) -> Plain:
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
