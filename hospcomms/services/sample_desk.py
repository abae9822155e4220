"""The press desk of the sample hospital: invented colleagues, lines to take, services, and enquiries in every state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms import RESOURCES
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import ANSWERED, APPROVED, DECLINED, NEW, Enquiry, Line, Service
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.query import Op, Query
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
CONTENT = RESOURCES / "data" / "sample" / "desk.json"


def add_desk(office: Office, name: str, kind: str) -> None:
    """Write the desk into an office as one change of that name and kind; days count from today, minutes from now."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        _Desk(office, change).add_all(content)
        refresh_wholes(change)


class _Desk:
    """The desk being written: what is called by name gets its number."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change
        self._numbers: dict[str, int] = {}
        self._now = office.clock().replace(second=0, microsecond=0)

    def add_all(self, content: Mapping[str, Any]) -> None:
        """Write the colleagues with their deputies, then lines, services and enquiries."""
        self._numbers = {row["name"]: self._change.number() for row in content["colleagues"]}
        for row in content["colleagues"]:
            self._add(Colleague, row, self._numbers[row["name"]])
        for kind, rows in ((Line, content["lines"]), (Service, content["services"])):
            for row in rows:
                self._add(kind, row, self._change.number())
        for row in content["enquiries"]:
            self._add_enquiry(row)

    def _add_enquiry(self, row: Mapping[str, Any]) -> None:
        officer = self._office.settings.officer
        values = {**row, "owner": officer if row.get("owner") else ""}
        for field, kind in (("person", Person), ("outlet", Outlet)):
            values[field] = self._press(kind, row[field])
        if row["state"] in (APPROVED, ANSWERED):
            values["approved_by"] = row["approver"]
        since = {NEW: "received_at", ANSWERED: "answered_at", APPROVED: "approved_at"}.get(row["state"], "received_at")
        values["state_since"] = row[since] + (90 if row["state"] == DECLINED else 0)
        self._add(Enquiry, values, self._change.number())

    def _press(self, kind: type[Record], name: str) -> int:
        """The person or outlet of the press of that name, 0 when it is not there."""
        found = self._office.store.find(Query(kind).where(kind.title_field, Op.IS, name), 1)
        return found[0].id if found else 0

    def _add(self, record: type[R], row: Mapping[str, Any], number: int) -> None:
        described = fields_of(record)
        values = {name: self._value(described[name].kind, value) for name, value in row.items()}
        self._change.add(record(id=number, **values).settled())

    def _value(self, kind: Kind, value: Any) -> Any:
        """A value of the content file as the field holds it."""
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.MOMENT:
            return self._moment(value)
        if kind is Kind.LINK and isinstance(value, str):
            return self._numbers[value]
        if kind is Kind.TEXTS:
            return Texts(**value)
        return tuple(value) if kind in (Kind.CHOICES, Kind.TAGS) else value

    def _moment(self, minutes: int) -> datetime:
        return self._now + timedelta(minutes=minutes)
