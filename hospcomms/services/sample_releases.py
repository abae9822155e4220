"""The releases of the sample hospital: one out with an older version, one under embargo, a draft; photos, consents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms import RESOURCES
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.press import ListMember, Person, PressList
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import DRAFT, PUBLISHED, SETTLED, Delivery, Release, ReleaseApproval
from hospcomms.services import files
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
FOLDER = RESOURCES / "data" / "sample"
CONTENT = FOLDER / "releases.json"
_OWN = frozenset({"approvals", "deliveries", "days", "embargo", "older", "trusted", "source", "photos"})
OLD_WORDS = "0000000000000000"
"""The mark of words the source no longer has."""


def add_releases(office: Office, name: str, kind: str) -> None:
    """Write them into an office as one change of that name and kind; days count from today."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        _Releases(office, change).add_all(content)
        refresh_wholes(change)


class _Releases:
    """The releases being written: what is called by name gets its number."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change
        self._numbers: dict[tuple[str, str], int] = {}

    def add_all(self, content: Mapping[str, Any]) -> None:
        """Write consents, photos, the trusted list, then the releases with what was decided and given out."""
        for row in content["consents"]:
            self._add(Consent, row)
        for row in content["photos"]:
            self._add_photo(row)
        self._add_trusted(content["trusted"])
        for row in content["releases"]:
            self._add_release(row)

    def _add_photo(self, row: Mapping[str, Any]) -> None:
        own = {name: value for name, value in row.items() if name not in ("file", "consents")}
        consents = tuple(self._number(Consent, code) for code in row["consents"])
        self._add(Photo, own, picture=files.attach(self._office, FOLDER / row["file"]), consents=consents)

    def _add_trusted(self, row: Mapping[str, Any]) -> None:
        own = {name: value for name, value in row.items() if name != "members"}
        self._trusted = self._add(PressList, own)
        for name in row["members"]:
            member = {"press_list": self._trusted.id, "person": name, "changed_on": -40}
            self._add(ListMember, member)

    def _add_release(self, row: Mapping[str, Any]) -> None:
        own = {name: value for name, value in row.items() if name not in _OWN}
        more: dict[str, Any] = {"photos": tuple(self._number(Photo, one) for one in row.get("photos", ()))}
        begun = self._moment(row["days"] - 4)
        more["created_at"] = begun
        if row.get("trusted"):
            more["trusted"] = self._trusted.id
        if "embargo" in row:
            more["embargo_until"] = self._tomorrow(row["embargo"])
        if "source" in row:
            more |= {"source": self._number(Release, row["source"]), "follows": OLD_WORDS}
        if row["state"] != DRAFT:
            more |= {"state_since": self._moment(row["days"]), "state_by": self._officer}
        if row["state"] == PUBLISHED:
            more["published_at"] = self._moment(row["days"])
        release = self._add(Release, own, **more)
        for line in row.get("approvals", ()):
            self._add(ReleaseApproval, {"release": release.id, **line}, text_mark=release.text_mark)
        for line in row.get("deliveries", ()):
            self._add_delivery(release, line)

    def _add_delivery(self, release: Release, row: Mapping[str, Any]) -> None:
        given = {
            "release": release.id,
            "recipient": row.get("person", ""),
            "way": "email",
            "language": release.language,
            "edition": 1.0,
            **row,
        }
        held = release.embargo_until is not None and release.state in SETTLED
        self._add(Delivery, given, text_mark=release.text_mark, under_embargo=held, by=self._officer)

    @property
    def _officer(self) -> str:
        return self._office.settings.officer

    def _add(self, record: type[R], row: Mapping[str, Any], **more: Any) -> R:
        described = fields_of(record)
        values = {name: self._value(described[name].kind, described[name].target, value) for name, value in row.items()}
        made = record(id=self._change.number(), **{**values, **more})
        kept = self._change.add(made.settled())
        self._numbers[record.key, kept.caption] = kept.id
        return kept

    def _value(self, kind: Kind, target: str, value: Any) -> Any:
        """A value of the content file as the field holds it."""
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.MOMENT:
            return self._moment(value)
        if kind is Kind.LINK and isinstance(value, str):
            return self._found(target, value)
        return tuple(value) if kind in (Kind.CHOICES, Kind.TAGS) else value

    def _number(self, record: type[Record], name: str) -> int:
        return self._numbers[record.key, name]

    def _found(self, target: str, name: str) -> int:
        """The number of what is called so: written here, or by the press and the campaigns before."""
        if (target, name) in self._numbers:
            return self._numbers[target, name]
        kind: type[Record] = {Campaign.key: Campaign, Person.key: Person, PressList.key: PressList}[target]
        query = Query(kind).where(kind.title_field, Op.IS, name)
        if kind is Campaign:
            query = query.where("is_template", Op.IS, False)
        found: list[Record] = self._office.store.find(query, 1)
        return found[0].id

    def _moment(self, days: int) -> datetime:
        """Half past ten of a day told from today, never in the future."""
        local = datetime.combine(self._office.today + timedelta(days=days), time(10, 30))
        return min(local.astimezone().astimezone(UTC), self._office.clock())

    def _tomorrow(self, hour: int) -> datetime:
        local = datetime.combine(self._office.today + timedelta(days=1), time(hour))
        return local.astimezone().astimezone(UTC)
