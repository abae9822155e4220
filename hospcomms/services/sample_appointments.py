"""The calendar of the sample hospital: invented appointments around today, two of them with the same spokesperson."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from hospcomms import RESOURCES
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.query import Op, Query

if TYPE_CHECKING:
    from hospcomms.services.office import Office

CONTENT = RESOURCES / "data" / "sample" / "appointments.json"


def add_appointments(office: Office, name: str, kind: str) -> None:
    """Write the appointments into an office as one change of that name and kind; days count from today."""
    rows = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        for row in rows:
            values = dict(row)
            for field in ("first", "last"):
                if field in values:
                    values[field] = office.today + timedelta(days=values[field])
            if "speaker" in values:
                asked = Query(Colleague).where("name", Op.IS, values["speaker"])
                found = office.store.find(asked, 1)
                values["speaker"] = found[0].id if found else 0
            change.add(Appointment(id=change.number(), **values).settled())
