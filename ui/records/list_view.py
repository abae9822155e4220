"""The table of a list: its heading, its columns that give way, its keys and its ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import icons, theme
from ui.records.columns import CHECK_WIDTH, Column, fitting
from ui.records.delegate import ROW_HEIGHTS, CellPainter, after, paint_check_box, paint_text
from ui.records.table import CHECK, ListModel
from ui.widgets import kit

HEADER_HEIGHT = 32
_EDGE = 10
_NARROWEST_TITLE = 150
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ListHeader(QHeaderView):
    """The heading of a list: small bold words, the sort as an arrow after the word, a box to tick all."""

    def __init__(self, view: ListView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(28))
        self.setFixedHeight(theme.px(HEADER_HEIGHT))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        used = theme.current()
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, QColor(used.sunken))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(used.line_strong))
        model = self._view.rows_model()
        if section == CHECK:
            some = bool(model.ticked)
            paint_check_box(painter, box, used, on=model.all_ticked(), some=some)
        elif section <= len(model.columns):
            self._words(painter, box, model, model.columns[section - 1])
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, model: ListModel, column: Column) -> None:
        used = theme.current()
        font = used.font("small", bold=True)
        inner = box.adjusted(used.px(_EDGE), 0, -used.px(_EDGE), -1)
        order = next((sort for sort in model.sort_by[:1] if sort.field == column.field.name), None)
        arrow = used.px(12) if order else 0
        text = column.heading(model.locale)
        room = inner.width() - (arrow + used.px(4) if arrow else 0)
        width = min(room, QFontMetricsF(font).horizontalAdvance(text))
        place = kit.start_part(inner, room, used)
        if column.is_digits and not used.rtl:
            place = QRectF(inner.right() - room, inner.top(), room, inner.height())
        paint_text(painter, place, text, font, used.colour("text2"), used, right=column.is_digits)
        if order is None:
            return
        at = kit.start_part(after(inner, width + used.px(6), used), arrow, used)
        if column.is_digits and not used.rtl:
            at = QRectF(inner.left(), inner.top(), arrow, inner.height())
        mark = QRectF(at.left(), at.center().y() - arrow / 2, arrow, arrow)
        name = "chevron_down" if order.descending else "chevron_up"
        icons.paint(painter, mark, name, used.colour("text2"))


class ListView(QTableView):
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
    width_chosen = Signal(str, int)

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.shows_focus = False
        self.density = "normal"
        self._ticks_follow = False
        self._laying_out = False
        self.setModel(model)
        self.setHorizontalHeader(ListHeader(self))
        self.setItemDelegate(CellPainter(self))
        self._behave()
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.selectionModel().selectionChanged.connect(self._follow_selection)
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self.current_moved.emit(now.row()))
        self.doubleClicked.connect(self._double_clicked)
        model.modelReset.connect(self.lay_out)

    def _behave(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.row_height())

    def rows_model(self) -> ListModel:
        """The model, by its own type."""
        return cast(ListModel, self.model())

    def row_height(self) -> int:
        """The height of a row at the present zoom and density."""
        return theme.px(ROW_HEIGHTS[self.density])

    def choose_density(self, density: str) -> None:
        """Make rows ``compact``, ``normal`` or ``tall`` (two lines)."""
        self.density = density
        self.verticalHeader().setDefaultSectionSize(self.row_height())

    def lay_out(self) -> None:
        """Give the columns their widths: what does not fit is hidden, the title takes what is left."""
        columns = self.rows_model().columns
        if not columns or self._laying_out:
            return
        self._laying_out = True
        room = self.viewport().width() - theme.px(CHECK_WIDTH)
        wanted = [float(theme.px(_NARROWEST_TITLE if column.is_title else column.width)) for column in columns]
        kept = fitting(columns, room, wanted)
        left = room - sum(width for width, keep in zip(wanted, kept, strict=True) if keep)
        header = self.horizontalHeader()
        header.resizeSection(CHECK, theme.px(CHECK_WIDTH))
        header.setSectionResizeMode(CHECK, QHeaderView.ResizeMode.Fixed)
        for place, column in enumerate(columns, start=1):
            self.setColumnHidden(place, not kept[place - 1])
            fixed = QHeaderView.ResizeMode.Fixed if column.is_title else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, fixed)
            width = wanted[place - 1] + (max(0.0, left) if column.is_title else 0)
            header.resizeSection(place, int(width))
        self._laying_out = False

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from top to bottom, without reading them."""
        model = self.rows_model()
        parts = _ranges(self.selectionModel().selection())
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return [model.ident(row) for row in rows]

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(part.height() for part in _ranges(self.selectionModel().selection()))

    def shown_columns(self) -> list[Column]:
        """The columns one sees: those that gave way in a narrow window are left out."""
        columns = self.rows_model().columns
        return [column for place, column in enumerate(columns, 1) if not self.isColumnHidden(place)]

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

    def _resized(self, section: int, _old: int, new: int) -> None:
        if self._laying_out or not 1 <= section <= len(self.rows_model().columns):
            return
        zoom = theme.current().zoom / 100
        self.width_chosen.emit(self.rows_model().columns[section - 1].key, round(new / zoom))

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model().rowCount() and self.shows_focus:
            self.go_to(0)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()


def _ranges(selection: QItemSelection) -> Iterable[QItemSelectionRange]:
    """The ranges of a selection; the stubs do not know that it is a list of them."""
    return cast("Iterable[QItemSelectionRange]", selection)
