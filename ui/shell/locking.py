"""Locking the window: what is typed is kept, everything is covered, the data is closed; and the way back in.

The cover comes at once. The data is closed, and with it the keys go, as soon as no work is under way behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from ui.entering import watch
from ui.shell.cover import Cover
from ui.shell.places import Place

if TYPE_CHECKING:
    from hospcomms.domain.wording import Sentence
    from hospcomms.services.office import Office
    from hospcomms.services.settings import Settings
    from ui.shell.lock_page import LockPage
    from ui.window import Window

_LOOK_EVERY = 100  # ms: whether what is under way has ended
_WRONG = ("wrong-password", "wrong-code")
_TRY_EVERY = 5000  # ms: whether the disk takes a draft that it refused


@dataclass(frozen=True)
class _Place:
    """Where the officer was: the way in the rooms, the incident whose desk was open, the records in other windows."""

    trail: tuple[list[Place], int]
    incident: int
    beside: tuple[Place, ...]


class Lock(QObject):
    """The lock of one window. Without a password there is nothing to lock."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page: LockPage | None = None
        self._card: QWidget | None = None
        self._was: _Place | None = None
        self._cover = Cover(window)
        self._tries = 0
        self._is_kept = True
        self._closing = QTimer(self)
        self._closing.setInterval(_LOOK_EVERY)
        self._closing.timeout.connect(self._close_when_quiet)

    @property
    def is_locked(self) -> bool:
        """True while the lock page is shown, at the start too."""
        return self._card is not None

    @property
    def is_closing(self) -> bool:
        """True while the window is covered and the data not closed yet."""
        return self._closing.isActive()

    # locking

    def ask(self) -> None:
        """Ask for the password of a folder that is not open yet."""
        self._window.dress(_settings_of(self._window))
        self._show_page()

    def lock(self) -> bool:
        """Lock now; False when there is no password, or nothing is open."""
        window = self._window
        # late: nothing of passwords is read before the first lock
        from hospcomms.services import security
        from ui.typed import keep as keep_typed

        if self.is_locked or window.office is None or not security.has_password(window.folder):
            return False
        self._was = _place_of(window)
        self._is_kept = keep_typed(window)
        self._cover.put_on()
        self._show_page()
        if window.clipboard is not None:
            window.clipboard.forget()
        self._closing.start()
        return True

    def lock_when_idle(self) -> None:
        """Lock because nobody is there; not while the desk of a real incident is open, which is read from afar."""
        page = self._window.crisis.page
        if page is None or page.desk.incident.is_drill:
            self.lock()

    def _close_when_quiet(self) -> None:
        """Close the data once nothing is under way: no work, no question of a dialog on the stack."""
        window = self._window
        busy = window.background.busy or self._cover.is_busy
        if self._page is not None:
            self._page.tell_of_work(busy)
        if busy or QThread.currentThread().loopLevel() > 1 or not self._is_safe():
            return
        self._closing.stop()
        self._closing.setInterval(_LOOK_EVERY)
        self._cover.close_hidden()
        self.let_go()
        # late: what is forgotten is read only when something is
        from ui.caches import forget

        forget()

    def _is_safe(self) -> bool:
        """True when nothing that is typed is on the covered screen only: the disk may have refused a draft."""
        if not self._is_kept:
            self._closing.setInterval(_TRY_EVERY)
            from ui.typed import is_kept  # late: as above

            self._is_kept = is_kept(self._window)
        return self._is_kept

    def let_go(self) -> None:
        """Take the pages away and close the data: its keys and connections are gone."""
        window = self._window
        for page in (window.frame, window.crisis.page):
            if page is not None:
                window.stack.take_away(page)  # it goes before the next timer: none asks what is closed
        window.frame = None
        window.crisis.let_go()
        if window.office is not None:
            window.office.close()
            window.office = None

    def tell(self, what: Sentence) -> None:
        """Say something on the lock page."""
        if self._page is not None:
            self._page.refuse(what, 0)

    def end(self) -> None:
        """The window closes, perhaps while it is locked."""
        self._closing.stop()
        self._cover.close_hidden()

    # the pages

    def _show_page(self) -> None:
        # late: as above
        from ui.shell.lock_page import LockPage

        settings, at_work = _settings_of(self._window), self._window.background.busy
        page = LockPage(settings.hospital.best(settings.language), self._window.close, at_work=at_work)
        page.asked.connect(self.answer)
        page.forgotten.connect(self._show_forgotten)
        self._page = page
        self._show(page)

    def _show_forgotten(self) -> None:
        # late: as above
        from ui.shell.lock_page import RecoverPage

        page = RecoverPage(self._window.folder, self._pause)
        page.recovered.connect(self.answer)
        page.left.connect(self._show_page)
        self._page = None
        self._show(page)

    def _show(self, page: QWidget) -> None:
        old, self._card, self._cover.card = self._card, page, page
        if old is None and self._window.office is None:
            self._window.show_page(page)
        else:
            self._window.stack.cover(page, old)
        page.setFocus()

    # coming back

    def answer(self, secret: str) -> None:
        """Try a password; what is wrong is said on the page."""
        from hospcomms.services import unlocking  # late: as above

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if self._window.office is not None:
                unlocking.check(self._window.folder, secret)
                office = self._window.office
            else:
                office = unlocking.unlock(self._window.folder, secret)
        except Refusal as refusal:
            self._refused(refusal)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._tries = 0
        self._closing.stop()
        card, self._card, self._page = self._card, None, None
        assert card is not None
        if self._window.office is not None:
            self._come_out(card)
        else:
            self._enter(office)

    def _pause(self, refusal: Refusal) -> float:
        from hospcomms.services import security  # late: as above

        if refusal.kind in _WRONG:
            self._tries += 1
            return security.pause_after(self._tries)
        return 0.0

    def _refused(self, refusal: Refusal) -> None:
        if self._page is not None and (refusal.kind in _WRONG or self._window.office is not None):
            self._page.refuse(refusal.sentence, self._pause(refusal))
            return
        self._card = self._page = None
        self._window.refuse(refusal)

    def _come_out(self, card: QWidget) -> None:
        """The data was not closed yet: what was hidden comes back as it was."""
        window = self._window
        window.stack.take_away(card)
        if window.frame is not None:
            window.frame.pages.restore(*window.frame.pages.trail)  # a form of a new record went with its draft
        elif window.crisis.page is not None:
            window.crisis.page.take_focus()
        self._cover.take_off()

    def _enter(self, office: Office) -> None:
        """Show the place that was left, of the data that is open again; at the start, the first page."""
        was, self._was = self._was, None
        if was is None:
            from ui.window import use_renewed  # late: the window has this lock

            use_renewed(self._window, office)
            return
        self._window.office = office
        self._window.dress(office.settings)
        _go_back(self._window, was)
        watch(self._window, office)


def _settings_of(window: Window) -> Settings:
    """The settings, which are readable without the password."""
    # late: only where there is a password
    from hospcomms.services.crisis_folder import readable_settings

    return window.office.settings if window.office is not None else readable_settings(window.folder)


def _place_of(window: Window) -> _Place:
    """Where the officer is now."""
    from ui.return_place import shown_trail  # late: as above

    desk = window.crisis.page
    beside = tuple(other.place for other in window.others)
    trail, here = shown_trail(window)
    way = (trail, here) if trail else ([Place("home")], 0)
    return _Place(way, desk.desk.incident.id if desk is not None else 0, beside)


def _go_back(window: Window, was: _Place) -> None:
    """Show the place that was left."""
    # late: as above
    from ui.shell.second_window import open_beside

    if was.incident:
        window.crisis.trail = was.trail
        window.crisis.open(was.incident)
    else:
        window.rebuild(*was.trail)
        for place in was.beside:
            try:
                open_beside(window, place)
            except Refusal:
                continue  # its record went meanwhile: the room says so when one goes there
