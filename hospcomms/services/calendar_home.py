"""What of the calendar waits today: read for the first page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain import health_day_agenda as rules
from hospcomms.domain.agenda import Line
from hospcomms.domain.dated import APPOINTMENTS
from hospcomms.services import calendar, preparation

if TYPE_CHECKING:
    from hospcomms.services.office import Office

AHEAD = timedelta(days=90)
"""A preparation longer than so many days is asked for that long before."""


def calendar_due(office: Office, today: date, _cut: set[str]) -> Iterable[Line]:
    """The health days to prepare or near, and the appointments of today."""
    for found in preparation.ahead(office, today, today + AHEAD):
        line = rules.health_day_line(found.thing, found.begins, found.planned, today)
        if line is not None:
            yield line
    for thing in calendar.things(office, today, today, frozenset({APPOINTMENTS})):
        yield rules.appointment_line(thing, today)
