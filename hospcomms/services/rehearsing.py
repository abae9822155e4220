"""A trial restore: a copy is laid out in a folder of its own, opened, checked, counted, and taken away again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from hospcomms.domain import held_files
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import access, backup_notes
from hospcomms.services.backup_copies import Copy
from hospcomms.services.rescue import identity, lay_out, saying, sources
from hospcomms.storage import backup_facts, backup_files, keys
from hospcomms.storage.checking import faults
from hospcomms.storage.connect import DATABASE, SCHEMA_VERSION, connect
from hospcomms.storage.files import FOLDER as ATTACHMENTS
from hospcomms.storage.files import Attachments
from hospcomms.storage.folder import version_of
from hospcomms.storage.refusals import refusing

if TYPE_CHECKING:
    from hospcomms.services.office import Office

_TRIAL = ".trying"


@dataclass(frozen=True)
class Rehearsal:
    """How a trial restore ended; ``problems`` says what is wrong, nothing when the copy can be relied on."""

    copy: Copy
    at: datetime
    counts: Mapping[str, int]
    problems: tuple[Sentence, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """True when the copy was restored whole."""
        return not self.problems


def rehearse(office: Office, copy: Copy, secret: str = "") -> Rehearsal:
    """Restore a copy for a trial into a folder of its own, check it, compare its counts, and take it away again.

    Without ``secret`` a copy with a password is opened with the key of the office. Raises Refusal (``backup-damaged``,
    ``wrong-password``, ``disk-full`` …) when it cannot even be laid out.
    """
    begun, at = time.monotonic(), office.clock()
    place = office.folder / _TRIAL
    held_files.remove_tree(place)  # an interrupted trial
    try:
        with saying(copy):
            place.mkdir()
            lay_out(office.folder, copy, place)
            opened = _keys_for(office, place, secret)
            counts, problems = _tried(place, opened, copy)
    finally:
        held_files.remove_tree(place)
    found = Rehearsal(copy, at, MappingProxyType(counts), problems, time.monotonic() - begun)
    if found.ok:
        backup_notes.keep(office.folder, rehearsed=at.isoformat())
    access.note(office, "restore", size=sum(counts.values()), where="trial", why=copy.why)
    return found


def _keys_for(office: Office, place: Path, secret: str) -> keys.Keys:
    if not secret and keys.has_password(place) and identity(place) == office.store.identity:
        return office.store.keys
    return keys.read(place, secret)


def _tried(place: Path, opened: keys.Keys, copy: Copy) -> tuple[dict[str, int], tuple[Sentence, ...]]:
    """The counts of a copy that was laid out, and what is wrong with it."""
    if version_of(place / DATABASE, opened.data) < SCHEMA_VERSION:
        # late: only for a copy of an older version
        from hospcomms.storage.upgrade import upgrade

        upgrade(place, opened.data)
    where = next((found for found in sources(copy) if (found / ATTACHMENTS).is_dir()), place)
    if copy.is_complete:
        backup_files.lay_out(copy.path, place, lambda name: name.startswith(ATTACHMENTS + "/"))
        where = place
    with refusing(), closing(connect(place / DATABASE, opened.data)) as connection:
        wrong = faults(connection, Attachments(where, opened))
        counts = backup_facts.counts(connection)
    problems = []
    if wrong:
        problems.append(sentence("The restored data is not in order. Choose another backup, and make a new one."))
    if copy.counts and dict(copy.counts) != counts:
        problems.append(sentence("The backup does not hold as many records as it says. Make a new one."))
    return counts, tuple(problems)
