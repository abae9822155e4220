"""Backups beside the work: looked after every minute, and once more when the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hospcomms.domain.errors import Refusal

if TYPE_CHECKING:
    from hospcomms.services.backups import Copy
    from hospcomms.services.office import Office
    from ui.window import Window

LOOK_EVERY = 60_000  # ms
REST = 10
"""So many looks are left out after a backup that failed: a full disk is not tried every minute."""


class BackingUp(QObject):
    """Makes the backups of one window’s office; ``changed`` tells that their state is to be read again."""

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._resting = 0
        self._is_at_work = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.closed.connect(self.finish)

    @property
    def is_at_work(self) -> bool:
        """True while a backup is being made in the background."""
        return self._is_at_work

    def look(self) -> None:
        """Start what is due, beside the window."""
        office = self._window.office
        if office is None or self._window.is_locked or self._is_at_work:
            return
        if self._resting:
            self._resting -= 1
            return
        self._is_at_work = True
        self._window.background.start(self, lambda _progress: _tend(office), done=self._done, failed=self._failed)

    def _done(self, made: Copy | None) -> None:
        self._is_at_work = False
        if made is not None:
            self.changed.emit()

    def _failed(self, _error: BaseException) -> None:
        """What went wrong stands in the state of the backups, which the window shows until a later success."""
        self._is_at_work = False
        self._resting = REST
        self.changed.emit()

    def finish(self) -> None:
        """The last backup, when something was changed since the one before. The window is hidden meanwhile."""
        self._timer.stop()
        office = self._window.office
        if office is None:
            return
        # late: packing archives is no part of a start
        from hospcomms.services import backups

        try:
            if backups.is_changed(office):
                self._window.hide()
                backups.make(office, "close")
        except Refusal:
            return  # kept in the state, and shown at the next start


def _tend(office: Office) -> Copy | None:
    # late: as above, and in the background
    from hospcomms.services import backups

    return backups.tend(office)
