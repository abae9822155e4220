"""Registers, holds, breaches, a certificate and visits past their time in the sample hospital; all is invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.privacy import Breach, Erasure, LegalHold, ProcessingActivity
from hospcomms.domain.query import Op, Query
from hospcomms.services import processing, retention

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

CONTENT = RESOURCES / "data" / "sample" / "privacy.json"
_ROWS: tuple[tuple[str, type[Record]], ...] = (
    ("holds", LegalHold),
    ("breaches", Breach),
    ("erasures", Erasure),
    ("old_visits", Accreditation),
)


def add_privacy(office: Office, name: str, kind: str) -> None:
    """Write them into an office that has its press; the shipped registers first, then one change of that name."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    processing.bring_in(office, kind)
    retention.bring_in(office, kind)
    with office.store.change(name, kind) as change:
        for rows, record in _ROWS:
            for row in content[rows]:
                change.add(record(id=change.number(), **_values(office, record, row)))
        _inform(office, change, content["informed"])
        _review(office, change, content["reviewed"])


def _inform(office: Office, change: Change, told: Mapping[str, Any]) -> None:
    """Some press contacts were told that their data is kept, and where it came from is known."""
    on = office.today + timedelta(days=told["informed_on"])
    people: list[Person] = office.store.find(Query(Person), told["people"])
    for person in people:
        change.save(replace(person, source=told["source"], informed_on=on))


def _review(office: Office, change: Change, told: Mapping[str, Any]) -> None:
    """The first lines of the register were read again this year."""
    on = office.today + timedelta(days=told["on"])
    found: list[ProcessingActivity] = processing.in_order(office)[: told["lines"]]
    for activity in found:
        change.save(replace(activity, reviewed_on=on, responsible=told["responsible"]))


def _values(office: Office, record: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row: days count from today, an outlet is named."""
    described = fields_of(record)
    return {name: _value(office, described[name].kind, value) for name, value in row.items()}


def _value(office: Office, kind: Kind, value: Any) -> Any:
    if kind is Kind.DAY:
        return office.today + timedelta(days=value)
    if kind is Kind.MOMENT:
        days, hour = value
        local = datetime.combine(office.today + timedelta(days=days), time(hour))
        return local.astimezone().astimezone(UTC)
    if kind is Kind.LINK:
        found: list[Outlet] = office.store.find(Query(Outlet).where("name", Op.IS, value), 1)
        return found[0].id if found else 0
    if kind is Kind.NUMBER:
        return float(value)
    return tuple(value) if kind is Kind.CHOICES else value
