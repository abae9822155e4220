"""Plain copies that only pass by: one private folder of this run, emptied when the window is locked and at the end.

Attached files are kept sealed. Whoever opens one in another program, or sets it on paper, needs it plain for a while;
nothing of that may stay on the disk, not even after the program was killed.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.storage.lock import LOCK_FILE, FolderLock

if TYPE_CHECKING:
    from hospcomms.domain.fields import StoredFile
    from hospcomms.services.office import Office

_PREFIX = "hospcomms-passing-"


def passing_folder() -> Path:
    """The folder of this run; others on the machine may not read it."""
    return _passing()[0]


def new_place() -> Path:
    """A new empty folder in it, for one copy."""
    return Path(tempfile.mkdtemp(dir=passing_folder()))


@contextlib.contextmanager
def plain_copy(office: Office, stored: StoredFile) -> Iterator[Path]:
    """An attached file as it is, for the length of the block. Raises Refusal when it is missing or was changed."""
    place = new_place()
    try:
        office.store.attachments.copy_out(stored, place / stored.sha256)
        yield place / stored.sha256
    finally:
        shutil.rmtree(place, ignore_errors=True)


def forget_copies() -> None:
    """Remove all plain copies of this run; one that another program holds open goes at the end or at the next start."""
    if _passing.cache_info().currsize:
        _empty(passing_folder())


@cache
def sweep() -> None:
    """Remove, once a run, what runs left behind that did not end by themselves."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as found:
        for folder in [Path(entry.path) for entry in found if entry.name.startswith(_PREFIX)]:
            with contextlib.suppress(OSError, Refusal):  # another program that runs holds its own
                FolderLock(folder).release()
                shutil.rmtree(folder, ignore_errors=True)


@cache
def _passing() -> tuple[Path, FolderLock]:
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = FolderLock(folder)
    atexit.register(_end, folder, lock)
    return folder, lock


def _end(folder: Path, lock: FolderLock) -> None:
    _empty(folder)
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def _empty(folder: Path) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != LOCK_FILE:
            with contextlib.suppress(OSError):
                path.unlink()
