"""The materials of the sample hospital: a leaflet in two languages, a poster past its review, a film kept elsewhere."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms import RESOURCES
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.consents import Photo
from hospcomms.domain.fields import Kind, Record, StoredFile, Texts, fields_of
from hospcomms.domain.materials import Material, MaterialApproval, MaterialVersion, StockMove
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Op, Query
from hospcomms.services import files
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
CONTENT = RESOURCES / "data" / "sample" / "materials.json"
_STAMP = re.compile(rb"(?<=Date \(D:)\d{14}|(?<=<)[0-9a-f]{32}(?=>)")
"""The moment in a PDF file, and the number made of it: the sample of one day is the same whenever it is made."""
_OWN = frozenset({"versions", "programme", "campaign", "approvals", "moves", "file", "photos"})
_NAMED = (("programme", "programmes", Programme), ("campaign", "campaigns", Campaign))


def add_materials(office: Office, name: str, kind: str) -> None:
    """Write them into an office as one change of that name and kind; days count from today."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, office.store.change(name, kind) as change:
        writing = _Materials(office, change, Path(folder))
        for row in content["materials"]:
            writing.add(row)
        refresh_wholes(change)


class _Materials:
    """The materials being written; their files are set by the program's own page engine."""

    def __init__(self, office: Office, change: Change, folder: Path) -> None:
        self._office, self._change, self._folder = office, change, folder

    def add(self, row: Mapping[str, Any]) -> None:
        """Write one material with its versions, approvals and movements."""
        linked = {field: self._linked(kind, row[one]) for one, field, kind in _NAMED if one in row}
        material = self._write(Material, row, **linked)
        for line in row["versions"]:
            self._add_version(material, line)

    def _add_version(self, material: Material, row: Mapping[str, Any]) -> None:
        photos = tuple(ident for title in row.get("photos", ()) for ident in self._linked(Photo, title))
        content = self._content(material, row) if row.get("file") else None
        version = self._write(MaterialVersion, row, material=material.id, content=content, photos=photos)
        both = {"material": material.id, "version": version.id}
        for line in row.get("approvals", ()):
            given = {name: value for name, value in line.items() if name != "days"}
            self._write(MaterialApproval, given, given_at=self._moment(line["days"]), **both)
        for line in row.get("moves", ()):
            self._write(StockMove, line, **both)

    def _content(self, material: Material, row: Mapping[str, Any]) -> StoredFile:
        """A version set as a page of its own, marked as a sample."""
        # late: only the making of a sample sets pages here
        from hospcomms.reports.document import Document, Text
        from hospcomms.reports.pdf import pdf_bytes
        from hospcomms.services.dossiers import issuer_of

        speaking = self._office.settings.locale_for(row["language"])
        issuer = issuer_of(self._office)
        title = material.title.best(row["language"])
        made = Document(
            title=title,
            language=row["language"],
            blocks=tuple(Text(line, size=15.0, after=6.0) for line in row["wording"].split("\n") if line),
            marks=issuer.marks(),
            office=issuer.foot(speaking),
            numbered=False,
        )
        path = self._folder / f"{material.reference.replace('/', '-')}-{row['edition']}.pdf"
        day = f"{self._office.today:%Y%m%d}".encode()
        content = _STAMP.sub(lambda found: day.ljust(len(found[0]), b"0"), pdf_bytes(made, speaking))
        path.write_bytes(content)
        return files.attach(self._office, path)

    def _write(self, record: type[R], row: Mapping[str, Any], **more: Any) -> R:
        described = fields_of(record)
        values = {
            name: self._value(described[name].kind, described[name].target, value)
            for name, value in row.items()
            if name not in _OWN
        }
        return self._change.add(record(id=self._change.number(), **{**values, **more}).settled())

    def _value(self, kind: Kind, target: str, value: Any) -> Any:
        """A value of the content file as the field holds it."""
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.TEXTS:
            return Texts(**value)
        if kind is Kind.LINK:
            assert target == Audience.key
            return next(iter(self._linked(Audience, value)), 0)
        return tuple(value) if kind is Kind.TAGS else value

    def _linked(self, kind: type[Record], title: str) -> tuple[int, ...]:
        """The records of this title, written by the campaigns and programmes before."""
        query = Query(kind).where(kind.title_field, Op.IS, title)
        if kind is Campaign:
            query = query.where("is_template", Op.IS, False)
        found: list[Record] = self._office.store.find(query, 1)
        return tuple(one.id for one in found)

    def _moment(self, days: int) -> datetime:
        """Half past ten of a day told from today, never in the future."""
        local = datetime.combine(self._office.today + timedelta(days=days), time(10, 30))
        return min(local.astimezone().astimezone(UTC), self._office.clock())
