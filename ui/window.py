"""The window: it opens the office, dresses the program, composes the frame and remembers its place on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from hospcomms.domain.country import COUNTRIES, DZ
from hospcomms.domain.errors import Refusal
from hospcomms.services import office as offices
from hospcomms.services.settings import Settings
from ui import language, theme, theme_sheet
from ui.background import Background
from ui.bus import Bus
from ui.entering import enter
from ui.language import as_title, direction
from ui.shell.crisis import Crisis
from ui.shell.locking import Lock
from ui.shell.places import Place
from ui.window_size import PageStack, WindowSize

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.beginning import Beginning, SampleMaker
    from ui.clipboard import ClipboardWatch
    from ui.shell.frame import Frame
    from ui.shell.second_window import SecondWindow

_BREAKS = (1000, 1280)
_UNDER_WAY, _AT_THE_END = 5000, 1000  # ms that work under way is waited for; less when the session ends


class Window(QWidget):
    """One window on one data folder. ``sample`` fills a new folder with the invented hospital, where offered."""

    painted = Signal()
    entered = Signal()
    closed = Signal()

    def __init__(self, folder: Path, sample: SampleMaker | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.office: Office | None = None
        self.frame: Frame | None = None
        self.others: list[SecondWindow] = []
        self._sample = sample
        self._beginning: Beginning | None = None
        self.bus = Bus(self)
        self.crisis = Crisis(self)
        self.locking = Lock(self)
        self.clipboard: ClipboardWatch | None = None
        self.background = Background(self)
        self.stack = PageStack(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(self._fit)
        self._renewal = QTimer(self)
        self._renewal.setSingleShot(True)
        self._renewal.timeout.connect(self._renew)
        self._built_for = 0
        self.bounds = WindowSize(self)
        self._remembers = True
        self.gives_up = False
        self.longest_backup = 0  # ms for the last backup, 0 for as long as it needs
        self.is_cut_short = False  # the session ends before that backup did: it has the data open until the very end
        self._is_first_paint = True
        self.setWindowTitle("HospComms")

    def open(self) -> None:
        """Open the data folder: the pages, the first start, or the refusal in words."""
        try:
            if offices.is_unused(self.folder):
                # late: shown once in the life of an office
                from ui.beginning import begin

                self._beginning = begin(self, self._sample)
            else:
                use_renewed(self, offices.open_office(self.folder, beside=True))
        except Refusal as refusal:
            self.refuse(refusal)

    def refuse(self, refusal: Refusal) -> None:
        """Say why the folder cannot be opened, or ask for its password."""
        if refusal.kind == "password-needed":
            self.locking.ask()
            return
        # late: only shown when something is wrong
        from ui.beginning import show_refusal

        show_refusal(self, refusal)

    def open_other(self, folder: Path) -> None:
        """Open another data folder."""
        self.folder = folder
        self.open()

    def use(self, office: Office) -> None:
        """Show the pages of an office that is open now."""
        self.office = office
        self.bounds.restore(office)
        self.dress(office.settings)
        enter(self, office)
        self.entered.emit()

    def look_at(self, office: Office, place: Place, size: tuple[int, int]) -> None:
        """Show one page of an office in that size, for a picture; nothing is remembered."""
        self.office = office
        self._remembers = False
        self.setMinimumSize(1, 1)
        self.resize(*size)
        self.dress(office.settings)
        self.show()
        self.crisis.show(place)

    def is_busy(self) -> bool:
        """True while something is read in the background."""
        waiting = self._renewal.isActive() or self._wait.isActive() or self.locking.is_closing
        return waiting or self.background.busy or (self.frame is not None and self.frame.counts.is_pending)

    def dress(self, settings: Settings) -> None:
        """Speak the language of the settings and wear their theme."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        country = COUNTRIES.get(settings.country, DZ)
        spoken = language.use(settings.language, country, latin_digits=settings.latin_digits)
        language.settle(app)
        theme_sheet.dress(app, theme.choose(settings.theme, settings.zoom, rtl=spoken.rtl))
        self.setLayoutDirection(direction())
        name = settings.hospital.best(settings.language)
        self.setWindowTitle(as_title(f"{name} – HospComms" if name else "HospComms"))

    def apply(self, settings: Settings) -> None:
        """Keep new settings; the window shows the same page in them in a moment. Raises Refusal.

        The frame is built anew later and not at once: the page that asks is still at work.
        """
        assert self.office is not None
        self.office = offices.with_settings(self.office, settings)
        self._renewal.start()

    def _renew(self) -> None:
        if self.office is not None and self.frame is not None and not self.is_locked:
            self.dress(self.office.settings)
            self.rebuild(*self.frame.pages.trail)
            for other in list(self.others):
                other.renew()

    def rebuild(self, trail: list[Place], here: int) -> None:
        """Build the frame anew (another language, theme, zoom or width) and take up the way again."""
        # late: the shell is imported once the application exists, and never for a refusal
        from ui.shell.frame import Frame

        assert self.office is not None
        if self.frame is not None and not self.frame.pages.leave():
            return  # the disk refuses what is typed: another frame would lose it
        self.frame = Frame(self.office, self.bus, self.background, self.apply, width=self.width())
        self._built_for = self._band()
        self.show_page(self.frame)
        try:
            self.frame.pages.restore(trail, here)
        except Refusal as refusal:
            self.frame.open_room("home")
            self.frame.refuse(refusal.sentence)

    def show_page(self, page: QWidget) -> None:
        """Show a whole page of the window in place of the one before."""
        self.stack.show_page(page)

    @property
    def is_locked(self) -> bool:
        """True while the password is asked for."""
        return self.locking.is_locked

    def lock(self) -> bool:
        """Lock the data; False when it has no password."""
        return self.locking.lock()

    def _band(self) -> int:
        """Which of the three arrangements the width asks for."""
        return sum(self.width() >= theme.px(edge) for edge in _BREAKS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.frame is not None and self._band() != self._built_for:
            self._wait.start()

    def _fit(self) -> None:
        if self.office is None or self.frame is None or self._band() == self._built_for:
            return
        if self.is_locked:
            self._wait.start()
        else:
            self.rebuild(*self.frame.pages.trail)

    def renew(self) -> None:
        """Show the same page anew in a moment."""
        self._renewal.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, once everything in it is on the screen."""
        super().paintEvent(event)
        if self._is_first_paint:
            self._is_first_paint = False
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        # late: forms are read by now, where there is one
        from ui.typed import may_close

        if not may_close(self):
            event.ignore()
            return
        self.locking.end()
        if self.frame is not None:
            self.frame.pages.leave()
        self.crisis.close()
        for other in list(self.others):
            other.close()
        if self.office is not None and self._remembers:
            self.bounds.remember(self.office)
        self._wait.stop()
        self._renewal.stop()
        self.closed.emit()
        has_ended = self.background.finish(_AT_THE_END if self.longest_backup else _UNDER_WAY)
        if not self.is_cut_short and (has_ended or not self.longest_backup):
            self.locking.let_go()
        super().closeEvent(event)


def use_renewed(window: Window, office: Office) -> None:
    """Show the pages of an office; one that an older program made is given the shipped lists it lacks."""
    window.use(office)
    if office.holder.was_older:
        # late: once after an upgrade
        from ui.beginning import bring_in_health_days

        bring_in_health_days(window, office)
