"""The names of things in other calendars: the same for ever, so that a calendar brought in twice doubles nothing."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from hospcomms.domain.appointments import Appointment

if TYPE_CHECKING:
    from hospcomms.domain.fields import Record
    from hospcomms.services.office import Office

_OWN = re.compile(r"([a-z_]+)-(\d+)(?:-[a-z_0-9]+)?@([0-9a-f]{32})")


def uid_of(office: Office, record: type[Record], ident: int, mark: str = "") -> str:
    """The name of a thing of this office; ``mark`` tells several days of one record apart."""
    return f"{record.key}-{ident}{f'-{mark}' if mark else ''}@{office.store.identity}"


def own(office: Office, uid: str) -> tuple[str, int] | None:
    """Key and id of the record of this office that a name stands for; None for a name of another calendar."""
    found = _OWN.fullmatch(uid)
    return (found[1], int(found[2])) if found is not None and found[3] == office.store.identity else None


def own_appointment(office: Office, uid: str) -> int:
    """The id of the appointment of this office that a name stands for, 0 for anything else."""
    found = own(office, uid)
    return found[1] if found is not None and found[0] == Appointment.key else 0


def of_time(uid: str, start: date | datetime) -> str:
    """The name of one time of an event that repeats."""
    stamp = f"{start:%Y%m%dT%H%M}" if isinstance(start, datetime) else f"{start:%Y%m%d}"
    return f"{uid}#{stamp}"
