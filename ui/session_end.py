"""The end of the session: Windows asks whether it may end, then ends the program a few seconds later.

When it asks, everything typed is kept and it is told what we are at. When it ends, the window is closed as it would
be by hand, but the last backup may take no longer than Windows waits; the next start makes it otherwise.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

from hospcomms.domain.wording import N_
from ui.language import tr

if TYPE_CHECKING:
    from ui.window import Window

LONGEST = 3000
"""ms for the last backup: Windows calls a program hung after five seconds, and the rest of closing wants some too."""
WHY = N_("HospComms is keeping your work and making a backup.")


class SessionEnd(QObject):
    """Closes one window when the session ends; ``last`` is done then too, for nothing after it is sure to run."""

    def __init__(self, window: Window, last: Callable[[], Any]) -> None:
        super().__init__(window)
        self._window, self._last = window, last
        self._is_told = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self.asked, Qt.ConnectionType.DirectConnection)
            app.aboutToQuit.connect(self.ended, Qt.ConnectionType.DirectConnection)

    @Slot(QSessionManager)
    def asked(self, _session: QSessionManager | None = None) -> None:
        """Windows asks: what is typed is kept now; the reason stands there should it have to wait for us."""
        # late: nothing is typed before a page is shown
        from ui.typed import keep

        if self._window.office is not None:
            keep(self._window)
            self._is_told = block(self._window, tr(WHY))

    @Slot()
    def ended(self) -> None:
        """Windows ends the program once this returns; an ordinary end comes here with the window closed."""
        window = self._window
        if window.isVisible() or window.office is not None:
            window.longest_backup = LONGEST
            window.gives_up = True  # nobody is left to be asked a second time
            window.close()
            self._last()
        if self._is_told:
            self._is_told = not unblock(window)


def block(window: QObject, why: str) -> bool:
    """Give the reason why the end of the session has to wait; False outside Windows."""
    return _call("ShutdownBlockReasonCreate", window, why)


def unblock(window: QObject) -> bool:
    """The reason is gone."""
    return _call("ShutdownBlockReasonDestroy", window)


def _call(name: str, window: Any, *words: str) -> bool:
    is_done = False
    if sys.platform == "win32":
        is_done = bool(getattr(ctypes.WinDLL("user32"), name)(ctypes.c_void_p(int(window.winId())), *words))
    return is_done
