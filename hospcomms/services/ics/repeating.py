"""Events that repeat, written out one by one within a bounded time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile

from hospcomms.services.ics.events import Component
from hospcomms.services.ics.times import Span, Unreadable, when
from hospcomms.services.ics.zones import Zones

BEHIND, AHEAD = timedelta(days=365), timedelta(days=730)
"""How far before and after today a repeated event is written out."""
MOST = 800
"""The most times one event is written out: daily for more than two years."""
_UNTIL = re.compile(r";?UNTIL=([0-9TZ]+)", re.IGNORECASE)
_COUNT = re.compile(r"COUNT=", re.IGNORECASE)
_OFTEN = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)


@dataclass(frozen=True)
class Horizon:
    """From when to when repeated events are written out."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> Horizon:
        """That of an import on a day."""
        return cls(today - BEHIND, today + AHEAD)


def is_repeated(event: Component) -> bool:
    """True when an event has a rule or further dates."""
    return bool(event.line("RRULE") or event.line("RDATE"))


def repeated(event: Component, first: Span, zones: Zones, horizon: Horizon) -> list[Span]:
    """All times of a repeated event within the horizon, in order. Raises Unreadable for a rule nobody understands."""
    left_out = set(_dates(event, "EXDATE", zones))
    starts = {*_by_rule(event, first, horizon), *_dates(event, "RDATE", zones)}
    if not event.line("RRULE"):
        starts.add(first.start)
    length = None if first.end is None else first.end - first.start
    kept = sorted((start for start in starts if type(start) is type(first.start)), key=_order)
    return [
        Span(start, None if length is None else start + length)
        for start in kept
        if start not in left_out and horizon.first <= _day(start) <= horizon.last
    ][:MOST]


def _order(start: date | datetime) -> tuple[date, time]:
    return _day(start), start.time() if isinstance(start, datetime) else time.min


def _day(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start


def _by_rule(event: Component, first: Span, horizon: Horizon) -> Iterator[date | datetime]:
    line = event.line("RRULE")
    if line is None:
        return
    if _OFTEN.search(line.value):
        raise Unreadable(line.value)
    # late: most files have no event that repeats
    from dateutil.rrule import rrule, rrulestr

    zone = first.start.tzinfo if isinstance(first.start, datetime) else None
    start = first.start.replace(tzinfo=None) if isinstance(first.start, datetime) else _midnight(first.start)
    try:
        rule = rrulestr(_UNTIL.sub("", line.value), dtstart=start)
        if not isinstance(rule, rrule):
            raise Unreadable(line.value)
        last = min(_until(line.value, first), _midnight(horizon.last) + timedelta(days=1))
        bounded = rule if _COUNT.search(line.value) else rule.replace(until=last)
        times = takewhile(lambda one: one <= last, bounded.xafter(_midnight(horizon.first), inc=True))
        for one in islice(times, MOST):
            yield one.replace(tzinfo=zone) if first.is_timed else one.date()
    except (ValueError, TypeError, AttributeError, OverflowError, IndexError, KeyError):
        raise Unreadable(line.value) from None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _until(rule: str, first: Span) -> datetime:
    """Until when a rule runs, as its own clock shows it."""
    found = _UNTIL.search(rule)
    if found is None:
        return _midnight(date.max)
    written = found[1]
    if "T" not in written:
        return datetime.strptime(written, "%Y%m%d") + timedelta(days=1, microseconds=-1)  # noqa: DTZ007
    at = datetime.strptime(written.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    zone = first.start.tzinfo if isinstance(first.start, datetime) else None
    if written.endswith("Z") and zone is not None:
        at = at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return at


def _dates(event: Component, name: str, zones: Zones) -> Iterator[date | datetime]:
    """The values of all lines of a name; a period counts by its start."""
    for line in event.all(name):
        for value in line.value.split(","):
            if value.strip():
                yield when(line, zones, value.partition("/")[0])
