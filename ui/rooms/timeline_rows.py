"""What a timeline shows: its rows as values, the axis of days, and the model the table reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hospcomms.domain.country import Country, holidays
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_
from ui.language import shown, tr

Index = QModelIndex | QPersistentModelIndex
NAME, SECOND, CHART = 0, 1, 2
DAY_WIDTHS = {"day": 34.0, "week": 76 / 7, "month": 100 / 30}
"""Pixels of one day at 100 %, by scale."""


@dataclass(frozen=True)
class TimeRow:
    """One row: ``shape`` is its state, ``look`` how the bar is drawn, ``said`` the words beside the bar.

    ``look`` is done, running, planned, late, paused, draft or cancelled. A heading has no id and no span.
    ``voice`` is what a screen reader says of the bar. ``until`` draws a late bar on to that day.
    """

    ident: int
    title: str
    second: str = ""
    shape: str = ""
    span: Span | None = None
    look: str = "planned"
    share: float = 0.0
    said: str = ""
    voice: str = ""
    until: date | None = None
    may_move: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class Axis:
    """Days along the chart. ``day_width`` in pixels; ``offset`` pixels are scrolled away at the start."""

    span: Span
    day_width: float
    scale: str = "week"
    offset: float = 0.0

    def place(self, when: date) -> float:
        """Pixels from the start edge of the chart to the beginning of a day."""
        return (when - self.span.first).days * self.day_width - self.offset

    def day_at(self, pixels: float) -> date:
        """The day that lies so many pixels from the start edge."""
        return self.span.first + timedelta(days=int((pixels + self.offset) // self.day_width))

    @property
    def length(self) -> float:
        """The whole length in pixels."""
        return self.span.days * self.day_width


@dataclass(frozen=True)
class Days:
    """What the calendar says of days: today, the weekend, and the public holidays with their names."""

    today: date
    country: Country
    language: str

    def is_weekend(self, when: date) -> bool:
        """True on a day of the weekend."""
        return when.weekday() in self.country.weekend

    def holidays(self, span: Span) -> list[tuple[date, str]]:
        """The public holidays of a span with their names."""
        known = holidays(self.country.code)
        return [
            (when, known[when].names.get(self.language, ""))
            for when in sorted(known)
            if span.first <= when <= span.last
        ]


class TimeModel(QAbstractTableModel):
    """The rows of a timeline; the third column is the chart and has words only for those who listen."""

    def __init__(self, headings: tuple[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = (*headings, N_("Timeline"))
        self.rows: list[TimeRow] = []

    def show_rows(self, rows: Sequence[TimeRow]) -> None:
        """Show these rows."""
        if [row.ident for row in rows] == [row.ident for row in self.rows] and rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, CHART))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> TimeRow | None:
        """The row of an index that is no heading."""
        found = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        return found if found is not None and not found.is_heading else None

    def row_of(self, ident: int) -> int:
        """Where a record stands, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.ident == ident and not row.is_heading), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else CHART + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Horizontal and role in wanted:
            return tr(self._headings[section]) if self._headings[section] else ""
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (row.title, row.second, row.voice)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and not row.is_heading:
            return shown(row.voice if index.column() == CHART else row.title)
        return None
