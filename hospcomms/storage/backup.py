"""Copies of a data folder that are known to be good: made beside their place, verified, then put there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage.connect import connect, driver
from hospcomms.storage.refusals import refusing
from hospcomms.storage.writing import put_in_place, refusal_for

MANIFEST = "manifest.json"
_BLOCK = 1 << 20
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, RuntimeError, zlib.error)


def copy_verified(connection: Any, target: Path, key: bytes) -> None:
    """Write a whole copy of the database behind ``connection`` to ``target``, under the same key, and check it.

    Raises Refusal (disk full, ``backup-broken``); ``target`` is then not there, or as it was.
    """
    with _beside(target) as part, refusing():
        connection.execute("VACUUM INTO ?", (str(part),))
        with contextlib.closing(connect(part, key, reading=True)) as copy:
            if faults_of(copy):
                raise _broken()


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file to be written and checked inside the block; it then takes the place of ``target``, or is gone."""
    part = target.with_name(target.name + ".part")
    try:
        yield part
        sync(part)
        put_in_place(part, target)
    except OSError as error:
        raise refusal_for(error, target.name) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def faults_of(connection: Any) -> list[str]:
    """What the database's own checks of structure and of encryption find; nothing when it is whole."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
    if driver().__name__ != "sqlite3":
        found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    return found


def archive(target: Path, members: Iterable[tuple[str, Path]], facts: dict[str, object]) -> None:
    """Write files into one archive with a manifest (``facts`` and the SHA-256 of each), read it again, put it in place.

    Nothing is packed: the database and most attachments do not grow smaller, and a plain archive is easier to save
    from a bad disk. Raises Refusal; ``target`` is then not there, or as it was.
    """
    with _beside(target) as part:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
            sums = {}
            for name, source in members:
                packed.write(source, name)
                sums[name] = _sum_of(source.open("rb"))
            content = {"application": "hospcomms", **facts, "files": sums}
            packed.writestr(MANIFEST, json.dumps(content, ensure_ascii=False, indent=1))
        if not is_intact(part):
            raise _broken()


def facts_of(backup: Path) -> dict[str, Any]:
    """What the manifest of a backup says: ``at``, ``schema``, ``files``; nothing when the file is no backup of ours."""
    try:
        with zipfile.ZipFile(backup) as packed:
            found = json.loads(packed.read(MANIFEST))
    except _UNREADABLE:
        return {}
    return found if isinstance(found, dict) and found.get("application") == "hospcomms" else {}


def is_intact(backup: Path) -> bool:
    """True when every file named in the manifest of a backup is in it, with the content it had."""
    try:
        with zipfile.ZipFile(backup) as packed:
            sums: dict[str, str] = json.loads(packed.read(MANIFEST))["files"]
            return bool(sums) and all(_sum_of(packed.open(name)) == found for name, found in sums.items())
    except _UNREADABLE:
        return False


def _sum_of(opened: IO[bytes]) -> str:
    digest = hashlib.sha256()
    with opened as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sync(path: Path) -> None:
    """Have the content of a file on the disk before it is relied upon."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _broken() -> Refusal:
    return Refusal(
        "backup-broken",
        sentence("The backup could not be verified, so it was not kept. Choose another place, then try again."),
    )
