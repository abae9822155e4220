"""What each month of a period holds: its health days by name, everything else counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from hospcomms.domain.dated import (
    ACTIVITIES,
    APPOINTMENTS,
    CRISES,
    DEADLINES,
    OBSERVANCES,
    PRESS,
    SESSIONS,
    Dated,
)
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.document import Cell, Column, Table

COUNTED = (
    (ACTIVITIES, N_("Activities")),
    (SESSIONS, N_("Sessions")),
    (PRESS, N_("Press")),
    (APPOINTMENTS, N_("Appointments")),
    (DEADLINES, N_("Deadlines")),
    (CRISES, N_("Crises")),
)
"""The layers that are counted, with the headings of their columns."""
SHORTEST = 28
"""Days of the shortest month: so long from the first is a whole month."""
_MONTH, _NUMBER = 0.08, 0.085


def months_table(things: Sequence[Dated], period: Span, locale: Locale) -> Table:
    """One row for each month; a thing counts in the month in which it begins, or the first of the period."""
    columns = (
        Column(locale.text(N_("Month")), bold=True, share=_MONTH),
        Column(locale.text(N_("Health days")), share=1 - _MONTH - _NUMBER * len(COUNTED)),
        *(Column(locale.text(label), number=True, share=_NUMBER) for _key, label in COUNTED),
    )
    return Table(columns, tuple(_row(month, things, period, locale) for month in _months(period)))


def _months(period: Span) -> Iterator[date]:
    month = period.first.replace(day=1)
    while month <= period.last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _row(month: date, things: Sequence[Dated], period: Span, locale: Locale) -> tuple[Cell, ...]:
    own = [one for one in things if max(one.first, period.first).replace(day=1) == month]
    counts = Counter(one.layer for one in own)
    named = locale.listing([_named(one, month, locale) for one in own if one.layer == OBSERVANCES])
    return (
        locale.month(month.month),
        named,
        *(locale.number(counts[key]) if counts[key] else "" for key, _label in COUNTED),
    )


def _named(one: Dated, month: date, locale: Locale) -> str:
    """A health day with the number of its day, or of its first and last where it lasts."""
    first, last = locale.digits(str(one.first.day)), locale.digits(str(one.last.day))
    if one.first == one.last:
        return locale.say(sentence("{title} ({day})", title=one.title, day=first))
    if one.first.day == 1 and one.last.month == month.month and one.last.day >= SHORTEST:
        return one.title
    if one.last.month != one.first.month:
        return locale.say(sentence("{title} (from the {day})", title=one.title, day=first))
    return locale.say(sentence("{title} ({first}–{last})", title=one.title, first=first, last=last))
