"""The open ladder of a data folder: each refusal has its own sentence, and nothing is ever made silently."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage import keys as key_file
from hospcomms.storage import reserve, windows
from hospcomms.storage.connect import APPLICATION_ID, DATABASE, SCHEMA_VERSION, connect, driver, revision
from hospcomms.storage.inspection import Inspection, refuse_damage, refuse_disorder
from hospcomms.storage.lock import LOCK_FILE, FolderLock
from hospcomms.storage.places import LOCAL, place_of
from hospcomms.storage.refusals import (
    bad_place,
    held,
    newer,
    no_room,
    not_ours,
    read_only,
    refusing,
    too_deep,
    unknown_version,
)
from hospcomms.storage.store import Store, utc_now

_DEEPEST = 110
"""Letters of the longest path inside a data folder: an attached file of a restore, aside, being written."""


class OpenFolder:
    """A data folder in use: its store, and the lock that keeps others out until ``close``.

    ``was_older`` is True when its data was brought to the present schema just now. Nothing of it may be shown before
    ``assure`` was called: the file is still being read.
    """

    def __init__(
        self, store: Store, lock: FolderLock, inspection: Inspection | None = None, *, was_older: bool = False
    ) -> None:
        self.store = store
        self.was_older = was_older
        self._lock = lock
        self._inspection = inspection

    def assure(self) -> None:
        """Wait until every page of the file is checked. Raises Refusal ``damaged`` or ``disk-error``."""
        if self._inspection is not None:
            self._inspection.wait()

    def look_through(self) -> None:
        """Check how the pages belong together, which takes longer. Raises Refusal ``damaged`` or ``disk-error``."""
        refuse_disorder(self.store.folder / DATABASE, self.store.keys.data)

    def close(self) -> None:
        """Close the store and release the folder."""
        if self._inspection is not None:
            self._inspection.finish()
        self.store.close()
        self._lock.release()


def create_folder(folder: Path, clock: Callable[[], datetime] = utc_now, *, anywhere: bool = False) -> OpenFolder:
    """Make a new, empty data folder at ``folder``; refuses one that already holds something.

    Refuses a place where data gets lost too (``synchronised-place``, ``network-place``, ``removable-place``), unless
    ``anywhere``: a crisis cannot wait for a better one.
    """
    if not anywhere:
        refuse_bad_place(folder)
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


def refuse_bad_place(folder: Path) -> None:
    """Raise Refusal when new data in a folder would get lost sooner or later."""
    place = place_of(folder)
    if place.kind != LOCAL:
        raise bad_place(place, folder.name)
    if len(str(folder.absolute())) > windows.LONGEST - _DEEPEST and not windows.takes_long_paths():
        raise too_deep(folder.name)


def _take_away(folder: Path, lock: FolderLock) -> None:
    """Remove the beginnings of a folder that could not be made, so that the place is free for another try."""
    lock.release()
    for name in (*OURS, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def open_folder(folder: Path, clock: Callable[[], datetime] = utc_now, secret: str = "") -> OpenFolder:
    """Open an existing data folder; ``secret`` is its password or its recovery code, where it has one.

    Raises Refusal: ``missing-folder``, ``not-ours``, ``empty-file``, ``locked``, ``read-only``,
    ``key-missing``, ``key-damaged``, ``password-needed``, ``wrong-password``, ``wrong-code``, ``damaged``, ``newer``,
    ``unknown-version``, ``disk-full``. The files keep their bytes. Damage inside the file is refused by
    ``OpenFolder.assure``: the check runs while the caller makes ready what it will show.
    """
    path = folder / DATABASE
    _finish_restore(folder)
    _check_presence(folder, path)
    if not os.access(folder, os.W_OK) or not os.access(path, os.W_OK):
        raise read_only()
    given = reserve.make_room(folder)
    lock = _locked(folder)
    try:
        keys = key_file.read(folder, secret)
        with _at_opening(folder):
            version = version_of(path, keys.data)
            _settle_journal(path, keys.data)
        if version < SCHEMA_VERSION:
            _upgrade(folder, path, keys.data)
        store = Store(folder, keys, clock)
        store.reserve_given = given
        return OpenFolder(store, lock, Inspection(path, keys.data), was_older=version < SCHEMA_VERSION)
    except BaseException:
        lock.release()
        raise


def _locked(folder: Path) -> FolderLock:
    try:
        return FolderLock(folder)
    except OSError as error:
        raise no_room() if held_files.is_disk_full(error) else read_only() from None


@contextlib.contextmanager
def _at_opening(folder: Path) -> Iterator[None]:
    """A full disk is called so, whatever SQLite stumbles over; nothing was typed yet that could be lost."""
    try:
        yield
    except Refusal as refusal:
        is_full = refusal.kind in ("disk-error", "read-only") and reserve.is_full(folder)
        raise no_room() if is_full or refusal.kind == "disk-full" else refusal from None


def _settle_journal(path: Path, key: bytes) -> None:
    """Leave the write-ahead log where the folder moved to a stick or the net; later, readers would keep it open."""
    if place_of(path.parent).kind != LOCAL:
        with refusing():
            connect(path, key).close()


def _upgrade(folder: Path, path: Path, key: bytes) -> None:
    """Bring whole data to the present schema; damaged data is refused first and keeps its bytes."""
    # late: Alembic is imported only when the data is older than the program
    from hospcomms.storage.upgrade import upgrade

    refuse_damage(path, key)
    upgrade(folder, key)


def _finish_restore(folder: Path) -> None:
    """Finish what an interrupted restore began, or undo it where it had not replaced anything."""
    if (folder / "restore.json").exists() or (folder / "restoring").exists():
        # late: an ordinary start has nothing to finish
        from hospcomms.storage import restoring

        try:
            restoring.finish(folder)
        except OSError:
            raise read_only() from None


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
        plain = held_files.read(path, 16) == b"SQLite format 3\x00"
    except OSError:
        raise (held() if windows.is_held(path) else read_only()) from None
    if plain and driver().__name__ != "sqlite3":
        raise not_ours()
    with refusing(), contextlib.closing(connect(path, key, untouched=True)) as connection:
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
