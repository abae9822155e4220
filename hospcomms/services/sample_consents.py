"""Consents of the sample hospital besides those of its releases: one expires soon, one is withdrawn with its tasks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.consents import Consent, Photo, PhotoRecall
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.query import Op, Query
from hospcomms.services import files
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

FOLDER = RESOURCES / "data" / "sample"
CONTENT = FOLDER / "consents.json"


def add_consents(office: Office, name: str, kind: str) -> None:
    """Write them into an office as one change of that name and kind, after the releases; days count from today."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        for row in content["consents"]:
            _add(office, change, Consent, row)
        for row in content["photos"]:
            _add_photo(office, change, row)
        for row in content["recalls"]:
            _add_recall(office, change, row)
        refresh_wholes(change)


def _add_photo(office: Office, change: Change, row: Mapping[str, Any]) -> None:
    own = {name: value for name, value in row.items() if name not in ("file", "consents", "campaign")}
    consents = tuple(_found(change, Consent, code).id for code in row["consents"])
    campaign = _found(change, Campaign, row["campaign"]).id if "campaign" in row else 0
    picture = files.attach(office, FOLDER / row["file"])
    _add(office, change, Photo, own, picture=picture, consents=consents, campaign=campaign)


def _add_recall(office: Office, change: Change, row: Mapping[str, Any]) -> None:
    own = {name: value for name, value in row.items() if name not in ("consent", "photo")}
    photo = _found(change, Photo, row["photo"]).id
    where = {"where_key": Photo.key, "where_id": float(photo), "responsible": office.settings.officer}
    consent = _found(change, Consent, row["consent"]).id
    _add(office, change, PhotoRecall, own, consent=consent, photo=photo, **where)


def _add(office: Office, change: Change, record: type[Record], row: Mapping[str, Any], **more: Any) -> None:
    described = fields_of(record)
    values = {name: _value(office, described[name].kind, value) for name, value in row.items()}
    change.save(record(**{**values, **more}).settled())


def _value(office: Office, kind: Kind, value: Any) -> Any:
    """A value of the content file as the field holds it."""
    if kind is Kind.DAY:
        return office.today + timedelta(days=value)
    return tuple(value) if kind in (Kind.CHOICES, Kind.TAGS) else value


def _found(change: Change, record: type[Record], name: str) -> Record:
    """What is called so: written here, or with the releases and campaigns before."""
    query = Query(record).where(record.title_field, Op.IS, name)
    if record is Campaign:
        query = query.where("is_template", Op.IS, False)
    found: Record = change.find(query)[0]
    return found
