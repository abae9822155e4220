"""The start of the program: one window on a data folder, and nothing heavy imported before it is painted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication

from hospcomms import VERSION
from hospcomms.services.crash_reports import Left, RunningMark
from hospcomms.services.logs import Log
from ui import fonts, running_names, taskbar
from ui.background import Progress
from ui.failures import Failures
from ui.handed_over import HandedOver
from ui.keyboard import LatinShortcuts
from ui.return_place import go_back
from ui.single import Door
from ui.window import Window

if TYPE_CHECKING:
    from ui.beginning import SampleMaker

_LISTEN_AFTER = 300  # ms: the pipe is opened once the first page is painted
_LISTEN_AT_LATEST = 5000  # ms: a window that begins minimised is not painted


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one Qt application, with our style and font."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["hospcomms", *arguments])
    app.setApplicationName("HospComms")
    app.setApplicationVersion(VERSION)
    app.setStyle("Fusion")
    fonts.load()
    return app


def hear_arabic_keys(app: QApplication) -> None:
    """Let shortcuts answer while the Arabic layout is on.

    Called after the first paint: a filter that sees every event makes Python know every kind of event first.
    """
    if not app.findChildren(LatinShortcuts):
        app.installEventFilter(LatinShortcuts(app))


def read_ahead(window: Window) -> None:
    """Read the rooms beside the painted window, so that the first one that is entered opens at once."""

    def work(_progress: Progress) -> None:
        import ui.rooms.every  # noqa: F401 - late: the first page is painted without the services of every room

    def failed(error: BaseException) -> None:
        raise error

    window.background.start(window, work, done=lambda _nothing: None, failed=failed)


def run(
    data: Path, *, sample: SampleMaker | None = None, painted: Callable[[], Any] | None = None, file: Path | None = None
) -> int:
    """Open the window on the data folder ``data`` and stay until it is closed; returns the exit code.

    A second start on the same folder brings the first window to the front and ends with 0. ``painted`` is called once
    the first page is on the screen. ``file`` is a backup to be looked at, in this window or in the one that is open.
    """
    running_names.hold()
    taskbar.name_program()
    app = application(sys.argv[1:])
    door = Door(data)
    if not door.enter():
        door.knock(file)
        return 0
    log, mark = Log(data), RunningMark(data)
    left = mark.begin()
    window = Window(data, sample)
    again, handed = Restart(window, file), HandedOver(window)
    failures = Failures(window, log, again.ask)
    window.background.broke.connect(failures.report)
    if left is not None:
        _after_bad_end(window, log, left)
    window.bounds.keep_to(window.screen().availableGeometry().size())
    window.open()
    window.show()
    _once_painted(app, window, log, mark)
    for act in (painted, None if file is None else partial(handed.take, file)):
        if act is not None:
            window.painted.connect(act)
    listen = partial(door.listen, window, handed.take)
    window.painted.connect(lambda: QTimer.singleShot(_LISTEN_AFTER, listen))
    QTimer.singleShot(_LISTEN_AT_LATEST, listen)
    try:
        return app.exec()
    finally:
        failures.end()
        mark.end()
        door.leave()
        again.begin()


def _after_bad_end(window: Window, log: Log, left: Left) -> None:
    log.note("ERROR", "The run before ended badly", places=left.report.lines)
    window.entered.connect(partial(go_back, window, left), Qt.ConnectionType.SingleShotConnection)


def _once_painted(app: QApplication, window: Window, log: Log, mark: RunningMark) -> None:
    """What can wait until the first page is on the screen."""
    window.painted.connect(lambda: hear_arabic_keys(app))
    window.painted.connect(lambda: taskbar.show_picture(app))
    window.painted.connect(lambda: read_ahead(window))
    window.painted.connect(lambda: stand_guard(window, log, mark))
    window.painted.connect(lambda: begin_backups(window))


def stand_guard(window: Window, log: Log, mark: RunningMark) -> None:
    """Watch for idle time, the end of the session, copied data and failures out of sight."""
    from ui.guards import Guards  # late: after the first paint

    guards = Guards(window, log, mark)
    window.closed.connect(guards.end)


def begin_backups(window: Window) -> None:
    """Make backups beside the work from now on, and a last one at closing."""
    from ui.shell.backing_up import BackingUp  # late: after the first paint

    BackingUp(window).changed.connect(window.bus.copied)


class Restart:
    """Ends the program and begins it again, when the officer asks for it after a failure; without ``file``."""

    def __init__(self, window: Window, file: Path | None = None) -> None:
        self._window, self._file = window, file
        self._wanted = False

    def ask(self) -> None:
        """Close the window, which keeps what is typed; the program then begins again."""
        self._wanted = True
        self._window.close()

    def begin(self) -> None:
        """Begin the program again if that was asked for; the lock of the folder is released by now."""
        if self._wanted:
            arguments = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
            if self._file is not None:
                arguments = arguments[:-1]  # it was looked at, and may be what failed
            QProcess.startDetached(sys.executable, arguments)
