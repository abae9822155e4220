"""The time zone of the computer, read anew when it was changed: the C library keeps what it read at the start."""

from __future__ import annotations

import ctypes
import sys
import time


def read_again() -> None:
    """From now on local times are those of the zone the computer is set to now."""
    if sys.platform == "win32":
        getattr(ctypes.CDLL("ucrtbase"), "_tzset")()  # noqa: B009 - its name in the library, no private one of ours
    else:
        time.tzset()
