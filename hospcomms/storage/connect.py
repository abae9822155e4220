"""Opening the database file exactly as RELIABILITY.md section 2 measured it: key, WAL, FULL, no hidden BEGIN."""

from __future__ import annotations

import contextlib
import importlib
import os
from pathlib import Path
from typing import Any

from hospcomms.storage.places import LOCAL, place_of

APPLICATION_ID = 0x48435043  # "HCPC"
SCHEMA_VERSION = 3
DATABASE = "hospcomms.db"
BUSY_SECONDS = 5
_CACHE_KIB = 32 * 1024
_STATEMENTS = 400
_TRAIL_HEAD, _FRAME_HEAD, _SALT = 32, 24, 16
"""Bytes: the head of a write-ahead log, that of each page in it, and what SQLCipher puts before the first page."""
_SAFE = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
    "synchronous=FULL",
    f"cache_size=-{_CACHE_KIB}",  # a page in the cache need not be decrypted again (40 µs each)
)


def revision(version: int) -> str:
    """Alembic's name of a schema number."""
    return f"{version:04}"


def driver() -> Any:
    """The DB-API module: SQLCipher, or the standard one when HOSPCOMMS_PLAIN is set (a way out, not encrypted)."""
    return importlib.import_module("sqlite3" if os.environ.get("HOSPCOMMS_PLAIN") else "sqlcipher3.dbapi2")


def has_trail(path: Path) -> bool:
    """True when a write-ahead log stands beside a database: its file alone is not all of the data."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def connect(path: Path, key: bytes, *, reading: bool = False, untouched: bool = False) -> Any:
    """A connection in autocommit mode; ``key`` is the 32-byte data key and never enters a URL, repr or log.

    ``reading`` forbids changes; ``untouched`` moreover leaves what a crash left in the write-ahead log where it is:
    an ordinary connection folds it into the file when it is closed. Raises the driver's DatabaseError when the key
    does not open the file.
    """
    try:
        return _opened(path, key, "", reading=reading, untouched=untouched)
    except driver().DatabaseError as error:
        if "not a database" not in str(error):
            raise
        # "" again: closing what failed may just have folded the log in, and the file is whole
        for salt in (*_salts_in_trail(path), ""):
            with contextlib.suppress(driver().DatabaseError):
                return _opened(path, key, salt, reading=reading, untouched=untouched)
        raise


def _salts_in_trail(path: Path) -> set[str]:
    """What the write-ahead log says the file begins with; SQLCipher takes it from the file alone.

    A power cut while the log is folded in may spoil that sector. The first page stands whole in the log then.
    """
    found: set[str] = set()
    with contextlib.suppress(OSError), path.with_name(path.name + "-wal").open("rb") as stream:
        head = stream.read(_TRAIL_HEAD)
        size = int.from_bytes(head[8:12])
        while head and 512 <= size <= 65536 and len(frame := stream.read(_FRAME_HEAD + _SALT)) == _FRAME_HEAD + _SALT:
            if int.from_bytes(frame[:4]) == 1:
                found.add(frame[_FRAME_HEAD:].hex())
            stream.seek(size - _SALT, os.SEEK_CUR)
    return found


def _opened(path: Path, key: bytes, salt: str, *, reading: bool, untouched: bool) -> Any:
    module = driver()
    only = untouched and has_trail(path) and path.is_absolute() and not path.drive.startswith("\\\\")
    connection = module.connect(
        f"{path.as_uri()}?mode=ro" if only else str(path),
        uri=only,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=_STATEMENTS,
    )
    try:
        connection.isolation_level = None
        if module.__name__ != "sqlite3":
            connection.execute(f"PRAGMA key=\"x'{key.hex()}{salt}'\"")
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _SAFE:
            connection.execute(f"PRAGMA {pragma}")
        if reading or untouched:
            connection.execute("PRAGMA query_only=ON")
        else:
            _choose_journal(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _choose_journal(connection: Any, path: Path) -> None:
    """WAL on a disk of this computer, else TRUNCATE; each is read back, and EXTRA stands in where neither is given.

    A write-ahead log needs memory shared between programs, which a network drive has not, and a stick is pulled out
    before it is folded in. DELETE lost the last commit in one power cut of four; EXTRA syncs the folder too.
    """
    if place_of(path.parent).kind == LOCAL and _journal(connection, "WAL") == "wal":
        return
    if _journal(connection, "TRUNCATE") != "truncate":
        connection.execute("PRAGMA synchronous=EXTRA")


def _journal(connection: Any, wanted: str) -> str:
    return str(connection.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0])
