"""A file handed to the program by a double click: the look at a backup, before anything is done with it.

It waits for its turn: a lock, an open dialog or another page before the data come first. The latest file counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hospcomms.domain.wording import Sentence, sentence

if TYPE_CHECKING:
    from hospcomms.services.backups import Copy
    from ui.window import Window

_LOOK_EVERY = 300  # ms: whether the lock, or the dialog that is open, has gone


class HandedOver(QObject):
    """Takes files for one window; ``waiting`` is the one that has not been shown yet."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.waiting: Path | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_EVERY)
        self._again.timeout.connect(self._look)
        window.closed.connect(self._again.stop)
        window.entered.connect(self._again.start)

    def take(self, path: Path) -> None:
        """Show what is in a file as soon as nothing stands before it."""
        self.waiting = path
        self._look()

    def _look(self) -> None:
        path, window = self.waiting, self._window
        if path is None:
            return
        if window.is_locked or QApplication.activeModalWidget() is not None:
            self._again.start()
        elif window.office is not None:
            self.waiting = None
            self._in_office(path)
        else:
            self._before_office(path)

    def _in_office(self, path: Path) -> None:
        # late: seldom needed, and packing archives is no part of a start
        from ui.safety.restoring import look_at

        copy = _copy_at(path)
        if copy is None:
            self._refuse(_no_backup(path))
        else:
            look_at(self._window, copy, self._refuse)

    def _refuse(self, what: Sentence) -> None:
        # late: as above
        from ui.language import say

        window = self._window
        if window.frame is not None:
            window.frame.refuse(what)
        elif window.crisis.page is not None:
            window.crisis.page.refuse(say(what))

    def _before_office(self, path: Path) -> None:
        """At a first start, or where the data cannot be opened: the backup is the answer, or it waits."""
        # late: as above
        from ui.shell.backups import Rescue
        from ui.shell.first_run import FirstRun
        from ui.shell.refused import RefusedPage

        page, copy = self._window.stack.currentWidget(), _copy_at(path)
        if isinstance(page, FirstRun):
            self.waiting = None
            if copy is None:
                page.refuse(_no_backup(path))
            else:
                Rescue(self._window).ask(copy)
        elif isinstance(page, RefusedPage) and page.is_helped and copy is not None:
            self.waiting = None
            Rescue(self._window).ask(copy)


def _copy_at(path: Path) -> Copy | None:
    # late: as above
    from hospcomms.services.backups import copy_at

    return copy_at(path)


def _no_backup(path: Path) -> Sentence:
    if not path.exists():
        return sentence("The file {file} was not found. Choose another file.", file=path.name)
    return sentence(
        "The file {file} is no backup of this program, and nothing was done. Lists, workbooks and calendars are"
        " imported in their own rooms.",
        file=path.name,
    )
