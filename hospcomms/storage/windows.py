"""What Windows says of drives, folders that services copy, and the length of paths; nothing on other systems.

Each question goes to one call of the system. Whatever cannot be asked counts as not said.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath

LONGEST = 259
"""Letters of a whole path where longer ones were not allowed on this computer."""
_RECALLED = 0x1000 | 0x40000 | 0x400000
"""Attributes of what lies elsewhere and is fetched when it is opened: offline, recall on open, recall on access."""
_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF

if sys.platform == "win32":
    import ctypes
    import os
    import winreg

    _ROOTS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
    _ACCOUNTS = r"Software\Microsoft\OneDrive\Accounts"
    _READ, _SHARE_ALL, _EXISTING, _INVALID = 0x80000000, 7, 3, ctypes.c_void_p(-1).value
    _HELD = (32, 33)
    _FILE_SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"

    def drive_type(root: str) -> int:
        """What kind of drive it is whose root is given: 2 removable, 3 fixed, 4 remote; 0 or 1 when there is none."""
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))

    def file_system(root: str) -> str:
        """The file system of a drive; "" when it does not say."""
        name = ctypes.create_unicode_buffer(64)
        done = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
        return name.value if done else ""

    def is_placeholder(folder: PurePath) -> bool:
        """True when the content of a folder lies with a service and is fetched when it is opened."""
        try:
            found = os.lstat(folder)
        except OSError:
            return False
        is_cloud = (found.st_reparse_tag & _CLOUD_MASK) == _CLOUD_TAG
        return is_cloud or bool(found.st_file_attributes & _RECALLED)

    def sync_roots() -> Iterator[tuple[str, str]]:
        """The folders that services told Windows they copy, and the name of each service."""
        for place in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            for name in _keys(place, _ROOTS):
                for folder in _values(place, rf"{_ROOTS}\{name}\UserSyncRoots"):
                    yield folder, name.split("!")[0]
        for name in _keys(winreg.HKEY_CURRENT_USER, _ACCOUNTS):
            for folder in _values(winreg.HKEY_CURRENT_USER, rf"{_ACCOUNTS}\{name}", "UserFolder"):
                yield folder, "OneDrive"

    def is_held(path: PurePath) -> bool:
        """True when another program has a file open and lets nobody read it meanwhile."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(str(path), _READ, _SHARE_ALL, None, _EXISTING, 0, None)
        if handle != _INVALID:
            kernel.CloseHandle(ctypes.c_void_p(handle))
            return False
        return ctypes.get_last_error() in _HELD

    def takes_long_paths() -> bool:
        """True when this program may use paths of more than ``LONGEST`` letters."""
        with suppress(AttributeError, OSError):
            return bool(ctypes.windll.ntdll.RtlAreLongPathsEnabled() & 0xFF)
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _FILE_SYSTEM) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
        return False

    def _keys(place: int, path: str) -> list[str]:
        try:
            with winreg.OpenKey(place, path) as key:
                return [winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0])]
        except OSError:
            return []

    def _values(place: int, path: str, only: str = "") -> list[str]:
        try:
            with winreg.OpenKey(place, path) as key:
                found = [winreg.EnumValue(key, number) for number in range(winreg.QueryInfoKey(key)[1])]
        except OSError:
            return []
        return [value for name, value, _ in found if isinstance(value, str) and value and only in ("", name)]

else:

    def drive_type(_root: str) -> int:
        """Drives are a matter of Windows."""
        return 0

    def file_system(_root: str) -> str:
        """Drives are a matter of Windows."""
        return ""

    def is_placeholder(_folder: PurePath) -> bool:
        """Placeholders are a matter of Windows."""
        return False

    def sync_roots() -> Iterator[tuple[str, str]]:
        """Services tell only Windows."""
        yield from ()

    def is_held(_path: PurePath) -> bool:
        """Other systems let everybody read."""
        return False

    def takes_long_paths() -> bool:
        """Other systems take them."""
        return True


def longest_path() -> int:
    """How many letters the path of a file made by this program may have; some are left for its number and its part."""
    return 4000 if takes_long_paths() else LONGEST - 29
