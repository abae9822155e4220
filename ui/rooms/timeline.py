"""The timeline (Gantt): names at the start, days in the direction of reading; bars move by drag and by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollBar, QTableView, QVBoxLayout, QWidget

from hospcomms.domain import schedule
from hospcomms.domain.charts import GanttRow
from hospcomms.domain.charts.days import Axis
from hospcomms.domain.charts.words import Hand
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import say
from ui.rooms.timeline_paint import ROW, TimeHeader, TimePainter, along
from ui.rooms.timeline_rows import CHART, NAME, SECOND, TimeModel, TimeRow
from ui.session import Session
from ui.widgets.chart_paint import measure_at
from ui.widgets.rows import behave_as_rows

MOVE, START, END = "move", "start", "end"
NAMES, OWNER, SMALL_NAMES = 286, 98, 190
SMALL = 860
"""Width below which the owners give way and the names are shorter."""
DAY_WIDTHS = {"day": 34.0, "week": 76 / 7, "month": 100 / 30}
"""Pixels of one day at 100 %, by scale."""
_GRIP = 6
AHEAD = 0.8
"""Share of the chart at which today may stand when it is opened, so that the first bars are seen too."""
FINISHED = ("done", "cancelled")
NEARLY = 0.85
"""A timeline that nearly fits is drawn this much narrower rather than with a scroll bar."""


@dataclass(frozen=True)
class Pull:
    """A bar under way: which record, which part of it is held, and by how many days it is pulled."""

    ident: int
    part: str
    days: int = 0
    origin: float = 0.0


class TimelineView(QTableView):
    """``pulled`` carries the id, the part held (move, start, end) and the days; ``opened`` an id.

    Keys: ← → move the row's bar by a day, with Shift they move its last day; Enter opens; Esc lets go.
    Holding a key down is one change, made when it is let go.
    """

    pulled = Signal(int, str, int)
    opened = Signal(int)
    delete_asked = Signal(int)
    axis_changed = Signal()

    def __init__(self, model: TimeModel, hand: Hand, today: date, *, owners: bool = True) -> None:
        super().__init__()
        self.rows, self.hand, self.today = model, hand, today
        country = hand.locale.country
        self.closed: tuple[tuple[date, date], ...] = ()
        self.axis = Axis(schedule.extent([], today, country.first_weekday), DAY_WIDTHS["week"])
        self.shows_focus = False
        self._owners = owners
        self._pull: Pull | None = None
        self._by_key = False
        self.setModel(model)
        self.setHorizontalHeader(TimeHeader(self))
        self.setItemDelegate(TimePainter(self))
        self._behave()

    def _behave(self) -> None:
        behave_as_rows(self, theme.px(ROW))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for section in (NAME, SECOND, CHART):
            self.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)

    # the axis

    def show_axis(self, axis: Axis) -> None:
        """Show other days, another scale, or the same ones scrolled."""
        if axis.span != self.axis.span or not self.closed:
            self.closed = schedule.free_days(self.hand.locale.country, axis.span)
        self.axis = axis
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def chart_width(self) -> float:
        """Pixels there are for the chart."""
        return float(self.columnWidth(CHART))

    def bar_shown(self, row: TimeRow) -> GanttRow:
        """The bar of a row as it stands; while it is pulled, where it will be, its new days beside it."""
        pull, span = self._pull, row.span
        if span is None or pull is None or pull.ident != row.ident or not pull.days:
            return row.bar
        by = timedelta(days=pull.days)
        if pull.part == MOVE:
            span = Span(span.first + by, span.last + by)
        elif pull.part == START:
            span = Span(min(span.first + by, span.last), span.last)
        else:
            span = Span(span.first, max(span.last + by, span.first))
        days = sentence("from {start} to {end}", start=span.first, end=span.last)
        said = say(days if span.days > 1 else sentence("{day}", day=span.first))
        return replace(row.bar, first=span.first, last=span.last, said=said, until=None)

    # columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Give the names their width and the chart the rest; in a small window the owners give way."""
        used, width = theme.current(), self.viewport().width()
        small = width < used.px(SMALL)
        owners = self._owners and not small
        names = used.px(SMALL_NAMES if small else NAMES) - (used.px(OWNER) if owners else 0)
        header = self.horizontalHeader()
        self.setColumnHidden(SECOND, not owners)
        header.resizeSection(NAME, names)
        header.resizeSection(SECOND, used.px(OWNER))
        header.resizeSection(CHART, max(1, width - names - (used.px(OWNER) if owners else 0)))
        self.axis_changed.emit()

    # pulling bars

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        super().mousePressEvent(event)
        found = grip_at(self, event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None:
            self._pull, self._by_key = Pull(found[0].ident, found[1], origin=event.position().x()), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pull is None or self._by_key:
            self._show_cursor(event.position())
            return
        pixels = (event.position().x() - self._pull.origin) * (-1 if theme.current().rtl else 1)
        self._pull = replace(self._pull, days=round(pixels / self.axis.day_width))
        self.viewport().update()

    def _show_cursor(self, at: QPointF) -> None:
        found = grip_at(self, at)
        shapes = {MOVE: Qt.CursorShape.OpenHandCursor, START: Qt.CursorShape.SizeHorCursor}
        shape = shapes.get(found[1], Qt.CursorShape.SizeHorCursor) if found else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self._by_key:
            self._let_go()

    def _let_go(self) -> None:
        """Tell of the pull, if it moved anything."""
        pull, self._pull, self._by_key = self._pull, None, False
        self.viewport().update()
        if pull is not None and pull.days:
            self.pulled.emit(pull.ident, pull.part, pull.days)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        row = self.rows.row(self.currentIndex())
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape and self._pull is not None:
            self._pull = None
            self.viewport().update()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            self._pull_by_key(row, forwards=(key == Qt.Key.Key_Left) == theme.current().rtl, end=bool(shift))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and row is not None:
            self.opened.emit(row.ident)
        elif key == Qt.Key.Key_Delete and row is not None:
            self.delete_asked.emit(row.ident)
        else:
            if self._by_key:
                self._let_go()
            super().keyPressEvent(event)

    def _pull_by_key(self, row: TimeRow, *, forwards: bool, end: bool) -> None:
        if row.span is None or not row.may_move:
            return
        part = END if end else MOVE
        if self._pull is None or self._pull.ident != row.ident or self._pull.part != part:
            self._let_go()
            self._pull, self._by_key = Pull(row.ident, part), True
        assert self._pull is not None
        days = self._pull.days + (1 if forwards else -1)
        self._pull = replace(self._pull, days=max(days, 1 - row.span.days) if end else days)
        self.viewport().update()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if self._by_key and not event.isAutoRepeat() and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._let_go()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        if self.rows.row(self.currentIndex()) is None:
            first = next((n for n, row in enumerate(self.rows.rows) if not row.is_heading), -1)
            if first >= 0:
                self.setCurrentIndex(self.rows.index(first, NAME))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._by_key:
            self._let_go()
        super().focusOutEvent(event)
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None:
            self.opened.emit(row.ident)


def grip_at(view: TimelineView, at: QPointF) -> tuple[TimeRow, str] | None:
    """The row and the part of its bar (move, start, end) under a point; None beside bars and on fixed ones."""
    index = view.indexAt(at.toPoint())
    row = view.rows.row(index)
    if row is None or row.span is None or not row.may_move or index.column() != CHART:
        return None
    chart = QRectF(view.visualRect(index))
    bar = along(chart, view.axis.place(row.span.first), row.span.days * view.axis.day_width)
    if not bar.adjusted(-_GRIP, 0, _GRIP, 0).contains(at):
        return None
    from_left, from_right = at.x() - bar.left(), bar.right() - at.x()
    start, end = (from_right, from_left) if theme.current().rtl else (from_left, from_right)
    grip = min(float(_GRIP), bar.width() / 4)
    return row, START if start < grip else END if end < grip else MOVE


class Timeline(QWidget):
    """The table with the scroll bar of its days. ``fitted`` shows one span whole, however wide the window is."""

    def __init__(
        self, session: Session, headings: tuple[str, str], *, owners: bool = True, fitted: bool = False
    ) -> None:
        super().__init__()
        locale = session.locale
        self.model = TimeModel(headings, self)
        self.view = TimelineView(self.model, Hand(locale, measure_at(1.0)), session.office.today, owners=owners)
        self._fitted = fitted
        self._scale, self._span = "month" if fitted else "week", self.view.axis.span
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setAccessibleName("")
        self._bar.valueChanged.connect(lambda _value: self._show_axis())
        self.view.axis_changed.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._bar)
        self._has_looked = False

    def show_rows(self, rows: Sequence[TimeRow], span: Span) -> None:
        """Show rows along these days; the row the keyboard stands on stays."""
        current = self.model.row(self.view.currentIndex())
        self.model.show_rows(rows)
        self._span = span
        if current is not None and (at := self.model.row_of(current.ident)) >= 0:
            self.view.setCurrentIndex(self.model.index(at, NAME))
        self._fit()

    def choose_scale(self, scale: str) -> None:
        """Show days wide (``day``), or whole weeks or months; the day in the middle stays there."""
        middle = self.view.axis.day_at(self.view.chart_width() / 2)
        self._scale = scale
        self._fit()
        self.look_at(middle)

    def look_at(self, when: date) -> None:
        """Scroll so that a day stands in the middle, as far as there are days."""
        axis = self.view.axis
        from_start = (when - self._span.first).days * axis.day_width
        self._bar.setValue(round(from_start - self.view.chart_width() / 2))

    def _day_width(self) -> float:
        if self._fitted:
            return max(self.view.chart_width(), 1.0) / self._span.days
        wanted = DAY_WIDTHS[self._scale] * theme.current().zoom / 100
        fitting = max(self.view.chart_width(), 1.0) / self._span.days
        return fitting if fitting > wanted or fitting >= wanted * NEARLY else wanted

    def _fit(self) -> None:
        length, room = self._span.days * self._day_width(), self.view.chart_width()
        self._bar.setRange(0, max(0, round(length - room)) if not self._fitted else 0)
        self._bar.setPageStep(max(1, int(room)))
        self._bar.setSingleStep(max(1, round(self._day_width())))
        self._bar.setVisible(self._bar.maximum() > 0)
        self._show_axis()
        if not self._has_looked and self.isVisible() and self._bar.maximum() > 0:
            self._has_looked = True
            self._bar.setValue(round(self._opening()))

    def _show_axis(self) -> None:
        scrolled, room = float(self._bar.value()), self.view.chart_width()
        self.view.show_axis(Axis(self._span, self._day_width(), self._scale, scrolled, room=room))

    def _opening(self) -> float:
        """How far it is scrolled at first: today is seen, and as many of the bars before it as there is room for."""
        whole, room = replace(self.view.axis, offset=0.0), self.view.chart_width()
        today = whole.middle(self.view.today)
        if today <= room * AHEAD:
            return 0.0
        firsts = [row.bar.first for row in self.model.rows if row.bar.first and row.bar.look not in FINISHED]
        first = whole.place(min(firsts, default=self.view.today)) - whole.day_width
        return max(min(first, today - room / 2), today - room * AHEAD)

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.angleDelta().x() or (
            event.angleDelta().y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if sideways and self._bar.maximum():
            self._bar.setValue(self._bar.value() - sideways * (-1 if theme.current().rtl else 1))
            event.accept()
            return
        super().wheelEvent(event)
