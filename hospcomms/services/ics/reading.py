"""Events of another calendar as the appointments they would become; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.appointments import KINDS, Appointment
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import LONG_TEXT, SHORT_TEXT
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.ics.events import Component, Contents, contents
from hospcomms.services.ics.repeating import Horizon, is_repeated, repeated
from hospcomms.services.ics.times import DAY, Span, Unreadable, span, when
from hospcomms.services.ics.uids import of_time
from hospcomms.services.ics.zones import Zones

if TYPE_CHECKING:
    from hospcomms.domain.locale import Locale

LARGEST = 30 << 20
"""No file with more octets is read."""
UNTITLED = N_("Without a title")
CANCELLED = "CANCELLED"
MIDNIGHT = "00:00"
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
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal("too-large", sentence("The file {file} is too large for a calendar.", file=path.name))
        octets = path.read_bytes()
    except OSError:
        raise Refusal("unreadable", sentence("The file {file} cannot be read.", file=path.name)) from None
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return octets.decode("utf-16", errors="replace")
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("cp1256", errors="replace")


def read(text: str, name: str, speaking: Locale, today: date, wall: tzinfo | None = None) -> Brought:
    """The events of a file. ``name`` stands for the calendar that has none; times become those of ``wall``.

    Raises Refusal ``not-a-calendar`` for a file of another kind.
    """
    found = contents(text)
    if not found.is_calendar:
        raise Refusal("not-a-calendar", sentence("The file {file} holds no calendar. Choose an .ics file.", file=name))
    return _Reader(found, name, speaking, Horizon.around(today), wall).read()


class _Reader:
    """Turns the events of one file into appointments."""

    def __init__(self, found: Contents, name: str, speaking: Locale, horizon: Horizon, wall: tzinfo | None) -> None:
        self._found, self._speaking, self._horizon = found, speaking, horizon
        self._zones = Zones(found.zones, wall)
        self._made = Brought((found.name or name)[:SHORT_TEXT], left_out=found.left_out, until=horizon.last)

    def read(self) -> Brought:
        """Every event for itself; one that takes the place of a time of another goes before it."""
        moved: dict[str, list[Component]] = {}
        for event in self._found.events:
            if event.line("RECURRENCE-ID") is not None:
                moved.setdefault(event.text("UID"), []).append(event)
        for event in self._found.events:
            try:
                self._add(event, moved)
            except Unreadable as fault:
                self._refuse(event, fault)
        return self._made

    def _refuse(self, event: Component, fault: Unreadable) -> None:
        self._made.refused.append(Refused(event.number, event.text("SUMMARY")[:SHORT_TEXT], _why(event, str(fault))))

    def _add(self, event: Component, moved: dict[str, list[Component]]) -> None:
        if not event.is_whole or (event.broken and event.line("DTSTART") is None):
            raise Unreadable("")
        uid = event.text("UID")
        replaced = event.line("RECURRENCE-ID")
        if replaced is not None:
            uid = of_time(uid, self._wall(when(replaced, self._zones)))
        first = span(event, self._zones)
        if is_repeated(event) and replaced is None:
            self._add_repeated(event, uid, first, moved.get(uid, []))
        elif event.text("STATUS").upper() == CANCELLED:
            self._made.cancelled.append(uid or _made_up(event))
        else:
            self._made.appointments.append(self._appointment(event, uid or _made_up(event), first))

    def _add_repeated(self, event: Component, uid: str, first: Span, moved: list[Component]) -> None:
        """Each time within the horizon, without those that another event stands for."""
        elsewhere = {self._wall(when(line, self._zones)) for one in moved if (line := one.line("RECURRENCE-ID"))}
        times = repeated(event, first, self._zones, self._horizon)
        named = uid or _made_up(event)
        is_cancelled = event.text("STATUS").upper() == CANCELLED
        self._made.repeated += not is_cancelled
        for one in times:
            if self._wall(one.start) in elsewhere:
                continue
            own = of_time(named, self._wall(one.start))
            if is_cancelled:
                self._made.cancelled.append(own)
            else:
                self._made.appointments.append(self._appointment(event, own, one))

    def _wall(self, start: date | datetime) -> date | datetime:
        return self._zones.on_the_wall(start) if isinstance(start, datetime) else start

    def _appointment(self, event: Component, uid: str, at: Span) -> Appointment:
        title = " ".join(event.text("SUMMARY").split()) or self._speaking.text(UNTITLED)
        kind = event.text("X-HOSPCOMMS-KIND")
        return replace(
            self._dated(at),
            title=title[:SHORT_TEXT],
            kind=kind if kind in _KINDS else "meeting",
            place=" ".join(event.text("LOCATION").split())[:SHORT_TEXT],
            channel=event.text("X-HOSPCOMMS-CHANNEL")[:SHORT_TEXT],
            who=(event.text("X-HOSPCOMMS-WITH") or _people(event))[:SHORT_TEXT],
            note=event.text("DESCRIPTION")[:LONG_TEXT],
            uid=uid[:1000],
            origin=self._made.name,
        )

    def _dated(self, at: Span) -> Appointment:
        """The days and times on the wall; an end at midnight is that of the day before."""
        start, end = self._wall(at.start), None if at.end is None else self._wall(at.end)
        if not isinstance(start, datetime):
            return Appointment(first=start, last=end)
        begins = f"{start:%H:%M}"
        if not isinstance(end, datetime):
            return Appointment(first=start.date(), begins=begins)
        last, ends = end.date(), f"{end:%H:%M}"
        if ends == MIDNIGHT and last > start.date():
            last, ends = last - DAY, "23:59"
        return Appointment(first=start.date(), last=last if last > start.date() else None, begins=begins, ends=ends)


def _people(event: Component) -> str:
    """Who takes part, by name where the calendar has one."""
    return ", ".join(_names(event))


def _names(event: Component) -> Iterator[str]:
    for line in event.all("ATTENDEE"):
        name = line.parameters.get("CN", "") or line.value.rpartition(":")[2]
        if name.strip():
            yield name.strip()


def _made_up(event: Component) -> str:
    """A name for an event without one: its day and title, so that it is known when it comes again."""
    begins = event.line("DTSTART")
    return f"{begins.value if begins else ''}/{event.text('SUMMARY')}"


def _why(event: Component, what: str) -> Sentence:
    if not event.is_whole:
        return sentence("The event is cut off.")
    if not what:
        return sentence("It has no day.")
    return sentence("“{what}” cannot be read.", what=what[:60])
