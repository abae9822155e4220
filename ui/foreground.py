"""Who may come to the front: Windows lets a program do so only when the one that was just started allows it."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def allow(process: int) -> bool:
    """Let another process bring its window to the front; False outside Windows or where it may not be allowed."""
    is_allowed = False
    if sys.platform == "win32":
        is_allowed = process > 0 and bool(ctypes.WinDLL("user32").AllowSetForegroundWindow(process))
    return is_allowed


def bring(window: QWidget) -> None:
    """Bring a window to the front, as large as it was before it was minimised."""
    if window.isMinimized():
        if window.isMaximized():
            window.showMaximized()
        else:
            window.showNormal()
    window.raise_()
    window.activateWindow()
