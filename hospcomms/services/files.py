"""Attaching files to records and getting them out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.fields import StoredFile
from hospcomms.domain.file_names import name_in
from hospcomms.services import access, embargo, file_kinds, photo_guard
from hospcomms.services.passing import new_place
from hospcomms.storage.windows import longest_path

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def attach(office: Office, path: Path) -> StoredFile:
    """Keep a copy of a file by its content.

    Raises Refusal when it cannot be read, is too large, or would run as a program (see ``file_kinds.refuse_unfit``).
    """
    file_kinds.refuse_unfit(path)
    return office.store.attachments.keep(path)


def attach_text(office: Office, name: str, text: str) -> StoredFile:
    """Keep a text the program wrote as a file. Raises Refusal when it cannot be written."""
    return office.store.attachments.keep_text(name, text)


def text_of(office: Office, stored: StoredFile) -> str:
    """The text of a kept file. Raises Refusal when the file is missing or its content was altered."""
    return office.store.attachments.text(stored)


def path_of(office: Office, stored: StoredFile, to: embargo.Receiver | None = None) -> Path:
    """A copy of an attached file under a readable, safe name, to be opened with the system's program or attached.

    It goes when the window is locked and when the program ends (``forget_copies``).
    Raises Refusal when it is missing or would run, for a photo of the register (``photo_guard`` lets those out), and
    for a file of a release under embargo unless it goes ``to`` somebody who may have it: what lies beside the program
    can be passed on.
    """
    embargo.refuse_file(office, stored, to)
    photo_guard.refuse_file(office, stored)
    place = new_place()
    target = place / name_in(place, stored.name, longest_path())
    office.store.attachments.copy_out(stored, target)
    file_kinds.refuse_unfit(target)  # it may have been attached under another name, or before its content was asked
    access.note(office, "view", record="file", where=target.suffix)
    return target


def save_as(office: Office, stored: StoredFile, target: Path, to: embargo.Receiver | None = None) -> None:
    """Write a copy of an attached file to ``target``. Raises Refusal as ``path_of``, and when it cannot be written."""
    # late: a module of the reports, which come only when something is taken out
    from hospcomms.reports.handing_over import refuse_name

    embargo.refuse_file(office, stored, to)
    photo_guard.refuse_file(office, stored)
    refuse_name(target)
    office.store.attachments.copy_out(stored, target)
    access.note(office, "export", record="file", where=target.suffix)


def is_intact(office: Office, stored: StoredFile) -> bool:
    """True when the kept content is there and still what was kept."""
    return office.store.attachments.is_intact(stored)


def is_risky(stored: StoredFile) -> bool:
    """True when opening the file would run a program."""
    return file_kinds.is_program_name(stored.name)
