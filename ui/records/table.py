"""The model of a list: what each cell says, which rows are ticked, and how it follows changes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hospcomms.domain.fields import Kind, Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Sort
from hospcomms.domain.wording import N_
from ui.language import harmless
from ui.records.columns import Column
from ui.records.display import cell, drawn, is_unknown, on_one_line, period
from ui.records.window_of_rows import Rows

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
"""The role under which the delegate finds a ``Cell``."""
CHECK = 0
"""The first column: the check boxes."""
GONE = N_("Deleted record")


@dataclass(frozen=True)
class Cell:
    """What the delegate paints: text, whether it is the unknown word, shapes, the share of a bar."""

    text: str
    is_unknown: bool = False
    shape: str = ""
    severity: str = ""
    share: float | None = None
    second: str = ""


def severity_of(record: Record, today: date) -> str:
    """The severity of a record that only knows whether it is late; "" when nothing presses."""
    is_late = getattr(record, "is_late", None)
    return "late" if callable(is_late) and is_late(today) else ""


class ListModel(QAbstractTableModel):
    """The rows of one query under chosen columns. Only rows that are looked at are read.

    ``ticked`` holds the ids of the ticked rows; ``ticks_changed`` tells of them.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        locale: Locale,
        today: date,
        parent: QObject | None = None,
        severity: Callable[[Any, date], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.severity = severity or severity_of
        self.locale = locale
        self.today = today
        self.columns: list[Column] = []
        self.rows: Rows | None = None
        self.sort_by: tuple[Sort, ...] = ()
        self.ticked: set[int] = set()
        self.is_tall = False
        self._count = 0

    def show_rows(self, rows: Rows) -> None:
        """Show other rows; the same rows read again only repaint."""
        if self.rows is not None and rows.ids == self.rows.ids and rows.query.record is self.rows.query.record:
            self.rows = rows
            self._tell_changed()
            return
        self.beginResetModel()
        self.rows = rows
        self._count = len(rows)
        self.endResetModel()

    def complete(self, ids: array[int]) -> None:
        """Take the ids of all rows, once they are known."""
        if self.rows is None:
            return
        known = self._count
        if ids[:known] != self.rows.ids[:known] or len(ids) < known:
            self.beginResetModel()
            self.rows.complete(ids)
            self._count = len(ids)
            self.endResetModel()
        elif len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self.rows.complete(ids)
            self._count = len(ids)
            self.endInsertRows()
        else:
            self.rows.complete(ids)

    def renew(self, ids: array[int]) -> None:
        """Records were changed: take the order as it is now and read again what is looked at."""
        if self.rows is None:
            return
        if ids == self.rows.ids:
            self.rows.forget()
            self._tell_changed()
            return
        self.beginResetModel()
        self.rows.forget()
        self.rows.complete(ids)
        self._count = len(ids)
        self.endResetModel()

    def _tell_changed(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.columnCount() - 1))

    def show_columns(self, columns: Sequence[Column], *, is_tall: bool = False) -> None:
        """Show other columns; the check boxes stay in front."""
        self.beginResetModel()
        self.columns = list(columns)
        self.is_tall = is_tall
        self.endResetModel()

    def record(self, row: int) -> Record | None:
        """The record in a row; None when it is gone."""
        return self.rows.record(row) if self.rows is not None and 0 <= row < self._count else None

    def ident(self, row: int) -> int:
        """The id of the record in a row, without reading it; 0 when there is no such row."""
        return self.rows.ids[row] if self.rows is not None and 0 <= row < self._count else 0

    def row_of(self, ident: int) -> int:
        """The row of a record, or -1."""
        return self.rows.row_of(ident) if self.rows is not None else -1

    def tick(self, idents: Iterable[int]) -> None:
        """Tick exactly these records."""
        wanted = set(idents)
        if wanted != self.ticked:
            self.ticked = wanted
            self._tell_ticks()

    def tick_all(self, *, on: bool) -> None:
        """Tick every row of the list, or none."""
        self.tick(self.rows.ids if on and self.rows is not None else ())

    def all_ticked(self) -> bool:
        """True when every row is ticked (and there is one)."""
        return 0 < self._count <= len(self.ticked)

    def _tell_ticks(self) -> None:
        if self._count:
            self.dataChanged.emit(
                self.index(0, CHECK), self.index(self._count - 1, CHECK), [Qt.ItemDataRole.CheckStateRole]
            )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, CHECK, CHECK)
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == CHECK else found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self.columns):
            return None
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if section == CHECK:
            return self.locale.text(N_("Tick all")) if role == Qt.ItemDataRole.AccessibleTextRole else None
        return self.columns[section - 1].heading(self.locale) if role in texts else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.rows is None:
            return None
        if index.column() == CHECK:
            return self._check(index.row(), role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return harmless(self._whole_period(index.row(), self.columns[index.column() - 1]) or "") or None
        if role not in _READ:
            return None
        found = self.cell(index.row(), self.columns[index.column() - 1])
        return found if role == CELL else found.text

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != CHECK:
            return False
        ident = self.ident(index.row())
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.tick(self.ticked | {ident} if on else self.ticked - {ident})
        return True

    def _check(self, row: int, role: int) -> Any:
        on = self.ident(row) in self.ticked
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            record = self.record(row)
            return record.caption if record else ""
        return None

    def cell(self, row: int, column: Column) -> Cell:
        """What stands in a cell."""
        record = self.record(row)
        if record is None:
            return Cell(self.locale.text(GONE) if column.is_title else "", is_unknown=True)
        return cell_of(record, column, self)

    def _whole_period(self, row: int, column: Column) -> str | None:
        """The range of a period with its years, for the tooltip; None for other columns."""
        record = self.record(row) if column.is_period else None
        if record is None:
            return None
        start, end = (_day(getattr(record, field.name)) for field in column.fields)
        return period(start, end, self.locale)

    def second_line(self, record: Record) -> str:
        """What a tall row says under its title: the values of the record's less urgent columns."""
        columns = [column for column in self.columns if column.rank >= 5][:2]
        said = [cell_of(record, column, self) for column in columns]
        return " · ".join(drawn(one.text, self.locale) for one in said if not one.is_unknown)


_READ = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(CELL),
)


def cell_of(record: Record, column: Column, model: ListModel) -> Cell:
    """What a record says in a column."""
    locale, titles = model.locale, model.rows.titles if model.rows else {}
    value = getattr(record, column.field.name)
    if column.is_period:
        end = getattr(record, column.fields[1].name)
        return Cell(period(_day(value), _day(end), locale, model.today), value is None and end is None)
    text = cell(column.field, value, locale, titles)
    unknown = is_unknown(column.field, value)
    if column.is_title:
        title = on_one_line(record.caption) if unknown else text
        second = model.second_line(record) if model.is_tall else ""
        return Cell(title or text, unknown and not title, severity=model.severity(record, model.today), second=second)
    if column.is_state:
        choice = column.field.choice(value)
        return Cell(text, unknown, shape=choice.shape if choice else "")
    if column.is_bar and value is not None:
        return Cell(locale.percent(value, 0), share=value / 100)
    return Cell(text, unknown)


def _day(value: Any) -> date | None:
    """The day of a day or a moment."""
    if isinstance(value, datetime):
        return value.astimezone().date()
    return value if isinstance(value, date) else None


def summed(columns: Sequence[Column]) -> Column | None:
    """The column whose sum says something about the list: the first amount of money shown."""
    return next((column for column in columns if column.field.kind is Kind.MONEY and not column.is_period), None)
