"""The start of the program: one window on a data folder, and nothing heavy imported before it is painted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hospcomms import VERSION
from hospcomms.domain.wording import Sentence
from ui import fonts
from ui.background import UNEXPECTED, Progress
from ui.keyboard import LatinShortcuts
from ui.single import Door
from ui.window import Window

if TYPE_CHECKING:
    from ui.beginning import SampleMaker

_LISTEN_AFTER = 300  # ms: the pipe is opened once the first page is painted


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


def run(data: Path, *, sample: SampleMaker | None = None, painted: Callable[[], Any] | None = None) -> int:
    """Open the window on the data folder ``data`` and stay until it is closed; returns the exit code.

    A second start on the same folder brings the first window to the front and ends with 0. ``painted`` is
    called once the first page is on the screen (start-up is measured with it).
    """
    app = application(sys.argv[1:])
    door = Door(data)
    if not door.enter():
        door.knock()
        return 0
    window = Window(data, sample)
    sys.excepthook = _reporter(window)
    window.keep_to(window.screen().availableGeometry().size())
    window.open()
    window.show()
    window.painted.connect(lambda: hear_arabic_keys(app))
    window.painted.connect(lambda: read_ahead(window))
    if painted is not None:
        window.painted.connect(painted)
    QTimer.singleShot(_LISTEN_AFTER, lambda: door.listen(window))
    try:
        return app.exec()
    finally:
        door.leave()


def _reporter(window: Window) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens to a mistake of our own: it is logged, and the officer is told that no data was changed."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import logging  # late: only for our own mistakes, and it takes a while to import

        logging.getLogger(__name__).critical("Unexpected failure", exc_info=(kind, error, trace))
        if window.frame is not None:
            window.frame.refuse(Sentence(UNEXPECTED))
        else:
            window.crisis.ways.refuse(Sentence(UNEXPECTED))

    return report
