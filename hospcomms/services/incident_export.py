"""Everything of an incident in a folder or a .zip that can be checked without this program (CRI-6, RELIABILITY.md).

Made beside the target and put in place at once: a full disk or a drive that is pulled out leaves nothing half.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import STAMPS, Field, Kind, Record, StoredFile, fields_of
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.incident_log import Fault, LogLine, genesis
from hospcomms.domain.incidents import (
    Incident,
    IncidentCall,
    IncidentStep,
    PublicFact,
    ReviewLesson,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.locale import LANGUAGES, Locale
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import PARTS
from hospcomms.domain.wording import sentence
from hospcomms.services import access, files, incident_papers, records
from hospcomms.services.incident_log import checked_lines

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

README = RESOURCES / "data" / "incident_export.txt"
FORMAT, LOG_FORMAT, VERSION = "hospcomms-incident-export", "hospcomms-incident-log", 1
_NAME = 60
"""Letters of the name of an attached file: the whole path of it is not to be too long for Windows."""
MANIFEST, LOG, READ_ME = "manifest.json", "incident-log.json", "README.txt"


def export_folder(office: Office, incident: int, target: Path) -> Path:
    """Write everything of an incident into a new folder, or a .zip when the name ends so; returns where it stands.

    A log that is not whole is exported all the same, and said so on top and in the manifest. Raises Missing, and
    Refusal when the place is taken or cannot be written; then nothing is left there.
    """
    # late: reports bring the page engine
    from hospcomms.reports.handing_over import refusal_of, refuse_name

    refuse_name(target)
    found = records.get(office, Incident, incident)
    is_zip = target.suffix.casefold() == ".zip"
    if not is_zip and target.exists() and (not target.is_dir() or any(target.iterdir())):
        said = sentence("There is something in {folder} already. Choose a new folder.", folder=target.name)
        raise Refusal("taken", said)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    packed = part.with_name(f"{part.name}.zip")
    try:
        part.mkdir(parents=True)
        _Export(office, found, part).write()
        if is_zip:
            _pack(part, packed)
            held_files.replace(packed, target)
        else:
            if target.exists():
                target.rmdir()
            held_files.replace(part, target)
    except OSError as problem:
        raise refusal_of(problem, target) from problem
    finally:
        held_files.remove_tree(part)
        held_files.remove(packed)
    access.note(office, "export", record=Incident.key, ident=incident, where=target.suffix)
    return target


def _pack(folder: Path, target: Path) -> None:
    """All files of a folder in a .zip; already packed pages are only stored."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            way = zipfile.ZIP_STORED if path.suffix == ".pdf" else zipfile.ZIP_DEFLATED
            book.write(path, path.relative_to(folder).as_posix(), way)
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def line_shape(line: LogLine) -> dict[str, Any]:
    """A line with exactly the values its seal is worked out from, and the seal."""
    return {**asdict(line), "at": line.at.astimezone(UTC).isoformat()}


class _Export:
    """The files of one incident being written into a folder."""

    def __init__(self, office: Office, incident: Incident, folder: Path) -> None:
        self._office, self._incident, self._folder = office, incident, folder
        self._speaking = office.settings.locale_for(incident.language)
        self._lines, self._fault = checked_lines(office, incident)

    def write(self) -> None:
        """Log, papers, tables, attached files; the manifest and the explanation last."""
        self._log()
        self._papers()
        self._tables()
        attached = self._attached()
        self._read_me()
        self._manifest(attached)

    def _log(self) -> None:
        lines = [line_shape(line) for line in self._lines]
        shape = {**self._identity(LOG_FORMAT), "genesis": genesis(self._incident.identity), "log": lines}
        self._write_json(LOG, shape)
        names = list(LogLine.__dataclass_fields__)
        self._write_csv("incident-log.csv", names, ([line[name] for name in names] for line in lines))
        self._paper(
            "incident-log.pdf", incident_papers.log(self._office, self._incident, self._speaking), self._speaking
        )

    def _identity(self, form: str) -> dict[str, Any]:
        return {
            "format": form,
            "version": VERSION,
            "incident": self._incident.id,
            "identity": self._incident.identity,
            "title": self._incident.title,
            "drill": self._incident.is_drill,
            "lines": len(self._lines),
            "head": self._lines[-1].seal if self._lines else genesis(self._incident.identity),
            "whole": self._fault is None,
            "fault": None if self._fault is None else self._fault_shape(self._fault),
        }

    def _fault_shape(self, fault: Fault) -> dict[str, Any]:
        return {"line": fault.line, "sentence": {one: self._say(fault, one) for one in LANGUAGES}}

    def _say(self, fault: Fault, language: str) -> str:
        return self._office.settings.locale_for(language).say(fault.sentence)

    def _papers(self) -> None:
        office, incident, speaking = self._office, self._incident, self._speaking
        for place, one in enumerate(records.parts(office, Statement, incident.id), 1):
            for language in LANGUAGES:
                if any(getattr(getattr(one, part), language) for part in PARTS):
                    own = office.settings.locale_for(language)
                    name = f"statements/statement-{place:02}-{language}.pdf"
                    self._paper(name, incident_papers.statement(office, one, own), own)
        for place, report in enumerate(records.parts(office, SituationReport, incident.id), 1):
            paper = incident_papers.situation_report(office, report, speaking)
            self._paper(f"situation-reports/situation-report-{place:02}.pdf", paper, speaking)
        if records.parts(office, PublicFact, incident.id):
            self._paper("facts-sheet.pdf", incident_papers.facts(office, incident, speaking), speaking)
        if records.find(office, Query(Rumour).where("incident", Op.IS, incident.id), limit=1):
            self._paper("rumour-log.pdf", incident_papers.rumours(office, incident, speaking), speaking)
        if incident.ended_at is not None:
            self._paper("after-action.pdf", incident_papers.after_action(office, incident, speaking), speaking)

    def _paper(self, name: str, document: Document, speaking: Locale) -> None:
        # late: reports bring the page engine
        from hospcomms.reports.pdf import pdf_bytes

        self._place(name).write_bytes(pdf_bytes(document, speaking))

    def _tables(self) -> None:
        for name, kind in (("calls.csv", IncidentCall), ("steps.csv", IncidentStep)):
            self._table(name, kind, records.parts(self._office, kind, self._incident.id))

    def _table(self, name: str, kind: type[Record], rows: Sequence[Record]) -> None:
        """Records with the headings of the program; links are left out, moments are in UTC."""
        left_out = (*STAMPS, "reference")
        fields = [one for one in fields_of(kind).values() if one.kind is not Kind.LINK and one.name not in left_out]
        heads = [self._speaking.text(one.label) for one in fields]
        self._write_csv(name, heads, ([self._plain(one, getattr(row, one.name)) for one in fields] for row in rows))

    def _plain(self, field: Field, value: Any) -> object:
        if field.kind is Kind.CHOICE:
            chosen = field.choice(value)
            return self._speaking.text(chosen.label) if chosen else value
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="seconds")
        if hasattr(value, "best"):
            return value.best(self._incident.language)
        return "" if value is None else value

    def _attached(self) -> list[str]:
        """Copies of the files of the review and of the scans; the names of those that are missing are returned."""
        missing: list[str] = []
        for stored in self._stored():
            name = f"files/{stored.sha256[:8]}-{safe_name(stored.name, _NAME)}"
            try:
                files.save_as(self._office, stored, self._place(name))
            except Refusal as refusal:
                if refusal.kind not in ("file-missing", "photo", "no-consent"):  # photos of the register stay here
                    raise
                missing.append(stored.name)
        return missing

    def _stored(self) -> Iterator[StoredFile]:
        for lesson in records.parts(self._office, ReviewLesson, self._incident.id):
            if lesson.proof is not None:
                yield lesson.proof

    def _read_me(self) -> None:
        words = README.read_text(encoding="utf-8")
        places = {"warning": "ar", "warning_fr": "fr", "warning_en": "en"}
        for place, language in places.items():
            said = f"{self._say(self._fault, language)}\n\n" if self._fault is not None else ""
            words = words.replace("{" + place + "}", said)
        text = words.replace("{title}", self._incident.title)
        self._place(READ_ME).write_text(text, encoding="utf-8", newline="\r\n")

    def _manifest(self, missing: list[str]) -> None:
        kept = [
            {"path": path.relative_to(self._folder).as_posix(), "size": path.stat().st_size, "sha256": digest(path)}
            for path in sorted(one for one in self._folder.rglob("*") if one.is_file())
        ]
        at = self._office.clock().astimezone(UTC).isoformat(timespec="seconds")
        shape = {
            **self._identity(FORMAT),
            "exported_at": at,
            "exported_by": self._office.settings.officer,
            "missing_files": missing,
            "files": kept,
        }
        self._write_json(MANIFEST, shape)

    def _place(self, name: str) -> Path:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        return path

    def _write_json(self, name: str, shape: object) -> None:
        text = json.dumps(shape, ensure_ascii=False, indent=1)
        self._place(name).write_text(f"{text}\n", encoding="utf-8", newline="\n")

    def _write_csv(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """As spreadsheets of the region open it; a text that would be taken for a formula gets an apostrophe."""
        # late: reports bring the engine of workbooks
        from hospcomms.reports.sheet_cells import guarded

        with self._place(name).open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
            writer.writerow(heads)
            writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
