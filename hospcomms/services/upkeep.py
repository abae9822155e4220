"""Looking after the data: is it whole, and is there a good copy of it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Label, Sentence, sentence
from hospcomms.services import backup_notes
from hospcomms.storage.connect import DATABASE

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.checking import Fault


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
    from hospcomms.services import backup_anchors
    from hospcomms.services.incident_checks import faults

    try:
        problems = tuple(_problem(office, fault) for fault in office.store.faults())
        if any(problem.kind == "damaged" for problem in problems):
            return CheckReport(problems, {}, last_backup(office))
        logs = (*faults(office), *backup_anchors.faults(office))
        problems += tuple(CheckProblem("log", where, said) for where, said in logs)
        records = {record.key: office.store.count(Query(record)) for record in RECORDS}
    except Refusal as refusal:
        if refusal.kind != "damaged":
            raise
        return report_of_damaged(office.folder)
    return CheckReport(problems, records, last_backup(office))


def report_of_damaged(folder: Path) -> CheckReport:
    """What a check says of a folder whose data file is so damaged that it cannot be opened or read."""
    return CheckReport(
        (CheckProblem("damaged", DATABASE, _damaged()),), {}, backup_notes.last_of(folder, backup_notes.read(folder))
    )


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
    """Write a verified backup of everything into the one file ``out``; returns it. Raises Refusal; see ``backups``."""
    # late: packing archives is no part of an ordinary check
    from hospcomms.services.backups import write_file

    return write_file(office, out).path


def last_backup(office: Office) -> datetime | None:
    """When the newest verified backup that is still there was made (UTC), or None."""
    return backup_notes.last_of(office.folder, backup_notes.read(office.folder))
