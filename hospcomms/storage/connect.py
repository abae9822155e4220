"""Opening the database file exactly as RELIABILITY.md section 2 measured it: key, WAL, FULL, no hidden BEGIN."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

APPLICATION_ID = 0x48435043  # "HCPC"
SCHEMA_VERSION = 3
DATABASE = "hospcomms.db"
BUSY_SECONDS = 5
_CACHE_KIB = 32 * 1024
_STATEMENTS = 400
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


def connect(path: Path, key: bytes, *, reading: bool = False) -> Any:
    """A connection in autocommit mode; ``key`` is the 32-byte data key and never enters a URL, repr or log.

    Raises the driver's DatabaseError when the key does not open the file.
    """
    module = driver()
    connection = module.connect(str(path), check_same_thread=False, timeout=BUSY_SECONDS, cached_statements=_STATEMENTS)
    try:
        connection.isolation_level = None
        if module.__name__ != "sqlite3":
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _SAFE:
            connection.execute(f"PRAGMA {pragma}")
        if reading:
            connection.execute("PRAGMA query_only=ON")
        elif connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=TRUNCATE")
    except BaseException:
        connection.close()
        raise
    return connection
