"""A day whole, over the page: its date in both calendars, everything on it, and a button for something new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.dated import Dated
from hospcomms.domain.wording import N_
from ui import icons, theme
from ui.language import direction, shown, tip, tr
from ui.records.delegate import after, paint_text
from ui.rooms.calendar import moon
from ui.rooms.calendar.desk import LAYER, Desk, Reading, named
from ui.rooms.calendar.grid import named_day
from ui.rooms.calendar.painted import PRESSING, hours_said, hue, voice
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import scrolled

WIDE, LINE, MOST = 360, 34, 9
"""Width of the card and height of a line in pixels at 100 %; more lines than that are scrolled."""


class ThingButton(QAbstractButton):
    """A thing as a line: when, its layer’s bar and icon, its words."""

    def __init__(self, thing: Dated, *, warns: bool) -> None:
        super().__init__()
        self.thing, self._warns = thing, warns
        self.setFixedHeight(theme.px(LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if thing.ident else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(voice(thing, clashes=warns))
        self.setToolTip(tip(voice(thing, clashes=warns)))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), theme.px(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse() and self.thing.ident:
            painter.fillRect(rect, used.colour("hover"))
        inner = rect.adjusted(used.px(6), 0, -used.px(6), 0)
        bar = kit.start_part(inner, used.px(3), used)
        painter.fillRect(bar.adjusted(0, used.px(6), 0, -used.px(6)), hue(self.thing.layer, used))
        inner = after(inner, used.px(10), used)
        edge = used.px(16)
        place = kit.start_part(inner, edge, used)
        square = QRectF(place.left(), round(rect.center().y() - edge / 2), edge, edge)
        shape = "soon" if self._warns else self.thing.shape if self.thing.shape in PRESSING else ""
        if shape:
            kit.paint_shape(painter, square, shape, used)
        else:
            icons.paint(painter, square, LAYER[self.thing.layer].icon, hue(self.thing.layer, used))
        inner = after(inner, edge + used.px(8), used)
        hours = hours_said(self.thing) if self.thing.begins else ""
        if hours:
            wide = paint_text(painter, inner, hours, used.font("small"), used.colour("text2"), used)
            inner = after(inner, wide + used.px(8), used)
        paint_text(painter, inner, shown(self.thing.title), used.font(), used.colour("text"), used)
        if self.hasFocus():
            kit.paint_focus(painter, rect, used)
        painter.end()


class DayCard(QFrame):
    """Closes with Esc and with a press beside it. ``new`` begins something on the day."""

    def __init__(self, desk: Desk, reading: Reading, day: date, new: Callable[[date], object], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.day = day
        self.setProperty("sheet", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(direction())
        self.setFixedWidth(theme.px(WIDE))
        self.setAccessibleName(named_day(day))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(12) for _ in range(4)))
        column.setSpacing(theme.px(4))
        column.addWidget(Label(named_day(day), role="section"))
        column.addWidget(Label(moon.in_full(desk.session, day), role="small", tone="text2"))
        self.lines = [self._line(desk, reading, thing) for thing in reading.on(day)]
        inside = QWidget()
        list_of = QVBoxLayout(inside)
        list_of.setContentsMargins(0, 0, 0, 0)
        list_of.setSpacing(0)
        for line in self.lines:
            list_of.addWidget(line)
        if self.lines:
            area = scrolled(inside)
            area.setFixedHeight(min(len(self.lines), MOST) * theme.px(LINE))
            column.addWidget(area)
        else:
            column.addWidget(Label(tr(N_("Nothing on this day.")), tone="text2"))
        self.new = Button(tr(N_("New appointment")), lambda: self._begin(new), icon="add", kind="row")
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)

    def _line(self, desk: Desk, reading: Reading, thing: Dated) -> ThingButton:
        line = ThingButton(thing, warns=named(thing) in reading.clashing or named(thing) in reading.unprepared)

        def opened() -> None:
            self.close()
            desk.open(thing)

        if thing.ident:
            line.clicked.connect(lambda _on=False: opened())
        else:
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return line

    def _begin(self, new: Callable[[date], object]) -> None:
        day = self.day
        self.close()
        new(day)

    def show_beside(self, cell: QRect) -> None:
        """Show the card beside a day, given in the coordinates of the screen, and within the window."""
        self.adjustSize()
        parent = self.parentWidget()
        room = parent.window().frameGeometry() if parent is not None else self.screen().availableGeometry()
        left = cell.left() - self.width() - theme.px(4) if theme.current().rtl else cell.right() + theme.px(4)
        if left < room.left() or left + self.width() > room.right():
            left = cell.right() + theme.px(4) if theme.current().rtl else cell.left() - self.width() - theme.px(4)
        left = max(room.left(), min(left, room.right() - self.width()))
        top = max(room.top(), min(cell.top(), room.bottom() - self.height()))
        self.move(QPoint(left, top))
        self.show()
        first = next((line for line in self.lines if line.thing.ident), None)
        (first or self.new).setFocus(Qt.FocusReason.PopupFocusReason)
