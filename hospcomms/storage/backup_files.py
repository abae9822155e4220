"""The file of a backup: an archive with a manifest, sealed by a SHA-256 over all of it, and read with suspicion.

Members are stored as they are, except the readable form: the database is encrypted and does not grow smaller, and a
plain archive is easier to save from a bad disk. The last 64 bytes of the file, the end of the archive's comment, are
the SHA-256 of everything before them, so that no byte of it can change unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from hospcomms.domain.limits import MANIFEST_BYTES
from hospcomms.storage.backup import beside, broken
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.keys import KEY_FILE

MANIFEST = "manifest.json"
SETTINGS = "settings.json"
ERASURES = "erasures.json"
READABLE = "readable/"
SEALED = "readable.sealed"
FORMAT = 2
_COMMENT = b"hospcomms sha256 "
_DIGEST = 64
_BLOCK = 1 << 20
_AT_ONCE = 2 << 20
_MOST_MEMBERS = 300_000
_OWN = (DATABASE, KEY_FILE, SETTINGS, ERASURES)
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{2})/\1[0-9a-f]{62}")
UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, RuntimeError, zlib.error)
"""What reading a file that is no archive, or a torn one, may raise."""


@dataclass(frozen=True)
class Member:
    """One file of a backup: its name in it, and the file or the function that writes its content."""

    name: str
    content: Path | Callable[[IO[bytes]], None]
    packed: bool = False


def archive(target: Path, members: Iterable[Member], facts: dict[str, object]) -> None:
    """Write files into one archive with a manifest (``facts`` and the SHA-256 of each), seal it, read it again.

    Raises Refusal; ``target`` is then not there, or as it was.
    """
    with beside(target) as part:
        with (
            part.open("w+b") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=True, compresslevel=1) as packed,
        ):
            packed.comment = _COMMENT + b"0" * _DIGEST
            sums = {member.name: _write(packed, member, stream) for member in members}
            content = {"application": "hospcomms", "format": FORMAT, **facts, "files": sums}
            packed.compression = zipfile.ZIP_STORED
            packed.writestr(MANIFEST, json.dumps(content, ensure_ascii=False, indent=1))
        _seal(part)
        if not is_intact(part):
            raise broken()


def _write(packed: zipfile.ZipFile, member: Member, stream: IO[bytes]) -> str:
    packed.compression = zipfile.ZIP_DEFLATED if member.packed else zipfile.ZIP_STORED
    with packed.open(member.name, "w", force_zip64=True) as target:
        counted = _Hashing(target, stream)
        if isinstance(member.content, Path):
            with member.content.open("rb") as source:
                while block := source.read(_BLOCK):
                    counted.write(block)
        else:
            member.content(counted)  # type: ignore[arg-type]  # it only writes
    return counted.digest.hexdigest()


class _Hashing:
    """A stream that is written to, and the SHA-256 of what was written.

    What lies under it (``flushed``) is given to the disk a few MB at a time: the whole of it at once would hold up a
    save that is made meanwhile.
    """

    def __init__(self, target: IO[bytes], flushed: IO[bytes] | None = None) -> None:
        self._target, self._flushed, self._waiting = target, flushed, 0
        self.digest = hashlib.sha256()

    def write(self, block: bytes) -> int:
        """Write a block."""
        self.digest.update(block)
        self._waiting += len(block)
        if self._flushed is not None and self._waiting >= _AT_ONCE:
            self._flushed.flush()
            os.fsync(self._flushed.fileno())
            self._waiting = 0
        return self._target.write(block)


def _seal(path: Path) -> None:
    with path.open("rb+") as stream:
        found = _sum_before_end(stream)
        stream.seek(-_DIGEST, os.SEEK_END)
        stream.write(found.encode())


def _sum_before_end(stream: IO[bytes]) -> str:
    """The SHA-256 of a file without its last 64 bytes."""
    left = stream.seek(0, os.SEEK_END) - _DIGEST
    stream.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (block := stream.read(min(_BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()


def facts_of(backup: Path) -> dict[str, Any]:
    """What the manifest of a backup says: ``at``, ``schema``, ``files`` …; nothing when the file is none of ours."""
    try:
        with zipfile.ZipFile(backup) as packed:
            return _manifest(packed)
    except UNREADABLE:
        return {}


def _manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    if len(packed.filelist) > _MOST_MEMBERS or packed.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
        return {}
    found = json.loads(packed.read(MANIFEST))
    ours = isinstance(found, dict) and found.get("application") == "hospcomms" and isinstance(found.get("files"), dict)
    return found if ours else {}


def is_intact(backup: Path) -> bool:
    """True when a backup is, to the last byte, the one that was written."""
    try:
        with backup.open("rb") as stream:
            if stream.seek(0, os.SEEK_END) < _DIGEST:
                return False
            with zipfile.ZipFile(stream) as packed:
                facts = _manifest(packed)
                if facts.get("format", 1) == 1:
                    return bool(facts.get("files")) and _members_fit(packed, facts["files"])
                comment = packed.comment
                if not facts or facts["files"].keys() != {*packed.namelist()} - {MANIFEST}:
                    return False
            return comment == _COMMENT + _sum_before_end(stream).encode()
    except UNREADABLE:
        return False


def _members_fit(packed: zipfile.ZipFile, sums: dict[str, str]) -> bool:
    """For the backups of the first versions, which had no seal over the whole."""
    for name, found in sums.items():
        digest = hashlib.sha256()
        with packed.open(_stored(packed, name)) as source:
            while block := source.read(_BLOCK):
                digest.update(block)
        if digest.hexdigest() != found:
            return False
    return True


def _stored(packed: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The entry of a member that is as large in the archive as outside of it: such a one cannot be a bomb."""
    entry = packed.getinfo(name)
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
        raise ValueError
    return entry


def is_laid_out(name: str) -> bool:
    """True for the names of a data folder’s own files; none of them leads out of the folder."""
    return name in _OWN or _ATTACHMENT.fullmatch(name) is not None


def lay_out(backup: Path, folder: Path, wanted: Callable[[str], bool]) -> list[str]:
    """Write those members of an intact backup that are ``wanted`` into ``folder``; returns their names.

    Raises ValueError or another of ``UNREADABLE`` when a member is not what the manifest says.
    """
    done = []
    with zipfile.ZipFile(backup) as packed:
        for name, found in _manifest(packed)["files"].items():
            if not is_laid_out(name) or not wanted(name):
                continue
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(_stored(packed, name)) as source, place.open("wb") as target:
                counted = _Hashing(target)
                while block := source.read(_BLOCK):
                    counted.write(block)
                target.flush()
                os.fsync(target.fileno())
            if counted.digest.hexdigest() != found:
                raise ValueError(MANIFEST)
            done.append(name)
    return done


def member(backup: Path, name: str, most: int) -> bytes:
    """The content of a small stored member, b"" when it is not there or larger than ``most`` bytes."""
    try:
        with zipfile.ZipFile(backup) as packed:
            entry = _stored(packed, name)
            return packed.read(entry) if entry.file_size <= most else b""
    except UNREADABLE:
        return b""
