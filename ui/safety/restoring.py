"""Putting a backup in the place of the data that is open: the pages go, the data is exchanged, the pages come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import backups
from ui.language import say
from ui.typed import keep as keep_typed

if TYPE_CHECKING:
    from hospcomms.services.backups import Copy, Preview
    from ui.window import Window

UNKEPT = sentence(
    "What you typed could not be written, so nothing was restored. Free some space on the disk, or copy it elsewhere;"
    " then restore again."
)


def look_at(window: Window, copy: Copy, refuse: Callable[[Sentence], Any], owner: QWidget | None = None) -> None:
    """Show what a backup would bring and take away, over ``owner`` or the window; restore it once that is wanted.

    ``refuse`` hears why the backup cannot be used.
    """
    # late: only where a backup is looked at
    from ui.safety.restore_dialog import RestoreDialog

    assert window.office is not None
    try:
        found = backups.preview(copy, office=window.office)
    except Refusal as refusal:
        refuse(refusal.sentence)
        return
    dialog = RestoreDialog(found, owner or window)
    dialog.wanted.connect(lambda secret: put_back(window, found, secret))
    dialog.open()


def put_back(window: Window, found: Preview, secret: str) -> None:
    """Restore a backup in an open window. What cannot be is said there, and the data is then as it was."""
    office = window.office
    assert office is not None
    if not keep_typed(window):
        _tell(window, UNKEPT, bad=True)
        return
    if not window.background.finish():
        _tell(window, sentence("Something is still under way. Wait until it has ended, then restore again."), bad=True)
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        backups.before(office, "restore")
        now, folder = office.clock(), office.folder
        for other in list(window.others):
            other.close()
        window.locking.let_go()
        aside = backups.restore(folder, found.copy, now, secret, of_another=found.is_other)
    except Refusal as refusal:
        window.open()
        _tell(window, refusal.sentence, bad=True)
        return
    finally:
        QGuiApplication.restoreOverrideCursor()
    window.open()
    told = sentence(
        "The data is back as it was on {when}. The data that was replaced is in the folder {folder}.",
        when=found.copy.at,
        folder=aside.name,
    )
    _tell(window, told)


def _tell(window: Window, words: Sentence, *, bad: bool = False) -> None:
    """Say it above the pages, where it stays until it is read; behind a password, once they are shown."""
    if window.frame is None:
        once = Qt.ConnectionType.SingleShotConnection
        window.entered.connect(lambda: _show(window, words, bad=bad), once)
    else:
        _show(window, words, bad=bad)


def _show(window: Window, words: Sentence, *, bad: bool) -> None:
    if window.frame is not None:  # the crisis desk may stand in its place
        window.frame.banner.show_message("late" if bad else "note", say(words))
