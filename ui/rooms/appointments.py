"""The room of the calendar: appointments in a list, and everything dated by month, week, agenda and year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.wording import C_, N_, InWords, Sentence, sentence
from ui.rooms.room import Fact, Notice, Room, Section, View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.session import Session


_LOOKED_AT = timedelta(days=31)
"""Of what goes on for years only the first days are compared, as its page asks again each half minute."""


def _view(key: str) -> Callable[[Session], QWidget]:
    def build(session: Session) -> QWidget:
        # late: the pages are read when the calendar is first shown
        from ui.rooms.calendar.page import CalendarView
        from ui.shell.help_pages import HELP

        page = CalendarView(session, key)
        page.setProperty(HELP, "calendar")
        return page

    return build


def _left_on(session: Session) -> str:
    # late: as above
    from ui.rooms.calendar.desk import left_on

    return left_on(session)


def _notice(session: Session, appointment: Appointment) -> Notice | None:
    """What else wants the same place, channel or spokesperson at that time."""
    if appointment.first is None or not appointment.id:
        return None
    # late: it reads the tables of every room
    from hospcomms.services import calendar

    last = min(appointment.last or appointment.first, appointment.first + _LOOKED_AT)
    things = calendar.things(session.office, appointment.first, last)
    for clash in calendar.clashes(things):
        for own, other in ((clash.one, clash.other), (clash.other, clash.one)):
            if (own.record, own.ident) == (Appointment, appointment.id):
                opened = partial(session.go.open_record, other.record, other.ident)
                return Notice("soon", clash.said, (N_("Open the other one"), opened))
    return None


def _glance(session: Session, appointment: Appointment) -> Sequence[Fact]:
    """When it is, where and with whom."""
    locale, first, last = session.locale, appointment.first, appointment.last
    if first is None:
        return []
    day: Sentence | str = locale.long_day(first, weekday=True)
    if last is not None and last != first:
        day = sentence("from {start} to {end}", start=InWords(first), end=InWords(last, with_year=True))
    found = [Fact(N_("When"), day)]
    if appointment.begins:
        ends = appointment.ends
        said = sentence("{begins} – {ends}", begins=appointment.begins, ends=ends) if ends else appointment.begins
        found.append(Fact(N_("Time"), said))
    for label, words in ((N_("Place"), appointment.place), (N_("Who takes part"), appointment.who)):
        if words:
            found.append(Fact(label, words))
    return found


def _drop(session: Session, paths: Sequence[Path]) -> None:
    # late: as above
    from ui.rooms.calendar.acts import take_dropped

    take_dropped(session, paths)


def _severity(appointment: Appointment, today: date) -> str:
    """A deadline that is near is said in the list."""
    if appointment.kind != "deadline" or appointment.first is None:
        return ""
    left = (appointment.first - today).days
    return "soon" if 0 <= left <= 2 else ""


ROOM = Room(
    key="calendar",
    record=Appointment,
    icon="calendar_month",
    group="today",
    title=N_("Calendar"),
    empty=N_("No appointments yet. What other rooms have dated stands in the calendar without one."),
    form_title=N_("Details"),
    new_title=N_("New appointment"),
    sections=(
        Section(N_("When"), ("title", "kind", "first", "last", "begins", "ends")),
        Section(N_("Where and with whom"), ("place", "channel", "who", "speaker")),
        Section("", ("note",)),
        Section(N_("From another calendar"), ("origin",)),
    ),
    views=(
        View("month", C_("calendar", "Month"), "calendar_month", _view("month")),
        View("week", C_("calendar", "Week"), "calendar_day", _view("week")),
        View("agenda", C_("calendar", "Agenda"), "list", _view("agenda")),
        View("year", C_("calendar", "Year"), "grid", _view("year")),
    ),
    first_view="month",
    left_on=_left_on,
    notice=_notice,
    severity=_severity,
    drop=_drop,
    glance=_glance,
    columns=("title", "first", "begins", "ends", "kind", "place"),
    reports=("record-sheet",),
)
