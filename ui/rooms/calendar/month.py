"""The month: weeks below each other, the weekend narrower, bands over several days and single things under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from hospcomms.domain.dated import Dated
from hospcomms.domain.month_grid import ENDS, Placed, Week, days_of_month, shown_days, week_of
from ui import theme
from ui.language import spoken
from ui.rooms.calendar import moon
from ui.rooms.calendar.columns import ColumnGrid
from ui.rooms.calendar.desk import Desk, Reading, named
from ui.rooms.calendar.painted import SINGLE, STEP, Look, paint_lack, paint_single, paint_words, width_of
from ui.widgets import kit

HEAD, TOP = 28, 25
"""Height of the row of weekdays, and of the number of a day, in pixels at 100 %."""
LENT = 0.3
"""The share of its height that a week may lend to others at most."""
LEAST = 94
"""The least height of a week, with its number and three things; below it the page scrolls."""


class MonthGrid(ColumnGrid):
    """The month in which the day of the desk lies."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known: tuple[Reading, list[Week]] | None = None
        self._tops: tuple[tuple[int, Reading], list[int]] | None = None

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The days shown, week by week."""
        return shown_days(self.desk.day.year, self.desk.day.month, self.country.first_weekday)

    def reading(self) -> Reading:
        weeks = self.weeks
        return self.desk.reading(weeks[0][0], weeks[-1][-1])

    def laid_out(self) -> list[Week]:
        """The weeks with everything in its row."""
        reading = self.reading()
        if self._known is None or self._known[0] is not reading:
            self._known = reading, [week_of(days, reading.shown) for days in self.weeks]
        return self._known[1]

    # geometry

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(HEAD) + theme.px(LEAST) * len(self.weeks))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(900), theme.px(HEAD) + theme.px(118) * len(self.weeks))

    def _week_top(self, row: int) -> float:
        return self._week_tops()[row]

    def _week_tops(self) -> list[int]:
        """Where the weeks begin and the last one ends: all as high, but for the room that one lends to another."""
        key = (self.height(), self.reading())
        if self._tops is None or self._tops[0] != key:
            head, used = theme.px(HEAD), theme.current()
            needs = [used.px(TOP) + week.rows * used.px(STEP) + used.px(4) for week in self.laid_out()]
            heights = shared_heights(needs, self.height() - 1 - head)
            self._tops = key, [head + round(sum(heights[:row])) for row in range(len(heights) + 1)]
        return self._tops[1]

    def _cell(self, row: int, column: int) -> QRectF:
        left, width = self.across(column, column)
        top = self._week_top(row)
        return QRectF(left, top, width, self._week_top(row + 1) - top)

    def cell_of(self, day: date) -> QRectF:
        for row, days in enumerate(self.weeks):
            if day in days:
                return self._cell(row, days.index(day))
        return QRectF()

    def day_at(self, at: QPointF) -> date | None:
        for row, days in enumerate(self.weeks):
            for column, day in enumerate(days):
                if self._cell(row, column).contains(at):
                    return day
        return None

    def _fitting(self, row: int) -> int:
        """How many rows of things a week has room for."""
        height = self._week_top(row + 1) - self._week_top(row) - theme.px(TOP) - theme.px(2)
        return max(1, int(height // theme.px(STEP)))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("surface"))
        self._paint_heads(painter)
        weeks = self.laid_out()
        for row, week in enumerate(weeks):
            for column, day in enumerate(week.days):
                self._paint_ground(painter, self._cell(row, column), day)
        self._paint_lines(painter)
        self.spots = []
        for row, week in enumerate(weeks):
            for column, day in enumerate(week.days):
                self._paint_number(painter, self._cell(row, column), day, is_first=row == column == 0)
            self._paint_week(painter, row, week)
        self._paint_today(painter)
        self._paint_pulled(painter)
        painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        used = theme.current()
        head = QRectF(0, 0, self.width(), used.px(HEAD))
        painter.fillRect(head, used.colour("sunken"))
        for column, day in enumerate(self.weeks[0]):
            left, width = self.across(column, column)
            inset = used.px(6)
            place = QRectF(left + inset, 0, width - 2 * inset, head.height())
            self.paint_weekday(painter, place, day, bold=True)

    def _paint_ground(self, painter: QPainter, cell: QRectF, day: date) -> None:
        painter.fillRect(cell, theme.current().colour(self.ground_of(day)))

    def _paint_lines(self, painter: QPainter) -> None:
        used = theme.current()
        painter.setPen(QPen(used.colour("line"), 1))
        for row in range(len(self.weeks) + 1):
            top = self._week_top(row) + 0.5
            painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        self.paint_walls(painter, self.height())
        painter.setPen(QPen(used.colour("line_strong"), 1))
        painter.drawLine(QPointF(0, used.px(HEAD) + 0.5), QPointF(self.width(), used.px(HEAD) + 0.5))

    def _paint_number(self, painter: QPainter, cell: QRectF, day: date, *, is_first: bool) -> None:
        used = theme.current()
        is_other = day.month != self.desk.day.month
        inset = used.px(5)
        room = QRectF(cell.left() + inset, cell.top() + 1, cell.width() - 2 * inset, used.px(TOP) - 1)
        number = spoken().digits(str(day.day))
        if is_other and day.day == 1:
            number = spoken().short_day(day)
        ink = used.colour("text3" if is_other else "text")
        wide = width_of(number, "text", bold=True)
        if day == self.desk.today:
            ink = used.colour("on_accent")
            box = kit.start_part(room, wide + used.px(12), used).adjusted(0, used.px(2), 0, -used.px(2))
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(used.colour("accent"))
            painter.drawRoundedRect(box, 3, 3)
            painter.restore()
            paint_words(painter, box.adjusted(used.px(6), 0, -used.px(6), 0), number, ink, "text", bold=True)
            wide += used.px(12)
        else:
            paint_words(painter, room, number, ink, "text", bold=True)
        self._paint_moon(painter, room, day, room.width() - wide - used.px(6), is_first=is_first)

    def _paint_moon(self, painter: QPainter, room: QRectF, day: date, width: float, *, is_first: bool) -> None:
        used = theme.current()
        said = moon.beside(self.desk.session, day, named=is_first)
        wide = width_of(said)
        if wide > width:  # the month has no room beside the number: only the day
            said = said.partition(" ")[0]
            wide = width_of(said)
        if said and wide <= width:
            place = kit.end_part(room, wide, used)
            paint_words(painter, place, said, used.colour("text2"))

    def _paint_week(self, painter: QPainter, row: int, week: Week) -> None:
        used, room = theme.current(), self._fitting(row)
        fitted = week.fitted(room)
        top = self._week_top(row) + used.px(TOP)
        self.paint_fitted(painter, fitted, week.days, top, used.px(STEP))
        for column in _lacks(fitted.shown, self.reading()):
            below = _free_row(week, column)
            if below < room and not fitted.hidden[column]:
                left, width = self.across(column, column)
                place = top + below * used.px(STEP)
                paint_lack(painter, QRectF(left + used.px(5), place, width - used.px(9), used.px(SINGLE)))

    def turns_at(self, day: date) -> bool:
        return (day.year, day.month) != (self.desk.day.year, self.desk.day.month)

    def is_outside(self, thing: Dated) -> bool:
        first, last = days_of_month(self.desk.day.year, self.desk.day.month)
        return thing.first > last or thing.last < first

    def _paint_today(self, painter: QPainter) -> None:
        used = theme.current()
        cell = self.cell_of(self.desk.today)
        if not cell.isEmpty():
            painter.setPen(QPen(used.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(1, 1, 0, 0))
        if self.hasFocus() and not self.shows_thing():
            kit.paint_focus(painter, self.cell_of(self.desk.day).adjusted(2, 2, -1, -1), used, 2)

    def _paint_pulled(self, painter: QPainter) -> None:
        """Where what is pulled would come to; what cannot be moved shows no place."""
        found = self.pulled()
        if found is None or not found[0].moves:
            return
        used, cell = theme.current(), self.cell_of(found[1])
        self.paint_target(painter, cell)
        box = QRectF(cell.left() + 5, cell.bottom() - used.px(SINGLE) - 3, cell.width() - 9, used.px(SINGLE))
        paint_single(painter, box, found[0], Look(chosen=True))


def _lacks(shown_ones: Sequence[Placed], reading: Reading) -> set[int]:
    """The columns in which a health day begins that nothing is planned for, as far as that is known by now."""
    if not reading.is_weighed:
        return set()
    bare = (one for one in shown_ones if one.begins and one.edge != ENDS and named(one.thing) in reading.unprepared)
    return {one.start for one in bare}


def _free_row(week: Week, column: int) -> int:
    return max((one.row + 1 for one in week.of_day(column)), default=0)


def shared_heights(needs: Sequence[float], whole: float) -> list[float]:
    """Heights that share ``whole``: all alike, but for what weeks with little on them lend to those that need more."""
    alike = whole / len(needs)
    lent = [max(0.0, min(alike - need, alike * LENT)) for need in needs]
    lacking = [max(0.0, need - alike) for need in needs]
    share = min(1.0, sum(lent) / sum(lacking)) if sum(lacking) else 0.0
    back = 1.0 - min(1.0, sum(lacking) / sum(lent)) if sum(lent) else 0.0
    return [alike + lack * share - give * (1.0 - back) for lack, give in zip(lacking, lent, strict=True)]
