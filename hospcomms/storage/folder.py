"""The open ladder of a data folder: each refusal has its own sentence, and nothing is ever made silently."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage import keys as key_file
from hospcomms.storage.connect import APPLICATION_ID, DATABASE, SCHEMA_VERSION, connect, driver, revision
from hospcomms.storage.lock import LOCK_FILE, FolderLock
from hospcomms.storage.refusals import newer, not_ours, read_only, refusing, unknown_version
from hospcomms.storage.store import Store, utc_now


class OpenFolder:
    """A data folder in use: its store, and the lock that keeps others out until ``close``.

    ``was_older`` is True when its data was brought to the present schema just now.
    """

    def __init__(self, store: Store, lock: FolderLock, *, was_older: bool = False) -> None:
        self.store = store
        self.was_older = was_older
        self._lock = lock

    def close(self) -> None:
        """Close the store and release the folder."""
        self.store.close()
        self._lock.release()


def create_folder(folder: Path, clock: Callable[[], datetime] = utc_now) -> OpenFolder:
    """Make a new, empty data folder at ``folder``; refuses one that already holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(
            "not-empty",
            sentence("The folder {folder} is not empty. Choose a new or empty folder.", folder=folder.name),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(folder)
    except OSError:
        raise read_only() from None
    try:
        keys = key_file.create(folder)
        # late: making the tables needs SQLAlchemy, opening a folder does not
        from hospcomms.storage.creation import create_tables

        with refusing():
            create_tables(folder / DATABASE, keys.data)
    except BaseException:
        _take_away(folder, lock)
        raise
    return OpenFolder(Store(folder, keys, clock), lock)


def _take_away(folder: Path, lock: FolderLock) -> None:
    """Remove the beginnings of a folder that could not be made, so that the place is free for another try."""
    lock.release()
    for name in (*OURS, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def open_folder(folder: Path, clock: Callable[[], datetime] = utc_now) -> OpenFolder:
    """Open an existing data folder.

    Raises Refusal: ``missing-folder``, ``not-ours``, ``empty-file``, ``locked``, ``read-only``,
    ``key-missing``, ``key-damaged``, ``damaged``, ``newer``, ``unknown-version``. The files keep their bytes.
    """
    path = folder / DATABASE
    _check_presence(folder, path)
    if not os.access(folder, os.W_OK) or not os.access(path, os.W_OK):
        raise read_only()
    try:
        lock = FolderLock(folder)
    except OSError:
        raise read_only() from None
    try:
        keys = key_file.read(folder)
        is_older = version_of(path, keys.data) < SCHEMA_VERSION
        if is_older:
            # late: Alembic is imported only when the data is older than the program
            from hospcomms.storage.upgrade import upgrade

            upgrade(folder, keys.data)
        return OpenFolder(Store(folder, keys, clock), lock, was_older=is_older)
    except BaseException:
        lock.release()
        raise


def _check_presence(folder: Path, path: Path) -> None:
    if not folder.is_dir():
        raise Refusal(
            "missing-folder",
            sentence(
                "The data folder {folder} was not found. Nothing was made in its place."
                " Connect the disk, or choose another folder.",
                folder=folder.name,
            ),
        )
    if not path.is_file():
        raise Refusal(
            "not-ours",
            sentence(
                "The folder {folder} holds no data of this program, and nothing in it was changed."
                " Choose another folder.",
                folder=folder.name,
            ),
        )
    if path.stat().st_size == 0:
        raise Refusal(
            "empty-file",
            sentence(
                "The data file is empty, so it was damaged; it is kept as it is."
                " Bring the data back from a backup copy."
            ),
        )


def version_of(path: Path, key: bytes) -> int:
    """The schema number of a database that opens with ``key`` and is ours; no byte of it is changed.

    Raises Refusal: ``not-ours``, ``damaged``, ``newer``, ``unknown-version``, ``read-only``.
    """
    try:
        with path.open("rb") as stream:
            plain = stream.read(16) == b"SQLite format 3\x00"
    except OSError:
        raise read_only() from None
    if plain and driver().__name__ != "sqlite3":
        raise not_ours()
    with refusing(), contextlib.closing(connect(path, key, reading=True)) as connection:
        return _checked(connection)


def _checked(connection: Any) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_ours()
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise newer(str(version))
    marks = _marks(connection)
    if marks != ([revision(version)] if version else []):
        raise unknown_version(" ".join(marks) or "?")
    return version


def _marks(connection: Any) -> list[str]:
    """What Alembic noted as the state of the tables; nothing in a file that has no tables yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return []
    return [str(row[0]) for row in connection.execute("SELECT version_num FROM alembic_version")]


OURS = (DATABASE, key_file.KEY_FILE, LOCK_FILE)
