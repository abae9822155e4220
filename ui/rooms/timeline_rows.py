"""What a timeline shows: its rows as values, and the model the table reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hospcomms.domain.charts import GanttRow
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_
from ui.language import tip, tr

Index = QModelIndex | QPersistentModelIndex
NAME, SECOND, CHART = 0, 1, 2


@dataclass(frozen=True)
class TimeRow:
    """One row: its ``bar`` as any chart in time has it, and what only a timeline has besides.

    ``shape`` is its state, ``voice`` what a screen reader says of the bar. A heading has no id and no days.
    """

    ident: int
    bar: GanttRow
    second: str = ""
    shape: str = ""
    voice: str = ""
    may_move: bool = False

    @property
    def title(self) -> str:
        """The words in the first column."""
        return self.bar.label

    @property
    def span(self) -> Span | None:
        """Its days, if it has any."""
        return Span(self.bar.first, self.bar.last) if self.bar.first and self.bar.last else None

    @property
    def is_heading(self) -> bool:
        """True for the name of the rows below it."""
        return self.bar.level > 0


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
            return tip(row.voice if index.column() == CHART else row.title)
        return None
