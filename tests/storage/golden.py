"""The golden data folders: one for each released schema, made once by its own release and never again.

``python -m tests.storage.golden`` makes that of the present schema, which is allowed only before its release.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Kind, Record, StoredFile, fields_of
from hospcomms.domain.query import Query
from hospcomms.services import files
from hospcomms.services.office import Office, create_office
from hospcomms.services.settings import FILE as SETTINGS_FILE
from hospcomms.services.settings import Settings
from hospcomms.storage.codec import values_of
from hospcomms.storage.connect import DATABASE, SCHEMA_VERSION
from hospcomms.storage.keys import KEY_FILE
from tests.storage import awkward

HOME = Path(__file__).parents[1] / "data" / "golden"
EXPECTED = "expected.json"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fill(office: Office) -> None:
    """A filled and an empty record of each type, an edit, one in the bin, an undone change, a draft, a file."""
    note = office.folder.parent / "note.txt"
    note.write_text("محضر اجتماع\n", encoding="utf-8")
    stored = files.attach(office, note)
    made: dict[str, int] = {}
    for record in RECORDS:
        with office.store.change("Add") as change:
            filled = change.save(awkward.filled(record, **_files(record, stored), **_links(record, made)))
            change.save(record())
        made[record.key] = filled.id
    first = RECORDS[0]
    with office.store.change("Save") as change:
        kept = change.stored(first, 1)
        change.save(replace(kept, reference="C-2"))
        change.bin(first, 2)
    with office.store.change("Add") as change:
        change.save(first())
    office.store.undo()
    office.store.keep_draft(first, 0, '{"name": "لم يكتمل"}')


def _files(record: type[Record], stored: StoredFile) -> dict[str, Any]:
    """The file fields of a type, filled with a file that is there."""
    kinds = {name: field.kind for name, field in fields_of(record).items()}
    found: dict[str, Any] = {name: stored for name, kind in kinds.items() if kind is Kind.FILE}
    return {**found, **{name: (stored,) for name, kind in kinds.items() if kind is Kind.FILES}}


def _links(record: type[Record], made: dict[str, int]) -> dict[str, Any]:
    """The link fields of a type, leading to what was made before."""
    fields = fields_of(record).values()
    found: dict[str, Any] = {field.name: made.get(field.target, 0) for field in fields if field.kind is Kind.LINK}
    many = [field for field in fields if field.kind is Kind.LINKS]
    return {**found, **{field.name: (made[field.target],) for field in many if field.target in made}}


def rows(office: Office) -> dict[str, list[dict[str, Any]]]:
    """Every record of an office as the plain values of its columns, by type."""
    return {record.key: [_row(found) for found in _all(office, record)] for record in RECORDS}


def _all(office: Office, record: type[Record]) -> list[Record]:
    found = [*office.store.find(Query(record)), *office.store.find(Query(record, binned=True))]
    return sorted(found, key=lambda each: each.id)


def _row(record: Record) -> dict[str, Any]:
    return {"id": record.id, "revision": record.revision, **values_of(record, fields_of(type(record)))}


def make(target: Path) -> None:
    """Write the golden folder of the present schema."""
    with tempfile.TemporaryDirectory() as place:
        office = create_office(Path(place) / "office", Settings(officer="ن. عيّنة", is_ready=True), lambda: NOON)
        fill(office)
        target.mkdir(parents=True)
        office.store.copy_to(target / DATABASE)
        expected = {"rows": rows(office), "undo": office.store.undoable() is not None}
        office.close()
        for name in (KEY_FILE, SETTINGS_FILE):
            shutil.copyfile(office.folder / name, target / name)
        shutil.copytree(office.folder / "attachments", target / "attachments")
    text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
    (target / EXPECTED).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    place = HOME / f"schema-{SCHEMA_VERSION}"
    if place.exists():
        sys.exit(f"{place.name} is there already; remove it first if its schema was never released.")
    make(place)
