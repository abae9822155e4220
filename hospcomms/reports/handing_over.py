"""Writes a file whole or not at all: a reader never sees half of it, and what stood there before stays
until then.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence

RETRIES = 5
PAUSE = 0.2
"""A file just closed by another program, or being scanned, may stay locked for a moment on Windows;
seconds.
"""


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a temporary file beside `path`, then put it in place at once.

    Refusal `file-open`, `disk-full`, `read-only` or `not-written` when the world does not allow it.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        _sync(temporary)
        _replace(temporary, path)
    except OSError as problem:
        raise refusal_of(problem, path) from problem
    finally:
        with suppress(OSError):  # the first problem is the one to say
            temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Make sure the bytes are on the disk before the old file is given up."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(RETRIES):
        try:
            temporary.replace(path)
        except PermissionError:
            if attempt == RETRIES - 1:
                raise
            time.sleep(PAUSE)
        else:
            return


def refusal_of(problem: OSError, path: Path) -> Refusal:
    """The sentence for what the system said."""
    if problem.errno == errno.ENOSPC:
        said = sentence(
            "The file {file} was not saved: the disk is full. Free some space and save again.", file=path.name
        )
        return Refusal("disk-full", said)
    denied = isinstance(problem, PermissionError)
    if denied and path.exists() and os.access(path.parent, os.W_OK):
        said = sentence("The file {file} is open in another program. Close it there and save again.", file=path.name)
        return Refusal("file-open", said)
    if denied or problem.errno == errno.EROFS:
        said = sentence("Nothing can be saved in the folder {folder}. Choose another folder.", folder=path.parent.name)
        return Refusal("read-only", said)
    said = sentence("The file {file} could not be saved. Choose another place and save again.", file=path.name)
    return Refusal("not-written", said)
