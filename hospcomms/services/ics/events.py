"""The events of an .ics file as icalendar reads them, each for itself, in the time zones of their file."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.parser import unescape_backslash
from icalendar.parser_tools import to_unicode
from icalendar.prop import vBroken, vRecur, vUnknown
from icalendar.timezone import tzp

from hospcomms.services.ics.blocks import Block

DAY = timedelta(days=1)
FAULTS = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
"""What icalendar and dateutil raise for values that cannot be."""
OWN_KIND, OWN_CHANNEL, OWN_WITH = "X-HOSPCOMMS-KIND", "X-HOSPCOMMS-CHANNEL", "X-HOSPCOMMS-WITH"
NAME = "X-WR-CALNAME"
_TEXTS = ("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "ATTENDEE", OWN_KIND, OWN_CHANNEL, OWN_WITH)
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_READ = frozenset((*_TEXTS, *_TIMES))
"""Only these lines are read: what else programs write about an event is neither kept nor worth the time."""
_OFTEN = re.compile(r"FREQ=(?!YEARLY)", re.IGNORECASE)
_ONE_FILE = threading.Lock()


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


@contextmanager
def zones(definitions: Iterable[Block]) -> Iterator[None]:
    """Within it icalendar knows the time zones that a file defines, and none of another file.

    Zones by their common and by Windows' names it knows anyway. One file at a time: icalendar keeps them for all.
    """
    with _ONE_FILE, warnings.catch_warnings():
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)  # Thunderbird's names are guessed well
        tzp.use_default()
        for one in definitions:
            if not _OFTEN.search(one.text()):  # a clock that is changed each second would be followed since 1601
                with suppress(*FAULTS):
                    icalendar.Timezone.from_ical(one.text())
        try:
            yield
        finally:
            tzp.use_default()


class Event:
    """One event; ``fault`` is its first line when even icalendar's patience ended, else empty."""

    def __init__(self, block: Block) -> None:
        self.number, self.is_whole, self.fault = block.number, block.is_whole, ""
        try:
            self._parts: Any = icalendar.Event.from_ical(block.text(_READ))
        except FAULTS:
            self._parts = icalendar.Event.from_ical(block.text(("SUMMARY",)))
            self.fault = next((line for line in block.lines if line[:7].upper() == "DTSTART"), "DTSTART")

    def all(self, name: str) -> list[Any]:
        """All values of a name, of icalendar's types."""
        found = self._parts.get(name)
        return found if isinstance(found, list) else [] if found is None else [found]

    def has(self, name: str) -> bool:
        """True when the event has a line of this name."""
        return name in self._parts

    def text(self, name: str) -> str:
        """The text of the first line of a name, stripped; "" when there is none."""
        return next((_plain(one) for one in self.all(name)), "")

    def people(self) -> Iterator[str]:
        """Who takes part, by name where the calendar has one."""
        for one in self.all("ATTENDEE"):
            named = one.params.get("CN", "")
            name = (", ".join(named) if isinstance(named, list) else named) or str(one).rpartition(":")[2]
            if name.strip():
                yield name.strip()

    def shown(self, name: str) -> str:
        """The first value of a name as it stands in a file; "" when there is none."""
        return next((written(one) for one in self.all(name)), "")

    def when(self, name: str) -> date | datetime | None:
        """The first day or time of a name. Raises Unreadable, also for a zone nobody knows."""
        return next((_moment(one, one.params) for one in self.all(name)), None)

    def dates(self, name: str) -> Iterator[date | datetime]:
        """The days and times of all lines of a name; a period counts by its start. Raises Unreadable."""
        for line in self.all(name):
            if isinstance(line, vBroken):
                if line:
                    raise Unreadable(line)
                continue
            for one in line.dts:
                yield _moment(one, line.params)

    def span(self) -> Span:
        """When the event is. Raises Unreadable when it has no day, or one that does not exist."""
        start = self.when("DTSTART")
        if start is None:
            raise Unreadable("")
        end = self.when("DTEND")
        if end is None and self.has("DURATION"):
            lasting = self.all("DURATION")[0]
            if isinstance(lasting, vBroken):
                raise Unreadable(lasting)
            end = start + lasting.dt
        return Span(start, None if end is None else _counted(start, end))

    def rule(self) -> vRecur | None:
        """The rule by which it repeats. Raises Unreadable."""
        found = next(iter(self.all("RRULE")), None)
        if isinstance(found, vBroken):
            raise Unreadable(found)
        return found


def name_of(calendars: Iterable[Block]) -> str:
    """The name the file gives itself, "" without one."""
    for one in calendars:
        with suppress(*FAULTS):
            found: Any = icalendar.Calendar.from_ical(one.text((NAME,))).get(NAME, "")
            if name := _plain(found[0] if isinstance(found, list) else found):
                return name
    return ""


def _plain(value: Any) -> str:
    """A text; in lines of other programs' making icalendar leaves the escapes as they stand."""
    return (unescape_backslash(value) if isinstance(value, vUnknown) else str(value)).strip()


def written(value: Any) -> str:
    """A value of icalendar's as it stands in a file."""
    return str(value) if isinstance(value, vBroken) else to_unicode(value.to_ical())


def _moment(value: Any, parameters: Any) -> date | datetime:
    at = None if isinstance(value, vBroken) else value.dt
    at = at[0] if isinstance(at, tuple) else at
    if not isinstance(at, date):
        raise Unreadable(written(value))
    if not isinstance(at, datetime):
        return at
    zone = parameters.get("TZID", "")
    if zone and at.tzinfo is None:
        raise Unreadable(zone)
    return at.date() if parameters.get("VALUE") == "DATE" else at


def _counted(start: date | datetime, end: date | datetime) -> date | datetime | None:
    """The end, for whole days the last one itself; None when it does not lie after the start."""
    if isinstance(start, datetime) != isinstance(end, datetime):
        return None
    if isinstance(start, datetime) and isinstance(end, datetime):
        if (start.tzinfo is None) != (end.tzinfo is None):
            return None
        return end if end > start else None
    return end - DAY if end - DAY > start else None
