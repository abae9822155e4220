"""A plain table of texts: what did not fit, what is not known, what can stand in a template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import theme
from ui.language import plain, shown

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TextRows(QAbstractTableModel):
    """Rows of texts under marked headings that are translated already."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.heads = heads
        self.rows: Sequence[Sequence[str]] = []

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows in place of the others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain(self.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return shown(self.heads[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class TextTable(QTableView):
    """The rows, their last column taking the room that is left; Ctrl+C copies the chosen ones."""

    def __init__(self, heads: Sequence[str], name: str, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = TextRows(heads)
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.setProperty("texts", "true")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head, rows = self.horizontalHeader(), self.verticalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.px(width))
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMinimumSectionSize(theme.px(32))

    def choose_row(self, row: int) -> None:
        """Choose one row; Qt's own selectRow chooses none in a table from right to left that is not shown yet."""
        way = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.texts.index(row, 0), way.ClearAndSelect | way.Rows)

    def show_rows(self, rows: Sequence[Sequence[str]], most: int = 8) -> None:
        """Show these rows, as high as ``most`` of them at the most."""
        self.texts.show(rows)
        self.resizeRowsToContents()
        high = sum(self.rowHeight(row) for row in range(min(len(rows), most)))
        self.setFixedHeight(high + theme.px(32) + 2 * self.frameWidth() + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectedIndexes()})
            lines = ["\t".join(plain(text) for text in self.texts.rows[row]) for row in chosen]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)
