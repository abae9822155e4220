"""The backups of data that cannot be opened: in its folder, beside it, and in the second place its settings name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services.backup_copies import Copy, backups_near, newest_first
from hospcomms.services.crisis_folder import readable_settings
from hospcomms.storage import keys
from hospcomms.storage.keys import KEY_FILE

_SECOND = "hospcomms-*"


def found(folder: Path) -> list[Copy]:
    """All backups that may belong to the data of a folder, the newest first; those of other data are left out."""
    places = [folder, *_second_places(folder)]
    known = {copy.path.absolute(): copy for place in reversed(places) for copy in backups_near(place)}
    own = _identity(folder)
    return newest_first(copy for copy in known.values() if not own or not copy.identity or copy.identity == own)


def _second_places(folder: Path) -> list[Path]:
    target = readable_settings(folder).backup_target
    if not target:
        return []
    with suppress(OSError):
        return [place for place in sorted(Path(target).glob(_SECOND)) if place.is_dir()]
    return []


def _identity(folder: Path) -> str:
    with suppress(Refusal, OSError):
        return keys.identity_of((folder / KEY_FILE).read_bytes())
    return ""
