"""The agenda: day after day what is on it, from the month one stands in; further months follow while one scrolls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hospcomms.domain.checks import LATEST
from hospcomms.domain.country import holidays
from hospcomms.domain.dated import Dated
from hospcomms.domain.errors import Refusal
from hospcomms.domain.month_grid import days_of_month, stepped
from hospcomms.domain.wording import counted
from ui import icons, theme
from ui.language import plain, say, shown, tr
from ui.records.delegate import after, paint_text
from ui.rooms.calendar import moon
from ui.rooms.calendar.desk import LAYER, Desk, named
from ui.rooms.calendar.grid import named_day
from ui.rooms.calendar.painted import PRESSING, days_said, hours_said, hue, voice
from ui.widgets import kit
from ui.widgets.headed_model import ROW, HeadedModel, Index

HEAD_HEIGHT, LINE_HEIGHT = 32, 34
HOURS = 112
MONTHS_AHEAD = 24
"""So many months may follow the first one; a list that never ends would be read in vain."""


@dataclass(frozen=True)
class DayLine:
    """The heading of a day with what is on it."""

    day: date
    count: int


@dataclass(frozen=True)
class ThingLine:
    """A thing on one of its days; ``bare`` is a health day that nothing is planned for."""

    day: date
    thing: Dated
    clashes: bool = False
    bare: bool = False


class DaysModel(HeadedModel[DayLine, ThingLine]):
    """The days that have something, each with its things; days without any are left out, today never is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ThingLine, desk)
        self.desk = desk
        self.first = self.last = desk.today

    def begin(self, first: date, months: int = 1) -> None:
        """Show so many months from the one of ``first`` on."""
        self.beginResetModel()
        self.first = days_of_month(first.year, first.month)[0]
        until = stepped(self.first, max(1, months) - 1)
        self.last = days_of_month(until.year, until.month)[1]
        self.rows = self._lines(self.first, self.last)
        self.endResetModel()

    @property
    def months(self) -> int:
        """How many months are shown."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def _lines(self, first: date, last: date) -> list[DayLine | ThingLine]:
        reading = self.desk.reading(first, last)
        by_day: dict[date, list[Dated]] = {}
        for thing in reading.shown:
            by_day.setdefault(max(thing.first, first), []).append(thing)
        if first <= self.desk.today <= last:
            by_day.setdefault(self.desk.today, [])
        found: list[DayLine | ThingLine] = []
        for day in sorted(by_day):
            found.append(DayLine(day, len(by_day[day])))
            found += [
                ThingLine(day, thing, named(thing) in reading.clashing, named(thing) in reading.unprepared)
                for thing in by_day[day]
            ]
        return found

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.months < MONTHS_AHEAD and self.last < LATEST

    def fetchMore(self, parent: Index) -> None:
        first = self.last + timedelta(days=1)
        last = days_of_month(first.year, first.month)[1]
        try:
            lines = self._lines(first, last)
        except Refusal:
            return  # the data is being closed, or is damaged, which the window says
        self.last = last
        if lines:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(lines) - 1)
            self.rows += lines
            self.endInsertRows()

    def row_of(self, day: date) -> int:
        """The row of the first thing on or after a day, or its heading; -1 when there is none."""
        for row, line in enumerate(self.rows):
            if line.day >= day and (isinstance(line, ThingLine) or not line.count):
                return row
        return len(self.rows) - 1

    def said(self, row: DayLine | ThingLine) -> str:
        if isinstance(row, ThingLine):
            return voice(row.thing, clashes=row.clashes)
        return plain(say(counted("{day}: {n} thing", "{day}: {n} things", row.count, day=named_day(row.day))))

    def tip(self, entry: ThingLine) -> str:
        return shown(self.said(entry))


class AgendaList(QListView):
    """Shows a ``DaysModel``. Enter or a double click opens a thing; N asks for something new on the day."""

    new_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.days = DaysModel(desk)
        self.setModel(self.days)
        self.setItemDelegate(_LinePainter(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("What is ahead, day by day"))
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._stand)
        desk.renewed.connect(self._renew)

    def look_at(self, day: date) -> None:
        """Begin with the month of a day and stand on what is on it or next after it."""
        inside = self.days.first <= day <= self.days.last and self.days.rows
        if not inside or self.days.months == 1:
            self.days.begin(day)
        self.go_to(self.days.row_of(day))

    def go_to(self, row: int) -> None:
        """Stand on a row and show it with the heading of its day."""
        if row >= 0:
            index = self.days.index(row)
            if self.days.entry(index) is not None:
                self.setCurrentIndex(index)
            self.scrollTo(self.days.index(max(0, row - 1)), QListView.ScrollHint.PositionAtTop)

    def _renew(self) -> None:
        row, above = self.currentIndex().row(), self.verticalScrollBar().value()
        if self.days.rows:
            self.days.begin(self.days.first, self.days.months)
        if 0 <= row < self.days.rowCount() and self.days.entry(self.days.index(row)) is not None:
            self.setCurrentIndex(self.days.index(row))
        self.verticalScrollBar().setValue(above)

    def _stand(self, now: QModelIndex) -> None:
        line = self.days.entry(now)
        if line is not None:
            self.desk.choose(line.day, line.thing)

    def _open(self, index: QModelIndex) -> None:
        line = self.days.entry(index)
        if line is not None:
            self.desk.open(line.thing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.days.entry(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_N or event.text() == "ى":
            self.new_asked.emit(self.desk.day)
        elif event.key() == Qt.Key.Key_T or event.text() == "ف":
            self.desk.choose(self.desk.today)
            self.look_at(self.desk.today)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.days.entry(self.currentIndex()) is None and self.days.rows:
            self.go_to(self.days.row_of(self.desk.day))


class _LinePainter(QStyledItemDelegate):
    """Paints the headings of days and the things under them."""

    def __init__(self, view: AgendaList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = HEAD_HEIGHT if isinstance(index.data(ROW), DayLine) else LINE_HEIGHT
        return QSize(theme.px(100), theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        used, row, rect = theme.current(), index.data(ROW), QRectF(option.rect)
        painter.save()
        if isinstance(row, DayLine):
            self._heading(painter, rect, row)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            if selected:
                kit.paint_selection(painter, rect, used)
            else:
                painter.fillRect(rect, used.colour("surface"))
            self._line(painter, rect, row, selected=selected)
            if selected and self._view.hasFocus():
                kit.paint_focus(painter, rect.adjusted(0, 0, 0, -1), used)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), used.colour("line"))
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, row: DayLine) -> None:
        used, session = theme.current(), self._view.desk.session
        free = row.day in holidays(session.locale.country.code)
        painter.fillRect(rect, used.colour("sunken" if free else "alt"))
        inner = rect.adjusted(used.px(14), 0, -used.px(14), -1)
        is_today = row.day == self._view.desk.today
        if is_today:
            painter.fillRect(kit.start_part(rect, 3, used), used.colour("accent"))
        ink = used.colour("accent" if is_today else "text")
        wide = paint_text(painter, inner, shown(named_day(row.day)), used.font(bold=True), ink, used)
        rest = after(inner, wide + used.px(12), used)
        lunar = moon.in_full(session, row.day)
        wide = paint_text(painter, rest, shown(lunar), used.font("small"), used.colour("text2"), used)
        if not row.count:
            rest = after(rest, wide + used.px(12), used)
            paint_text(painter, rest, shown(tr("Nothing today")), used.font("small"), used.colour("text2"), used)

    def _line(self, painter: QPainter, rect: QRectF, row: ThingLine, *, selected: bool) -> None:
        used, thing = theme.current(), row.thing
        inner = rect.adjusted(used.px(14), 0, -used.px(14), -1)
        hours = kit.start_part(inner, used.px(HOURS), used)
        quiet = used.colour("text2", selected=selected)
        paint_text(painter, hours, hours_said(thing), used.font("small"), quiet, used)
        inner = after(inner, used.px(HOURS), used)
        ink = used.colour("text", selected=selected) if selected and used.contrast else hue(thing.layer, used)
        bar = kit.start_part(inner, used.px(3), used)
        painter.fillRect(bar.adjusted(0, used.px(7), 0, -used.px(7)), ink)
        inner = after(inner, used.px(11), used)
        edge = used.px(16)
        place = kit.start_part(inner, edge, used)
        square = QRectF(place.left(), round(inner.center().y() - edge / 2), edge, edge)
        shape = "soon" if row.clashes or row.bare else thing.shape if thing.shape in PRESSING else ""
        if shape:
            kit.paint_shape(painter, square, shape, used, colour=kit.tone(shape, used, selected=selected))
        else:
            icons.paint(painter, square, LAYER[thing.layer].icon, ink)
        inner = after(inner, edge + used.px(8), used)
        strong = used.colour("text", selected=selected)
        wide = paint_text(painter, inner, shown(thing.title), used.font(), strong, used)
        beside = _beside(row)
        inner = after(inner, wide + used.px(12), used)
        paint_text(painter, inner, shown(beside), used.font("small"), quiet, used)


def _beside(row: ThingLine) -> str:
    """What is said after the title: why it stands out, else its days when they are several, else its layer."""
    if row.clashes:
        return tr("Clashes with something else")
    if row.bare:
        return tr("No activity planned")
    if row.thing.first != row.thing.last:
        return say(days_said(row.thing))
    return tr(LAYER[row.thing.layer].label)
