"""The periods a report may be about, as they are offered in its preview; each is known by its first and last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospcomms.domain.month_grid import days_of_month, stepped
from hospcomms.domain.schedule import DAY, Span
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.calendar_papers import MONTH_PAGE
from hospcomms.services.desk_reports import ENQUIRIES_PERIOD
from hospcomms.services.health_day_papers import HEALTH_DAYS_AHEAD
from hospcomms.services.media_reports import MEDIA_PERIOD, PRESS_REVIEW
from hospcomms.services.reports import REPUTATION, WEEKLY_BRIEF, YEAR_GRID, Days
from hospcomms.services.session_reports import SESSIONS_PERIOD

_WEEK, _MONTH = 7, 30
_BETWEEN = "/"


@dataclass(frozen=True)
class Period:
    """A stretch of time a report may be about, or an order it may have; ``label`` is how it is offered.

    The ``key`` of a stretch of time holds its days, as ``key_of`` writes them.
    """

    key: str
    label: Sentence


def period_of(span: Span) -> Period:
    """A period that is called by its days."""
    return Period(key_of(span), sentence("{first} – {last}", first=span.first, last=span.last))


def key_of(span: Span) -> str:
    """The key of a period of these days."""
    return f"{span.first.isoformat()}{_BETWEEN}{span.last.isoformat()}"


def days_of(key: str) -> Days:
    """The first and last day of a period; none for "", which leaves them to the report."""
    first, _, last = key.partition(_BETWEEN)
    return (date.fromisoformat(first), date.fromisoformat(last)) if last else (None, None)


def offered(name: str, today: date) -> tuple[Period, ...]:
    """The periods offered for a report, the usual one first; none when it is about no period."""
    if name == WEEKLY_BRIEF:
        return _weeks(today)
    if name == REPUTATION:
        return (Period("", sentence("All measurements")), _twelve_months_to(today), *_years(today.year, 0, -1))
    if name == PRESS_REVIEW:
        return _weeks(today)
    if name == SESSIONS_PERIOD:
        return (*_years(today.year, 0, -1), *_months(today), _twelve_months_to(today))
    if name == MEDIA_PERIOD:
        return (*_months(today), _twelve_months_to(today), *_years(today.year, 0, -1))
    if name == ENQUIRIES_PERIOD:
        return (_twelve_months_to(today), *_weeks(today)[2:], *_years(today.year, 0, -1))
    if name == HEALTH_DAYS_AHEAD:
        return _ahead(today)
    if name == MONTH_PAGE:
        return months_round(today)
    return years_round(today.year) if name == YEAR_GRID else ()


def months_round(day: date) -> tuple[Period, ...]:
    """The month of a day, the one after and the one before it."""
    found = (stepped(day, by) for by in (0, 1, -1))
    return tuple(period_of(Span(*days_of_month(one.year, one.month))) for one in found)


def years_round(year: int) -> tuple[Period, ...]:
    """A year, the one before and the one after it."""
    return _years(year, 0, -1, 1)


def _years(year: int, *steps: int) -> tuple[Period, ...]:
    return tuple(
        Period(
            key_of(Span(date(year + step, 1, 1), date(year + step, 12, 31))),
            sentence("Year {year}", year=str(year + step)),
        )
        for step in steps
    )


def _weeks(today: date) -> tuple[Period, ...]:
    """Weeks that end today and before, the month so far, the month before."""
    month = today.replace(day=1)
    before = month - DAY
    week = Span(today - (_WEEK - 1) * DAY, today)
    return (
        Period(key_of(week), sentence("Last 7 days")),
        Period(key_of(Span(week.first - _WEEK * DAY, week.first - DAY)), sentence("The 7 days before")),
        Period(key_of(Span(month, today)), sentence("This month")),
        Period(key_of(Span(before.replace(day=1), before)), sentence("Last month")),
    )


def _months(today: date) -> tuple[Period, ...]:
    """The thirty days that end today, the month so far, the month before."""
    month, before = _weeks(today)[2:]
    return (Period(key_of(Span(today - (_MONTH - 1) * DAY, today)), sentence("Last 30 days")), month, before)


def _ahead(today: date) -> tuple[Period, ...]:
    """The next 90 days, 30 days and twelve months."""
    return (
        Period(key_of(Span(today, today + 90 * DAY)), sentence("Next 90 days")),
        Period(key_of(Span(today, today + 30 * DAY)), sentence("Next 30 days")),
        Period(key_of(Span(today, today + 365 * DAY)), sentence("Next twelve months")),
    )


def _twelve_months_to(today: date) -> Period:
    """The twelve months that end today."""
    day = min(today.day, 28) if today.month == 2 else today.day
    first = date(today.year - 1, today.month, day) + DAY
    return Period(key_of(Span(first, today)), sentence("Last 12 months"))
