"""The names under which Windows knows that the program runs: the installer neither upgrades nor removes it then."""

from __future__ import annotations

import sys
from typing import Any

NAMES = ("HospComms.Running", "Global\\HospComms.Running")
"""As ``AppMutex`` of the installer names them: for this session, and for every session of the computer."""
_OPENED_FOR = 0x00100000  # SYNCHRONIZE: to be seen, nothing more
_SEEN_BY_ALL = "D:(A;;0x1F0001;;;SY)(A;;0x1F0001;;;BA)(A;;0x100000;;;WD)"
"""The system and administrators may do all, everybody may see it: a setup under another account has to find it."""
_held: dict[str, int] = {}


def hold() -> tuple[str, ...]:
    """Hold the names until the program ends; returns those that are held. Without the rights one goes on without.

    Outside Windows there is nothing to hold.
    """
    if sys.platform == "win32":
        for name in NAMES:
            if name not in _held and (handle := _create(name)):
                _held[name] = handle
    return tuple(_held)


def are_held_by_any() -> tuple[str, ...]:
    """The names that some running program holds, as the installer would look for them."""
    found: tuple[str, ...] = ()
    if sys.platform == "win32":
        found = tuple(name for name in NAMES if _is_there(name))
    return found


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Security(ctypes.Structure):
        """SECURITY_ATTRIBUTES."""

        _fields_ = (("size", wintypes.DWORD), ("descriptor", ctypes.c_void_p), ("inherited", wintypes.BOOL))

    def _kernel() -> Any:
        found = ctypes.WinDLL("kernel32", use_last_error=True)
        found.CreateMutexExW.restype = found.OpenMutexW.restype = wintypes.HANDLE
        found.CreateMutexExW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD)
        found.OpenMutexW.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.LPCWSTR)
        found.CloseHandle.argtypes = (wintypes.HANDLE,)
        found.LocalFree.argtypes = (ctypes.c_void_p,)
        return found

    def _create(name: str) -> int:
        kernel, descriptor = _kernel(), ctypes.c_void_p()
        rights = ctypes.WinDLL("advapi32").ConvertStringSecurityDescriptorToSecurityDescriptorW
        rights.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p)
        is_made = bool(rights(_SEEN_BY_ALL, 1, ctypes.byref(descriptor), None))
        security = _Security(ctypes.sizeof(_Security), descriptor, False)
        handle = kernel.CreateMutexExW(ctypes.byref(security) if is_made else None, name, 0, _OPENED_FOR)
        if is_made:
            kernel.LocalFree(descriptor)
        return int(handle or 0)

    def _is_there(name: str) -> bool:
        kernel = _kernel()
        handle = kernel.OpenMutexW(_OPENED_FOR, False, name)
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle)
