"""The reserve: a file of 20 MB in the data folder that is given up when the disk is full.

A database on a full disk cannot even delete; with the reserve gone, what the officer is typing can still be saved. It
holds chance and no zeros, so that a disk that packs its files keeps real room for it. No backup takes it along.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from hospcomms.domain import held_files

FILE = "reserve.bin"
SIZE = 20 * 1024 * 1024
ROOM_TO_MAKE = 100 * 1024 * 1024
"""It is made only where so many bytes are free besides: the reserve is not to be what fills the disk."""
LOW = 2 * 1024 * 1024
"""With fewer free bytes than this a change may fail half-way, so that the reserve is given up before it."""
_BLOCK = 1 << 20

Room = Callable[[Path], int]


def free_room(folder: Path) -> int:
    """How many bytes are free on the disk of a folder; very many where the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 1 << 60


def is_full(folder: Path, room: Room = free_room) -> bool:
    """True when a change may fail half-way for want of room."""
    return room(folder) < LOW


def is_there(folder: Path) -> bool:
    """True when the whole reserve is there."""
    try:
        return (folder / FILE).stat().st_size >= SIZE
    except OSError:
        return False


def ensure(folder: Path, room: Room = free_room) -> bool:
    """Make the reserve where it is missing and there is room for it; True when it is there afterwards."""
    if is_there(folder):
        return True
    if room(folder) < SIZE + ROOM_TO_MAKE:
        return False
    part = folder / f"{FILE}.part"
    try:
        block = os.urandom(_BLOCK)
        with part.open("wb") as stream:
            for _ in range(SIZE // _BLOCK):
                stream.write(block)
            stream.flush()
            os.fsync(stream.fileno())
        held_files.replace(part, folder / FILE)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        return False
    return True


def give_up(folder: Path) -> bool:
    """Free the room of the reserve; True when there was one."""
    path = folder / FILE
    try:
        size = path.stat().st_size
        # emptied first: a file that another program holds open cannot be removed on Windows, but it can be cut
        with path.open("rb+") as stream:
            stream.truncate(0)
    except OSError:
        return False
    with contextlib.suppress(OSError):
        path.unlink()
    return size > 0


def make_room(folder: Path, room: Room = free_room) -> bool:
    """Give the reserve up when the disk is all but full; True when it was done now."""
    return is_full(folder, room) and give_up(folder)
