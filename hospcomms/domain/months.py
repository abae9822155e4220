"""Calendar months counted from a day, and how many have to pass before it can be told what lasts (RE-AIM)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = 6
"""Months after which what is left counts as maintenance (METHODS.md 1.4)."""


def months_later(start: date, months: int) -> date:
    """The same day ``months`` later, the last of the month where it has no such day. Source: METHODS.md 1.4, months.

    The end of time is its last day. ``months`` is 0 or more.
    """
    year, month = divmod(start.month - 1 + months, 12)
    if start.year + year > date.max.year:
        return date.max
    last = monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


def months_between(start: date, end: date) -> int:
    """Whole calendar months from ``start`` to ``end``, 0 when it comes before (METHODS.md 1.4, >= 6 months)."""
    months = max(0, (end.year - start.year) * 12 + end.month - start.month)
    return months - 1 if months and months_later(start, months) > end else months
