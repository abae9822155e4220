"""What is dated in the office as an .ics file that other calendars read (RFC 5545), in the times of its wall clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.dated import LAYERS, OCCASIONS, Dated
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import sentence
from hospcomms.services import calendar, embargo, records
from hospcomms.services.ics.lines import escaped, written
from hospcomms.services.ics.uids import uid_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office

PRODUCT = "-//HospComms//HospComms//EN"
DAY = timedelta(days=1)
_LAYERS = {layer.key: layer.label for layer in (*LAYERS, *OCCASIONS)}
Lines = Iterator[tuple[str, str]]


def export(office: Office, first: date, last: date, layers: frozenset[str] | None, path: Path) -> int:
    """Write what is dated from ``first`` to ``last`` into a file, all layers unless named; returns how many events.

    What is under embargo is not in it. Raises Refusal when the file cannot be written.
    """
    content, count = content_of(office, first, last, layers)
    try:
        path.write_bytes(content)
    except OSError:
        said = sentence("The file {file} could not be written. Choose another place.", file=path.name)
        raise Refusal("not-written", said) from None
    return count


def content_of(office: Office, first: date, last: date, layers: frozenset[str] | None = None) -> tuple[bytes, int]:
    """The octets of the file, and how many events are in it."""
    outside = embargo.leaving(office, office.settings.locale)
    things = calendar.things(outside, first, last, layers)
    idents = [one.ident for one in things if one.record is Appointment]
    appointments = {one.id: one for one in records.window(outside, Appointment, idents)}
    stamp = f"{office.clock().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [*_head(office)]
    for one in things:
        lines += _event(office, one, appointments.get(one.ident) if one.record is Appointment else None, stamp)
    lines.append(("END", "VCALENDAR"))
    return written(lines).encode(), len(things)


def _head(office: Office) -> Lines:
    name = office.settings.hospital.best(office.settings.language)
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", PRODUCT
    yield "CALSCALE", "GREGORIAN"
    yield "METHOD", "PUBLISH"
    if name:
        yield "X-WR-CALNAME", escaped(name)


def _event(office: Office, one: Dated, appointment: Appointment | None, stamp: str) -> Lines:
    yield "BEGIN", "VEVENT"
    yield "UID", escaped(_uid(office, one, appointment))
    yield "DTSTAMP", stamp
    yield from _times(one)
    yield "SUMMARY", escaped(one.title)
    yield "CATEGORIES", escaped(office.settings.locale.text(_LAYERS[one.layer]))
    if appointment is not None:
        yield from _details(appointment)
    if not one.begins:
        yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _uid(office: Office, one: Dated, appointment: Appointment | None) -> str:
    if appointment is not None:
        return appointment.uid or uid_of(office, Appointment, appointment.id)
    if one.record is Record:
        return f"holiday-{one.first:%Y%m%d}@{office.store.identity}"
    return uid_of(office, one.record, one.ident, one.field or f"{one.first:%Y%m}")


def _times(one: Dated) -> Lines:
    """Whole days as days, the day after the last one for the end; times as those of the wall, without a zone."""
    if not one.begins:
        yield "DTSTART;VALUE=DATE", f"{one.first:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{one.last + DAY:%Y%m%d}" if one.last < date.max else f"{one.last:%Y%m%d}"
        return
    yield "DTSTART", _stamp(one.first, one.begins)
    if one.ends:
        yield "DTEND", _stamp(one.last, one.ends)


def _stamp(day: date, clock: str) -> str:
    return f"{day:%Y%m%d}T{clock.replace(':', '')}00"


def _details(appointment: Appointment) -> Lines:
    named = (
        ("LOCATION", appointment.place),
        ("DESCRIPTION", appointment.note),
        ("X-HOSPCOMMS-KIND", appointment.kind),
        ("X-HOSPCOMMS-CHANNEL", appointment.channel),
        ("X-HOSPCOMMS-WITH", appointment.who),
    )
    for name, value in named:
        if value:
            yield name, escaped(value)


def file_name(first: date, last: date) -> str:
    """The name proposed for the file."""
    return f"calendar-{first:%Y-%m-%d}-{last:%Y-%m-%d}.ics"
