"""The second place of the backups: a folder outside the machine that alone brings everything back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.services import backup_notes as notes
from hospcomms.services.backup_notes import BACKUPS
from hospcomms.storage import backup_files, files
from hospcomms.storage.backup import beside, broken

if TYPE_CHECKING:
    from hospcomms.services.office import Office

_BLOCK = 1 << 20
_sure: set[tuple[str, int, int]] = set()
"""Attachments in a second place that were read again in this run: path, size, moment of writing."""


def send(office: Office, copy: Path, *, thorough: bool = True) -> Path | None:
    """Copy a backup and the attached files it needs to the second place, and read them again there.

    ``thorough``: attached files that were there before are compared too, once in a run. Returns the file there, None
    when no place is set. Raises Refusal ``target-gone``, ``disk-full``, ``backup-broken`` …
    """
    place = notes.outside(office)
    if place is None:
        return None
    target = Path(office.settings.backup_target)
    try:
        if not target.is_dir():
            raise _gone(target)
        place.mkdir(exist_ok=True)
        _send_attachments(office.folder, place, thorough=thorough)
        _copy(copy, place / copy.name, backup_files.is_intact)
        found = {
            **notes.verified(notes.read(office.folder), "outside"),
            copy.name: notes.fingerprint(place / copy.name),
        }
        notes.keep(office.folder, verified_outside=found, sent=copy.name)
    except OSError as error:
        raise _refused(target) from error
    except Refusal as refusal:
        raise _at(target, refusal) from refusal
    return place / copy.name


def is_behind(office: Office) -> bool:
    """True when the newest backup of the data folder is not in the second place yet."""
    if notes.outside(office) is None:
        return False
    newest = next((path.name for path, _, _ in notes.files_in(office.folder / BACKUPS)), None)
    return newest is not None and newest != notes.read(office.folder).get("sent")


def _send_attachments(folder: Path, place: Path, *, thorough: bool) -> None:
    for source in files.kept(folder):
        target = place / source.relative_to(folder)
        if not _is_there(source, target, thorough=thorough):
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(source, target)
        facts = target.stat()
        _sure.add((str(target), facts.st_size, facts.st_mtime_ns))


def _is_there(source: Path, target: Path, *, thorough: bool) -> bool:
    try:
        facts = target.stat()
    except OSError:
        return False
    if facts.st_size != source.stat().st_size:
        return False
    known = (str(target), facts.st_size, facts.st_mtime_ns) in _sure
    return known or not thorough or _sum(target) == _sum(source)


def _copy(source: Path, target: Path, is_good: Callable[[Path], bool] | None = None) -> None:
    """Copy a file whole or not at all, and read it again where it is now."""
    with beside(target) as part:
        digest = hashlib.sha256()
        with source.open("rb") as stream, part.open("wb") as out:
            while block := stream.read(_BLOCK):
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if _sum(part) != digest.hexdigest() or (is_good is not None and not is_good(part)):
            raise broken()


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _at(target: Path, refusal: Refusal) -> Refusal:
    if refusal.kind == "target-gone":
        return refusal
    if refusal.kind == "disk-full":
        said = sentence(
            "The folder {folder} for the second copy is full. The backup in the data folder was made;"
            " free some space there.",
            folder=_name(target),
        )
        return Refusal(refusal.kind, said)
    return _refused(target)


def _refused(target: Path) -> Refusal:
    return Refusal(
        "target-refused",
        sentence(
            "The second copy could not be written to the folder {folder}. The backup in the data folder was made;"
            " check the disk and its rights.",
            folder=_name(target),
        ),
    )


def _gone(target: Path) -> Refusal:
    return Refusal(
        "target-gone",
        sentence(
            "The folder {folder} for the second copy was not found. The backup in the data folder was made;"
            " connect the disk, and the second copy is made by itself.",
            folder=_name(target),
        ),
    )


def _name(target: Path) -> str:
    return target.name or str(target)
