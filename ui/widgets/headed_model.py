"""A list of headings with their entries below: only entries can be chosen; each row says itself."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.language import harmless

ROW = Qt.ItemDataRole.UserRole + 1
"""The role that gives the row itself to its painter."""
Index = QModelIndex | QPersistentModelIndex
H = TypeVar("H")
E = TypeVar("E")


class HeadedModel(QAbstractListModel, Generic[H, E]):
    """``rows`` holds headings (``H``) and entries (``E``, instances of ``kind``) in the order of the list."""

    def __init__(self, kind: type[E], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.rows: list[H | E] = []

    def entry(self, index: Index) -> E | None:
        """The entry in a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, self._kind) else None

    @abstractmethod
    def said(self, row: H | E) -> str:
        """What a row says to one who does not see it."""

    @abstractmethod
    def tip(self, entry: E) -> str:
        """What is shown beside the pointer."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entry(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.said(row)
        entry = self.entry(index)
        return harmless(self.tip(entry)) if role == Qt.ItemDataRole.ToolTipRole and entry is not None else None
