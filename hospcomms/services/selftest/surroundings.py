"""Where the program runs: the system, the user, the code page, the disk, and for how long it has been running."""

from __future__ import annotations

import ctypes
import getpass
import locale
import os
import platform
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from hospcomms import RESOURCES, VERSION

_EPOCH_TICKS = 116_444_736_000_000_000  # 100 ns between the years 1601 and 1970
_TICKS = 10_000_000


def facts(folder: Path) -> dict[str, Any]:
    """The entries of the report that need no screen; ``folder`` is the one the data is in or will be."""
    return {
        "version": VERSION,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": is_frozen(),
        "executable": sys.executable,
        "resources": str(RESOURCES),
        "user": _user(),
        "code_page": code_page(),
        "file_names": sys.getfilesystemencoding(),
        "data": str(folder),
        "free_disk": _free(folder),
    }


def is_frozen() -> bool:
    """True in the installed program, False when it runs from its source."""
    return bool(getattr(sys, "frozen", False))


def code_page() -> str:
    """The code page that programs without Unicode see: ``cp1256``, ``cp1252``; outside Windows the encoding."""
    if sys.platform == "win32":
        return f"cp{ctypes.windll.kernel32.GetACP()}"
    return locale.getencoding()


def running_for() -> float:
    """Seconds since this process was made, before its first line of Python. 0 where the system does not tell."""
    began = _made_at()
    return max(0.0, time.time() - began) if began is not None else 0.0


if sys.platform == "win32":

    def _made_at() -> float | None:
        times = [ctypes.c_ulonglong() for _ in range(4)]
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        me = ctypes.c_void_p(kernel.GetCurrentProcess())
        if not kernel.GetProcessTimes(me, *(ctypes.byref(one) for one in times)):
            return None
        return (times[0].value - _EPOCH_TICKS) / _TICKS

else:

    def _made_at() -> float | None:
        try:
            ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
            up = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        except (OSError, ValueError, IndexError):
            return None
        return time.time() - up + ticks / os.sysconf("SC_CLK_TCK")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _free(folder: Path) -> int | None:
    """Bytes free on the disk of a folder that may not be there yet."""
    for place in (folder, *folder.absolute().parents):
        if place.is_dir():
            try:
                return shutil.disk_usage(place).free
            except OSError:
                return None
    return None
