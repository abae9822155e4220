"""The year: twelve small months, each day with how much is on it, health days tinted and holidays in bold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from hospcomms.domain.country import holidays
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES
from hospcomms.domain.month_grid import DAYS, days_of_month, is_long, shown_days
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import shown, spoken, tr
from ui.records.delegate import after, paint_text
from ui.rooms.calendar.desk import Desk, Reading
from ui.rooms.calendar.grid import DayGrid, days_between
from ui.rooms.calendar.painted import font_of
from ui.widgets import kit

MONTHS, MOST = 12, 4
WIDE, TALL = 186, 158
"""The least size of a month, in pixels at 100 %."""
TITLE, HEAD, EDGE, FOOT = 22, 16, 8, 28


KEY = (
    ("load", N_("One thing on the day; at most four are drawn")),
    ("health", N_("Health day")),
    ("free", N_("Public holiday")),
)


class YearBoard(DayGrid):
    """The year in which the day of the desk lies; a click on a month opens it (``month_asked``)."""

    month_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.country = desk.session.locale.country
        self._cells: tuple[tuple[int, int, int], list[list[QRectF]]] = (-1, -1, -1), []
        self._known: tuple[Reading, Mapping[date, int], frozenset[date]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def reading(self) -> Reading:
        year = self.desk.day.year
        return self.desk.reading(date(year, 1, 1), date(year, 12, 31))

    def loads(self) -> tuple[Mapping[date, int], frozenset[date]]:
        """How many things are on each day, long ones not counted, and the days that are health days."""
        reading = self.reading()
        if self._known is None or self._known[0] is not reading:
            counted: dict[date, int] = {}
            health: set[date] = set()
            for thing in reading.shown:
                if is_long(thing) or thing.layer == HOLIDAYS:
                    continue
                if thing.layer == OBSERVANCES:
                    health.update(days_between(thing.first, thing.last))
                elif thing.first == thing.last:
                    counted[thing.first] = counted.get(thing.first, 0) + 1
                else:
                    for day in days_between(thing.first, thing.last):
                        counted[day] = counted.get(day, 0) + 1
            self._known = reading, counted, frozenset(health)
        return self._known[1:]

    # geometry

    def _columns(self) -> int:
        return next((count for count in (4, 3, 2) if self.width() >= count * theme.px(WIDE)), 1)

    def heightForWidth(self, width: int) -> int:
        columns = next((count for count in (4, 3, 2) if width >= count * theme.px(WIDE)), 1)
        return -(-MONTHS // columns) * theme.px(TALL) + theme.px(FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), self.heightForWidth(max(self.width(), theme.px(WIDE))))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def month_rect(self, month: int) -> QRectF:
        """Where a month (1 to 12) stands."""
        columns = self._columns()
        rows = -(-MONTHS // columns)
        wide, tall = self.width() / columns, (self.height() - theme.px(FOOT)) / rows
        row, column = divmod(month - 1, columns)
        left = self.width() - (column + 1) * wide if theme.current().rtl else column * wide
        edge = theme.px(EDGE)
        return QRectF(left, row * tall, wide, tall).adjusted(edge, edge / 2, -edge, -edge / 2)

    def cell_of(self, day: date) -> QRectF:
        return self.cells(day.month)[day.day - 1] if day.year == self.desk.day.year else QRectF()

    def cells(self, month: int) -> list[QRectF]:
        """Where the days of a month stand, kept until the size or the year changes."""
        key = (self.width(), self.height(), self.desk.day.year)
        if self._cells[0] != key:
            self._cells = key, [self._cells_of(number) for number in range(1, MONTHS + 1)]
        return self._cells[1][month - 1]

    def _cells_of(self, month: int) -> list[QRectF]:
        rect, head = self.month_rect(month), theme.px(TITLE) + theme.px(HEAD)
        first, last = days_of_month(self.desk.day.year, month)
        before = (first.weekday() - self.country.first_weekday) % DAYS
        wide, tall = rect.width() / DAYS, (rect.height() - head) / 6
        found = []
        for number in range(last.day):
            row, column = divmod(before + number, DAYS)
            along = DAYS - 1 - column if theme.current().rtl else column
            found.append(QRectF(rect.left() + along * wide, rect.top() + head + row * tall, wide, tall))
        return found

    def day_at(self, at: QPointF) -> date | None:
        month = self.month_at(at)
        if month is None:
            return None
        found = [day for days in shown_days(month.year, month.month, self.country.first_weekday) for day in days]
        return next((day for day in found if day.month == month.month and self.cell_of(day).contains(at)), None)

    def month_at(self, at: QPointF) -> date | None:
        """The first day of the month under a point."""
        months = (month for month in range(1, MONTHS + 1) if self.month_rect(month).contains(at))
        return next((date(self.desk.day.year, month, 1) for month in months), None)

    # choosing

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        month = self.month_at(event.position())
        if month is not None and event.button() == Qt.MouseButton.LeftButton:
            self.desk.choose(self.day_at(event.position()) or month)
            self.month_asked.emit(self.desk.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened the month."""

    def open_here(self) -> None:
        """Open the month one stands in."""
        self.month_asked.emit(self.desk.day)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("surface"))
        counts, health = self.loads()
        for month in range(1, MONTHS + 1):
            self._paint_month(painter, month)
        first, last = self.reading().first, self.reading().last
        known = holidays(self.country.code)
        painter.setFont(theme.current().font("tiny"))
        for day in days_between(first, last):
            self._paint_day(painter, day, counts.get(day, 0), is_health=day in health, is_free=day in known)
        self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        """What the squares, the tints and the bold days stand for."""
        used = theme.current()
        foot = QRectF(0, self.height() - used.px(FOOT), self.width(), used.px(FOOT))
        rest = foot.adjusted(used.px(EDGE), 0, -used.px(EDGE), 0)
        for look, words in KEY:
            edge = used.px(16)
            place = kit.start_part(rest, edge, used)
            box = QRectF(place.left(), round(foot.center().y() - edge / 2), edge, edge)
            if look == "load":
                self._paint_load(painter, box.adjusted(0, 0, 0, -used.px(4)), 1)
            else:
                painter.fillRect(box, used.colour("note_soft" if look == "health" else "sunken"))
                painter.setPen(QPen(used.colour("note" if look == "health" else "line"), 1))
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            rest = after(rest, edge + used.px(6), used)
            ink = used.colour("text2")
            rest = after(rest, paint_text(painter, rest, shown(tr(words)), used.font("small"), ink, used), used)
            rest = after(rest, used.px(18), used)

    def _paint_month(self, painter: QPainter, month: int) -> None:
        used, rect = theme.current(), self.month_rect(month)
        title = QRectF(rect.left(), rect.top(), rect.width(), used.px(TITLE))
        name = spoken().month(month)
        paint_text(painter, title, shown(name[:1].upper() + name[1:]), used.font(bold=True), used.colour("text"), used)
        painter.setFont(used.font("tiny"))
        painter.setPen(used.colour("text2"))
        week = shown_days(self.desk.day.year, month, self.country.first_weekday)[0]
        wide = rect.width() / DAYS
        for column, day in enumerate(week):
            along = DAYS - 1 - column if used.rtl else column
            name = spoken().weekday(day.weekday())
            letter = name.removeprefix("ال")[:1] if used.rtl else name[:1].upper()
            place = QRectF(rect.left() + along * wide, title.bottom(), wide, used.px(HEAD))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
        painter.fillRect(QRectF(rect.left(), title.bottom() - 1, rect.width(), 1), used.colour("line"))

    def _paint_day(self, painter: QPainter, day: date, count: int, *, is_health: bool, is_free: bool) -> None:
        used = theme.current()
        cell = self.cell_of(day).adjusted(1, 1, -1, -1)
        if is_health:
            painter.fillRect(cell, used.colour("note_soft"))
            if used.contrast:
                painter.setPen(QPen(used.colour("note"), 1))
                painter.drawRect(cell)
        elif is_free:
            painter.fillRect(cell, used.colour("sunken"))
        elif day.weekday() in self.country.weekend:
            painter.fillRect(cell, used.colour("alt"))
        painter.setFont(font_of("tiny", bold=is_free or day == self.desk.today))
        painter.setPen(used.colour("note" if is_health else "text"))
        number = spoken().digits(str(day.day))
        painter.drawText(cell.adjusted(0, 0, 0, -used.px(4)), Qt.AlignmentFlag.AlignCenter, number)
        if count:
            self._paint_load(painter, cell, count)
        if day == self.desk.today:
            painter.setPen(QPen(used.colour("accent"), 2))
            painter.drawRect(cell)
        if day == self.desk.day and self.hasFocus():
            kit.paint_focus(painter, cell.adjusted(-1, -1, 1, 1), used, 2)

    def _paint_load(self, painter: QPainter, cell: QRectF, count: int) -> None:
        """One small square for each thing, at most four."""
        used = theme.current()
        shown_ones = min(count, MOST)
        side, gap = used.px(3), used.px(2)
        wide = shown_ones * side + max(0, shown_ones - 1) * gap
        left, top = round(cell.center().x() - wide / 2), round(cell.bottom() - side - 2)
        for number in range(shown_ones):
            painter.fillRect(QRectF(left + number * (side + gap), top, side, side), used.colour("accent"))
