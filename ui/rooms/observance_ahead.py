"""The health days of the next twelve months: month by month, with what is planned for those the hospital marks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from hospcomms.domain.agenda import Agenda, Group, Line, when_said
from hospcomms.domain.health_day_agenda import Preparation, planned_said, preparation_said
from hospcomms.domain.observance_words import rule_said
from hospcomms.domain.wording import sentence
from hospcomms.services import preparation
from ui.language import plain, say, spoken, tr
from ui.rooms.agenda_page import AgendaPage
from ui.session import Session
from ui.widgets.sheets import EmptyState

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


class Ahead(AgendaPage):
    """The list of a year."""

    def __init__(self, session: Session) -> None:
        line = tr("“Bring in the list of health days” in the menu above brings those of the year.")
        empty = EmptyState("heart_pulse", tr("No health day in the next twelve months"), line)
        super().__init__(session, tr("Coming health days"), empty)
        self.read()

    def agenda(self) -> Agenda:
        """The health days as they are now."""
        return lines_ahead(self.session)
