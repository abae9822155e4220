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
    LAYERS,
    OBSERVANCES,
    PRESS,
    SESSIONS,
    Dated,
)
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.document import Cell, Column, Table

COUNTED = (ACTIVITIES, SESSIONS, PRESS, APPOINTMENTS, DEADLINES, CRISES)
_LABELS = {layer.key: layer.label for layer in LAYERS}
_NAMES, _MONTH, _NUMBER = 0.46, 0.09, 0.075


def months_table(things: Sequence[Dated], period: Span, locale: Locale) -> Table:
    """One row for each month; a thing counts in the month in which it begins, or the first of the period."""
    columns = (
        Column(locale.text(N_("Month")), bold=True, share=_MONTH),
        Column(locale.text(N_("Health days")), share=_NAMES),
        *(Column(locale.text(_LABELS[key]), number=True, share=_NUMBER) for key in COUNTED),
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
        *(locale.number(counts[key]) if counts[key] else "" for key in COUNTED),
    )


def _named(one: Dated, month: date, locale: Locale) -> str:
    """A health day with the number of its day, or of its first and last where it lasts."""
    first, last = locale.digits(str(one.first.day)), locale.digits(str(one.last.day))
    if one.first == one.last:
        return locale.say(sentence("{title} ({day})", title=one.title, day=first))
    if one.first.day == 1 and one.last.month == month.month and one.last.day >= 28:
        return one.title
    return locale.say(sentence("{title} ({first}–{last})", title=one.title, first=first, last=last))
