"""What stands guard once the first page is painted: idle time, the system's session, the clipboard, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QSessionManager

from hospcomms.services import log_listening, passing
from ui.clipboard import ClipboardWatch
from ui.idle import IdleWatch
from ui.return_place import place_of
from ui.system_events import SystemEvents

if TYPE_CHECKING:
    from hospcomms.services.crash_reports import RunningMark
    from hospcomms.services.logs import Log
    from hospcomms.services.settings import Settings
    from ui.window import Window


_PLACE_EVERY = 2000  # ms


class Guards(QObject):
    """Everything that watches one window; ``end`` gives back what was taken."""

    def __init__(self, window: Window, log: Log, mark: RunningMark) -> None:
        super().__init__(window)
        self._window, self._mark = window, mark
        self._places = QTimer(self)
        self._places.setInterval(_PLACE_EVERY)
        self._places.timeout.connect(self.keep_place)
        self._places.start()
        self.idle = IdleWatch(lambda: self._settings().lock_after, self)
        self.idle.idle.connect(window.locking.lock_when_idle)
        self.clipboard = ClipboardWatch(QGuiApplication.clipboard(), lambda: self._settings().clear_clipboard, self)
        window.clipboard = self.clipboard
        self.system = SystemEvents(window, lambda _meaning: window.lock())
        self.system.begin()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self.session_ends, Qt.ConnectionType.DirectConnection)
        self._stop_listening = log_listening.listen(log)
        log.tidy()
        passing.sweep()

    def _settings(self) -> Settings:
        from hospcomms.services.settings import Settings  # late: the usual ones while nothing is open

        office = self._window.office
        return office.settings if office is not None else Settings()

    def keep_place(self) -> None:
        """Keep where the officer is for a bad end."""
        place = place_of(self._window)
        if place:
            self._mark.keep_place(place)

    def session_ends(self, _session: QSessionManager) -> None:
        """Windows ends the session: what is typed is kept before it may kill the program."""
        # late: nothing is typed before a page is shown
        from ui.typed import keep

        if self._window.office is not None:
            keep(self._window)

    def end(self) -> None:
        """The window closes."""
        self.clipboard.forget()
        self.system.end()
        self._stop_listening()
