"""Drives of other kinds, made in Wine for a test: its manager of mounts takes a folder for a drive of any kind."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_DRIVE, REMOVABLE_DRIVE, REMOTE_DRIVE = 1, 2, 4
_DEFINE = 0x6DC080  # IOCTL_MOUNTMGR_DEFINE_UNIX_DRIVE of Wine
_HEAD = "<IIIIQHHHH"

if sys.platform == "win32":
    import ctypes

    def in_wine() -> bool:
        """True where this Windows is Wine."""
        return hasattr(ctypes.windll.ntdll, "wine_get_version")

    def _define(letter: str, kind: int, unix: bytes = b"") -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        door = ctypes.c_void_p(kernel.CreateFileW("\\\\.\\MountPointManager", 0xC0000000, 3, None, 3, 0, None))
        head = struct.calcsize(_HEAD)
        asked = struct.pack(_HEAD, head + len(unix), kind, 0, 0, 0, ord(letter.lower()), head if unix else 0, 0, 0)
        done = kernel.DeviceIoControl(
            door, _DEFINE, asked + unix, head + len(unix), None, 0, ctypes.byref(ctypes.c_ulong()), None
        )
        kernel.CloseHandle(door)
        assert done, ctypes.get_last_error()

    @contextmanager
    def drive(letter: str, kind: int, folder: Path) -> Iterator[Path]:
        """A drive of a kind, whose root is ``folder``, for the length of the block."""
        name = ctypes.windll.kernel32.wine_get_unix_file_name
        name.restype, name.argtypes = ctypes.c_char_p, [ctypes.c_wchar_p]
        _define(letter, kind, name(str(folder)) + b"\0")
        try:
            yield Path(f"{letter.upper()}:\\")
        finally:
            _define(letter, NO_DRIVE)

else:

    def in_wine() -> bool:
        """Never on another system."""
        return False

    @contextmanager
    def drive(_letter: str, _kind: int, folder: Path) -> Iterator[Path]:
        """There are no drives on other systems."""
        yield folder
