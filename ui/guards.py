"""What stands guard once the first page is painted: idle time, the system's session, the clipboard, the log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from hospcomms.services import log_listening, passing
from ui import theme, time_zone
from ui.clipboard import ClipboardWatch
from ui.idle import IdleWatch
from ui.return_place import place_of
from ui.session_end import SessionEnd
from ui.system_events import CLOCK, LOCK, LOOK, SLEEP, SystemEvents

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
        self._day = self._today()
        self.system = SystemEvents(window, self.told)
        self.system.begin()
        self.session_end = SessionEnd(window, mark.end)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow_look)
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

    def _today(self) -> date | None:
        office = self._window.office
        return office.today if office is not None else None

    def told(self, what: str) -> None:
        """What Windows told: a lock locks, a sleep keeps what is typed as well; clock and colours are followed."""
        window = self._window
        if what in (LOCK, SLEEP):
            if not window.lock() and window.office is not None:
                # late: nothing is typed before a page is shown
                from ui.typed import keep

                keep(window)
        elif what == LOOK:
            self.follow_look()
        else:
            if what == CLOCK:
                time_zone.read_again()
            self._follow_day()

    def follow_look(self) -> None:
        """Wear what the system wears now, where the officer asked for that."""
        if self._settings().theme == "auto" and theme.is_stale():
            self._window.renew()

    def _follow_day(self) -> None:
        """The pages say what is due today: they are shown anew where today is another day now."""
        today = self._today()
        if today is not None and today != self._day:
            self._day = today
            self._window.renew()

    def end(self) -> None:
        """The window closes."""
        self.clipboard.forget()
        self.system.end()
        self._stop_listening()
