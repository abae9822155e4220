"""Into an office: its pages are built while its data file is checked; what the disk does is watched from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence
from hospcomms.services import office as offices
from ui.background import Progress
from ui.language import say, tr

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.shell.frame import Frame
    from ui.window import Window

_LOOK_AFTER = 1_500  # ms: how the pages of the file belong together is read once the window is painted
_RESERVE_AFTER = 15_000  # ms: and the reserve of the disk is made when nobody waits for anything
CLOCK_IS_RIGHT = N_("The clock is right")
DURING_CRISIS = N_(
    "The data file is damaged; what is written may be refused. Go on here; what cannot be written is kept on the"
    " screen."
)


def enter(window: Window, office: Office) -> None:
    """Show the first page of an office whose file is still being checked.

    Nothing was painted yet when damage is found: the pages go, the office is closed. Raises Refusal.
    """
    try:
        window.crisis.begin()
        offices.assure(office)
    except Refusal:
        window.locking.let_go()
        raise
    watch(window, office)


def watch(window: Window, office: Office) -> DiskWatch:
    """Watch the disk of an office for a window."""
    found = window.findChild(DiskWatch) or DiskWatch(window)
    found.begin(office)
    return found


class DiskWatch(QObject):
    """Hears of damage from any thread, looks the file through, keeps the reserve, and doubts the clock."""

    _met = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._told_of_room = False
        self._looking = self._timer(_LOOK_AFTER, self._look)
        self._reserving = self._timer(_RESERVE_AFTER, self._make_reserve)
        self._met.connect(self._meet, Qt.ConnectionType.QueuedConnection)
        window.bus.committed.connect(self._after_commit)
        window.closed.connect(self._note_clock)

    def begin(self, office: Office) -> None:
        """Watch an office that was opened now."""
        office.store.on_damage = self._met.emit
        self._looking.start()
        self._reserving.start()

    def _timer(self, wait: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(act)
        self._window.closed.connect(timer.stop)
        return timer

    def _is_open(self, office: Office) -> bool:
        shown = self._window.office
        return shown is not None and shown.store is office.store

    def _look(self) -> None:
        """Check the rest of the file beside the window, then say what else was found at the start."""
        office = self._window.office
        if office is None:
            return

        def work(_progress: Progress) -> tuple[Sentence | None, bool]:
            # late: after the first paint
            from hospcomms.services import clock_watch, folder_places
            from hospcomms.services import settings as settings_file
            from hospcomms.services.privacy import tombstones

            office.holder.look_through()
            tombstones.catch_up(office)
            folder_places.remember(office.folder, office.clock())
            doubt = clock_watch.anomaly(office)
            clock_watch.note(office)
            return doubt, settings_file.were_lost(office.folder)

        self._window.background.start(self, work, done=lambda found: self._tell(office, *found), failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and error.kind == "damaged":
            self._meet()
        elif not isinstance(error, Refusal):
            raise error

    def _tell(self, office: Office, doubt: Sentence | None, settings_lost: bool) -> None:
        frame = self._window.frame
        if frame is None or not self._is_open(office):
            return
        if settings_lost:
            # late: only where it happened
            from hospcomms.services import settings as settings_file

            frame.banner.show_message("soon", say(settings_file.LOST))
            settings_file.write(office.folder, self._window.office.settings if self._window.office else office.settings)
        if doubt is not None:
            frame.banner.show_message("soon", say(doubt), (tr(CLOCK_IS_RIGHT), lambda: self._confirm_clock(office)))

    def _confirm_clock(self, office: Office) -> None:
        from hospcomms.services import clock_watch  # late: only where the clock was doubted

        clock_watch.confirm(office)

    def _note_clock(self) -> None:
        office = self._window.office
        if office is not None:
            from hospcomms.services import clock_watch  # late: the window closes

            clock_watch.note(office)

    # the reserve

    def _make_reserve(self) -> None:
        office = self._window.office
        if office is None or self._window.background.busy:
            return

        def work(_progress: Progress) -> bool:
            from hospcomms.services import disk_room  # late: after the first paint

            return disk_room.prepare(office)

        self._window.background.start(self, work, done=self._reserve_made, failed=self._failed)

    def _reserve_made(self, is_there: bool) -> None:
        self._told_of_room = self._told_of_room and not is_there

    def _after_commit(self, _commit: Commit) -> None:
        """A save that took the reserve is said once, and the reserve made again as soon as there is room."""
        office, frame = self._window.office, self._window.frame
        if office is None or not office.store.reserve_given:
            return
        self._reserving.start()
        if frame is not None and not self._told_of_room:
            self._told_of_room = True
            # in a moment: the page that saved may go to another one, which takes the banner away
            QTimer.singleShot(0, frame, lambda: self._tell_of_room(office, frame))

    def _tell_of_room(self, office: Office, frame: Frame) -> None:
        from hospcomms.services import disk_room  # late: only on a full disk

        told = disk_room.told(office)
        if told is not None:
            frame.banner.show_message("late", say(told))

    # damage

    @Slot()
    def _meet(self) -> None:
        """A page of the file that was whole no longer is: the pages are covered, nothing typed is lost."""
        window = self._window
        if window.office is None or window.is_locked:
            return
        if window.crisis.page is not None:
            window.crisis.page.banner.show_message("late", tr(DURING_CRISIS))
            return
        # late: only where something is damaged
        from ui.shell.damaged import cover

        cover(window)
