"""The Hijri calendar beside the common one, and the days a typed date may stand for."""

from __future__ import annotations

from datetime import date, timedelta

HijriDay = tuple[int, int, int]


def hijri(day: date, offset: int = 0) -> HijriDay | None:
    """Year, month (1-12) and day of the Umm al-Qura calendar for ``day``, moved by ``offset`` days.

    The offset is the officer's setting for a moon seen earlier or later than computed. None outside
    the years the table covers (1343-1500 AH, 1 August 1924 to 16 November 2077).
    """
    # The table of months is read when the first date is shown, not when the program starts.
    from hijridate import Gregorian

    moved = day + timedelta(days=offset)
    try:
        found = Gregorian.fromdate(moved).to_hijri()
    except OverflowError:
        return None
    return found.year, found.month, found.day
