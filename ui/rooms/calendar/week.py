"""The week: seven days beside each other, the hours down the page, and above them what lasts the whole day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from hospcomms.domain.day_columns import Slot, side_by_side
from hospcomms.domain.month_grid import DAYS, Week, is_band, week_of
from hospcomms.domain.schedule import week_start
from ui import theme
from ui.language import shown, spoken
from ui.rooms.calendar import moon
from ui.rooms.calendar.columns import ColumnGrid
from ui.rooms.calendar.desk import Desk, Reading
from ui.rooms.calendar.grid import Spot
from ui.rooms.calendar.painted import SINGLE, STEP, paint_block, paint_words, wall, width_of
from ui.widgets import kit

OPENS, CLOSES = 7, 20
"""The hours shown at least; a thing before or after them makes the day longer."""
HEAD, HOUR = 40, 34
WHOLE_DAY_ROWS = 4


class WeekGrid(ColumnGrid):
    """The week in which the day of the desk lies. Up and down walk through the things of the day."""

    side = 50

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: tuple[Reading, Week, list[list[Slot]]] | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days shown."""
        first = week_start(self.desk.day, self.country.first_weekday)
        return tuple(first + timedelta(days=n) for n in range(DAYS))

    def reading(self) -> Reading:
        days = self.days
        return self.desk.reading(days[0], days[-1])

    def laid_out(self) -> tuple[Week, list[list[Slot]]]:
        """What lasts whole days, in its rows, and for each day what has a time, side by side."""
        reading = self.reading()
        if self._known is None or self._known[0] is not reading:
            timed = [thing for thing in reading.shown if thing.begins and not is_band(thing)]
            whole = [thing for thing in reading.shown if is_band(thing) or not thing.begins]
            slots = [side_by_side([thing for thing in timed if thing.first == day]) for day in self.days]
            self._known = reading, week_of(self.days, whole), slots
        return self._known[1:]

    def _step(self, key: Qt.Key) -> int:
        """Up and down walk through the things of the day, see ``keyPressEvent``."""
        return 0 if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else super()._step(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.desk.walk(self.reading(), step)
            return
        super().keyPressEvent(event)

    # geometry

    def hours(self) -> tuple[int, int]:
        """The first hour shown and the one after the last."""
        slots = [slot for day in self.laid_out()[1] for slot in day]
        first = min([OPENS, *(slot.begins // 60 for slot in slots)])
        last = max([CLOSES, *(-(-slot.ends // 60) for slot in slots)])
        return first, last

    def _whole_rows(self) -> int:
        return min(max(self.laid_out()[0].rows, 1), WHOLE_DAY_ROWS)

    def _body_top(self) -> float:
        return theme.px(HEAD) + self._whole_rows() * theme.px(STEP) + theme.px(5)

    def minimumSizeHint(self) -> QSize:
        first, last = self.hours()
        return QSize(theme.px(420), round(self._body_top()) + theme.px(HOUR) * (last - first))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _down(self, minute: float) -> float:
        """Where a minute of the day stands."""
        first, last = self.hours()
        top = self._body_top()
        return top + (self.height() - 1 - top) * (minute / 60 - first) / (last - first)

    def cell_of(self, day: date) -> QRectF:
        if day not in self.days:
            return QRectF()
        left, width = self.across(self.days.index(day), self.days.index(day))
        return QRectF(left, 0, width, self.height())

    def day_at(self, at: QPointF) -> date | None:
        return next((day for day in self.days if self.cell_of(day).contains(at)), None)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("surface"))
        week, slots = self.laid_out()
        self.spots = []
        for column, day in enumerate(self.days):
            self._paint_ground(painter, column, day)
        self._paint_hours(painter)
        self.paint_walls(painter, self.height())
        for column, day in enumerate(self.days):
            self._paint_head(painter, column, day)
            for slot in slots[column]:
                self._paint_slot(painter, column, slot)
        self._paint_whole(painter, week)
        self._paint_here(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter, column: int, day: date) -> None:
        used = theme.current()
        left, width = self.across(column, column)
        cell = QRectF(left, 0, width, self.height())
        painter.fillRect(cell, used.colour(self.ground_of(day)))
        painter.fillRect(QRectF(left, 0, width, used.px(HEAD)), used.colour("sunken"))

    def _paint_hours(self, painter: QPainter) -> None:
        used = theme.current()
        side = kit.start_part(QRectF(self.rect()), used.px(self.side), used)
        painter.fillRect(side, used.colour("sunken"))
        first, last = self.hours()
        for hour in range(first, last):
            top = self._down(hour * 60)
            painter.fillRect(QRectF(0, round(top), self.width(), 1), used.colour("line"))
            place = QRectF(side.left() + used.px(5), top + 1, side.width() - used.px(10), used.px(18))
            paint_words(painter, place, wall(hour), used.colour("text2"), "tiny")
        painter.fillRect(QRectF(0, round(self._body_top()) - 1, self.width(), 1), used.colour("line_strong"))

    def _paint_head(self, painter: QPainter, column: int, day: date) -> None:
        used = theme.current()
        left, width = self.across(column, column)
        inset = used.px(6)
        room = QRectF(left + inset, used.px(2), width - 2 * inset, used.px(19))
        self.paint_weekday(painter, room, day, bold=False)
        below = room.translated(0, used.px(17))
        said = spoken().short_day(day)
        if width_of(said, "text", bold=True) > below.width():
            said = spoken().digits(str(day.day))
        is_today = day == self.desk.today
        ink = used.colour("accent" if is_today else "text")
        wide = paint_words(painter, below, shown(said), ink, "text", bold=True)
        lunar = moon.beside(self.desk.session, day)
        if wide + width_of(lunar) + inset <= below.width():
            place = kit.end_part(below, width_of(lunar), used)
            paint_words(painter, place, lunar, used.colour("text2"))
        if is_today:
            painter.fillRect(QRectF(left + 1, used.px(HEAD) - 3, width - 1, 3), used.colour("accent"))

    def _paint_whole(self, painter: QPainter, week: Week) -> None:
        used = theme.current()
        top = used.px(HEAD) + used.px(3)
        self.paint_fitted(painter, week.fitted(self._whole_rows()), self.days, top, used.px(STEP))

    def _paint_slot(self, painter: QPainter, column: int, slot: Slot) -> None:
        used = theme.current()
        left, width = self.across(column, column)
        wide = (width - 4) / slot.columns
        along = slot.columns - 1 - slot.column if used.rtl else slot.column
        top = self._down(slot.begins)
        height = max(self._down(slot.ends) - top - 1, used.px(SINGLE))
        rect = QRectF(left + 2 + along * wide, top + 1, wide - 1, height)
        paint_block(painter, rect, slot.thing, self.look(slot.thing))
        self.spots.append(Spot(rect, self.days[column], slot.thing))

    def _paint_here(self, painter: QPainter) -> None:
        used, found = theme.current(), self.pulled()
        if self.hasFocus() and not self.shows_thing():
            cell = self.cell_of(self.desk.day)
            kit.paint_focus(painter, QRectF(cell.left(), 0, cell.width(), used.px(HEAD)), used, 2)
        if found is not None and found[0].moves:
            self.paint_target(painter, self.cell_of(found[1]))
