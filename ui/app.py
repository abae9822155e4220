"""The start of the program: one window on a data folder, and nothing heavy imported before it is painted."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hospcomms import VERSION
from hospcomms.domain.wording import Sentence
from ui import fonts
from ui.background import UNEXPECTED
from ui.keyboard import LatinShortcuts
from ui.single import Door
from ui.window import SampleMaker, Window

_log = logging.getLogger(__name__)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one Qt application, with our style, font and keyboard filter."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["hospcomms", *arguments])
    app.setApplicationName("HospComms")
    app.setApplicationVersion(VERSION)
    app.setStyle("Fusion")
    fonts.load()
    if not app.findChildren(LatinShortcuts):
        app.installEventFilter(LatinShortcuts(app))
    return app


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
    window.open()
    window.show()
    if painted is not None:
        QTimer.singleShot(0, painted)
    QTimer.singleShot(0, lambda: door.listen(window))
    try:
        return app.exec()
    finally:
        door.leave()


def _reporter(window: Window) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens to a mistake of our own: it is logged, and the officer is told that no data was changed."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.critical("Unexpected failure", exc_info=(kind, error, trace))
        if window.frame is not None:
            window.frame.refuse(Sentence(UNEXPECTED))

    return report
