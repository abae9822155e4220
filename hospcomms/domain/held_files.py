"""Replacing, moving, removing and reading files that another program holds for a moment.

A scanner, an indexer or a backup program opens a file that was just written, and Windows refuses whoever wants to
replace it meanwhile. Each act here is tried again for at most ``PATIENCE`` seconds; a system that lets files be
replaced while they are open (Linux) refuses for other reasons, and those are told at once.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
PATIENCE = sum(WAITS)
"""Seconds: long enough for a scanner, short enough for a window that waits for it."""
_DENIED, _SHARED, _LOCKED = 5, 32, 33
_TOO_LONG, _NOT_FOUND, _BAD_NAME = (111, 206), (2, 3), 123
_FULL = (39, 112, 1295)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_LONGEST = 259
"""Letters of a whole path where Windows was not told to take longer ones."""


def patiently(act: Callable[[], _T], *, is_windows: bool = os.name == "nt") -> _T:
    """Do ``act``, again and again for a while when another program seems to be in its way. Raises its OSError."""
    for wait in WAITS:
        try:
            return act()
        except PermissionError as error:
            if not is_windows or getattr(error, "winerror", None) not in (None, _DENIED, _SHARED, _LOCKED):
                raise
            time.sleep(wait)
    return act()


def replace(source: Path, target: Path) -> None:
    """Put ``source`` in the place of ``target``. Raises OSError; both are then as they were."""
    patiently(lambda: source.replace(target))


def remove(path: Path) -> None:
    """Delete a file, if it is there. Raises OSError."""
    patiently(lambda: path.unlink(missing_ok=True))


def read(path: Path, most: int = -1) -> bytes:
    """The content of a file, at most ``most`` bytes of it. Raises OSError."""

    def act() -> bytes:
        with path.open("rb") as stream:
            return stream.read(most)

    return patiently(act)


def remove_tree(folder: Path) -> bool:
    """Delete a folder with all that is in it; False when something in it is held by another program for longer."""
    for wait in (*WAITS, None):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return True
        if wait is None or os.name != "nt":
            break
        time.sleep(wait)
    return False


def is_open_elsewhere(error: OSError, *, is_windows: bool = os.name == "nt") -> bool:
    """True when a file could not be opened, replaced or removed because another program has it open."""
    code = getattr(error, "winerror", None)
    # Windows says only “denied” when a file is to be put in the place of one that is open
    return code in (_SHARED, _LOCKED) or (is_windows and code == _DENIED and bool(error.filename2))


def is_disk_full(error: OSError) -> bool:
    """True when there is no room on the disk, or none left for this user."""
    return error.errno in _NO_ROOM or getattr(error, "winerror", None) in _FULL


def is_unfit_name(error: OSError, path: Path, *, is_windows: bool = os.name == "nt") -> bool:
    """True when the path is too long for this system, or its name holds what the system does not take."""
    code = getattr(error, "winerror", None)
    if error.errno == errno.ENAMETOOLONG or code in (*_TOO_LONG, _BAD_NAME):
        return True
    # Windows calls a path that is too long one that was not found, and a name it does not take an invalid argument
    if not is_windows or not path.parent.is_dir():
        return False
    is_missing = code in _NOT_FOUND or error.errno == errno.ENOENT
    return error.errno == errno.EINVAL or (is_missing and (len(str(path)) > _LONGEST - 12 or len(path.name) > 255))


def part_of(path: Path, mark: str = "") -> Path:
    """The file beside ``path`` that it is written into first; its name is no longer than the system takes.

    ``mark`` keeps the parts of two programs apart.
    """
    return path.with_name(f"{path.name[:60]}{mark}.part")
