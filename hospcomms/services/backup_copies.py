"""The copies there are: in the data folder, in the second place, and beside the data folder."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hospcomms.domain.wording import N_
from hospcomms.services import backup_notes as notes
from hospcomms.services.backup_notes import BACKUPS
from hospcomms.storage import backup_files
from hospcomms.storage.connect import SCHEMA_VERSION

if TYPE_CHECKING:
    from hospcomms.services.office import Office

WHY = {
    "change": N_("After changes"),
    "close": N_("At closing"),
    "migration": N_("Before an upgrade"),
    "restore": N_("Before a restore"),
    "import": N_("Before an import"),
    "erasure": N_("For an erasure"),
    "asked": N_("On request"),
}
"""Why copies are made; the keys stand in their manifests."""
_LOOKED_AT = 400
"""So many files are looked at in one folder: beside the data folder there may be any number of others."""

_read: dict[tuple[str, int, int], Copy | None] = {}
"""What files told of themselves, by path, size and moment of writing: a backup never changes."""


@dataclass(frozen=True)
class Copy:
    """A backup that was found: when it was made (UTC) and its size in bytes.

    ``is_copy`` marks a copy of the database alone, made before an upgrade; it opens with the key of its folder.
    ``where`` is here, outside (the second place) or beside (found elsewhere). ``counts`` are the records in use by
    type key, empty when the file does not tell. ``is_verified``: it is the file that was checked when it was made.
    """

    path: Path
    at: datetime
    size: int
    is_copy: bool = False
    number: int = 0
    why: str = ""
    schema: int = SCHEMA_VERSION
    identity: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    logs: tuple[tuple[int, int, str], ...] = ()
    is_complete: bool = False
    is_verified: bool = False
    where: str = "beside"

    @property
    def records(self) -> int:
        """How many records it holds; 0 when the file does not tell."""
        return sum(self.counts.values())


def copies(office: Office) -> list[Copy]:
    """The backups of this office in its folder and in its second place, the newest first."""
    note, target = notes.read(office.folder), notes.outside(office)
    found = list(_in(office.folder / BACKUPS, "here", notes.verified(note, "here")))
    if target is not None:
        found += _in(target, "outside", notes.verified(note, "outside"))
    return newest_first(found)


def newest_first(found: Iterable[Copy]) -> list[Copy]:
    """Copies by their moment; of the same moment the one in the folder itself first."""
    return sorted(found, key=lambda copy: (copy.at, copy.number, copy.where == "here"), reverse=True)


def _in(place: Path, where: str, known: Mapping[str, Any]) -> Iterator[Copy]:
    for path in _files(place):
        copy = copy_at(path)
        if copy is not None:
            sure = copy.is_copy or known.get(path.name) == (notes.fingerprint(path) or 0)
            yield replace(copy, where=where, is_verified=sure)


def backups_near(folder: Path) -> list[Copy]:
    """The backups in a data folder, in its folder of backups and beside it, the newest first."""
    known = notes.verified(notes.read(folder), "here")
    found = [
        copy
        for place in (folder, folder.parent, folder.parent / BACKUPS)
        for path in _files(place)
        if (copy := copy_at(path)) is not None
    ]
    return newest_first([*found, *_in(folder / BACKUPS, "here", known)])


def copy_at(path: Path) -> Copy | None:
    """The backup in a file, by what the file says of itself; None when it is something else."""
    try:
        facts = path.stat()
        known = str(path), facts.st_size, facts.st_mtime_ns
        if known not in _read:
            _read[known] = _read_copy(path, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))
        return _read[known]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_copy(path: Path, size: int, written: datetime) -> Copy | None:
    if path.suffix == ".db" and path.parent.name == BACKUPS:
        return Copy(path, written, size, is_copy=True, why="migration") if size else None
    facts = backup_files.facts_of(path) if zipfile.is_zipfile(path) else {}
    return _told(path, size, facts) if facts else None


def _told(path: Path, size: int, facts: Mapping[str, Any]) -> Copy:
    at = datetime.fromisoformat(facts["at"])
    counts, logs = facts.get("counts"), facts.get("logs")
    return Copy(
        path,
        at if at.tzinfo else at.replace(tzinfo=UTC),
        size,
        number=int(facts.get("number", 0)),
        why=str(facts.get("why", "")),
        schema=int(facts.get("schema", 0)),
        identity=str(facts.get("identity", "")),
        counts=MappingProxyType({str(key): int(count) for key, count in dict(counts or {}).items()}),
        logs=tuple((int(incident), int(lines), str(head)) for incident, lines, head in logs or ()),
        is_complete=bool(facts.get("is_complete", True)),
    )


def _files(place: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (path for path in islice(place.iterdir(), _LOOKED_AT) if path.is_file())
