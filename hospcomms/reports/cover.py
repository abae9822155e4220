"""The cover of a workbook: facts, tables with their check sums, totals and charts, on one printed page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from hospcomms.domain.fields import Kind
from hospcomms.reports.sheet import Drawing
from hospcomms.reports.sheet_cells import FORMATS, GROUPED, PLAIN, put_text
from hospcomms.reports.sheet_page import FONT, INK, LINE, PALE, put_words, set_up_paper

_WIDTHS = (34.0, 18.0, 26.0, 4.0, 26.0, 12.0)
_SIDE_COLUMN = 5
_CHART_ROWS = 15


@dataclass(frozen=True)
class Line:
    """A fact: what it is, and its value."""

    label: str
    value: str | date


@dataclass(frozen=True)
class Counts:
    """How many there are of each kind: a small table with its chart."""

    title: str
    rows: Sequence[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class Face:
    """What stands on a cover; every text in the language of the workbook.

    `tables` are title, number of rows and, if there is one, check sum; `totals` label, value and kind.
    """

    title: str
    lines: Sequence[Line]
    heads: tuple[str, ...]
    tables: Sequence[tuple[str, int, str] | tuple[str, int]]
    totals_head: tuple[str, ...]
    totals: Sequence[tuple[str, object, Kind]]
    counts: Sequence[Counts]
    note: str


def ministry_cover(face: Face, rtl: bool) -> Drawing:
    """What draws the cover on an empty sheet."""

    def draw(page: Any) -> None:
        _Painting(page, rtl).paint(face)

    return draw


class _Painting:
    """A cover being drawn."""

    def __init__(self, page: Any, rtl: bool) -> None:
        self._page, self._rtl = page, rtl
        self._row = 1

    def paint(self, face: Face) -> None:
        """Everything from the title down, the charts beside it."""
        self._set_up()
        put_words(self._page.cell(1, 1), face.title, self._rtl, Font(name=FONT, size=16, bold=True))
        self._page.row_dimensions[1].height = 30
        self._row = 3
        for line in face.lines:
            self._label(line.label)
            self._value(2, line.value, Kind.DAY if isinstance(line.value, date) else Kind.TEXT)
            self._row += 1
        self._row += 1
        self._head(face.heads)
        for title, rows, *check in face.tables:
            self._label(title)
            self._value(2, rows, Kind.NUMBER)
            for digits in check:
                self._value(3, digits, Kind.ADDRESS)
            self._row += 1
        self._row += 1
        self._head(face.totals_head)
        for label, value, kind in face.totals:
            self._label(label)
            self._value(2, value, kind)
            self._row += 1
        put_words(self._page.cell(self._row + 1, 1), face.note, self._rtl, Font(name=FONT, size=9))
        top = 3
        for counts in face.counts:
            top = self._counts(counts, top)

    def _set_up(self) -> None:
        page = self._page
        page.sheet_view.rightToLeft = self._rtl
        page.sheet_view.showGridLines = False
        set_up_paper(page)
        page.page_setup.fitToHeight = 1
        for letter, wide in zip("ABCDEF", _WIDTHS, strict=True):
            page.column_dimensions[letter].width = wide

    def _label(self, text: str) -> None:
        cell = self._page.cell(self._row, 1)
        put_words(cell, text, self._rtl, Font(name=FONT, size=10))
        cell.alignment = Alignment(readingOrder=2 if self._rtl else 1, vertical="center", wrap_text=True)
        cell.border = Border(bottom=Side("thin", color=LINE))

    def _value(self, column: int, value: object, kind: Kind) -> None:
        cell = self._page.cell(self._row, column)
        if isinstance(value, str):
            put_text(cell, value)
        else:
            cell.value = value
            is_large = isinstance(value, int | float | Decimal) and abs(float(value)) >= 1000
            cell.number_format = FORMATS.get(kind, GROUPED if is_large else PLAIN)
        latin = kind is Kind.ADDRESS or not self._rtl
        cell.font = Font(name=FONT, size=10, bold=True)
        cell.alignment = Alignment(
            horizontal="right" if self._rtl else "left", readingOrder=1 if latin else 2, vertical="center"
        )
        cell.border = Border(bottom=Side("thin", color=LINE))

    def _head(self, words: Sequence[str], column: int = 1) -> None:
        for place, word in enumerate(words, column):
            cell = self._page.cell(self._row, place)
            put_words(cell, word, self._rtl, Font(name=FONT, size=10, bold=True))
            cell.fill = PatternFill("solid", fgColor=PALE)
            cell.border = Border(top=Side("medium", color=INK), bottom=Side("medium", color=INK))
        self._row += 1

    def _counts(self, counts: Counts, top: int) -> int:
        """A table of counts with its chart below; returns the first free row."""
        if not counts.rows:
            return top
        kept, self._row = self._row, top
        self._head((counts.title, ""), _SIDE_COLUMN)
        for label, count in counts.rows:
            put_words(self._page.cell(self._row, _SIDE_COLUMN), label, self._rtl, Font(name=FONT, size=10))
            self._value(_SIDE_COLUMN + 1, count, Kind.NUMBER)
            self._row += 1
        self._chart(top + 1, self._row - 1)
        free, self._row = self._row + _CHART_ROWS, kept
        return free

    def _chart(self, first: int, last: int) -> None:
        """Bars beginning at the reader's side: in Arabic from the right."""
        chart: Any = BarChart()
        chart.type, chart.style, chart.title, chart.legend = "bar", 10, None, None
        chart.add_data(Reference(self._page, min_col=_SIDE_COLUMN + 1, min_row=first, max_row=last))
        chart.set_categories(Reference(self._page, min_col=_SIDE_COLUMN, min_row=first, max_row=last))
        # openpyxl hides axes that do not say otherwise
        chart.x_axis.delete, chart.y_axis.delete = False, True
        chart.x_axis.scaling.orientation = "maxMin"  # the first bar on top, as in the table
        if self._rtl:
            chart.y_axis.scaling.orientation = "maxMin"
        chart.y_axis.scaling.min, chart.y_axis.majorGridlines, chart.gapWidth = 0, None, 60
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
        chart.series[0].graphicalProperties = GraphicalProperties(solidFill="134F8D")
        chart.height, chart.width = 6.0, 9.0
        self._page.add_chart(chart, f"E{last + 2}")
