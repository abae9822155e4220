"""Looking after the data: is it whole, and is there a good copy of it."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Label, Sentence, sentence
from hospcomms.services.settings import FILE as SETTINGS_FILE
from hospcomms.storage import backup as copies
from hospcomms.storage import files
from hospcomms.storage.connect import DATABASE, SCHEMA_VERSION
from hospcomms.storage.keys import KEY_FILE
from hospcomms.storage.writing import refusal_for, write_whole

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.checking import Fault

NOTE = "last-backup.json"


@dataclass(frozen=True)
class CheckProblem:
    """One thing wrong with the data: ``kind`` and ``where`` for programs, ``sentence`` for the officer."""

    kind: str
    where: str
    sentence: Sentence


@dataclass(frozen=True)
class CheckReport:
    """How the data stands: ``records`` counts those in use by type key, ``last_backup`` is in UTC or None."""

    problems: tuple[CheckProblem, ...]
    records: dict[str, int]
    last_backup: datetime | None

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems


def check(office: Office) -> CheckReport:
    """Read the whole data file, its index, counts, links, attached files and the logs of incidents."""
    # late: no part of an ordinary start
    from hospcomms.services.incident_checks import faults

    try:
        problems = tuple(_problem(office, fault) for fault in office.store.faults())
        if any(problem.kind == "damaged" for problem in problems):
            return CheckReport(problems, {}, last_backup(office))
        problems += tuple(CheckProblem("log", where, said) for where, said in faults(office))
        records = {record.key: office.store.count(Query(record)) for record in RECORDS}
    except Refusal as refusal:
        if refusal.kind != "damaged":
            raise
        return report_of_damaged(office.folder)
    return CheckReport(problems, records, last_backup(office))


def report_of_damaged(folder: Path) -> CheckReport:
    """What a check says of a folder whose data file is so damaged that it cannot be opened or read."""
    return CheckReport((CheckProblem("damaged", DATABASE, _damaged()),), {}, _noted(folder))


def _damaged() -> Sentence:
    return sentence("The data file is damaged. Bring the data back from a backup.")


def _problem(office: Office, fault: Fault) -> CheckProblem:
    where = f"{fault.record.key} {fault.id}: {fault.where}" if fault.record and fault.id else fault.where
    return CheckProblem(fault.kind, where, _sentence(office, fault))


def _sentence(office: Office, fault: Fault) -> Sentence:
    if fault.kind == "damaged":
        return _damaged()
    if fault.kind == "index":
        return sentence("The search index does not agree with the records. Some of them may not be found.")
    assert fault.record is not None
    if fault.kind == "count":
        return sentence(
            "The number of records kept for “{record}” is not the number counted.", record=Label(fault.record.many)
        )
    caption = _caption(office, fault)
    if fault.kind == "link":
        return sentence(
            "{record} “{title}” leads to a record that does not exist. Open it and choose again.",
            record=Label(fault.record.one),
            title=caption,
        )
    return sentence(
        "The file {file} attached to “{title}” is missing or was changed. Attach it again.",
        file=fault.where,
        title=caption,
    )


def _caption(office: Office, fault: Fault) -> str:
    assert fault.record is not None
    with contextlib.suppress(Refusal):  # gone, or a release under embargo on the command line
        found = office.store.get(fault.record, fault.id)
        return found.caption or found.reference or str(found.id)
    return str(fault.id)


def backup(office: Office, out: Path) -> Path:
    """Write a verified backup of everything into the one file ``out``; returns it.

    It holds the database under its own key, the key file, the settings, the attached files and a manifest.
    Raises Refusal (disk full, file open elsewhere, backup could not be verified); an older ``out`` then stays.
    """
    at = office.clock()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="backup-", dir=out.parent) as place:
            database = Path(place) / DATABASE
            office.store.copy_to(database)
            facts: dict[str, object] = {"at": at.isoformat(), "schema": SCHEMA_VERSION}
            copies.archive(out, _members(office.folder, database), facts)
    except OSError as error:
        raise refusal_for(error, out.name) from error
    write_whole(office.folder / NOTE, json.dumps({"at": at.isoformat()}).encode())
    return out


def _members(folder: Path, database: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, database
    for name in (KEY_FILE, SETTINGS_FILE):
        if (folder / name).is_file():
            yield name, folder / name
    for path in files.kept(folder):
        yield path.relative_to(folder).as_posix(), path


def last_backup(office: Office) -> datetime | None:
    """When the last verified backup was made (UTC), or None."""
    return _noted(office.folder)


def _noted(folder: Path) -> datetime | None:
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return datetime.fromisoformat(note["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
