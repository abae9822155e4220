"""Watch rules, issues, developments and visits of the press in the sample hospital; everything is invented."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms import RESOURCES
from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.campaigns import YES, Campaign
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.monitoring import Clip, Development, Issue, WatchRule
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.query import Op, Query

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
CONTENT = RESOURCES / "data" / "sample" / "watch.json"
MORNING = 9


def add_watch(office: Office, name: str, kind: str) -> None:
    """Write them into an office that has its press and its clips, as one change of that name and kind."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        writing = _Watch(office, change)
        for row in content["rules"]:
            writing.add(WatchRule, row)
        made = {row["title"]: writing.add(Development, row) for row in content["developments"]}
        for row in content["issues"]:
            writing.add_issue(row, made)
        writing.add_visits(content)


class _Watch:
    """What is called by name is looked for in the office; days count from today."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change

    def add_issue(self, row: Mapping[str, Any], developments: Mapping[str, Development]) -> None:
        """Write an issue, and join the clips and developments it names."""
        issue = self.add(Issue, row["values"])
        joined: list[Any] = [developments[title] for title in row["developments"]]
        for title in row["clips"]:
            joined += self._office.store.find(Query(Clip).where("title", Op.IS, title), 1)
        for one in joined:
            self._change.save(replace(one, issue=issue.id))

    def add_visits(self, content: Mapping[str, Any]) -> None:
        """Write the accreditations: where patients are seen with a consent, and where granted with an escort."""
        consent = self.add(Consent, content["consent"])
        able: Sequence[Colleague] = self._office.store.find(Query(Colleague).where("phone", Op.FILLED), 1)
        escort = able[0] if able else self.add(Colleague, content["colleague"])
        for row in content["accreditations"]:
            seen = row.get("patients") == YES
            links = {"consents": [consent.id] if seen else [], "escort": escort.id if row["state"] == "granted" else 0}
            self.add(Accreditation, {**row, **links})

    def add(self, record: type[R], row: Mapping[str, Any]) -> R:
        """Write a record with the values of the content file."""
        described = fields_of(record)
        values = {name: self._value(described[name].kind, described[name].target, row[name]) for name in row}
        return self._change.add(record(id=self._change.number(), **values))

    def _value(self, kind: Kind, target: str, value: Any) -> Any:
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.MOMENT:
            return self._moment(*(value if isinstance(value, list) else (value, MORNING)))
        if kind is Kind.LINK and isinstance(value, str):
            return self._named(target, value)
        return tuple(value) if kind in (Kind.TAGS, Kind.LINKS, Kind.CHOICES) else value

    def _moment(self, days: int, hour: int) -> datetime:
        """An hour of a day told from today, on the clock of this computer."""
        local = datetime.combine(self._office.today + timedelta(days=days), time(hour))
        return local.astimezone().astimezone(UTC)

    def _named(self, target: str, name: str) -> int:
        """The record of that name; 0 when there is none."""
        kinds: dict[str, tuple[type[Record], str]] = {
            "outlet": (Outlet, "name"),
            "person": (Person, "name"),
            "campaign": (Campaign, "title"),
        }
        kind, field = kinds[target]
        found = self._office.store.find(Query(kind).where(field, Op.IS, name), 1) if name else []
        return int(found[0].id) if found else 0
