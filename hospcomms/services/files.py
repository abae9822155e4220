"""Attaching files to records and getting them out again."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.fields import StoredFile
from hospcomms.services import access, embargo, photo_guard
from hospcomms.storage import files

if TYPE_CHECKING:
    from hospcomms.services.office import Office

RISKY = frozenset(
    [
        ".exe",
        ".com",
        ".scr",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".msi",
        ".msp",
        ".hta",
        ".lnk",
        ".reg",
        ".jar",
        ".cpl",
        ".dll",
        ".pif",
        ".sh",
        ".py",
    ]
)
_FORBIDDEN = set('<>:"/\\|?*')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def attach(office: Office, path: Path) -> StoredFile:
    """Keep a copy of a file by its content. Raises Refusal when it cannot be read or is too large."""
    return files.keep(office.folder, path)


def attach_text(office: Office, name: str, text: str) -> StoredFile:
    """Keep a text the program wrote as a file. Raises Refusal when it cannot be written."""
    return files.keep_text(office.folder, name, text)


def text_of(office: Office, stored: StoredFile) -> str:
    """The text of a kept file. Raises Refusal when the file is missing or its content was altered."""
    return files.text_of(office.folder, stored)


def path_of(office: Office, stored: StoredFile, to: embargo.Receiver | None = None) -> Path:
    """A copy of an attached file under a readable, safe name, to be opened with the system's program or attached.

    Raises Refusal when it is missing, for a photo of the register (``photo_guard`` lets those out), and for a file of a
    release under embargo unless it goes ``to`` somebody who may have it: what lies beside the program can be passed on.
    """
    embargo.refuse_file(office, stored, to)
    photo_guard.refuse_file(office, stored)
    place = files.place_of(office.folder, stored)
    target = Path(tempfile.mkdtemp(prefix="hospcomms-")) / safe_name(stored.name)
    shutil.copyfile(place, target)
    access.note(office, "view", record="file", where=target.suffix)
    return target


def passing_folder() -> Path:
    """A folder for pictures that are only on their way onto paper; it goes when the program ends."""
    return _passing()


@cache
def _passing() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hospcomms-passing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def save_as(office: Office, stored: StoredFile, target: Path, to: embargo.Receiver | None = None) -> None:
    """Write a copy of an attached file to ``target``. Raises Refusal as ``path_of``, and when it cannot be written."""
    embargo.refuse_file(office, stored, to)
    photo_guard.refuse_file(office, stored)
    files.copy_out(office.folder, stored, target)
    access.note(office, "export", record="file", where=target.suffix)


def is_intact(office: Office, stored: StoredFile) -> bool:
    """True when the kept content is there and still what was kept."""
    return files.is_intact(office.folder, stored)


def is_risky(stored: StoredFile) -> bool:
    """True when opening the file would run a program."""
    return Path(stored.name.rstrip(" .")).suffix.casefold() in RISKY


def safe_name(name: str) -> str:
    """A file name that Windows accepts: forbidden signs and reserved names replaced, at most 120 characters."""
    plain = "".join("-" if sign in _FORBIDDEN or ord(sign) < 32 else sign for sign in name).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    if stem.split(".")[0].casefold() in _RESERVED:
        stem = f"{stem}-"
    stem = stem[: 118 - len(ending)] or "file"
    return f"{stem}.{ending}" if ending else stem
