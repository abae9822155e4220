"""Copies of a database that are known to be good: made beside their place, verified, then put there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage.connect import connect, driver
from hospcomms.storage.refusals import damaged, refusing
from hospcomms.storage.writing import put_in_place, refusal_for


def copy_verified(connection: Any, target: Path, key: bytes) -> None:
    """Write a whole copy of the database behind ``connection`` to ``target``, under the same key, and check it.

    Raises Refusal (``damaged`` when the database itself is, disk full, ``backup-broken``); ``target`` is then not
    there, or as it was.
    """
    with beside(target) as part:
        _copy(connection, part, key)


def copy_for_now(path: Path, target: Path, key: bytes) -> None:
    """The same for a copy that is packed at once: it is not waited for until the disk has it.

    To flush it would hold up every save made meanwhile. Raises Refusal as ``copy_verified``; ``target`` is left as it
    is then.
    """
    with refusing(), contextlib.closing(connect(path, key)) as connection:
        _copy(connection, target, key, synced=False)


def _copy(connection: Any, target: Path, key: bytes, *, synced: bool = True) -> None:
    with refusing():
        fold_in(connection)
        _refuse_damaged(connection)
        if not synced:
            connection.execute("PRAGMA synchronous=OFF")
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.execute("PRAGMA synchronous=FULL")  # what is folded in at closing must be on the disk
        with contextlib.closing(connect(target, key, reading=True)) as copy:
            if faults_of(copy):
                raise broken()


def fold_in(connection: Any) -> None:
    """Fold the write-ahead log into the file: a page that a power cut left half written stands whole in the log.

    The check of the seals reads the file alone, and would call such a page damage.
    """
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def _refuse_damaged(connection: Any) -> None:
    """Read every page of the database: a copy holds no index of it, and would hide that one is damaged."""
    if not _broken_pages(connection):
        return
    # a page that is being folded in at this moment may read like a broken one: look again while nobody writes
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _broken_pages(connection)
    finally:
        connection.execute("ROLLBACK")
    if found:
        raise damaged()


def _broken_pages(connection: Any) -> list[Any]:
    """The seals of the pages tell all; without encryption there is none, and the structure is asked instead."""
    is_plain = driver().__name__ == "sqlite3"
    return list(connection.execute("PRAGMA cipher_integrity_check")) if not is_plain else faults_of(connection)


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A file to be written and checked inside the block; it then takes the place of ``target``, or is gone."""
    part = held_files.part_of(target)
    try:
        yield part
        sync(part)
        put_in_place(part, target)
    except OSError as error:
        raise refusal_for(error, target.name) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def faults_of(connection: Any) -> list[str]:
    """What the database's own checks of structure and of encryption find; nothing when it is whole."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
    if driver().__name__ != "sqlite3":
        found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    return found


def opens(path: Path, key: bytes) -> bool:
    """True when ``key`` opens the database file."""
    try:
        connect(path, key, reading=True).close()
    except driver().Error:
        return False
    return True


def sync(path: Path) -> None:
    """Have the content of a file on the disk before it is relied upon."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def broken() -> Refusal:
    """What was written is not what was to be written."""
    return Refusal(
        "backup-broken",
        sentence("The backup could not be verified, so it was not kept. Choose another place, then try again."),
    )
