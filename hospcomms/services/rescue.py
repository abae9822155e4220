"""Bringing data back from a backup: looked at first, checked whole, then exchanged in one step; nothing is deleted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from hospcomms.domain import held_files
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile, Texts
from hospcomms.domain.limits import KEY_FILE_BYTES, SETTINGS_BYTES
from hospcomms.domain.wording import sentence
from hospcomms.services import access, backup_notes, carrying_over
from hospcomms.services import settings as settings_file
from hospcomms.services.backup_copies import Copy, backups_near, copy_at
from hospcomms.services.office import open_office
from hospcomms.services.privacy import tombstones
from hospcomms.storage import backup_facts, backup_files, keys, restoring
from hospcomms.storage.backup_files import ERASURES, SETTINGS
from hospcomms.storage.checking import attached
from hospcomms.storage.codec import put_moment
from hospcomms.storage.connect import DATABASE, SCHEMA_VERSION
from hospcomms.storage.files import FOLDER as ATTACHMENTS
from hospcomms.storage.files import Attachments
from hospcomms.storage.inspection import refuse_disorder
from hospcomms.storage.keys import KEY_FILE, Keys
from hospcomms.storage.lock import LOCK_FILE, FolderLock
from hospcomms.storage.refusals import newer
from hospcomms.storage.restoring import Step
from hospcomms.storage.writing import refusal_for

if TYPE_CHECKING:
    from hospcomms.services.office import Office

HELPED = ("damaged", "empty-file", "key-missing", "key-damaged")
"""The kinds of refusal that a backup is the answer to."""
Backup = Copy
__all__ = [
    "HELPED",
    "Backup",
    "Preview",
    "backup_at",
    "backups_near",
    "bring_back",
    "preview",
    "restore",
]
backup_at = copy_at
_PASSED_ON = ("newer", "unknown-version", "disk-full", "read-only", "password-needed", "wrong-password", "wrong-code")
"""What is not the fault of the backup, and has a sentence of its own."""


@dataclass(frozen=True)
class Preview:
    """What a backup would bring: records in use by type key, then and now.

    ``newer`` counts what was entered or changed after it, by type key: that would be lost. ``now`` and ``newer`` are
    empty when no office is open. ``is_other``: it holds the data of another office than the one that is open.
    """

    copy: Copy
    hospital: Texts
    counts: Mapping[str, int]
    now: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    newer: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    is_other: bool = False
    needs_secret: bool = False


def preview(copy: Copy, secret: str = "", office: Office | None = None) -> Preview:
    """What is in a backup and what it lacks. With ``secret`` it is opened, too.

    Raises Refusal ``backup-damaged``, ``newer``, ``wrong-password`` …; nothing is written.
    """
    if not copy.is_copy and not backup_files.is_intact(copy.path):
        raise unsound(copy)
    if copy.schema > SCHEMA_VERSION:
        raise newer(str(copy.schema))
    content = b"" if copy.is_copy else backup_files.member(copy.path, KEY_FILE, KEY_FILE_BYTES)
    if secret and content:
        keys.opened(content, secret)
    counted, later = {}, {}
    if office is not None:
        counted = {key: count for key, count in office.store.ask(backup_facts.counts).items() if count}
        later = office.store.ask(backup_facts.changed_since, [record.key for record in RECORDS], put_moment(copy.at))
    return Preview(
        copy,
        _hospital(copy),
        copy.counts,
        MappingProxyType(counted),
        MappingProxyType(later),
        is_other=office is not None and bool(copy.identity) and copy.identity != office.store.identity,
        needs_secret=bool(content) and keys.needs_secret(content),
    )


def _hospital(copy: Copy) -> Texts:
    with suppress(ValueError, TypeError):
        found = json.loads(backup_files.member(copy.path, SETTINGS, SETTINGS_BYTES) or b"{}")
        if isinstance(found, dict):
            return settings_file.from_json(found).hospital
    return Texts()


def restore(
    folder: Path,
    copy: Copy,
    now: datetime,
    secret: str = "",
    *,
    of_another: bool = False,
    aside: str = "replaced",
    told: Step = lambda _step: None,
) -> Path:
    """Put the data of a backup in the place of what is in ``folder``; returns the new folder that keeps that.

    ``folder`` is closed, or not there yet. ``secret`` opens the backup where it has a password. The backup is read
    whole, brought to the present schema, opened and checked before anything is touched; what was erased since stays
    erased. Where it is of the same data, the present password (or none) stays, the access log goes on and certificates
    of erasure are kept. A kill at any moment leaves the old data or the new, complete. ``told`` hears each step.

    Raises Refusal (``locked``, ``backup-damaged``, ``other-data`` unless ``of_another``, ``newer``, ``wrong-password``,
    ``disk-full`` …); the data is then as it was.
    """
    with _locked(folder), saying(copy):
        stage = restoring.begin(folder)
        told("stage")
        lay_out(folder, copy, stage)
        told("laid out")
        _refuse_other(folder, stage, of_another=of_another)
        _open_staged(stage, folder, copy, secret)
        told("checked")
        kept = restoring.put(folder, f"{aside}-{now:%Y%m%d-%H%M%S}", told)
        with suppress(Refusal):
            # no mark: a later change may bear the number of the one the last backup was made at
            backup_notes.keep(folder, restored=now.isoformat(), mark="")
        return kept


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The folder kept from others; when the block fails before anything was replaced, no trace of it stays."""
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        restoring.finish(folder)
        lock = FolderLock(folder)
    except OSError as error:
        raise refusal_for(error, folder.name) from error
    try:
        yield
    except BaseException:
        if not (folder / restoring.JOURNAL).exists():
            held_files.remove_tree(folder / restoring.STAGE)
        lock.release()
        if is_new:
            _take_away(folder)
        raise
    lock.release()


def bring_back(folder: Path, backup: Copy, now: datetime, secret: str = "") -> Path:
    """Restore a backup over damaged data; returns the folder that keeps the damaged files. Raises as ``restore``."""
    return restore(folder, backup, now, secret, aside="damaged")


@contextmanager
def saying(copy: Copy) -> Iterator[None]:
    """What goes wrong while a backup is laid out is the backup’s fault, unless it says otherwise."""
    try:
        yield
    except OSError as error:
        raise refusal_for(error, copy.path.name) from error
    except backup_files.UNREADABLE as error:
        raise unsound(copy) from error


def lay_out(folder: Path, copy: Copy, stage: Path) -> None:
    """The database, its key and its settings. What was erased since the backup comes from the folder itself."""
    if copy.is_copy:
        shutil.copyfile(copy.path, stage / DATABASE)
        if not (folder / KEY_FILE).is_file():
            raise unsound(copy)
        shutil.copyfile(folder / KEY_FILE, stage / KEY_FILE)
    else:
        if not backup_files.is_intact(copy.path):
            raise unsound(copy)
        own = (DATABASE, KEY_FILE, SETTINGS, ERASURES)
        found = backup_files.lay_out(copy.path, stage, lambda name: name in own)
        if not {DATABASE, KEY_FILE} <= set(found):
            raise unsound(copy)
    is_same = _is_same(folder, stage)
    for name in (SETTINGS, ERASURES):
        if (folder / name).is_file() and is_same:
            shutil.copyfile(folder / name, stage / name)
    if not is_same and not (stage / ERASURES).is_file():
        # what another office erased is not to be erased in this one: its numbers mean other records here
        (stage / ERASURES).write_text("[]", encoding="utf-8")


def identity(folder: Path) -> str:
    """The identity of the data in a folder, "" where its key file cannot be read."""
    try:
        return keys.identity_of(keys.content_of(folder))
    except Refusal:
        return ""


def _is_same(folder: Path, stage: Path) -> bool:
    return identity(folder) in ("", identity(stage))


def _refuse_other(folder: Path, stage: Path, *, of_another: bool) -> None:
    if not of_another and not _is_same(folder, stage):
        raise Refusal(
            "other-data",
            sentence(
                "This backup is of other data than the data in the folder {folder}, and nothing was changed."
                " Choose another backup, or confirm that the other data is wanted.",
                folder=folder.name,
            ),
        )


def _open_staged(stage: Path, folder: Path, copy: Copy, secret: str) -> None:
    """Open what was laid out as an office: every check at opening, the upgrade, what was erased since, attachments."""
    try:
        with closing(open_office(stage, secret=secret)) as office:
            refuse_disorder(stage / DATABASE, office.store.keys.data)
            if _is_same(folder, stage):
                carrying_over.carry_over(office, folder)
            tombstones.reapply(office)  # what was erased since goes again before anybody sees it
            access.note(office, "restore", where=copy.path.suffix, why=copy.at.isoformat(timespec="minutes"))
            wanted = {stored for _, _, stored in office.store.ask(lambda c: list(attached(c)))}
            opened = office.store.keys
        if not copy.is_copy:
            _lay_out_attachments(Attachments(folder, opened), copy, Attachments(stage, opened), wanted)
        _keep_own_key(folder, stage, opened)
    except Refusal as refusal:
        if refusal.kind in _PASSED_ON:
            raise
        raise unsound(copy) from refusal


def _keep_own_key(folder: Path, stage: Path, opened: Keys) -> None:
    """The key file the folder has goes on where it is whole and of the same data: an old one brings no old password."""
    try:
        content = keys.content_of(folder)
    except Refusal:
        return
    if keys.is_sound_for(content, opened):
        keys.write(stage, content)


def _lay_out_attachments(here: Attachments, copy: Copy, stage: Attachments, wanted: set[StoredFile]) -> None:
    """Those attached files that the data needs and its folder lacks: from the backup itself, or from beside it.

    A file that is damaged, or was sealed by another office, is lacking too: it cannot be opened with these keys.
    """
    lacking = {stored.sha256: stored for stored in wanted if not here.is_intact(stored)}

    def is_lacking(name: str) -> bool:
        return name.startswith(ATTACHMENTS + "/") and Path(name).name in lacking

    backup_files.lay_out(copy.path, stage.folder, is_lacking)
    beside = [Attachments(place, stage.keys) for place in sources(copy)]
    for stored in lacking.values():
        found = next((one for one in beside if not stage.is_intact(stored) and one.is_intact(stored)), None)
        if found is not None:
            source = found.place_of(stored)
            target = stage.folder / source.relative_to(found.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def sources(copy: Copy) -> tuple[Path, ...]:
    """Where the attached files of a backup lie: in the second place beside it, in a data folder one level up."""
    return copy.path.parent, copy.path.parent.parent


def _take_away(folder: Path) -> None:
    """Remove the beginnings of a folder that was made for a restore that did not happen."""
    with suppress(OSError):
        (folder / LOCK_FILE).unlink(missing_ok=True)
        folder.rmdir()


def unsound(backup: Copy) -> Refusal:
    """A backup that is not what was written, or lacks what a data folder needs."""
    return Refusal(
        "backup-damaged",
        sentence(
            "The backup {file} cannot be used, and nothing was changed. Choose another backup.", file=backup.path.name
        ),
    )
