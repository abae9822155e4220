"""The lock of a data folder: one program at a time, released by the system even after a crash."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence

LOCK_FILE = "hospcomms.lock"


class FolderLock:
    """Holds the data folder for this program until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises Refusal ``locked`` when another program holds it."""
        self._stream: IO[bytes] = (folder / LOCK_FILE).open("a+b")
        try:
            _take(self._stream)
        except OSError:
            self._stream.close()
            raise Refusal(
                "locked",
                sentence(
                    "This data is already open in another window or program, and nothing in it was changed."
                    " Close it there, then try again."
                ),
            ) from None

    def release(self) -> None:
        """Let others open the folder."""
        self._stream.close()


def _take(stream: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt  # Windows only

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl  # POSIX only

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
