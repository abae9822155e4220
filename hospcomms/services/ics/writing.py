"""What is dated in the office as an .ics file that other calendars read (RFC 5545), in the times of its wall clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
from icalendar.prop import vText

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.dated import LAYERS, OCCASIONS, Dated
from hospcomms.domain.fields import Record
from hospcomms.reports.handing_over import write_whole
from hospcomms.services import access, calendar, embargo, records
from hospcomms.services.ics.events import NAME, OWN_CHANNEL, OWN_KIND, OWN_WITH
from hospcomms.services.ics.uids import uid_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office

PRODUCT = "-//HospComms//HospComms//EN"
DAY = timedelta(days=1)
_LAYERS = {layer.key: layer.label for layer in (*LAYERS, *OCCASIONS)}


def export(office: Office, first: date, last: date, layers: frozenset[str] | None, path: Path) -> int:
    """Write what is dated from ``first`` to ``last`` into a file, all layers unless named; returns how many events.

    What is under embargo is not in it. Raises Refusal when the file cannot be written.
    """
    content, count = content_of(office, first, last, layers)

    def write(part: Path) -> None:
        part.write_bytes(content)

    write_whole(path, write)
    access.note(office, "export", record="calendar", size=count, where=path.suffix)
    return count


def content_of(office: Office, first: date, last: date, layers: frozenset[str] | None = None) -> tuple[bytes, int]:
    """The octets of the file, and how many events are in it."""
    outside = embargo.leaving(office, office.settings.locale)
    things = calendar.things(outside, first, last, layers)
    idents = [one.ident for one in things if one.record is Appointment]
    appointments = {one.id: one for one in records.window(outside, Appointment, idents)}
    calendar_file = _head(office)
    for one in things:
        of_appointment = appointments.get(one.ident) if one.record is Appointment else None
        calendar_file.add_component(_event(office, one, of_appointment))
    return calendar_file.to_ical(), len(things)


def _head(office: Office) -> icalendar.Calendar:
    made = icalendar.Calendar()
    named = (("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH"))
    for name, value in (*named, (NAME, office.settings.hospital.best(office.settings.language))):
        if value:
            made.add(name, vText(value))
    return made


def _event(office: Office, one: Dated, appointment: Appointment | None) -> icalendar.Event:
    made = icalendar.Event()
    made.add("UID", vText(_uid(office, one, appointment)))
    made.add("DTSTAMP", office.clock().replace(microsecond=0))
    made.add("SUMMARY", vText(one.title))
    made.add("CATEGORIES", [office.settings.locale.text(_LAYERS[one.layer])])
    for name, at in _times(one):
        made.add(name, at)
    for name, value in _details(appointment) if appointment is not None else ():
        if value:
            made.add(name, vText(value))
    if not one.begins:
        made.add("TRANSP", vText("TRANSPARENT"))
    return made


def _uid(office: Office, one: Dated, appointment: Appointment | None) -> str:
    if appointment is not None:
        return appointment.uid or uid_of(office, Appointment, appointment.id)
    if one.record is Record:
        return f"holiday-{one.first:%Y%m%d}@{office.store.identity}"
    return uid_of(office, one.record, one.ident, one.field or f"{one.first:%Y%m}")


def _times(one: Dated) -> Iterator[tuple[str, date | datetime]]:
    """Whole days as days, the day after the last one for the end; times as those of the wall, without a zone."""
    if not one.begins:
        yield "DTSTART", one.first
        yield "DTEND", one.last + DAY if one.last < date.max else one.last
        return
    yield "DTSTART", _at(one.first, one.begins)
    if one.ends:
        yield "DTEND", _at(one.last, one.ends)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


def _details(appointment: Appointment) -> tuple[tuple[str, str], ...]:
    return (
        ("LOCATION", appointment.place),
        ("DESCRIPTION", appointment.note),
        (OWN_KIND, appointment.kind),
        (OWN_CHANNEL, appointment.channel),
        (OWN_WITH, appointment.who),
    )


def file_name(first: date, last: date) -> str:
    """The name proposed for the file."""
    return f"calendar-{first:%Y-%m-%d}-{last:%Y-%m-%d}.ics"
