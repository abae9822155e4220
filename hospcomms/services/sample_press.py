"""The press of the sample hospital: invented outlets and people, their roles, contacts made, and two lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms import RESOURCES
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.press import Interaction, ListMember, NotDuplicate, Outlet, Person, PressList, Role
from hospcomms.domain.query import Op, Query
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
CONTENT = RESOURCES / "data" / "sample" / "press.json"
OFFICE_HOURS = (9, 11, 14, 15, 10)
"""Hours of the day at which contacts were made, in turn."""


def add_press(office: Office, name: str, kind: str) -> None:
    """Write the press into an office as one change of that name and kind; days count from today."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        _Press(office, change).add_all(content)
        refresh_wholes(change)


class _Press:
    """The press being written: what is called by name gets its number."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change
        self._numbers: dict[str, int] = {}
        self._contacts = 0

    def add_all(self, content: Mapping[str, Any]) -> None:
        """Write outlets, people with their roles and contacts, then the lists."""
        for row in content["outlets"]:
            self._named(Outlet, row)
        for row in content["people"]:
            self._add_person(row)
        for row in content["lists"]:
            self._add_list(row)
        for first, second, reason in content["apart"]:
            self._add(NotDuplicate, {"first": first, "second": second, "reason": reason})

    def _add_person(self, row: Mapping[str, Any]) -> None:
        own = {name: value for name, value in row.items() if name not in ("roles", "interactions")}
        person = self._named(Person, own)
        for role in row["roles"]:
            self._add(Role, {"person": person.id, **role})
        for contact in row.get("interactions", ()):
            self._add(Interaction, {"person": person.id, "author": self._office.settings.officer, **contact})

    def _add_list(self, row: Mapping[str, Any]) -> None:
        own = {name: value for name, value in row.items() if name not in ("members", "campaign")}
        whole = self._named(PressList, {**own, "campaign": self._campaign(row.get("campaign", ""))})
        for member in row["members"]:
            self._add(ListMember, {"press_list": whole.id, **member})

    def _campaign(self, title: str) -> int:
        """The campaign of that title, 0 for none."""
        query = Query(Campaign).where("title", Op.IS, title).where("is_template", Op.IS, False)
        found: list[Campaign] = self._office.store.find(query, 1) if title else []
        return found[0].id if found else 0

    def _named(self, record: type[R], row: Mapping[str, Any]) -> R:
        made = self._add(record, row)
        self._numbers[made.caption] = made.id
        return made

    def _add(self, record: type[R], row: Mapping[str, Any]) -> R:
        described = fields_of(record)
        values = {name: self._value(described[name].kind, value) for name, value in row.items()}
        return self._change.add(record(id=self._change.number(), **values))

    def _value(self, kind: Kind, value: Any) -> Any:
        """A value of the content file as the field holds it."""
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.MOMENT:
            return self._moment(value)
        if kind is Kind.LINK and isinstance(value, str):
            return self._numbers[value]
        return tuple(value) if kind in (Kind.CHOICES, Kind.TAGS) else value

    def _moment(self, days: int) -> datetime:
        """An office hour of a day told from today, never in the future."""
        hour = OFFICE_HOURS[self._contacts % len(OFFICE_HOURS)]
        self._contacts += 1
        local = datetime.combine(self._office.today + timedelta(days=days), time(hour, 30))
        return min(local.astimezone().astimezone(UTC), self._office.clock())
