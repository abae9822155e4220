"""Events that repeat, written out one by one within a bounded time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile

from icalendar.prop import vRecur

from hospcomms.domain.limits import CALENDAR_REPEATS
from hospcomms.services.ics.events import FAULTS, Event, Span, Unreadable, written

BEHIND, AHEAD = timedelta(days=365), timedelta(days=730)
"""How far before and after today a repeated event is written out."""
_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


@dataclass(frozen=True)
class Horizon:
    """From when to when repeated events are written out."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> Horizon:
        """That of an import on a day."""
        return cls(today - BEHIND, today + AHEAD)


def is_repeated(event: Event) -> bool:
    """True when an event has a rule or further dates."""
    return event.has("RRULE") or event.has("RDATE")


def repeated(event: Event, first: Span, horizon: Horizon) -> list[Span]:
    """All times of a repeated event within the horizon, in order. Raises Unreadable for a rule nobody understands."""
    left_out = set(event.dates("EXDATE"))
    rule = event.rule()
    starts = {*event.dates("RDATE"), *(_by_rule(rule, first, horizon) if rule is not None else (first.start,))}
    length = None if first.end is None else first.end - first.start
    kept = sorted((start for start in starts if type(start) is type(first.start)), key=_order)
    return [
        Span(start, None if length is None else start + length)
        for start in kept
        if start not in left_out and horizon.first <= _day(start) <= horizon.last
    ][:CALENDAR_REPEATS]


def _order(start: date | datetime) -> tuple[date, time]:
    return _day(start), start.time() if isinstance(start, datetime) else time.min


def _day(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start


def _by_rule(rule: vRecur, first: Span, horizon: Horizon) -> Iterator[date | datetime]:
    said = written(rule)
    if not _OFTEN.isdisjoint(rule.get("FREQ", ())):
        raise Unreadable(said)
    # late: most files have no event that repeats
    from dateutil.rrule import rrule, rrulestr

    zone = first.start.tzinfo if isinstance(first.start, datetime) else None
    start = first.start.replace(tzinfo=None) if isinstance(first.start, datetime) else _midnight(first.start)
    try:
        last = min(_until(rule, zone), _midnight(horizon.last) + timedelta(days=1))
        endless = vRecur({name: values for name, values in rule.items() if name != "UNTIL"})
        times = rrulestr(written(endless), dtstart=start)
        assert isinstance(times, rrule)
        bounded = times if "COUNT" in rule else times.replace(until=last)
        within = takewhile(lambda one: one <= last, bounded.xafter(_midnight(horizon.first), inc=True))
        for one in islice(within, CALENDAR_REPEATS):
            yield one.replace(tzinfo=zone) if first.is_timed else one.date()
    except FAULTS:
        raise Unreadable(said) from None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _until(rule: vRecur, zone: tzinfo | None) -> datetime:
    """Until when a rule runs, as its own clock shows it."""
    at = next(iter(rule.get("UNTIL", ())), date.max)
    if not isinstance(at, datetime):
        return datetime.combine(at, time.max)
    return at.astimezone(zone or at.tzinfo).replace(tzinfo=None) if at.tzinfo is not None else at
