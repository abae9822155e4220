"""How the table of a list lies: its columns that give way, its widths and heights, the row under the pointer."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollBar, QTableView, QWidget

from ui import theme
from ui.records.columns import CHECK_WIDTH, Column, fitting
from ui.records.delegate import ROW_HEIGHTS, CellPainter
from ui.records.list_header import ListHeader
from ui.records.table import CHECK, ListModel
from ui.records.widths import natural_width, shared_out
from ui.widgets.rows import behave_as_rows


class ListTable(QTableView):
    """A table over a ``ListModel`` whose columns always fit: none is squeezed, those of the last rank go.

    ``width_chosen`` carries a column's key and the width given to it, in pixels at 100 %.
    """

    width_chosen = Signal(str, int)

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.shows_focus = False
        self.density = "normal"
        self._laying_out = False
        self.setModel(model)
        self.setHorizontalHeader(ListHeader(self))
        self.setItemDelegate(CellPainter(self))
        self._behave()
        self._bar = self._own_bar()
        self.horizontalHeader().sectionResized.connect(self._resized)
        model.modelReset.connect(self.lay_out)

    def _behave(self) -> None:
        behave_as_rows(self, self.row_height())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _own_bar(self) -> QScrollBar:
        """A scroll bar over the end of the rows: it takes no width away and leaves the heading whole."""
        bar, inner = QScrollBar(Qt.Orientation.Vertical, self), self.verticalScrollBar()
        inner.rangeChanged.connect(bar.setRange)
        inner.rangeChanged.connect(lambda low, high: bar.setVisible(high > low))
        inner.rangeChanged.connect(lambda _low, _high: bar.setPageStep(inner.pageStep()))
        inner.valueChanged.connect(bar.setValue)
        bar.valueChanged.connect(inner.setValue)
        bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.hide()
        return bar

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
        wanted = self._wanted()
        kept = fitting(columns, room, wanted)
        left = room - sum(width for width, keep in zip(wanted, kept, strict=True) if keep)
        seen = [column for column, keep in zip(columns, kept, strict=True) if keep]
        extra = dict(zip((column.key for column in seen), shared_out(seen, left), strict=True))
        header = self.horizontalHeader()
        header.resizeSection(CHECK, theme.px(CHECK_WIDTH))
        header.setSectionResizeMode(CHECK, QHeaderView.ResizeMode.Fixed)
        for place, column in enumerate(columns, start=1):
            self.setColumnHidden(place, not kept[place - 1])
            fixed = QHeaderView.ResizeMode.Fixed if column.is_title else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, fixed)
            header.resizeSection(place, int(wanted[place - 1] + extra.get(column.key, 0.0)))
        self._laying_out = False

    def _wanted(self) -> list[float]:
        """The width each column asks for."""
        model = self.rows_model()
        first = model.sort_by[0].field if model.sort_by else ""
        return [
            float(natural_width(column, model.locale, is_sorted=column.field.name == first)) for column in model.columns
        ]

    def shown_columns(self) -> list[Column]:
        """The columns one sees: those that gave way in a narrow window are left out."""
        columns = self.rows_model().columns
        return [column for place, column in enumerate(columns, 1) if not self.isColumnHidden(place)]

    def _resized(self, section: int, _old: int, new: int) -> None:
        if self._laying_out or not 1 <= section <= len(self.rows_model().columns):
            return
        zoom = theme.current().zoom / 100
        self.width_chosen.emit(self.rows_model().columns[section - 1].key, round(new / zoom))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # three of its ten pixels are margin: they lie outside, so that the handle keeps clear of the digits
        head, width, outside = self.horizontalHeader().height(), theme.px(10), theme.px(3)
        left = -outside if theme.current().rtl else self.width() - width + outside
        self._bar.setGeometry(left, head, width, self.height() - head)
        self._bar.raise_()
        self.lay_out()
