"""Backups: made while the officer works, checked before they count, kept in two places, thinned and never silent.

One backup is one file in the folder of backups of the data folder (see ``storage.backup_files``). Attached files lie
beside it and never change, so they are only listed in it; the second place gets them once each.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.services import backup_notes as notes
from hospcomms.services import backup_target, readable, sealing_up, thinning
from hospcomms.services.access import note as note_access
from hospcomms.services.backup_copies import WHY, Copy, backups_near, copies, copy_at
from hospcomms.services.backup_notes import BACKUPS, EVERY, State, state
from hospcomms.services.office import with_settings
from hospcomms.services.rehearsing import Rehearsal, rehearse
from hospcomms.services.rescue import Preview, preview, restore
from hospcomms.storage import backup_facts, backup_files, files
from hospcomms.storage.backup import copy_for_now
from hospcomms.storage.backup_files import ERASURES, SETTINGS, Member
from hospcomms.storage.connect import DATABASE, SCHEMA_VERSION, connect
from hospcomms.storage.keys import KEY_FILE
from hospcomms.storage.writing import refusal_for

if TYPE_CHECKING:
    from hospcomms.services.office import Office

__all__ = [
    "WHY",
    "Copy",
    "Preview",
    "Rehearsal",
    "State",
    "backups_near",
    "before",
    "copies",
    "copy_at",
    "is_due",
    "make",
    "preview",
    "rehearse",
    "restore",
    "state",
    "tend",
    "turn",
    "with_target",
    "write_file",
]
_WORK = ".making"
_turns: dict[str, threading.RLock] = {}


def make(office: Office, why: str) -> Copy:
    """Make a verified backup in the data folder, send it to the second place, and let go of what is too old.

    ``why`` is a key of ``WHY``; before a restore nothing is let go. Raises Refusal when none could be made
    (``damaged``, disk full …): nothing is deleted then, and ``state().failed`` says it until a later success. A second
    place that refuses is only said there.
    """
    if why not in WHY:
        raise ValueError(why)
    with turn(office):
        try:
            made = _make(office, why)
        except Refusal as refusal:
            _keep_failure(office, refusal)
            raise
        failure = _send(office, made.path, thorough=why != "close")
        if why != "restore":  # the copy that is to be restored may be one that would go now
            thinning.thin(office)
        _keep_outcome(office, failure)
    note_access(office, "backup", size=made.records, where=BACKUPS, why=why)
    return made


def is_due(office: Office) -> bool:
    """True when something was changed since the last backup and that is half an hour old, or gone."""
    note, now = notes.read(office.folder), office.clock()
    last = notes.last_of(office.folder, note)
    return is_changed(office) and (last is None or not last <= now < last + EVERY)


def is_changed(office: Office) -> bool:
    """True when something was changed since the last backup of the data folder, or that is gone."""
    note = notes.read(office.folder)
    mark = office.store.ask(notes.mark_of)
    if next(notes.files_in(office.folder / BACKUPS), None) is None:
        return mark != "0-0"
    return mark != note.get("mark")


def tend(office: Office) -> Copy | None:
    """What the clock asks for: a backup when one is due; otherwise the second place is caught up. Raises Refusal."""
    if is_due(office):
        return make(office, "change")
    if backup_target.is_behind(office):
        with turn(office):
            newest = next((path for path, _, _ in notes.files_in(office.folder / BACKUPS)), None)
            failure = None if newest is None else _send(office, newest, thorough=True)
            _keep_outcome(office, failure)
    return None


def before(office: Office, why: str) -> None:
    """A backup before something large happens, where the last one does not already hold everything.

    A refusal does not stop what was to happen: it is kept for ``state().failed``.
    """
    if is_changed(office):
        with suppress(Refusal):
            make(office, why)


def with_target(office: Office, folder: Path | None) -> Office:
    """Keep where the second copy of each backup goes (None: nowhere); returns the office that knows.

    Raises Refusal ``target-inside`` or ``target-gone``; the setting then stays.
    """
    if folder is None:
        return with_settings(office, replace(office.settings, backup_target=""))
    if not folder.is_dir():
        raise Refusal(
            "target-gone", sentence("The folder {folder} was not found. Choose another one.", folder=folder.name)
        )
    here, there = office.folder.resolve(), folder.resolve()
    if here == there or here in there.parents:
        raise Refusal(
            "target-inside",
            sentence(
                "The folder {folder} lies in the data folder itself. Choose one on another disk.", folder=folder.name
            ),
        )
    return with_settings(office, replace(office.settings, backup_target=str(folder)))


def write_file(office: Office, out: Path) -> Copy:
    """Write a verified backup of everything, the attached files too, into the one file ``out``.

    Raises Refusal (disk full, file open elsewhere, backup could not be verified); an older ``out`` then stays.
    """
    # late: a module of the reports, which an automatic backup does not need
    from hospcomms.reports.handing_over import refuse_name

    refuse_name(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_for(error, out.name) from error
    with turn(office):
        at = office.clock()
        _write(office, out, {"at": at.isoformat(), "number": 0, "why": "asked"}, is_complete=True)
        notes.keep(
            office.folder, file={"path": str(out.absolute()), "at": at.isoformat(), "is": notes.fingerprint(out)}
        )
    note_access(office, "backup", where=out.suffix, why="asked")
    made = copy_at(out)
    assert made is not None
    return replace(made, is_verified=True)


@contextmanager
def turn(office: Office) -> Iterator[None]:
    """One thread at a time at the backups of a folder; what an interrupted one left behind is cleared away."""
    with _turns.setdefault(str(office.folder), threading.RLock()):
        place = office.folder / BACKUPS
        held_files.remove_tree(place / _WORK)
        for part in place.glob("*.part"):
            with suppress(OSError):
                part.unlink()
        try:
            yield
        finally:
            held_files.remove_tree(place / _WORK)


def _make(office: Office, why: str) -> Copy:
    place, at = office.folder / BACKUPS, office.clock()
    note = notes.read(office.folder)
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise refusal_for(error, BACKUPS) from error
    last = next((number for _, number, _ in notes.files_in(place)), 0)
    kept = note.get("number")
    number = 1 + max(last, kept if isinstance(kept, int) else 0)
    path = place / notes.named(number, at)
    mark = _write(office, path, {"at": at.isoformat(), "number": number, "why": why}, is_complete=False)
    made = copy_at(path)
    assert made is not None
    known = {**notes.verified(note, "here"), path.name: notes.fingerprint(path)}
    first = note.get("first") or at.isoformat()
    notes.keep(office.folder, at=at.isoformat(), number=number, mark=mark, verified_here=known, first=first)
    return replace(made, is_verified=True, where="here")


def _write(office: Office, out: Path, facts: dict[str, Any], *, is_complete: bool) -> str:
    """Write the file of a backup; returns the mark of the last commit in it."""
    work = office.folder / BACKUPS / _WORK
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_for(error, BACKUPS) from error
    database = work / DATABASE
    keys = office.store.keys
    copy_for_now(office.folder / DATABASE, database, keys.data)
    with closing(connect(database, keys.data, reading=True)) as copy:
        mark = notes.mark_of(copy)
        told = {
            **facts,
            "schema": SCHEMA_VERSION,
            "identity": keys.folder,
            "counts": backup_facts.counts(copy),
            "logs": backup_facts.logs(copy),
            "is_complete": is_complete,
            "attachments": [[path.name, path.stat().st_size] for path in files.kept(office.folder)],
        }
        backup_files.archive(out, _members(office, database, copy, is_complete=is_complete), told)
    return mark


def _members(office: Office, database: Path, copy: Any, *, is_complete: bool) -> Iterator[Member]:
    yield Member(DATABASE, database)
    for name in (KEY_FILE, SETTINGS, ERASURES):
        if (office.folder / name).is_file():
            yield Member(name, office.folder / name)
    if is_complete:
        for path in files.kept(office.folder):
            yield Member(path.relative_to(office.folder).as_posix(), path)
    yield from readable.members(office.folder, copy, office.store.keys)


def _send(office: Office, path: Path, *, thorough: bool) -> Refusal | None:
    try:
        if backup_target.send(office, path, thorough=thorough) is not None:
            sealing_up.seal_what_came_back(office)
    except Refusal as refusal:
        return refusal
    return None


def _keep_outcome(office: Office, failure: Refusal | None) -> None:
    if failure is not None:
        _keep_failure(office, failure)
        return
    with suppress(Refusal):
        notes.keep(office.folder, failed=None, failed_at=None)


def _keep_failure(office: Office, refusal: Refusal) -> None:
    """Keep what went wrong until a later success. A disk that is full may refuse this note too: then it is told."""
    said = notes.put_sentence(refusal.sentence)
    note = notes.read(office.folder)
    at: datetime = notes.moment(note.get("failed_at")) or office.clock()
    with suppress(Refusal):
        notes.keep(office.folder, failed=said, failed_at=at.isoformat())
