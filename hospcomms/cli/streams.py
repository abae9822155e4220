"""Standard streams where there are none: a program with a window on Windows has neither input nor output."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path


def settle() -> None:
    """Give every stream that is missing one that leads nowhere, and let the others speak UTF-8.

    Whatever prints, logs or asks afterwards, of ours or of a library, then fails neither on a missing stream nor on an
    Arabic letter.
    """
    if sys.stdin is None:
        # the null device of Windows says that it is a terminal, and a question for a password would wait at it
        sys.stdin = io.StringIO()
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a Windows console or pipe may know no Arabic
            stream.reconfigure(encoding="utf-8", errors="replace")


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8", errors="replace")
