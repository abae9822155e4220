"""One sheet of a workbook: its look, its headings, its rules, and the looks its streamed rows take."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from hospcomms.domain.fields import Kind
from hospcomms.reports.bidi import own_direction
from hospcomms.reports.sheet_cells import FORMATS, clean_text, put_text
from hospcomms.reports.sheet_rows import RowColumn, RowStream, row_height

if TYPE_CHECKING:
    from openpyxl import Workbook

    from hospcomms.reports.sheet import Sheet, SheetColumn

FONT = "Arial"
"""On every Windows computer, with Arabic letters; a workbook cannot carry its font."""

INK, PALE, LINE = "1C2226", "EAE8E1", "DAD7CE"
_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)

_WIDTHS = {
    Kind.TEXT: 26.0, Kind.LONG_TEXT: 50.0, Kind.TEXTS: 50.0, Kind.NUMBER: 10.0, Kind.MONEY: 14.0,
    Kind.PERCENT: 10.0, Kind.DAY: 11.5, Kind.MOMENT: 17.0, Kind.FLAG: 8.0, Kind.CHOICE: 15.0,
    Kind.CHOICES: 24.0, Kind.LINK: 24.0, Kind.LINKS: 30.0, Kind.FILE: 22.0, Kind.FILES: 26.0,
    Kind.ADDRESS: 20.0, Kind.TAGS: 22.0,
}  # fmt: skip
"""Width of a column by what it holds, in characters."""

MOST_ACROSS = 190.0
"""Characters that stand side by side on a printed page before the type is too small to read, at about 7 points."""

NAMING = 3
"""A sheet printed on pages side by side repeats so many columns, which tell what a row is about."""

_WRAPPED = frozenset(_WIDTHS) - {*FORMATS, Kind.NUMBER, Kind.FLAG, Kind.ADDRESS}
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")


class Page:
    """A sheet being written: openpyxl holds its frame, the rows wait in a stream."""

    def __init__(self, book: Workbook, scratch: Any, sheet: Sheet, title: str, rtl: bool) -> None:
        self._sheet, self._rtl = sheet, rtl
        self._page: Any = book.create_sheet(title)
        self.head = len(sheet.above) + 1
        self._widths = [self._width(index, column) for index, column in enumerate(sheet.columns, 1)]
        self._set_up()
        self._write_head()
        self.stream = RowStream(self.head + 1, self._looks(scratch, is_total=False))
        self._totals = self._looks(scratch, is_total=True)
        self._has_total = False

    def _looks(self, scratch: Any, *, is_total: bool) -> list[RowColumn]:
        return [
            RowColumn(
                column.kind,
                _Looks(scratch, column, self._rtl, is_total=is_total).style,
                max(wide * 0.95 - 1, 1) if column.kind in _WRAPPED else 0.0,
            )
            for column, wide in zip(self._sheet.columns, self._widths, strict=True)
        ]

    @property
    def last(self) -> int:
        """The number of the last row so far, the headings' when there is none."""
        return self.stream.last

    @property
    def count(self) -> int:
        """How many rows there are so far, the totals not counted."""
        return self.stream.last - self.head - self._has_total

    def finish(self, offered: Sequence[tuple[str, str]], total: Sequence[object]) -> None:
        """Add the `total` row, the filter, drop-downs (`offered`: words and cells) and rules, now that the
        rows are known.
        """
        last = self.last
        letter = get_column_letter(len(self._sheet.columns))
        self._page.auto_filter.ref = f"A{self.head}:{letter}{max(last, self.head + 1)}"
        for words, cells in offered:
            self._check(DataValidation("list", formula1=words, allow_blank=True, errorStyle="warning"), cells)
        for index, column in enumerate(self._sheet.columns, 1):
            letter = get_column_letter(index)
            self._rule(column, f"{letter}{self.head + 1}:{letter}{max(last, self.head + 1)}")
        if total:
            self.stream.add_other(total, self._totals)
            self._has_total = True

    def _set_up(self) -> None:
        page = self._page
        page.sheet_view.rightToLeft = self._rtl
        page.sheet_view.showGridLines = False
        page.freeze_panes = f"A{self.head + 1}"
        across = math.ceil(sum(self._widths) / MOST_ACROSS)
        set_up_paper(page, across=across)
        page.print_title_rows = f"{self.head}:{self.head}"
        if across > 1:
            page.print_title_cols = f"A:{get_column_letter(NAMING)}"
        page.oddHeader.center.text = ("\u200f" if self._rtl else "") + page.title.replace("&", "&&")

    def _width(self, index: int, column: SheetColumn) -> float:
        # headings wrap between words, so only their longest word asks for room
        word = max((len(part) for part in column.heading.split()), default=0) * 1.25 + 2
        wide = column.width or max(_WIDTHS[column.kind], word)
        self._page.column_dimensions[get_column_letter(index)].width = wide
        return wide

    def _write_head(self) -> None:
        for number, line in enumerate(self._sheet.above, 1):
            put_words(self._page.cell(number, 1), line, self._rtl, Font(name=FONT, size=11, bold=number == 1))
        rooms = [max(wide * 0.85 - 1, 1) for wide in self._widths]
        lines = max(math.ceil(len(column.heading) / room)
                    for column, room in zip(self._sheet.columns, rooms, strict=True))  # fmt: skip
        self._page.row_dimensions[self.head].height = row_height(lines, 6)
        for index, column in enumerate(self._sheet.columns, 1):
            self._heading(self._page.cell(self.head, index), column)

    def _heading(self, cell: Any, column: SheetColumn) -> None:
        put_words(cell, column.heading, self._rtl, Font(name=FONT, size=10, bold=True))
        cell.fill = PatternFill("solid", fgColor=PALE)
        cell.border = Border(bottom=Side("medium", color=INK), top=Side("medium", color=INK))
        cell.alignment = Alignment(
            horizontal=_edge(column.kind, self._rtl),
            readingOrder=2 if self._rtl else 1,
            vertical="center",
            wrap_text=True,
        )
        if column.note:
            cell.comment = Comment(clean_text(column.note), "HospComms", width=320, height=120)

    def _rule(self, column: SheetColumn, cells: str) -> None:
        """The checks and colours of a column."""
        if column.is_checked and column.kind is Kind.DAY:
            self._check(_between("date", "DATE(1900,3,1)", "DATE(2200,12,31)"), cells)
        elif column.is_checked and column.kind in _NUMBERS:
            low = -1e12 if column.low is None else column.low
            self._check(_between("decimal", f"{low:f}", f"{1e12 if column.high is None else column.high:f}"), cells)
        for word, colour in column.tints:
            fill = PatternFill(bgColor=colour, fill_type="solid")
            quoted = clean_text(word).replace('"', '""')
            self._page.conditional_formatting.add(cells, CellIsRule("equal", [f'"{quoted}"'], fill=fill))  # type: ignore[no-untyped-call]
        if column.has_bars:
            bars = DataBarRule("num", 0, "num", 100, color="9DB7CF")  # type: ignore[no-untyped-call]
            self._page.conditional_formatting.add(cells, bars)

    def _check(self, rule: DataValidation, cells: str) -> None:
        """A check that warns and does not forbid: the import explains it better."""
        rule.add(cells)
        self._page.data_validations.append(rule)


def _between(kind: Literal["date", "decimal"], low: str, high: str) -> DataValidation:
    return DataValidation(
        kind, operator="between", formula1=low, formula2=high, allow_blank=True, errorStyle="warning"
    )  # fmt: skip


def set_up_paper(page: Any, *, landscape: bool = True, across: int = 1) -> None:
    """Print on A4, as wide as the paper or as some pages side by side, with page numbers."""
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = across, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(left=0.35, right=0.35, top=0.6, bottom=0.55, header=0.25, footer=0.25)
    page.oddFooter.center.text = "&P / &N"


def put_words(cell: Any, text: str, rtl: bool, font: Font) -> None:
    """Write a text of the frame round the rows: a line above, a heading."""
    put_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(readingOrder=2 if rtl else 1, vertical="center")


def reference(title: str, cells: str) -> str:
    """Cells of another sheet, as formulas name them."""
    return f"{quote_sheetname(title)}!{cells}"


class _Looks:
    """The looks of one column's cells, each registered with the workbook when it is first needed.

    A style has its number only through a cell, so a sheet that is thrown away lends one.
    """

    def __init__(self, scratch: Any, column: SheetColumn, rtl: bool, *, is_total: bool) -> None:
        self._scratch, self._column, self._rtl, self._is_total = scratch, column, rtl, is_total
        self._known: dict[tuple[str, bool, bool], int] = {}

    def style(self, code: str, text: str | None, quoted: bool) -> int:
        """The number of the style for a number format, or for a text, which may have to be `quoted`."""
        key = (code, quoted, self._runs_right(text))
        if key not in self._known:
            self._known[key] = self._register(*key)
        return self._known[key]

    def _runs_right(self, text: str | None) -> bool:
        """Texts run as their letters do; Latin fields always run from the left."""
        if self._column.kind is Kind.ADDRESS:
            return False
        if text is None or (self._rtl and _ARABIC_LETTER.search(text)):
            return self._rtl
        if not self._rtl and text.isascii():
            return False
        return own_direction(text, self._rtl)

    def _register(self, code: str, quoted: bool, runs_right: bool) -> int:
        # a cell of its own: the workbook keeps the very object that describes its look
        cell = self._scratch.cell(self._scratch.max_row + 1, 1, 0)
        cell.number_format = code
        cell.quotePrefix = quoted
        cell.font = Font(name=FONT, size=10, bold=self._is_total)
        rule = Side("medium", color=INK)
        cell.border = Border(top=rule, bottom=rule) if self._is_total else Border(bottom=Side("thin", color=LINE))
        cell.alignment = Alignment(
            readingOrder=2 if runs_right else 1,
            horizontal=_edge(self._column.kind, self._rtl),
            vertical="top",
            wrap_text=self._column.kind in _WRAPPED,
        )
        return int(cell.style_id)


def _edge(kind: Kind, rtl: bool) -> str:
    """Where values of that kind stand: numbers share their right edge, dates the middle, texts the start."""
    if kind in _NUMBERS:
        return "right"
    if kind in (Kind.DAY, Kind.MOMENT, Kind.FLAG):
        return "center"
    return "right" if rtl else "left"
