"""What Windows tells a window beside keys and clicks.

The session is locked, the computer goes to sleep and wakes, its clock or time zone is set, its colours change.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

POWER_BROADCAST, SESSION_CHANGE = 0x0218, 0x02B1
TIME_CHANGE, COLOURS_CHANGE, SETTING_CHANGE = 0x001E, 0x0015, 0x001A
SET_HIGH_CONTRAST = 0x0043
_SUSPEND, _RESUMED = 0x0004, frozenset({0x7, 0x12})
_LEAVING = frozenset({0x2, 0x4, 0x6, 0x7})
"""Console disconnect, remote disconnect, log-off, session lock."""
_THIS_SESSION = 0
LOCK, SLEEP, WAKE, CLOCK, LOOK = "lock", "sleep", "wake", "clock", "look"


class _Message(ctypes.Structure):
    """MSG of winuser.h, as far as it is read."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


def meaning_of(message: int, wide: int) -> str:
    """``lock``, ``sleep``, ``wake``, ``clock``, ``look`` or "" for a message of Windows and its first parameter."""
    if message == SESSION_CHANGE:
        return LOCK if wide in _LEAVING else ""
    if message == POWER_BROADCAST:
        return SLEEP if wide == _SUSPEND else WAKE if wide in _RESUMED else ""
    if message == TIME_CHANGE:
        return CLOCK
    if message == COLOURS_CHANGE or (message == SETTING_CHANGE and wide == SET_HIGH_CONTRAST):
        return LOOK
    return ""


class SystemEvents(QAbstractNativeEventFilter):
    """Calls ``told`` with what Windows told, a word of this module; does nothing outside Windows."""

    def __init__(self, window: QWidget, told: Callable[[str], Any]) -> None:
        super().__init__()
        self._window, self._told = window, told
        self._registered = 0

    def begin(self) -> None:
        """Listen from now on; called when the window has its place in the system."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)
        if sys.platform == "win32":
            self._registered = int(self._window.winId())
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(ctypes.c_void_p(self._registered), _THIS_SESSION)

    def end(self) -> None:
        """Listen no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        if sys.platform == "win32" and self._registered:
            ctypes.WinDLL("wtsapi32").WTSUnRegisterSessionNotification(ctypes.c_void_p(self._registered))
            self._registered = 0

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Read a message of Windows; it always goes on to Qt."""
        if QByteArray(kind).data() in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            self.read(int(message))
        return False, 0

    def read(self, address: int) -> None:
        """Read the MSG at an address of memory."""
        found = _Message.from_address(address)
        meaning = meaning_of(found.message, found.wide)
        if meaning:
            self._told(meaning)
