"""The parts of a record as an inline table: F2 edits, Tab goes on, Del deletes, Enter opens the whole part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Kind, Record
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from ui import theme
from ui.language import say, tr
from ui.records.display import NARROW, NO_BREAK
from ui.records.part_delegate import ROW, Keys, PartPainter
from ui.records.part_drafts import keep_rows
from ui.records.part_model import PartModel, totals
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

if TYPE_CHECKING:
    from hospcomms.services.office import Office

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
END = QAbstractItemDelegate.EndEditHint
WHOLE_FORM = N_("Open the whole form")


class PartRows(QTableView):
    """The rows themselves; keys as in the look: no dialog is needed to add or change one."""

    opened = Signal(int)  # row

    def __init__(self, model: PartModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = model
        self.setModel(model)
        self.setItemDelegate(PartPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(Trigger.EditKeyPressed | Trigger.DoubleClicked | Trigger.AnyKeyPressed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr(model.part.many))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setFixedHeight(theme.px(32))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(theme.px(70))
        for place, field in enumerate(model.columns):
            wide = field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS, Kind.LINK, Kind.LINKS, Kind.CHOICES)
            mode = QHeaderView.ResizeMode
            head.setSectionResizeMode(place, mode.Stretch if wide else mode.ResizeToContents)
        self.clicked.connect(self._pressed)

    def _pressed(self, index: QModelIndex) -> None:
        if self.parts.is_adding(index.row()):
            self.add()

    def add(self) -> None:
        """Begin a new row in the last line."""
        self.edit_cell(self.parts.rowCount() - 1, self._next_editable(-1))

    def edit_cell(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        index = self.parts.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def _next_editable(self, column: int) -> int:
        places = range(column + 1, len(self.parts.columns))
        return next((place for place in places if not self.parts.columns[place].own), -1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if previous.isValid() and current.row() != previous.row():
            self.parts.save_row(previous.row())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        index = self.currentIndex()
        last = self._next_editable(index.column()) < 0
        if hint == END.EditNextItem and last:
            super().closeEditor(editor, END.NoHint)
            self._after_last(index.row())
            return
        if hint == END.EditNextItem:
            super().closeEditor(editor, END.NoHint)
            self.edit_cell(index.row(), self._next_editable(index.column()))
            return
        super().closeEditor(editor, hint)
        if hint == END.NoHint:
            QTimer.singleShot(0, self, self._save_if_left)
        else:
            self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.parts.index(0, 0))  # one sees where the keyboard is

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self, self._save_if_left)

    def _save_if_left(self) -> None:
        """A row is saved when the keyboard goes elsewhere, unless only to a list or menu."""
        now = QApplication.focusWidget()
        row = self.currentIndex().row()
        if now is None or now is self or self.isAncestorOf(now) or QApplication.activePopupWidget() or row < 0:
            return
        self.parts.save_row(row)

    def _after_last(self, row: int) -> None:
        """Tab in the last cell saves the row and goes on in the next; after a new row, in another new one."""
        below = row + 1
        if not self.parts.save_row(row):
            self.setFocus()
            return
        if below < self.parts.rowCount():
            self.edit_cell(below, self._next_editable(-1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            if self.parts.is_adding(row) and self.parts.is_touched(row):
                self.parts.save_row(row)
            elif self.parts.is_adding(row):
                self.add()
            else:
                self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Delete:
            self.parts.remove(sorted({index.row() for index in self.selectedIndexes()} or {max(0, row)}))
        elif event.key() == Qt.Key.Key_Escape and row >= 0 and self.parts.is_touched(row):
            self.parts.forget(row)
        elif event.text() and event.text().isspace():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def fit_height(self) -> None:
        """Be as high as the rows, for a table inside a form."""
        self.setFixedHeight(theme.px(32) + self.parts.rowCount() * theme.px(ROW) + theme.px(2))


class PartTable(QFrame):
    """Rows, what keeps one from being saved, and the sums. ``opened`` asks for the whole form of a part."""

    opened = Signal(object)
    counted = Signal(int)

    def __init__(
        self,
        session: Session,
        part: type[Record],
        whole: int,
        columns: Sequence[str] = (),
        *,
        keep: Callable[[Office, Any], Commit] | None = None,
        fit: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("sheet", "card")
        self._fit = fit
        self.model = PartModel(session, part, whole, columns, keep)
        self.rows = PartRows(self.model, self)
        self.rows.opened.connect(lambda row: self.opened.emit(self.model.record(row)))
        self.setFocusProxy(self.rows)
        self.model.refused.connect(self._refused)
        self._trouble = Label("", role="small", tone="late", wrap=True)
        self._mark = Mark("late")
        self._below = self._line(self._mark, self._trouble)
        self._sums = Label("", role="small", tone="text2")
        self.whole_form = Button(tr(WHOLE_FORM), self._open_current, icon="open", kind="plain", key="Enter")
        self._foot = self._line(self._sums, self.whole_form)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self.rows, self._below, self._foot):
            column.addWidget(widget)
        self._below.hide()
        session.bus.committed.connect(self._heard)
        self._settle()

    def _line(self, *widgets: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(6))
        for widget in widgets:
            row.addWidget(widget, 0 if isinstance(widget, (Mark, Button)) else 1)
        return holder

    def _open_current(self) -> None:
        """Ask for the whole form of the row the keyboard is in, else of the first."""
        row = max(0, self.rows.currentIndex().row())
        if self.model.is_adding(row):
            self.rows.add()
        else:
            self.opened.emit(self.model.record(row))

    def _refused(self, words: str) -> None:
        self._trouble.setText(words)
        self._below.setVisible(bool(words))

    def _settle(self) -> None:
        sums = totals(self.model)
        words = "   ".join(say(sentence("{label}: {total}", label=Word(name), total=total)) for name, total in sums)
        self._sums.setText(words.replace(NARROW, NO_BREAK))
        self._foot.setVisible(bool(self.model.rows))
        if self._fit:
            self.rows.fit_height()
        self.counted.emit(len(self.model.rows))

    def _heard(self, commit: Commit) -> None:
        if not commit.touches(self.model.part):
            return
        row, column = self.rows.currentIndex().row(), self.rows.currentIndex().column()
        ident = self.model.ident(row) if row >= 0 else -1
        self.model.read()
        place = self.model.row_of(ident) if ident > 0 else min(row, self.model.rowCount() - 1)
        if row >= 0:
            self.rows.setCurrentIndex(self.model.index(max(0, place), max(0, column)))
        self._settle()

    def select(self, ident: int) -> None:
        """Mark the row of a part."""
        row = self.model.row_of(ident)
        if row >= 0:
            self.rows.setCurrentIndex(self.model.index(row, 0))
            self.rows.scrollTo(self.model.index(row, 0))

    def leave(self) -> None:
        """Save the row in which something was typed; what cannot be saved is kept as a draft."""
        row = self.rows.currentIndex().row()
        editing = self.rows.findChild(Keys)
        if editing is not None:
            editing.finish()
        if row >= 0:
            self.model.save_row(row)
        keep_rows(self.model)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()
