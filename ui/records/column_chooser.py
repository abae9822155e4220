"""Choosing the columns of a list: which, in what order, by what to sort, how high the rows are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Sort
from hospcomms.domain.wording import N_
from ui.language import shown, tr
from ui.records.columns import Column
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.segments import Segments
from ui.widgets.sheets import Sheet

_KEY = Qt.ItemDataRole.UserRole
DENSITIES = (("compact", N_("Compact")), ("normal", N_("Normal")), ("tall", N_("Two lines")))


class ColumnList(QListWidget):
    """The columns with ticks; drag or Alt+↑↓ moves one, Space ticks it."""

    changed = Signal()

    def __init__(self, columns: Sequence[Column], shown_keys: Sequence[str], locale: Locale) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr(N_("Columns")))
        place = {key: number for number, key in enumerate(shown_keys)}
        for column in sorted(columns, key=lambda item: place.get(item.key, len(place))):
            item = QListWidgetItem(shown(column.heading(locale)))
            item.setData(_KEY, column.key)
            item.setSizeHint(QSize(0, px(30)))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags if column.is_title else flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if column.key in place else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)
        self.itemChanged.connect(lambda _item: self.changed.emit())
        self.model().rowsMoved.connect(lambda *_moved: self.changed.emit())

    def keys(self) -> tuple[str, ...]:
        """The ticked columns in order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.data(_KEY) for item in items if item.checkState() is Qt.CheckState.Checked)

    def current_key(self) -> str:
        """The column the keyboard stands on."""
        item = self.currentItem()
        return str(item.data(_KEY)) if self.currentRow() >= 0 else ""

    def step(self, rows: int) -> None:
        """Move the current column up or down."""
        row = self.currentRow()
        to = row + rows
        if row >= 0 and 0 <= to < self.count():
            item = self.takeItem(row)
            self.insertItem(to, item)
            self.setCurrentRow(to)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)


class ColumnChooser(Sheet):
    """A sheet under the “columns” button. Everything takes effect at once; Esc closes it."""

    columns_chosen = Signal(tuple)
    sort_chosen = Signal(object)
    density_chosen = Signal(str)
    reset = Signal()

    def __init__(
        self, columns: Sequence[Column], shown_keys: Sequence[str], density: str, locale: Locale, parent: QWidget
    ) -> None:
        super().__init__("popup", padding=12, parent=parent)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName(tr(N_("Columns")))
        self._columns = {column.key: column for column in columns}
        self.body.addWidget(Label(tr(N_("Columns")), role="section"))
        self.list = ColumnList(columns, shown_keys, locale)
        self.list.setMinimumHeight(px(240))
        self.list.changed.connect(lambda: self.columns_chosen.emit(self.list.keys()))
        self.body.addWidget(self.list)
        self.body.addLayout(self._tools())
        rows = Segments([(key, tr(words), "") for key, words in DENSITIES], density)
        rows.setAccessibleName(tr(N_("Height of the rows")))
        rows.chosen.connect(self.density_chosen)
        self.body.addWidget(Label(tr(N_("Height of the rows")), role="small", tone="text2"))
        self.body.addWidget(rows)
        again = Button(tr(N_("Usual columns")), self.reset.emit, icon="arrow_reset", kind="plain")
        self.body.addWidget(again)
        self.setMinimumWidth(px(300))

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        for words, icon, act in (
            (tr(N_("Move up")), "arrow_up", lambda: self.list.step(-1)),
            (tr(N_("Move down")), "arrow_down", lambda: self.list.step(1)),
        ):
            row.addWidget(Button(words, act, icon=icon, kind="icon"))
        row.addStretch(1)
        row.addWidget(Button(tr(N_("Sort upwards")), lambda: self._sort(descending=False), kind="row"))
        row.addWidget(Button(tr(N_("Sort downwards")), lambda: self._sort(descending=True), kind="row"))
        return row

    def _sort(self, *, descending: bool) -> None:
        column = self._columns.get(self.list.current_key())
        if column is not None:
            self.sort_chosen.emit(Sort(column.field.name, descending))

    def open_at(self, point: QPoint) -> None:
        """Show the sheet below a button, inside the screen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        box = QRect(point, self.sizeHint())
        box.moveLeft(min(max(room.left(), box.left()), room.right() - box.width()))
        box.moveTop(min(max(room.top(), box.top()), room.bottom() - box.height()))
        self.setGeometry(box)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)
