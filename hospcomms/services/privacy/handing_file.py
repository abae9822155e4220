"""The file on a person as it leaves: a PDF to read, a JSON file for programs and the attached files, in an archive."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.access import SUBJECT_FILE
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import STAMPS, Record, StoredFile, Texts, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.subject_files import SubjectFile
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import access, files
from hospcomms.services.passing import passing_folder
from hospcomms.services.privacy import subject_file

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

TITLE = N_("File on a person")
PDF, JSON, FILES = "file.pdf", "file.json", "files"


def document(office: Office, found: SubjectFile, speaking: Locale) -> Document:
    """The file on a person as a paper."""
    # late: reports bring the page engine
    from hospcomms.reports.subject_file import subject_paper
    from hospcomms.services.dossiers import issuer_of

    incidents = subject_file.incident_titles(office, found)
    return subject_paper(found, incidents, issuer_of(office), speaking, office.today)


def save(office: Office, found: SubjectFile, speaking: Locale, target: Path) -> int:
    """Write all of it into one archive (.zip), whole or not at all; returns how many attached files could not go along.

    Photos of the register and files under embargo stay. Raises Refusal, also when it cannot be noted that the file
    was handed over: then nothing was written.
    """
    # late: as above
    from hospcomms.reports.handing_over import write_whole
    from hospcomms.reports.pdf import pdf_bytes

    if target.suffix.casefold() != ".zip":
        said = sentence("A file on a person is saved as .zip. Choose a file name with this ending.")
        raise Refusal("ending", said)
    about = found.own[0] if found.own else None
    key, ident = (type(about).key, about.id) if about is not None else ("", 0)
    size = len(found.own) + len(found.linked) + len(found.named)
    access.note(office, SUBJECT_FILE, record=key, ident=ident, size=size, where=target.suffix)
    with tempfile.TemporaryDirectory(dir=passing_folder()) as place:
        folder = Path(place)
        missing = _attached(office, found, folder / FILES)
        (folder / PDF).write_bytes(pdf_bytes(document(office, found, speaking), speaking))
        content = json.dumps(as_values(found, missing), ensure_ascii=False, indent=1)
        (folder / JSON).write_text(content, encoding="utf-8")
        write_whole(target, lambda part: _pack(folder, part))
    return len(missing)


def _attached(office: Office, found: SubjectFile, place: Path) -> list[str]:
    """Copies of the attached files; the names of those that may not leave or are missing are returned."""
    missing = []
    for stored in found.files:
        place.mkdir(exist_ok=True)
        try:
            source = files.path_of(office, stored)
        except Refusal as refusal:
            if refusal.kind not in ("file-missing", "photo", "no-consent", "embargo"):
                raise
            missing.append(stored.name)
            continue
        shutil.move(source, place / f"{stored.sha256[:8]}-{source.name}")
        shutil.rmtree(source.parent, ignore_errors=True)
    return missing


def _pack(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            packed.write(path, path.relative_to(folder).as_posix())


def as_values(found: SubjectFile, missing: list[str]) -> dict[str, Any]:
    """The file as plain values, for programs: field names and keys as the program has them."""
    return {
        "format": "hospcomms-subject-file",
        "version": 1,
        "made_at": found.at.isoformat(),
        "names": list(found.names),
        "own": [_record(one) for one in found.own],
        "linked": [_record(one) for one in found.linked],
        "named": [
            {"kind": one.record.key, "id": one.record.id, "field": one.field.name, "words": one.words}
            for one in found.named
        ],
        "incident_log": [
            {"incident": line.incident, "line": line.line, "at": line.at.isoformat(), "words": line.words}
            for line in found.log_lines
        ],
        "history": [
            {
                "id": record.id,
                "at": line.at.isoformat(),
                "who": line.who,
                "what": line.name,
                "changes": {field.name: [_plain(old), _plain(new)] for field, old, new in line.changes},
            }
            for record, line in found.history
        ],
        "access": [
            {"at": line.at.isoformat(), "who": line.who, "what": line.what, "where": line.where, "why": line.why}
            for line in found.access
        ],
        "links": {str(ident): title for ident, title in found.titles.items()},
        "releases_under_embargo_withheld": found.withheld,
        "other_contacts_alike": len(found.alike),
        "files_left_out": missing,
    }


def _record(record: Record) -> dict[str, Any]:
    values = {name: _plain(getattr(record, name)) for name in fields_of(type(record)) if name not in STAMPS}
    stamps = {name: _plain(getattr(record, name)) for name in STAMPS}
    filled = {name: value for name, value in values.items() if value not in (None, "", 0, [], False)}
    return {"kind": record.key, "id": record.id, **stamps, "fields": filled}


def _plain(value: Any) -> Any:
    """A value of a field as JSON holds it."""
    if isinstance(value, Texts):
        return {"ar": value.ar, "fr": value.fr, "en": value.en} if value.written() else None
    if isinstance(value, StoredFile):
        return {"name": value.name, "sha256": value.sha256, "size": value.size}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value
