"""The media monitoring of the sample hospital: invented clips of two months, two with scans, and two corrections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms import RESOURCES
from hospcomms.domain.campaigns import Campaign, KeyMessage
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.monitoring import Clip, Correction
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.query import Op, Query
from hospcomms.services import files

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
FOLDER = RESOURCES / "data" / "sample"


def add_media(office: Office, name: str, kind: str) -> None:
    """Write the clips into an office that has its press, as one change of that name and kind; days from today."""
    content = json.loads((FOLDER / "media.json").read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        writing = _Media(office, change)
        made = {row["title"]: writing.clip(row) for row in content["clips"]}
        for row in content["corrections"]:
            writing.add(Correction, {**row, "clip": made[row["clip"]].id})


class _Media:
    """The clips being written: what is called by name is looked for in the office."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change
        self._known = {
            kind: {one.caption: one.id for one in office.store.find(Query(kind))} for kind in (Outlet, Person)
        }
        plans = Query(Campaign).where("is_template", Op.IS, False)
        self._campaigns = {one.title: one.id for one in office.store.find(plans)}
        self._messages = {one.wording.ar: one.id for one in office.store.find(Query(KeyMessage))}
        speaking = office.store.find(Query(Colleague).where("speaks", Op.IS, True), 1)
        self._spokesperson = speaking[0].id if speaking else 0

    def clip(self, row: Mapping[str, Any]) -> Clip:
        """Write one clip with its scans."""
        found = dict(row)
        for field, kind in (("outlet", Outlet), ("person", Person)):
            if field in found:
                found[field] = self._known[kind][found[field]]
        if "campaign" in found:
            found["campaign"] = self._campaigns[found["campaign"]]
        found["messages"] = [self._messages[text] for text in found.get("messages", ())]
        found["spokesperson"] = self._spokesperson if found.get("spokesperson") else 0
        found["scans"] = [files.attach(self._office, FOLDER / name) for name in found.get("scans", ())]
        return self.add(Clip, found)

    def add(self, record: type[R], row: Mapping[str, Any]) -> R:
        """Write a record with the values of the content file."""
        described = fields_of(record)
        values = {name: self._value(described[name].kind, value) for name, value in row.items()}
        return self._change.add(record(id=self._change.number(), **values))

    def _value(self, kind: Kind, value: Any) -> Any:
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        return tuple(value) if kind in (Kind.TAGS, Kind.LINKS, Kind.FILES) else value
