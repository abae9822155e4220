"""How Windows shall look to this officer: high contrast and its colours, and the size of text.

What Qt tells by itself (dark or light) is read from Qt; high contrast is asked of Windows, since the palette of the
program is our own once it was dressed.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

_ROLE = QPalette.ColorRole
_COLOURS = {
    _ROLE.Window: 5, _ROLE.WindowText: 8, _ROLE.Highlight: 13, _ROLE.HighlightedText: 14,
    _ROLE.Link: 26, _ROLE.PlaceholderText: 17,
}  # fmt: skip
"""The numbers by which GetSysColor knows the colours a contrast theme is made of."""
_GET_HIGH_CONTRAST = 0x0042
_TEXT_SIZE = "Software\\Microsoft\\Accessibility"
_LARGEST = 200
"""Per cent; Windows goes to 225, our pages are made for no more than this."""


def is_contrast() -> bool:
    """True while a contrast theme is on."""
    if sys.platform == "win32":
        return _asks_for_contrast()
    hints = QGuiApplication.styleHints()  # kept while its part is asked: the part goes with it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def is_dark() -> bool:
    """True while programs are to be dark."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> QPalette:
    """The colours the officer chose in the system."""
    found = QGuiApplication.palette()
    if sys.platform == "win32":
        for role, number in _COLOURS.items():
            found.setColor(role, _colour(number))
    return found


def text_size() -> int:
    """The size of text asked for in the system, 100-200 %; 100 where it is not told."""
    found = 100
    if sys.platform == "win32":
        with suppress(OSError):
            found = _text_size()
    return min(max(found, 100), _LARGEST)


if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    from PySide6.QtGui import QColor

    class _HighContrast(ctypes.Structure):
        """HIGHCONTRASTW of winuser.h."""

        _fields_ = (("size", wintypes.UINT), ("flags", wintypes.DWORD), ("scheme", wintypes.LPWSTR))

    def _asks_for_contrast() -> bool:
        found = _HighContrast(ctypes.sizeof(_HighContrast))
        ask = ctypes.WinDLL("user32").SystemParametersInfoW
        return bool(ask(_GET_HIGH_CONTRAST, found.size, ctypes.byref(found), 0)) and bool(found.flags & 1)

    def _colour(number: int) -> QColor:
        bgr = ctypes.WinDLL("user32").GetSysColor(number)
        return QColor(bgr & 0xFF, bgr >> 8 & 0xFF, bgr >> 16 & 0xFF)

    def _text_size() -> int:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _TEXT_SIZE) as key:
            found, _kind = winreg.QueryValueEx(key, "TextScaleFactor")
        return found if isinstance(found, int) else 100
