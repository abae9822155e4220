"""The health days of the next twelve months: month by month, with what is planned for those the hospital marks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.agenda import Agenda, Group, Line, when_said
from hospcomms.domain.changes import Commit
from hospcomms.domain.health_day_agenda import Preparation, planned_said, preparation_said
from hospcomms.domain.observance_words import rule_said
from hospcomms.domain.wording import sentence
from hospcomms.services import preparation
from ui.language import plain, say, spoken, tr
from ui.rooms.home_list import AgendaModel, AgendaView
from ui.session import Session
from ui.widgets.sheets import EmptyState, Sheet

YEAR = timedelta(days=365)


def lines_ahead(session: Session) -> Agenda:
    """One group for each month, one line for each health day of the next twelve months."""
    today = session.office.today
    found = preparation.ahead(session.office, today, today + YEAR, marked_only=False)
    groups = []
    for month, several in groupby(found, key=lambda one: one.thing.first.replace(day=1)):
        lines = tuple(_line(one, today) for one in several)
        groups.append(Group(month.isoformat(), _named(month), "note", lines, len(lines)))
    return Agenda(today, tuple(groups))


def _named(month: date) -> str:
    speaking = spoken()
    words = sentence("{month} {year}", month=speaking.month(month.month), year=speaking.digits(str(month.year)))
    return plain(say(words))


def _line(found: Preparation, today: date) -> Line:
    thing, severity = found.thing, "note"
    if found.planned:
        why = planned_said(found.planned)
        severity = "done"
    elif found.observance.is_followed:
        why = preparation_said(found.begins, today)
        severity = "soon" if found.begins <= today else "note"
    else:
        why = rule_said(found.observance, spoken())
    said = when_said(thing.first, today)
    return Line(thing.first.isoformat(), severity, thing.record, thing.ident, thing.title, why, said, thing.first)


class Ahead(QWidget):
    """The list; Enter or a double click opens a health day."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.model = AgendaModel(self)
        self.list = AgendaView(self.model)
        self.list.setAccessibleName(tr("Coming health days"))
        self.list.opened.connect(lambda line: session.go.open_record(line.record, line.ident))
        sheet = Sheet(padding=1)
        sheet.body.addWidget(self.list)
        line = tr("“Bring in the list of health days” in the menu above brings those of the year.")
        self.empty = EmptyState("heart_pulse", tr("No health day in the next twelve months"), line)
        self.stack = QStackedWidget()
        self.stack.addWidget(sheet)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        session.bus.committed.connect(self._heard)
        self.setFocusProxy(self.list)
        self.read()

    def read(self) -> None:
        """Show the health days as they are now."""
        agenda = lines_ahead(self._session)
        self.model.show_agenda(agenda)
        self.stack.setCurrentIndex(0 if agenda.groups else 1)

    def _heard(self, _commit: Commit) -> None:
        self.read()
