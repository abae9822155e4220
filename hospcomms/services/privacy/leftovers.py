"""What an erasure leaves outside the database: contents of files, what pages remember, and free space in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain import held_files
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.mentions import MARK
from hospcomms.services import backup_notes
from hospcomms.services import settings as settings_file
from hospcomms.storage.files import FOLDER

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def sweep(office: Office, unused: Iterable[StoredFile], words: re.Pattern[str] | None) -> bool:
    """Delete the contents nobody uses any more, here and in the second place of the backups, and compact the data.

    False when the trail of the database could not be emptied yet; closing does it. Raises Refusal.
    """
    places = [office.folder, backup_notes.outside(office)]
    for stored in unused:
        for place in places:
            if place is not None:
                _forget(place / FOLDER / stored.sha256[:2] / stored.sha256)
    _forget_views(office, words)
    return office.store.compact()


def _forget(path: Path) -> None:
    with suppress(OSError):
        held_files.remove(path)
        path.parent.rmdir()


def _forget_views(office: Office, words: re.Pattern[str] | None) -> None:
    """Saved filters and searches may hold a name; the settings file is not encrypted."""
    settings = settings_file.load(office.folder)
    text = json.dumps(dict(settings.views), ensure_ascii=False)
    if words is not None and words.search(text):
        settings_file.write(office.folder, replace(settings, views=json.loads(words.sub(MARK, text))))
