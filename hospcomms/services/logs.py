"""The program's own log: a file for each day beside the data, without a word of what the data holds.

A line says when, how grave, where in the code and which kinds of errors. Messages of errors, values, names and paths
never come in (``code_places``). Nothing here raises: a log that cannot be written is no reason to stop the officer.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from hospcomms.domain.limits import LOG_BYTES
from hospcomms.services.code_places import told
from hospcomms.services.office import default_folder
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.store import utc_now

FOLDER = "logs"
KEPT_DAYS = 30
"""Bytes of one day; of all days 10 times as much."""
_ALL = 10 * LOG_BYTES
_NAME = re.compile(r"hospcomms-(\d{4}-\d{2}-\d{2})\.log")
_FULL = "The log of this day is full."


def own_folder() -> Path:
    """The program's own folder for the user of this computer, outside the data."""
    return default_folder().parent


def place_for(data: Path) -> Path:
    """Where the log of a data folder is: in it, or in the user's own folder while there is no data there."""
    with contextlib.suppress(OSError):
        if (data / DATABASE).is_file():
            return data / FOLDER
    return own_folder() / FOLDER


class Log:
    """The log of one data folder. Each line opens and closes the file: the folder can be moved at any time."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._data, self._clock = data, clock
        self._lock = threading.Lock()

    def note(self, level: str, what: str, error: BaseException | None = None, *, places: Sequence[str] = ()) -> None:
        """Write one line; ``what`` is a constant of our own code, never a value, ``places`` are places in the code."""
        at = self._clock()
        said = " | ".join([what, *([told(error)] if error is not None else []), *places])
        line = f"{at:%Y-%m-%dT%H:%M:%SZ} {level} {said}".replace("\n", " ").replace("\r", " ")
        with self._lock:
            for place in (place_for(self._data), own_folder() / FOLDER, Path(tempfile.gettempdir()) / "hospcomms-logs"):
                with contextlib.suppress(OSError):
                    _append(place / f"hospcomms-{at:%Y-%m-%d}.log", line)
                    return

    def tidy(self) -> None:
        """Take away what is older than 30 days by its name, and the oldest while all is too large."""
        with contextlib.suppress(OSError):
            _tidy(place_for(self._data), self._clock().date())


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    size = path.stat().st_size if path.exists() else 0
    if size >= LOG_BYTES:
        return
    if size + len(line.encode()) + 1 >= LOG_BYTES - len(_FULL) - 1:
        line = _FULL + " " * max(0, LOG_BYTES - size - len(_FULL) - 1)
    with path.open("ab") as stream:
        stream.write(line.encode("utf-8", "replace") + b"\n")


def _tidy(place: Path, today: date) -> None:
    days = {path: found[1] for path in place.iterdir() if (found := _NAME.fullmatch(path.name))}
    oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
    room = _ALL
    for path, day in sorted(days.items(), key=lambda item: item[1], reverse=True):
        size = path.stat().st_size
        if day < oldest or size > room:
            path.unlink()
        else:
            room -= size
