"""What a new password does not protect by itself: it is sealed, or named when it cannot be.

Files attached before sealing came, and copies of the key file that open for everybody: in the backups of the folder's
own places, and beside data that was kept aside. Copies elsewhere are out of reach; the help says so.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.backup_names import BACKUP_ENDINGS
from hospcomms.domain.errors import Refusal
from hospcomms.services import backup_notes
from hospcomms.storage import keys as key_file
from hospcomms.storage.keys import KEY_FILE

if TYPE_CHECKING:
    from hospcomms.services.office import Office

BACKUPS = "backups"
_LOOKED_AT = 2_000
"""So many files are looked at in one folder: beside the data folder there may be any number of others."""


def seal_the_rest(office: Office) -> list[str]:
    """Seal attached files that lie plain and, where there is a password, what is in reach and opens without it.

    Returns the names of what could not be sealed.
    """
    left: list[str] = []
    try:
        office.store.attachments.seal_plain()
    except Refusal as refusal:
        left.append(str(refusal.sentence))
    content = key_file.content_of(office.folder)
    if not key_file.needs_secret(content):
        return left
    for path in _open_copies(office.folder, office.store.identity):
        with _noting(left, path.parent.name):
            key_file.write(path.parent, content)
    # late: making backups asks this module
    from hospcomms.services.backups import turn

    with turn(office):  # a backup made meanwhile clears away what is half written, and may let an old one go
        for path in _open_backups(office):
            with _noting(left, path.name):
                _reseal(office, path, content)
    away = _away(office)
    left += away
    with contextlib.suppress(Refusal):
        backup_notes.keep(office.folder, unsealed=bool(away))
    return left


def seal_what_came_back(office: Office) -> None:
    """Seal what could not be reached when the password was set: the disk of the second place is there again."""
    if backup_notes.read(office.folder).get("unsealed"):
        seal_the_rest(office)


def _away(office: Office) -> list[str]:
    """The second place, when backups were sent there and its disk is not connected now."""
    target = office.settings.backup_target
    if not target or Path(target).is_dir() or not backup_notes.read(office.folder).get("sent"):
        return []
    return [Path(target).name or target]


def _open_copies(folder: Path, identity: str) -> Iterator[Path]:
    """The key files of data that was kept aside when something was restored."""
    for path in sorted(folder.glob(f"*/{KEY_FILE}")):
        with contextlib.suppress(Refusal):
            if _is_open(key_file.content_of(path.parent), identity):
                yield path


def _open_backups(office: Office) -> Iterator[Path]:
    # late: as ``_reseal``
    from hospcomms.storage.backup_resealing import key_file_in

    for place in _places(office):
        for path in _files(place):
            if path.suffix.casefold() in BACKUP_ENDINGS and _is_open(key_file_in(path), office.store.identity):
                yield path


def _is_open(content: bytes, identity: str) -> bool:
    try:
        return not key_file.needs_secret(content) and key_file.identity_of(content) == identity
    except Refusal:
        return False


def _places(office: Office) -> list[Path]:
    folder, outside = office.folder, office.settings.backup_target
    places = [folder, folder / BACKUPS, folder.parent, folder.parent / BACKUPS]
    if outside:
        places += [Path(outside), Path(outside) / f"hospcomms-{office.store.identity}"]
    return list(dict.fromkeys(places))


def _files(place: Path) -> list[Path]:
    try:
        return sorted(path for path in islice(place.iterdir(), _LOOKED_AT) if path.is_file())
    except OSError:
        return []


def _reseal(office: Office, path: Path, content: bytes) -> None:
    # late: no part of an ordinary start
    from hospcomms.services.backup_notes import recognise
    from hospcomms.storage.backup_resealing import reseal

    reseal(path, content, office.store.keys)
    recognise(office, path)


@contextlib.contextmanager
def _noting(left: list[str], name: str) -> Iterator[None]:
    try:
        yield
    except (Refusal, OSError):
        left.append(name)
