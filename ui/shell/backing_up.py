"""Backups beside the work: looked after every minute, and once more when the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from ui.background import Background
from ui.language import tr
from ui.shell.cards import CardPage
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.window import Window

LOOK_EVERY = 60_000  # ms
COVER_AFTER = 300  # ms: a small office is closed before anything could be read
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

    def _done(self, is_new: bool) -> None:
        self._is_at_work = False
        if is_new:
            self.changed.emit()

    def _failed(self, _error: BaseException) -> None:
        """What went wrong stands in the state of the backups, which the window shows until a later success."""
        self._is_at_work = False
        self._resting = REST
        self.changed.emit()

    def finish(self) -> None:
        """The last backup, when something was changed since the one before; the window stays until it is made.

        At the end of a session it stays no longer than Windows waits.
        """
        self._timer.stop()
        office = self._window.office
        if office is None:
            return
        # Input waits, so that nothing is begun; knocks, paints and the end of the session are heard.
        loop, cover = QEventLoop(), _Cover(self._window)
        QTimer.singleShot(COVER_AFTER, cover, cover.show)
        if self._window.longest_backup:
            QTimer.singleShot(self._window.longest_backup, loop, loop.quit)
        beside = Background(self, threads=1)
        beside.start(
            self,
            lambda _progress: _make_last(office),
            done=lambda _made: loop.quit(),
            failed=lambda _error: loop.quit(),
        )
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._window.is_cut_short = beside.busy
        cover.hide()
        cover.deleteLater()


class _Cover(CardPage):
    """What lies over the window while it waits to close."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.hide()
        self.setParent(window)
        self.setAutoFillBackground(True)
        self.setGeometry(window.rect())
        self.body.addWidget(Label(tr("A backup is being made. The program then closes by itself."), wrap=True))
        self.raise_()


def _make_last(office: Office) -> None:
    # late: packing archives is no part of a start
    from hospcomms.services import backups

    if backups.is_changed(office):
        backups.make(office, "close")


def _tend(office: Office) -> bool:
    """Do what is due; True when the state of the backups is not what it was."""
    # late: as above, and in the background
    from hospcomms.services import backups

    failed = backups.state(office).failed
    return backups.tend(office) is not None or backups.state(office).failed != failed
