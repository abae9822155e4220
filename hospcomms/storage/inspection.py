"""The check of a data file when it is opened: beside everything else, and awaited before any of it is shown.

SQLCipher keeps a seal on every page; reading them all takes 7 ms for each MB and finds every changed bit. Whether the
pages belong together takes longer and is asked once the first page of the window is on the screen.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.storage.connect import connect, driver, has_trail
from hospcomms.storage.refusals import damaged, refusing


class Inspection:
    """Reads a whole data file in a thread of its own, begun as soon as the key is known."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._look, name="inspection", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait for the end. Raises Refusal ``damaged`` or ``disk-error`` when the file is not what was written."""
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def finish(self) -> None:
        """Wait for the end, whatever was found."""
        self._thread.join()

    def _look(self) -> None:
        try:
            refuse_damage(self._path, self._key)
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            self._failure = error


def refuse_damage(path: Path, key: bytes) -> None:
    """Check every page of a data file. Raises Refusal ``damaged`` or ``disk-error``; no byte is changed.

    What a crash left in the write-ahead log replaces pages of the file, which may be half written: then the pages are
    read through the log.
    """
    with refusing(), contextlib.closing(connect(path, key, untouched=True)) as connection:
        if _is_short(connection, path) or (_broken_seals(connection) if not has_trail(path) else _faults(connection)):
            raise damaged()


def refuse_disorder(path: Path, key: bytes) -> None:
    """Check that the pages of a data file belong together. Raises Refusal ``damaged`` or ``disk-error``."""
    with refusing(), contextlib.closing(connect(path, key, untouched=True)) as connection:
        if _faults(connection):
            raise damaged()


def is_damage(error: BaseException) -> bool:
    """True for the refusal of a damaged file."""
    return isinstance(error, Refusal) and error.kind == "damaged"


def _is_short(connection: Any, path: Path) -> bool:
    """True when the file holds fewer pages than it says: the seals of those that are there may all be whole."""
    if has_trail(path):
        return False
    pages, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return path.stat().st_size < pages * size


def _broken_seals(connection: Any) -> list[Any]:
    if driver().__name__ == "sqlite3":
        return _faults(connection)
    return list(connection.execute("PRAGMA cipher_integrity_check"))


def _faults(connection: Any) -> list[Any]:
    return [row for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
