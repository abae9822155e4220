"""Writing a file whole or not at all: beside it, synced, then put in its place, with retries for Windows."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage.refusals import disk_full


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``: afterwards the file is the old one or the new one, never a part."""
    part = held_files.part_of(path)
    try:
        with held_files.patiently(lambda: part.open("wb")) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise refusal_for(error, path.name) from error


def put_in_place(part: Path, path: Path) -> None:
    """Replace ``path`` by ``part``, waiting up to 2.5 s for another program to let go of it; then it stays there."""
    held_files.replace(part, path)
    # A folder just made for the file is a name in the folder above it.
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk: without it a power cut may take back a rename that was reported.

    Windows has no such call and writes names down in the order of their changes.
    """
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # a drive that cannot; or the folder above may not be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refusal_for(error: OSError, name: str) -> Refusal:
    """The sentence for a file that could not be written."""
    if held_files.is_disk_full(error):
        return disk_full()
    if held_files.is_open_elsewhere(error):
        return Refusal(
            "file-open",
            sentence(
                "The file {file} is open in another program. Close it there, or choose another name.",
                file=name,
            ),
        )
    return Refusal(
        "not-written",
        sentence("The file {file} could not be written. Check the folder, or choose another one.", file=name),
    )
