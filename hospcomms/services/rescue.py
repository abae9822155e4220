"""Bringing data back from a backup when the data folder cannot be opened; the damaged files are kept beside."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path, PurePosixPath

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.services.settings import FILE as SETTINGS_FILE
from hospcomms.storage import backup as copies
from hospcomms.storage import keys
from hospcomms.storage.connect import DATABASE, connect
from hospcomms.storage.files import FOLDER as ATTACHMENTS
from hospcomms.storage.folder import version_of
from hospcomms.storage.keys import KEY_FILE
from hospcomms.storage.lock import FolderLock
from hospcomms.storage.refusals import refusing
from hospcomms.storage.writing import put_in_place, refusal_for

HELPED = ("damaged", "empty-file", "key-missing", "key-damaged")
"""The kinds of refusal that a backup is the answer to."""
BACKUPS = "backups"
_OURS = (DATABASE, KEY_FILE)
_TRAIL = (f"{DATABASE}-wal", f"{DATABASE}-shm")
_LOOKED_AT = 400
"""So many files are looked at in one folder: beside the data folder there may be any number of others."""


@dataclass(frozen=True)
class Backup:
    """A backup that was found: when it was made (UTC) and its size in bytes.

    ``is_copy`` marks a copy of the database alone, made before an upgrade; it opens with the key of its folder.
    """

    path: Path
    at: datetime
    size: int
    is_copy: bool = False


def backups_near(folder: Path) -> list[Backup]:
    """The backups in a data folder, in its folder of backups and beside it, the newest first."""
    found = [
        backup
        for place in (folder, folder / BACKUPS, folder.parent, folder.parent / BACKUPS)
        for path in _files(place)
        if (backup := backup_at(path)) is not None
    ]
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def backup_at(path: Path) -> Backup | None:
    """The backup in a file, by what the file says of itself; None when it is something else."""
    try:
        size, written = path.stat().st_size, datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.suffix == ".db" and path.parent.name == BACKUPS:
            return Backup(path, written, size, is_copy=True) if size else None
        facts = copies.facts_of(path) if zipfile.is_zipfile(path) else {}
        return Backup(path, datetime.fromisoformat(facts["at"]), size) if facts else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def bring_back(folder: Path, backup: Backup, now: datetime) -> Path:
    """Put the data of a backup into its folder; returns the new folder that keeps the damaged files.

    The backup is read whole and its database opened and checked before anything is touched. Raises Refusal
    (``locked``, ``backup-damaged``, ``newer``, ``disk-full`` …); the data folder is then as it was.
    """
    try:
        lock = FolderLock(folder)
        try:
            with tempfile.TemporaryDirectory(prefix="bring-back-", dir=folder) as place:
                ready = Path(place)
                _unpack(folder, backup, ready)
                _refuse_unsound(ready, backup)
                aside = _keep_aside(folder, now)
                _put(ready, folder)
        finally:
            lock.release()
    except OSError as error:
        raise refusal_for(error, backup.path.name) from error
    return aside


def _files(place: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in islice(place.iterdir(), _LOOKED_AT) if path.is_file())


def _unpack(folder: Path, backup: Backup, ready: Path) -> None:
    """Lay out the files of a backup in ``ready``; a name that leads out of it is no name of ours."""
    if backup.is_copy:
        shutil.copyfile(backup.path, ready / DATABASE)
        shutil.copyfile(folder / KEY_FILE, ready / KEY_FILE)
        return
    if not copies.is_intact(backup.path):
        raise _unsound(backup)
    with zipfile.ZipFile(backup.path) as packed:
        for name in copies.facts_of(backup.path)["files"]:
            if _is_ours(name):
                packed.extract(name, ready)


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = parts[:1] == (ATTACHMENTS,) and ".." not in parts
    return name in (*_OURS, SETTINGS_FILE) or inside


def _refuse_unsound(ready: Path, backup: Backup) -> None:
    """Open the database of the backup with its key, and read it through."""
    try:
        key = keys.read(ready).data
        version_of(ready / DATABASE, key)
        with refusing(), contextlib.closing(connect(ready / DATABASE, key, reading=True)) as connection:
            faults = copies.faults_of(connection)
    except Refusal as refusal:
        if refusal.kind in ("newer", "disk-full", "read-only"):
            raise
        raise _unsound(backup) from refusal
    if faults:
        raise _unsound(backup)


def _unsound(backup: Backup) -> Refusal:
    return Refusal(
        "backup-damaged",
        sentence(
            "The backup {file} cannot be used, and nothing was changed. Choose another backup.", file=backup.path.name
        ),
    )


def _keep_aside(folder: Path, now: datetime) -> Path:
    """Copy the damaged files, as they are, into a folder of their own."""
    aside = folder / f"damaged-{now:%Y%m%d-%H%M%S}"
    aside.mkdir()
    for name in (*_OURS, *_TRAIL):
        if (folder / name).is_file():
            shutil.copy2(folder / name, aside / name)
            copies.sync(aside / name)
    return aside


def _put(ready: Path, folder: Path) -> None:
    """Put the files in place. The trail of the damaged database goes first: it must not run into the new one."""
    laid_out = [path for path in sorted(ready.rglob("*")) if path.is_file()]
    for path in laid_out:
        copies.sync(path)
    for path in laid_out:
        target = folder / path.relative_to(ready)
        if path.name not in _OURS and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(path, target)
    for name in _TRAIL:
        (folder / name).unlink(missing_ok=True)
    put_in_place(ready / KEY_FILE, folder / KEY_FILE)
    put_in_place(ready / DATABASE, folder / DATABASE)
