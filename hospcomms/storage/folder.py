"""The open ladder of a data folder: each refusal has its own sentence, and nothing is ever made silently."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage import keys as key_file
from hospcomms.storage.connect import APPLICATION_ID, DATABASE, SCHEMA_VERSION, connect, driver
from hospcomms.storage.lock import LOCK_FILE, FolderLock
from hospcomms.storage.store import Store, utc_now


class OpenFolder:
    """A data folder in use: its store, and the lock that keeps others out until ``close``."""

    def __init__(self, store: Store, lock: FolderLock) -> None:
        self.store = store
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
        raise _read_only() from None
    keys = key_file.create(folder)
    # late: making the tables needs SQLAlchemy, opening a folder does not
    from hospcomms.storage.creation import create_tables

    create_tables(folder / DATABASE, keys.data)
    return OpenFolder(Store(folder, keys, clock), lock)


def open_folder(folder: Path, clock: Callable[[], datetime] = utc_now) -> OpenFolder:
    """Open an existing data folder.

    Raises Refusal: ``missing-folder``, ``not-ours``, ``empty-file``, ``locked``, ``read-only``,
    ``key-missing``, ``key-damaged``, ``damaged``, ``newer``. The files keep their bytes.
    """
    path = folder / DATABASE
    _check_presence(folder, path)
    if not os.access(folder, os.W_OK) or not os.access(path, os.W_OK):
        raise _read_only()
    try:
        lock = FolderLock(folder)
    except OSError:
        raise _read_only() from None
    try:
        keys = key_file.read(folder)
        if _version(path, keys.data) < SCHEMA_VERSION:
            # late: Alembic is imported only when the data is older than the program
            from hospcomms.storage.upgrade import upgrade

            upgrade(folder, keys.data)
        return OpenFolder(Store(folder, keys, clock), lock)
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


def _version(path: Path, key: bytes) -> int:
    """The schema number of a database that opens with ``key`` and is ours; closes it again."""
    module = driver()
    try:
        with path.open("rb") as stream:
            plain = stream.read(16) == b"SQLite format 3\x00"
        if plain and module.__name__ != "sqlite3":
            raise _not_ours()
        connection = connect(path, key)
    except module.OperationalError as error:
        raise _read_only() from error
    except module.DatabaseError as error:
        raise _damaged() from error
    try:
        return _checked(connection)
    finally:
        connection.close()


def _checked(connection: Any) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _not_ours()
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise Refusal(
            "newer",
            sentence(
                "This data was saved by a newer version ({v}); nothing in it was changed. Install that version.",
                v=str(version),
            ),
        )
    return version


def _not_ours() -> Refusal:
    return Refusal(
        "not-ours",
        sentence("The data file belongs to another program, and nothing in it was changed. Choose another folder."),
    )


def _damaged() -> Refusal:
    return Refusal(
        "damaged",
        sentence(
            "The data file is damaged; it is kept as it is so that nothing is lost. Choose a backup from the list."
        ),
    )


def _read_only() -> Refusal:
    return Refusal(
        "read-only",
        sentence(
            "This data folder may only be read, so nothing can be saved in it. Check its rights,"
            " or copy it to a disk of this computer."
        ),
    )


OURS = (DATABASE, key_file.KEY_FILE, LOCK_FILE)
