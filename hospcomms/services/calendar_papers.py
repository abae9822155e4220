"""The calendar on paper: a month as it is shown, made from what may leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.locale import Locale
from hospcomms.domain.month_grid import days_of_month, shown_days
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_
from hospcomms.services import embargo
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

MONTH_PAGE = "calendar-month"


def month_document(office: Office, span: Span, speaking: Locale, hidden: frozenset[str] = frozenset()) -> Document:
    """The month of the last day of ``span`` on a landscape sheet, without the layers ``hidden``."""
    # late: reports bring the page engine
    from hospcomms.reports.month_page import MonthPage, month_page
    from hospcomms.services import calendar
    from hospcomms.services.calendars import hijri
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    spoken = replace(office, settings=replace(office.settings, language=speaking.language))
    first = span.last.replace(day=1)
    days = shown_days(first.year, first.month, speaking.country.first_weekday)
    things = [one for one in calendar.things(spoken, days[0][0], days[-1][-1]) if one.layer not in hidden]
    offset = office.settings.hijri_offset
    month = MonthPage(first, things, lambda day: hijri(day, offset))
    return month_page(month, issuer_of(office), speaking, office.today)


def _whole_office(_office: Office) -> None:
    """A month is about no record."""


def _month_asked(office: Office, first: date | None, last: date | None) -> Span:
    """The month of a day named, usually the present one."""
    day = last or first or office.today
    return Span(*days_of_month(day.year, day.month))


def _month(office: Office, span: Span, speaking: Locale) -> Document:
    return month_document(office, span, speaking)


CALENDAR_PAPERS = (Report(MONTH_PAGE, N_("Calendar of the month"), _whole_office, _month, _month_asked),)
