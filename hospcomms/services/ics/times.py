"""Days, times and durations as an .ics file writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hospcomms.services.ics.events import Component
from hospcomms.services.ics.lines import Line
from hospcomms.services.ics.zones import Zones

_WHEN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?")
_DURATION = re.compile(r"([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
DAY = timedelta(days=1)


class Unreadable(ValueError):
    """A day, time or rule that cannot be read; its text is the first argument."""


@dataclass(frozen=True)
class Span:
    """From when to when: days (the last one counted), or times with or without a zone; ``end`` None when not known."""

    start: date | datetime
    end: date | datetime | None

    @property
    def is_timed(self) -> bool:
        """True when it begins at a time of the day."""
        return isinstance(self.start, datetime)


def when(line: Line, zones: Zones, value: str = "") -> date | datetime:
    """The day or time of a line, or of one of its values. Raises Unreadable, also for a zone nobody knows."""
    written = (value or line.value).strip()
    found = _WHEN.fullmatch(written)
    if found is None:
        raise Unreadable(written)
    year, month, day, hour, minute, second, greenwich = found.groups()
    try:
        on = date(int(year), int(month), int(day))
        if hour is None:
            return on
        at = datetime.combine(on, time(int(hour), int(minute), min(59, int(second or 0))))
    except ValueError:
        raise Unreadable(written) from None
    if greenwich:
        return at.replace(tzinfo=UTC)
    name = line.parameters.get("TZID", "")
    if not name:
        return at
    zone = zones.zone(name)
    if zone is None:
        raise Unreadable(name)
    return at.replace(tzinfo=zone)


def span(event: Component, zones: Zones) -> Span:
    """When an event is. Raises Unreadable when it has no day, or one that does not exist."""
    begins, ends, lasting = event.line("DTSTART"), event.line("DTEND"), event.line("DURATION")
    if begins is None:
        raise Unreadable("")
    start = when(begins, zones)
    if ends is not None:
        return Span(start, _counted(start, when(ends, zones)))
    if lasting is not None:
        return Span(start, _counted(start, start + duration(lasting.value)))
    return Span(start, None)


def _counted(start: date | datetime, end: date | datetime) -> date | datetime | None:
    """The end, for whole days the last one itself; None when it does not lie after the start."""
    if isinstance(start, datetime) != isinstance(end, datetime):
        return None
    if isinstance(start, datetime) and isinstance(end, datetime):
        if (start.tzinfo is None) != (end.tzinfo is None):
            return None
        return end if end > start else None
    return end - DAY if end - DAY > start else None


def duration(written: str) -> timedelta:
    """The length of time such as P1DT2H. Raises Unreadable."""
    found = _DURATION.fullmatch(written.strip())
    if found is None:
        raise Unreadable(written)
    sign, *parts = found.groups()
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in parts)
    try:
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise Unreadable(written) from None
    return -length if sign == "-" else length
