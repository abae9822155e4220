"""Nobody at the computer: tells when for some minutes no key was pressed and the mouse did not move in our windows."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_EVERY = 5000  # ms
_SIGNS = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletMove,
})  # fmt: skip


class IdleWatch(QObject):
    """``idle`` comes once when the time is over, and again only after a sign of life. ``minutes`` 0 means never.

    It listens at the windows of the system and not at the application: those see a hundredth of the events.
    """

    idle = Signal()

    def __init__(
        self, minutes: Callable[[], int], parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._minutes, self._clock = minutes, clock
        self._last = clock()
        self._told = False
        self._seen: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch)
            self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen at a window of the system, once."""
        if window is not None and id(window) not in self._seen:
            key = id(window)
            self._seen.add(key)
            window.installEventFilter(self)
            window.destroyed.connect(lambda _gone=None: self._seen.discard(key))

    def look(self) -> None:
        """Tell if the time is over; asked every few seconds."""
        minutes = self._minutes()
        over = minutes > 0 and self._clock() - self._last >= minutes * 60
        if over and not self._told:
            self._told = True
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._last = self._clock()
            self._told = False
        return False
