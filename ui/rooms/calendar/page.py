"""The calendar: its head, one of its four views, and beside it the layers and what asks for attention."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.month_grid import days_of_month, stepped
from hospcomms.domain.wording import InWords, sentence
from ui import theme
from ui.language import say, spoken
from ui.records.form_dialog import FormDialog
from ui.records.whole_view import WholeView
from ui.rooms.calendar import acts, moon
from ui.rooms.calendar.agenda import AgendaList
from ui.rooms.calendar.day_card import DayCard
from ui.rooms.calendar.desk import AGENDA, MONTH, VIEWS, WEEK, YEAR, Desk, Reading
from ui.rooms.calendar.grid import DayGrid
from ui.rooms.calendar.head import EXPORT, IMPORT, NEW, PRINT, CalendarHead
from ui.rooms.calendar.month import MonthGrid
from ui.rooms.calendar.side import SMALL, WIDE, SideColumn
from ui.rooms.calendar.week import WeekGrid
from ui.rooms.calendar.year import YearBoard
from ui.session import Session
from ui.widgets.sheets import Sheet, scrolled

NARROW = 1000
STACKED = 620
"""Height of the month where it stands above the layers, in pixels at 100 %."""


class CalendarView(WholeView):
    """Month, week, agenda and year on one desk; the day one stands on stays when the view changes."""

    keys = frozenset(VIEWS)

    def __init__(self, session: Session, key: str) -> None:
        super().__init__()
        self.session = session
        self.desk = Desk(session, self)
        self._is_stale = True
        self.head = CalendarHead()
        self.side = SideColumn(self.desk)
        self.month, self.week = MonthGrid(self.desk), WeekGrid(self.desk)
        self.year, self.agenda = YearBoard(self.desk), AgendaList(self.desk)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._compose()
        self._connect()
        self.show_key(key)

    # composing

    def _compose(self) -> None:
        for key, inside in ((MONTH, self.month), (WEEK, self.week), (AGENDA, self.agenda), (YEAR, self.year)):
            page = inside if isinstance(inside, AgendaList) else _scrolling(inside)
            self._pages[key] = page
            self._stack.addWidget(page)
        self._sheet = Sheet(padding=0)
        self._sheet.body.setContentsMargins(1, 1, 1, 1)
        self._sheet.body.addWidget(self._stack)
        body = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.px(12))
        self._body.addWidget(self._sheet, 1)
        self._beside = scrolled(self.side)
        self._body.addWidget(self._beside)
        self._area = scrolled(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.head)
        column.addWidget(self._area, 1)

    def _connect(self) -> None:
        self.head.view_asked.connect(self.view_chosen)
        self.head.step_asked.connect(self.step)
        self.head.today_asked.connect(self.go_to_today)
        self.head.act_asked.connect(self.do)
        for grid in (self.month, self.week, self.year):
            grid.far_asked.connect(self.step)
            grid.new_asked.connect(self.begin)
            grid.day_asked.connect(self.show_day)
        self.agenda.new_asked.connect(self.begin)
        self.year.month_asked.connect(lambda _day: self.view_chosen.emit(MONTH))
        self.side.thing_asked.connect(self.desk.open)
        self.side.told.connect(lambda: self._focused().update())
        self.side.settings_asked.connect(lambda: self.session.go.open_room("settings"))
        self.desk.moved.connect(self._told_of_day)
        self.desk.renewed.connect(self._told_of_things)

    # views

    def show_key(self, key: str) -> None:
        """Show one of the four views, and remember it."""
        self.desk.view = key
        self.desk.keep()
        self._stack.setCurrentWidget(self._pages[key])
        self.setFocusProxy(self._focused())
        if key == AGENDA:
            self.agenda.look_at(self.desk.day)
        self._show()
        if self.isVisible():
            self._focused().setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> QWidget:
        return {MONTH: self.month, WEEK: self.week, AGENDA: self.agenda, YEAR: self.year}[self.desk.view]

    def step(self, by: int) -> None:
        """Go a month, a week or a year on or back, as the view asks."""
        day, view = self.desk.day, self.desk.view
        if view == WEEK:
            self.desk.choose(day + timedelta(days=7 * by))
        else:
            self.desk.choose(stepped(day, by * (12 if view == YEAR else 1)))
        if view == AGENDA:
            self.agenda.days.begin(self.desk.day)
            self.agenda.look_at(self.desk.day.replace(day=1))

    def go_to_today(self) -> None:
        """Show today."""
        self.desk.choose(self.desk.today)
        if self.desk.view == AGENDA:
            self.agenda.look_at(self.desk.today)
        self._focused().setFocus(Qt.FocusReason.OtherFocusReason)

    def span(self) -> tuple[date, date]:
        """The days the view is about."""
        day, view = self.desk.day, self.desk.view
        if view == WEEK:
            days = self.week.days
            return days[0], days[-1]
        if view == YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        return days_of_month(day.year, day.month)

    def exported(self) -> tuple[date, date]:
        """The days an export takes: those of the view, and in the agenda as far as it was scrolled."""
        if self.desk.view == AGENDA:
            return self.agenda.days.first, self.agenda.days.last
        return self.span()

    def reading(self) -> Reading:
        """What the view shows."""
        focused = self._focused()
        return focused.reading() if isinstance(focused, DayGrid) else self.desk.reading(*self.span())

    # showing

    def _told_of_day(self) -> None:
        if self.isVisible():
            self._show()

    def _told_of_things(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._is_stale = False
        first, last = self.span()
        self.head.show_view(self.desk.view, self._title(first, last), moon.months_said(self.session, first, last))
        self.side.show_reading(self.reading(), first, last)
        focused = self._focused()
        focused.updateGeometry()
        focused.update()

    def _title(self, first: date, last: date) -> str:
        if self.desk.view == YEAR:
            return spoken().digits(str(first.year))
        if self.desk.view == WEEK:
            return say(sentence("{first} – {last}", first=InWords(first), last=InWords(last, with_year=True)))
        month = spoken().month(first.month)
        return f"{month[:1].upper()}{month[1:]} {spoken().digits(str(first.year))}"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._is_stale:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the layers stand below the calendar, and both are scrolled as one page."""
        used, width = theme.current(), self.window().width()
        narrow = width < used.px(NARROW)
        self.head.be_narrow(narrow=narrow)
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        side = used.px(WIDE if width >= used.px(1280) else SMALL)
        self._beside.setMinimumWidth(0 if narrow else side)
        self._beside.setMaximumWidth(16_777_215 if narrow else side)
        self._beside.setMinimumHeight(self.side.sizeHint().height() if narrow else 0)
        self._sheet.setMinimumHeight(used.px(STACKED) if narrow else 0)

    # doing

    def show_day(self, day: date, cell: QRectF) -> DayCard:
        """Show a day whole, beside where it stands."""
        focused = self._focused()
        card = DayCard(self.desk, self.reading(), day, self.begin, self)
        place = cell.toRect().intersected(focused.visibleRegion().boundingRect())
        card.show_beside(place.translated(focused.mapToGlobal(place.topLeft()) - place.topLeft()))
        return card

    def begin(self, day: date) -> FormDialog:
        """Begin an appointment on a day."""
        fresh = Appointment(first=day)
        dialog = FormDialog(self.session, fresh, Appointment.one, sections=acts.SHORT_FORM, parent=self.window())
        dialog.open()
        return dialog

    def do(self, act: str) -> None:
        """Do what the head asks for."""
        if act == NEW:
            self.begin(self.desk.day)
        elif act == PRINT:
            acts.print_days(self.session, self, self.desk.view, self.desk.day, self.desk.hidden)
        elif act == EXPORT:
            acts.export(self.session, self, self.exported(), self.desk.hidden)
        elif act == IMPORT:
            acts.begin_import(self.session, self)


def _scrolling(inside: DayGrid) -> QScrollArea:
    """A grid that is scrolled where it has not even its least height."""
    area = scrolled(inside)
    area.setFocusProxy(inside)
    return area
