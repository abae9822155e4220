"""Deleting the copies that ``domain.thinning`` gives up: only our own, and never while the clock is in doubt."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.thinning import Dated, lies_ahead, surplus
from hospcomms.services import backup_notes as notes
from hospcomms.services import clock_watch
from hospcomms.services.backup_notes import BACKUPS
from hospcomms.storage import backup_files
from hospcomms.storage.backup import opens

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def thin(office: Office) -> list[Path]:
    """Delete what is too many in the data folder and in the second place; returns what went.

    To be called only after a backup of data that was found whole. Nothing goes while the clock
    is in doubt: set back, far ahead, or behind the newest copy.
    """
    is_odd = clock_watch.anomaly(office) is not None
    clock_watch.note(office)
    if is_odd:
        return []
    places = [(office.folder / BACKUPS, "here")]
    target = notes.outside(office)
    if target is not None:
        places.append((target, "outside"))
    gone = []
    for place, where in places:
        gone += _thin(office, place, where)
    return gone


def _thin(office: Office, place: Path, where: str) -> list[Path]:
    now = office.clock()
    series = [[(path, at) for path, _, at in notes.files_in(place)], _databases(place)]
    newest = max((at for found in series for _, at in found), default=None)
    if lies_ahead(newest, now):
        return []
    known = _with_known(office, where, series[0])
    gone: list[Path] = []
    is_waited_for = True
    for found in series:
        dated = [Dated(path.name, at, path.suffix == ".db" or path.name in known) for path, at in found]
        for name in surplus(dated, now):
            if not _is_ours(office, place / name):
                continue
            try:
                # a place that lets nothing be deleted is waited for once, not for each of its copies
                (held_files.remove if is_waited_for else _delete)(place / name)
            except OSError:
                is_waited_for = False
            else:
                gone.append(place / name)
    return gone


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)


def _databases(place: Path) -> list[tuple[Path, datetime]]:
    """The copies of the database made before upgrades, by the moment in their names."""
    found = []
    for path in place.glob("before-*.db"):
        with suppress(ValueError):
            at = datetime.strptime(path.stem[-15:] + "+0000", "%Y%m%d-%H%M%S%z")
            found.append((path, at))
    return found


def _with_known(office: Office, where: str, found: list[tuple[Path, datetime]]) -> set[str]:
    """The names of the verified files of a place; what the note does not know is read through now."""
    kept = notes.verified(notes.read(office.folder), where)
    known = {
        path.name: mark
        for path, _ in found
        if (mark := notes.fingerprint(path)) is not None
        and (kept.get(path.name) == mark or backup_files.is_intact(path))
    }
    if known != kept:
        with suppress(Refusal):
            notes.keep(office.folder, **{f"verified_{where}": known})
    return set(known)


def _is_ours(office: Office, path: Path) -> bool:
    """True for a copy of this office’s data: another one’s is not ours to delete."""
    if path.suffix == ".db":
        return opens(path, office.store.keys.data)
    return bool(backup_files.facts_of(path).get("identity") == office.store.identity)
