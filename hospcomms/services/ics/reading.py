"""Events of another calendar as the appointments they would become; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.appointments import KINDS, Appointment
from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import CALENDAR_BYTES, LONG_TEXT, SHORT_TEXT
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.exchange.archive import read_file
from hospcomms.services.ics.blocks import Contents, contents
from hospcomms.services.ics.events import (
    DAY,
    OWN_CHANNEL,
    OWN_KIND,
    OWN_WITH,
    Event,
    Span,
    Unreadable,
    name_of,
    zones,
)
from hospcomms.services.ics.repeating import Horizon, is_repeated, repeated
from hospcomms.services.ics.uids import of_time

if TYPE_CHECKING:
    from hospcomms.domain.locale import Locale

UNTITLED = N_("Without a title")
CANCELLED = "CANCELLED"
MIDNIGHT = "00:00"
STEP = 200
"""After how many events it is told how far the reading is."""
Told = Callable[[float], None]
_KINDS = {kind.key for kind in KINDS}


@dataclass(frozen=True)
class Refused:
    """An event that is not brought in: the number of its first line, its title, and why."""

    line: int
    title: str
    why: Sentence


@dataclass
class Brought:
    """What a file holds: appointments with their ``uid``, the uids of cancelled events, and what is refused.

    ``repeated`` counts the events that were written out one by one until ``until``; ``left_out`` tasks and notes.
    """

    name: str
    appointments: list[Appointment] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeated: int = 0
    left_out: int = 0
    until: date = date.max


def read_text(path: Path) -> str:
    """The text of a file. Raises Refusal when it cannot be read or is far too large."""
    octets = read_file(path, CALENDAR_BYTES)
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return octets.decode("utf-16", errors="replace")
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("cp1256", errors="replace")


def read(text: str, name: str, speaking: Locale, today: date, told: Told | None = None) -> Brought:
    """The events of a file, in the times of this computer's clock. ``name`` stands for the calendar that has none.

    ``told`` hears how far it is (0-1), and may stop it by raising. Raises Refusal ``not-a-calendar`` for a file of
    another kind.
    """
    found = contents(text)
    if not found.calendars:
        raise Refusal("not-a-calendar", sentence("The file {file} holds no calendar. Choose an .ics file.", file=name))
    with zones(found.zones):
        return _Reader(found, name, speaking, Horizon.around(today)).read(told or (lambda _fraction: None))


class _Reader:
    """Turns the events of one file into appointments."""

    def __init__(self, found: Contents, name: str, speaking: Locale, horizon: Horizon) -> None:
        self._found, self._speaking, self._horizon = found, speaking, horizon
        named = name_of(found.calendars) or name
        self._made = Brought(named[:SHORT_TEXT], left_out=found.left_out, until=horizon.last)

    def read(self, told: Told) -> Brought:
        """Every event for itself; one that takes the place of a time of another goes before it."""
        events, moved = list[Event](), dict[str, set[date | datetime]]()
        for number, block in enumerate(self._found.events):
            if number % STEP == 0:
                told(number / len(self._found.events))
            event = Event(block)
            events.append(event)
            if (at := _in_place_of(event)) is not None:
                moved.setdefault(event.text("UID"), set()).add(at)
        for number, event in enumerate(events):
            if number % STEP == 0:
                told(1.0)
            try:
                self._add(event, moved)
            except Unreadable as fault:
                self._refuse(event, str(fault))
            except (
                OSError,
                OverflowError,
                ValueError,
            ):  # a moment outside of the years that Python knows, a length beyond all measure
                self._refuse(event, event.shown("DTSTART"))
        return self._made

    def _refuse(self, event: Event, what: str) -> None:
        title = event.text("SUMMARY")[:SHORT_TEXT] or self._speaking.text(UNTITLED)
        self._made.refused.append(Refused(event.number, title, _why(event, what)))

    def _add(self, event: Event, moved: dict[str, set[date | datetime]]) -> None:
        if not event.is_whole or event.fault:
            raise Unreadable(event.fault)
        uid = event.text("UID")
        replaced = event.when("RECURRENCE-ID")
        if replaced is not None:
            uid = of_time(uid, _wall(replaced))
        first = event.span()
        if is_repeated(event) and replaced is None:
            self._add_repeated(event, uid, first, moved.get(uid, set()))
        elif event.text("STATUS").upper() == CANCELLED:
            self._made.cancelled.append(uid or _made_up(event))
        else:
            self._made.appointments.append(self._appointment(event, uid or _made_up(event), first))

    def _add_repeated(self, event: Event, uid: str, first: Span, moved: set[date | datetime]) -> None:
        """Each time within the horizon, without those that another event stands for."""
        times = repeated(event, first, self._horizon)
        named = uid or _made_up(event)
        is_cancelled = event.text("STATUS").upper() == CANCELLED
        self._made.repeated += not is_cancelled
        for one in times:
            if _wall(one.start) in moved:
                continue
            own = of_time(named, _wall(one.start))
            if is_cancelled:
                self._made.cancelled.append(own)
            else:
                self._made.appointments.append(self._appointment(event, own, one))

    def _appointment(self, event: Event, uid: str, at: Span) -> Appointment:
        title = " ".join(event.text("SUMMARY").split()) or self._speaking.text(UNTITLED)
        kind = event.text(OWN_KIND)
        return replace(
            _dated(at),
            title=title[:SHORT_TEXT],
            kind=kind if kind in _KINDS else "meeting",
            place=" ".join(event.text("LOCATION").split())[:SHORT_TEXT],
            channel=event.text(OWN_CHANNEL)[:SHORT_TEXT],
            who=(event.text(OWN_WITH) or ", ".join(event.people()))[:SHORT_TEXT],
            note=event.text("DESCRIPTION")[:LONG_TEXT],
            uid=uid[:1000],
            origin=self._made.name,
        )


def _in_place_of(event: Event) -> date | datetime | None:
    """The time of a repeated event that this one stands for; None also when it cannot be read."""
    with suppress(Unreadable, OverflowError):
        at = event.when("RECURRENCE-ID")
        return None if at is None else _wall(at)
    return None


def _wall(start: date | datetime) -> date | datetime:
    """A moment as this computer's clock shows it; a time without a zone is that of the wall already."""
    if isinstance(start, datetime) and start.tzinfo is not None:
        return start.astimezone().replace(tzinfo=None)
    return start


def _dated(at: Span) -> Appointment:
    """The days and times on the wall; an end at midnight is that of the day before."""
    start, end = _wall(at.start), None if at.end is None else _wall(at.end)
    if not isinstance(start, datetime):
        return Appointment(first=start, last=end)
    begins = f"{start:%H:%M}"
    if not isinstance(end, datetime):
        return Appointment(first=start.date(), begins=begins)
    last, ends = end.date(), f"{end:%H:%M}"
    if ends == MIDNIGHT and last > start.date():
        last, ends = last - DAY, "23:59"
    return Appointment(first=start.date(), last=last if last > start.date() else None, begins=begins, ends=ends)


def _made_up(event: Event) -> str:
    """A name for an event without one: its day and title, so that it is known when it comes again."""
    return f"{event.shown('DTSTART')}/{event.text('SUMMARY')}"


def _why(event: Event, what: str) -> Sentence:
    if not event.is_whole:
        return sentence("The event is cut off.")
    if not what:
        return sentence("It has no day.")
    return sentence("“{what}” cannot be read.", what=what[:60])
