"""The health days on paper: those of the coming weeks with their preparation, and what a year holds month by month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.dated import Dated
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

HEALTH_DAYS_AHEAD = "health-days-ahead"
USUAL = timedelta(days=90)


def speaking_office(office: Office, speaking: Locale) -> Office:
    """The office as it names things in the language of a paper."""
    return replace(office, settings=replace(office.settings, language=speaking.language))


def things_of(office: Office, span: Span, speaking: Locale) -> list[Dated]:
    """What is dated in a period, named in the language of a paper."""
    # late: the calendar brings the records of every room
    from hospcomms.services import calendar

    return calendar.things(speaking_office(office, speaking), span.first, span.last)


def _ahead(office: Office, span: Span, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.health_days import health_days
    from hospcomms.services import preparation
    from hospcomms.services.calendars import hijri
    from hospcomms.services.dossiers import issuer_of

    found = preparation.ahead(speaking_office(office, speaking), span.first, span.last, marked_only=False)
    offset = office.settings.hijri_offset
    return health_days(found, span, lambda day: hijri(day, offset), issuer_of(office), speaking, office.today)


def _whole_office(_office: Office) -> None:
    """The report is about no record."""


def _days_asked(office: Office, first: date | None, last: date | None) -> Span:
    """The next 90 days, or those asked for, at most a year."""
    # late: brings what the first page needs, and the engine of reports
    from hospcomms.services.periods import LONGEST_YEAR, checked

    begins = first or (last - USUAL if last is not None else office.today)
    return checked(Span(begins, last or begins + USUAL), LONGEST_YEAR)


HEALTH_DAY_REPORTS = (Report(HEALTH_DAYS_AHEAD, N_("Health days ahead"), _whole_office, _ahead, _days_asked),)
