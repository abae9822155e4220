"""Writes a file whole or not at all: a reader never sees half of it, and what stood there before stays
until then.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import is_refused
from hospcomms.domain.wording import sentence


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a temporary file beside `path`, then put it in place at once.

    Refusal `file-open`, `disk-full`, `read-only`, `unfit-name` or `not-written` when the world does not allow it.
    """
    refuse_name(path)
    temporary = held_files.part_of(path.with_name(f".{path.name}"), f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        _sync(temporary)
        held_files.replace(temporary, path)
    except OSError as problem:
        raise refusal_of(problem, path) from problem
    finally:
        with suppress(OSError):  # the first problem is the one to say
            temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Make sure the bytes are on the disk before the old file is given up."""
    with held_files.patiently(lambda: path.open("rb+")) as stream:
        os.fsync(stream.fileno())


def refuse_name(path: Path) -> None:
    """Raise Refusal `unfit-name` where the system would take the name for something else than a file."""
    if is_refused(path.name):
        raise _unfit(path)


def refusal_of(problem: OSError, path: Path) -> Refusal:
    """The sentence for what the system said."""
    if held_files.is_disk_full(problem):
        said = sentence(
            "The file {file} was not saved: the disk is full. Free some space and save again.", file=path.name
        )
        return Refusal("disk-full", said)
    if held_files.is_unfit_name(problem, path):
        return _unfit(path)
    denied = isinstance(problem, PermissionError)
    if denied and path.is_file() and not os.access(path, os.W_OK):
        said = sentence("The file {file} may only be read. Choose another name and save again.", file=path.name)
        return Refusal("read-only", said)
    if held_files.is_open_elsewhere(problem) or (
        os.name == "posix" and denied and path.exists() and os.access(path.parent, os.W_OK)
    ):
        said = sentence("The file {file} is open in another program. Close it there and save again.", file=path.name)
        return Refusal("file-open", said)
    if denied or problem.errno == errno.EROFS:
        said = sentence("Nothing can be saved in the folder {folder}. Choose another folder.", folder=path.parent.name)
        return Refusal("read-only", said)
    said = sentence("The file {file} could not be saved. Choose another place and save again.", file=path.name)
    return Refusal("not-written", said)


def _unfit(path: Path) -> Refusal:
    said = sentence(
        "The name {file} is too long, or Windows does not take it as the name of a file. Choose a shorter, plain name.",
        file=path.name,
    )
    return Refusal("unfit-name", said)
