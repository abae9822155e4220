"""Putting restored data in the place of what is there, so that a kill at any moment leaves the old data or the new.

The restored files are laid out and checked in a folder of their own inside the data folder. The one step that decides
is the writing of a journal: before it nothing was touched and the stage is thrown away; after it the exchange is
finished at the next opening, however often it is interrupted. What was there before is moved aside, not deleted.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from hospcomms.domain import held_files
from hospcomms.storage.backup import sync
from hospcomms.storage.backup_files import ERASURES, SETTINGS
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.files import FOLDER as ATTACHMENTS
from hospcomms.storage.keys import KEY_FILE
from hospcomms.storage.lock import FolderLock
from hospcomms.storage.writing import put_in_place, write_whole

STAGE = "restoring"
JOURNAL = "restore.json"
TRAIL = (f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")
_EXCHANGED = (DATABASE, KEY_FILE, SETTINGS, ERASURES)
"""The database is exchanged first: its trail must not run into the new one."""
Step = Callable[[str], object]


def _unheard(_step: str) -> None:
    """Nobody listens."""


def is_unfinished(folder: Path) -> bool:
    """True when a restore was interrupted in this data folder."""
    return (folder / JOURNAL).exists() or (folder / STAGE).exists()


def finish(folder: Path) -> bool:
    """Finish a restore that was interrupted, or undo one that had not begun to replace anything.

    Returns True when there was one. Raises Refusal ``locked`` when another program is at it, and OSError.
    """
    if not is_unfinished(folder):
        return False
    lock = FolderLock(folder)
    try:
        if (folder / JOURNAL).exists():
            _exchange(folder, _unheard)
        held_files.remove_tree(folder / STAGE)
    finally:
        lock.release()
    return True


def begin(folder: Path) -> Path:
    """An empty stage in the data folder, whose lock is held."""
    stage = folder / STAGE
    held_files.remove_tree(stage)
    stage.mkdir()
    return stage


def put(folder: Path, aside: str, told: Step = _unheard) -> Path:
    """Put what is laid out in the stage in its place; returns the folder ``aside`` that keeps what was there.

    The lock is held, the data closed. ``told`` hears the name of each step after it was done. Raises OSError.
    """
    stage = folder / STAGE
    for path in [path for path in stage.rglob("*") if path.is_file()]:
        sync(path)
    for place in [stage, *(path for path in stage.rglob("*") if path.is_dir())]:
        _sync_folder(place)
    told("synced")
    write_whole(folder / JOURNAL, json.dumps({"aside": aside}).encode())
    _sync_folder(folder)
    told("journal")
    return _exchange(folder, told)


def _exchange(folder: Path, told: Step) -> Path:
    stage, aside = folder / STAGE, folder / _aside(folder)
    aside.mkdir(exist_ok=True)
    _add_attachments(stage, folder, aside)
    told("attachments")
    for name in _EXCHANGED:
        if not (stage / name).is_file():
            continue  # done before the interruption, or not in the backup
        old = (name, *TRAIL) if name == DATABASE else (name,)
        for gone in old:
            _move(folder / gone, aside / gone)
            told(f"aside {gone}")
        put_in_place(stage / name, folder / name)
        _sync_folder(folder)
        told(f"placed {name}")
    _sync_folder(aside)
    held_files.remove(folder / JOURNAL)
    _sync_folder(folder)
    told("journal gone")
    held_files.remove_tree(stage)
    with contextlib.suppress(OSError):
        aside.rmdir()  # a new folder had nothing to keep
    told("stage gone")
    return aside


def _aside(folder: Path) -> str:
    """The name of the folder for what was there, from the journal; it is a plain name whatever stands in it."""
    try:
        name = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))["aside"]
        if isinstance(name, str) and name not in ("", ".", "..") and Path(name).name == name:
            return name
    except (ValueError, KeyError, TypeError):
        pass
    return "replaced"


def _add_attachments(stage: Path, folder: Path, aside: Path) -> None:
    """Add the files the folder lacks; one of the same name that is damaged or of another office goes aside."""
    for path in list((stage / ATTACHMENTS).glob("*/*")):
        name = path.relative_to(stage)
        if (folder / name).exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            _move(folder / name, aside / name)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        put_in_place(path, folder / name)


def _move(source: Path, target: Path) -> None:
    if not source.exists():
        return
    number = 1
    while target.exists():  # from an exchange that was interrupted: neither is to be lost
        number += 1
        target = target.with_name(f"{source.name}.{number}")
    put_in_place(source, target)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows writes them with the files."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
