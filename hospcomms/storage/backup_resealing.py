"""Another key file put into a backup, when the data it was made of gets a password."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from hospcomms.storage import sealing
from hospcomms.storage.backup import broken
from hospcomms.storage.backup_files import READABLE, Member, archive, facts_of, is_intact, member
from hospcomms.storage.files import FOLDER, PURPOSE
from hospcomms.storage.keys import KEY_FILE, Keys
from hospcomms.storage.writing import put_in_place

_LARGEST_KEY_FILE = 64 * 1024
_BLOCK = 1 << 20


def key_file_in(backup: Path) -> bytes:
    """The key file of a backup; nothing when the file is no backup of ours."""
    return member(backup, KEY_FILE, _LARGEST_KEY_FILE) if facts_of(backup) else b""


def reseal(backup: Path, key_file: bytes, keys: Keys) -> None:
    """Put ``key_file`` in place of the one in a backup; attached files that lie plain in it are
    sealed under ``keys``, and a readable form that does is left out.

    The new backup is written beside, verified, and takes the place of the old one. Raises Refusal, also for a backup
    that is not whole; the old one then stays.
    """
    if not is_intact(backup):
        raise broken()
    part = backup.with_name(f"{backup.name}.resealed")
    try:
        with zipfile.ZipFile(backup) as packed:
            facts = facts_of(backup)
            names = [name for name in facts.pop("files") if not name.startswith(READABLE)]
            members = [Member(name, _Copy(packed, name, key_file, keys)) for name in names]
            archive(
                part, members, {name: fact for name, fact in facts.items() if name not in ("application", "format")}
            )
        put_in_place(part, backup)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


class _Copy:
    """One member on its way from the old backup into the new one."""

    def __init__(self, packed: zipfile.ZipFile, name: str, key_file: bytes, keys: Keys) -> None:
        self._packed, self._name, self._key_file, self._keys = packed, name, key_file, keys

    def __call__(self, target: IO[bytes]) -> None:
        if self._name == KEY_FILE:
            target.write(self._key_file)
            return
        with self._packed.open(self._name) as source:
            head = source.read(len(sealing.MAGIC))
            pieces: Iterator[bytes] = chain([head], iter(lambda: source.read(_BLOCK), b""))
            if self._name.startswith(f"{FOLDER}/") and not sealing.is_sealed(head):
                pieces = sealing.sealed(pieces, self._keys.data, self._keys.folder, PURPOSE)
            for piece in pieces:
                target.write(piece)
