"""The table of a list at work: its keys, its ticks, and standing on the same row when it is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from ui.records.list_table import ListTable
from ui.records.table import CHECK, ListModel

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ListView(ListTable):
    """Shows a ``ListModel``. Keys: Enter opens, F2 edits, Del deletes, Space previews, Ctrl+C copies,
    Ctrl+Shift+C copies with headings, Ctrl+Space ticks the row.
    """

    opened = Signal(int)
    edit_asked = Signal(int)
    delete_asked = Signal()
    preview_asked = Signal()
    copy_asked = Signal(bool)
    menu_asked = Signal(object)
    current_moved = Signal(int)
    chosen_changed = Signal()

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._ticks_follow = False
        self.selectionModel().selectionChanged.connect(self._follow_selection)
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self.current_moved.emit(now.row()))
        self.doubleClicked.connect(self._double_clicked)

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from top to bottom, without reading them."""
        model = self.rows_model()
        parts = _ranges(self.selectionModel().selection())
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return [model.ident(row) for row in rows]

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(part.height() for part in _ranges(self.selectionModel().selection()))

    def chosen_ids(self) -> list[int]:
        """What a verb is for: the ticked rows when there are two or more, else the selected ones."""
        model = self.rows_model()
        if len(model.ticked) >= 2 and model.rows is not None:
            return [ident for ident in model.rows.ids if ident in model.ticked]
        return self.selected_ids() or sorted(model.ticked)

    def current_id(self) -> int:
        """The id of the row the keyboard stands on, or 0."""
        return self.rows_model().ident(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Select one row and show it."""
        index = self.rows_model().index(row, 1)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Stand on the same record, at the same height, after the rows were read again."""
        ident, row = self.current_id(), self.currentIndex().row()
        above = self.verticalScrollBar().value()
        was_selected = self.selectionModel().hasSelection()
        yield
        model = self.rows_model()
        found = model.row_of(ident) if ident else -1
        self._ticks_follow = False
        if model.rows is not None:
            model.tick(model.ticked & set(model.rows.ids) if model.ticked else ())
        if was_selected and model.rowCount():
            self.go_to(found if found >= 0 else min(max(row, 0), model.rowCount() - 1))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(above)

    def clear_ticks(self) -> None:
        """Tick nothing and select only the row the keyboard stands on."""
        self._ticks_follow = False
        self.rows_model().tick(())
        if self.currentIndex().isValid():
            self.go_to(self.currentIndex().row())

    def _follow_selection(self, _new: QItemSelection, _old: QItemSelection) -> None:
        """Two selected rows or more are ticked; going back to one takes these ticks away again."""
        if self.selected_count() >= 2:
            self._ticks_follow = True
            self.rows_model().tick(self.selected_ids())
        elif self._ticks_follow:
            self._ticks_follow = False
            self.rows_model().tick(())
        self.chosen_changed.emit()

    def _toggle_tick(self, row: int) -> None:
        model = self.rows_model()
        ident = model.ident(row)
        self._ticks_follow = False
        model.tick(model.ticked ^ {ident})

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() != CHECK:
            self.opened.emit(self.rows_model().ident(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        if not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False when it is only about moving."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        ident = self.current_id()
        if held == Qt.KeyboardModifier.NoModifier and ident and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(ident)
        elif held == Qt.KeyboardModifier.NoModifier and ident and key == Qt.Key.Key_F2:
            self.edit_asked.emit(ident)
        elif held == Qt.KeyboardModifier.NoModifier and key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_Space and held == control and ident:
            self._toggle_tick(self.currentIndex().row())
        elif key == Qt.Key.Key_Space and held == Qt.KeyboardModifier.NoModifier:
            self.preview_asked.emit()
        elif key == Qt.Key.Key_C and held in (control, control | shift):
            self.copy_asked.emit(held != control)
        elif key == Qt.Key.Key_Escape and self.rows_model().ticked:
            self.clear_ticks()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        if index.isValid() and index.column() == CHECK and left and plain:
            self._toggle_tick(index.row())
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model().rowCount() and self.shows_focus:
            self.go_to(0)
        self.viewport().update()


def _ranges(selection: QItemSelection) -> Iterable[QItemSelectionRange]:
    """The ranges of a selection; the stubs do not know that it is a list of them."""
    return cast("Iterable[QItemSelectionRange]", selection)
