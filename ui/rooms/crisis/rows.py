"""A list painted by hand: only what can be seen is measured and drawn, so that 2 000 rows cost as much as 20."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from ui.language import plain
from ui.rooms.crisis.measures import Measures


class PaintedRows(QAbstractScrollArea):
    """Rows from the top, scrolled row by row. The cursor is a white frame; the keyboard stays where it is.

    Rows are values; ``row_height`` and ``paint_row`` say how one is drawn, ``spoken_row`` what is read out.
    """

    pressed = Signal(int)  # a click on a row: its number
    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.m = Measures()
        self.rows: Sequence[Any] = ()
        self.at = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    # what a list says of its rows

    def row_height(self, row: Any, width: int) -> int:
        """The height of a row in pixels."""
        return self.m.px(52)

    def paint_row(self, painter: QPainter, room: QRectF, row: Any) -> None:
        """Draw a row into its room."""

    def spoken_row(self, row: Any) -> str:
        """What a screen reader says of a row."""
        return ""

    # what is shown

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self.m = m
        self._bound()
        self.viewport().update()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; the cursor stays at its place in the list."""
        self.rows = rows
        self.at = min(self.at, len(rows) - 1)
        self._bound()
        self._tell()
        self.viewport().update()

    def current(self) -> Any:
        """The row under the cursor, None when there is none."""
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    def walk(self, steps: int) -> None:
        """Move the cursor and keep it in sight."""
        if self.rows:
            self.set_cursor(min(max(self.at + steps, 0), len(self.rows) - 1))

    def set_cursor(self, place: int) -> None:
        """Put the cursor on a row, -1 for none."""
        self.at = place if place < len(self.rows) else len(self.rows) - 1
        self._bring_into_view()
        self._tell()
        self.viewport().update()
        self.moved.emit(self.at)

    def _tell(self) -> None:
        row = self.current()
        self.setAccessibleDescription(plain(self.spoken_row(row)) if row is not None else "")

    def _bring_into_view(self) -> None:
        bar = self.verticalScrollBar()
        if self.at < bar.value():
            bar.setValue(max(0, self.at))
        while self.at >= 0 and self.at > self._last_seen() and bar.value() < self.at:
            bar.setValue(bar.value() + 1)

    def _last_seen(self) -> int:
        """The last row that is whole on the screen."""
        width, room = self.viewport().width(), self.viewport().height()
        place, top = self.verticalScrollBar().value(), 0
        while place < len(self.rows):
            top += self.row_height(self.rows[place], width)
            if top > room:
                return place - 1
            place += 1
        return place - 1

    def _bound(self) -> None:
        """The last value at which the end of the list is still in sight; only the rows at the end are measured."""
        width, room = self.viewport().width(), self.viewport().height()
        place, high = len(self.rows), 0
        while place > 0:
            high += self.row_height(self.rows[place - 1], width)
            if high > room:
                break
            place -= 1
        self.verticalScrollBar().setRange(0, place)
        self.verticalScrollBar().setPageStep(max(1, len(self.rows) - place))

    def sizeHint(self) -> QSize:
        return QSize(self.m.px(300), self.m.px(120))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.m.px(120), self.m.px(60))

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bound()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for place, room in self._seen():
            painter.save()
            self.paint_row(painter, room, self.rows[place])
            painter.restore()
            if place == self.at:
                painter.setPen(QPen(QColor(theme.current().text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.end()

    def _seen(self) -> list[tuple[int, QRectF]]:
        """The rows on the screen and where they stand."""
        width, bottom = self.viewport().width(), self.viewport().height()
        found, top = [], 0.0
        for place in range(self.verticalScrollBar().value(), len(self.rows)):
            if top >= bottom:
                break
            high = self.row_height(self.rows[place], width)
            found.append((place, QRectF(0, top, width, high)))
            top += high
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, room in self._seen():
            if room.contains(event.position()):
                self.set_cursor(place)
                self.pressed.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = -1 if event.angleDelta().y() > 0 else 1
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + steps)
        event.accept()
