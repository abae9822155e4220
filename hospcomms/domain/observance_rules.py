"""The dates of a health day in a year, by its rule (METHODS.md 6.2, 6.3)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from hospcomms.domain.observances import (
    BY_HAND,
    FIXED,
    LAST_DAY,
    LAST_WEEKDAY,
    MONTH,
    NTH,
    WEEK,
    Observance,
    ObservanceDay,
)

Days = tuple[date, date]
"""The first and the last day, both counted."""
WEEKLONG = 7


def days_of(observance: Observance, entered: Iterable[ObservanceDay], year: int) -> list[Days]:
    """The days of an observance that begin in ``year``, in order; none in a year that lacks them.

    Dates entered by hand for a year stand in place of those of the rule: some years a day is moved. Those by hand alone
    may come twice in a year or not at all, as the Islamic year is shorter. A rule that is not filled in gives none.
    """
    by_hand = sorted((one.first, one.last or one.first) for one in entered if one.first and one.first.year == year)
    if by_hand:
        return by_hand
    found = _RULES[observance.rule](observance, year) if MINYEAR <= year <= MAXYEAR else None
    return [] if found is None else [found]


def _fixed(observance: Observance, year: int) -> Days | None:
    day = _day(observance, year)
    return None if day is None else (day, day)


def _week(observance: Observance, year: int) -> Days | None:
    first = _day(observance, year)
    if first is None:
        return None
    try:
        return first, first + timedelta(days=int(observance.length or WEEKLONG) - 1)
    except OverflowError:
        return first, date.max


def _day(observance: Observance, year: int) -> date | None:
    """The day of the month; 29 February is the 28th in common years, no other day is moved."""
    month, day = _month(observance), int(observance.day_of_month or 0)
    if month is None or day < 1:
        return None
    last = monthrange(year, month)[1]
    if (month, day) == (2, 29):
        day = last
    return date(year, month, day) if day <= last else None


def _nth(observance: Observance, year: int) -> Days | None:
    month, nth = _month(observance), int(observance.nth or 0)
    if month is None or nth < 1 or not observance.weekday:
        return None
    ahead = (int(observance.weekday) - date(year, month, 1).weekday()) % WEEKLONG
    day = 1 + ahead + WEEKLONG * (nth - 1)
    if day > monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _last_weekday(observance: Observance, year: int) -> Days | None:
    month = _month(observance)
    if month is None or not observance.weekday:
        return None
    end = date(year, month, monthrange(year, month)[1])
    found = end - timedelta(days=(end.weekday() - int(observance.weekday)) % WEEKLONG)
    return found, found


def _last_day(observance: Observance, year: int) -> Days | None:
    month = _month(observance)
    if month is None:
        return None
    end = date(year, month, monthrange(year, month)[1])
    return end, end


def _whole_month(observance: Observance, year: int) -> Days | None:
    found = _last_day(observance, year)
    return None if found is None else (found[0].replace(day=1), found[1])


def _month(observance: Observance) -> int | None:
    month = int(observance.month or 0)
    return month if 1 <= month <= 12 else None


def _none(_observance: Observance, _year: int) -> Days | None:
    return None


_RULES: dict[str, Callable[[Observance, int], Days | None]] = {
    FIXED: _fixed,
    NTH: _nth,
    LAST_WEEKDAY: _last_weekday,
    LAST_DAY: _last_day,
    WEEK: _week,
    MONTH: _whole_month,
    BY_HAND: _none,
}
