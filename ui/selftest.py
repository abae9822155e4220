"""The self-test: the window on the screen of this computer, then everything that needs none; a report in the end.

The window is the first thing that is tried, so that how long a start takes is measured as it is for an officer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import PySide6
from PySide6.QtCore import QDeadlineTimer, QProcess, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from hospcomms.services.selftest import surroundings
from hospcomms.services.selftest.bench import Bench, usual_folder
from hospcomms.services.selftest.journal import FILE, Journal, require, told
from ui import fonts, running_names, taskbar
from ui.app import application
from ui.picture import save, settle
from ui.single import Door
from ui.window import Window

PAGES = {"home": "home", "list": "campaigns"}
"""The pictures by the names of their files, and the rooms they show."""
_PATIENCE = 60_000  # ms: for the first paint on a slow computer
_FEWEST_COLOURS = 12
_MOST_OF_ONE = 0.98
_LOOKED_AT = 5  # of so many pixels one is looked at


def run(out: Path, *, data: Path | None = None, language: str = "ar", hold: float = 0) -> dict[str, Any]:
    """Carry out the self-test and return its report, which is also in ``out``; see ``services.selftest``.

    ``hold`` keeps the window open for so many seconds. Raises Refusal when ``out`` cannot be written, or ``data`` holds
    what no self-test made.
    """
    bench = Bench(data or usual_folder(), language)
    journal = Journal(out, surroundings.facts(bench.folder))
    journal.facts.update(language=language, run=bench.run, qt=PySide6.__version__)
    journal.step("data prepared", bench.prepare)
    mistakes = Mistakes()
    journal.facts["names"] = running_names.hold()
    taskbar.name_program()
    journal.step("window and pages", partial(_Screen(journal, bench, mistakes).try_out, hold))
    # late: the window opens without the page engine, as it does for an officer
    from hospcomms.services.selftest.trial import carry_out

    carry_out(journal, bench)
    mistakes.end()
    journal.step("nothing failed out of sight", mistakes.require_none)
    return journal.end()


class _Screen:
    """The window of the self-test."""

    def __init__(self, journal: Journal, bench: Bench, mistakes: Mistakes) -> None:
        self._journal, self._bench, self._mistakes = journal, bench, mistakes
        self._began = time.perf_counter()
        self._running = surroundings.running_for()

    def try_out(self, hold: float) -> str:
        """Open the window, take its pictures, keep it open, close it: each a step of its own."""
        app = application()
        self._journal.facts["style"] = app.style().name()
        window = Window(self._bench.folder)
        window.background.broke.connect(self._mistakes.note)
        window.painted.connect(lambda: taskbar.show_picture(app))
        step = self._journal.step
        try:
            step("window opened", partial(self._open, app, window))
            self._journal.facts.update(screen_facts(app))
            step("second start heard", partial(self._hear_second, app, window))
            for name, room in PAGES.items():
                step(f"picture {name}", partial(self._picture, app, window, name, room))
            if hold:
                step("window held", partial(_wait, app, hold))
        finally:
            window.close()
        return "closed"

    def _open(self, app: QApplication, window: Window) -> str:
        painted: list[float] = []
        window.painted.connect(lambda: painted.append(time.perf_counter()))
        window.open()
        window.show()
        _until(app, lambda: bool(painted), "the window was not painted within a minute")
        made = self._journal.seconds_of("data prepared")
        self._journal.facts["started_in"] = round(self._running - made + painted[0] - self._began, 2)
        settle(window, app)
        require(window.frame is not None, "the window shows no pages of the data")
        handle = window.windowHandle()
        require(handle.isExposed(), "the window is not on the screen")
        wanted = Qt.LayoutDirection.RightToLeft if self._bench.language == "ar" else Qt.LayoutDirection.LeftToRight
        require(window.layoutDirection() == wanted, "the window runs in the wrong direction")
        require(fonts.load() == fonts.FAMILY, f"the font of the program was not loaded: {fonts.load()}")
        return f"{app.platformName()}, {window.width()}x{window.height()}"

    def _hear_second(self, app: QApplication, window: Window) -> str:
        """Start a second time in this folder: the window is told, and given the file that came with it."""
        first, second, heard = Door(self._bench.folder), Door(self._bench.folder), list[Path]()
        file = self._journal.out / FILE
        try:
            require(first.enter(), "another program runs in the folder of the self-test")
            first.listen(window, heard.append)
            require(not second.enter(), "a second start took the folder")
            second_start = _start_again(self._bench.folder, file)
            _until(app, lambda: second_start.state() == QProcess.ProcessState.NotRunning, "a second start stays")
            require(second_start.exitCode() == 0, f"a second start ends with {second_start.exitCode()}")
            require(heard, "the window did not hear of the file")
            require(heard == [file], f"the window heard of {heard}")
            held = running_names.are_held_by_any()
            require(sys.platform != "win32" or held, "Windows does not know that the program runs")
            return ", ".join(held)
        finally:
            first.leave()

    def _picture(self, app: QApplication, window: Window, name: str, room: str) -> str:
        require(window.frame is not None, "there is no page to take a picture of")
        assert window.frame is not None
        window.frame.open_room(room)
        settle(window, app)
        picture = window.grab()
        save(picture, self._journal.out / f"{name}.png")
        return seen(picture)


class Mistakes:
    """What fails where nobody waits for it: in a slot of Qt, or beside the window."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._hook = sys.excepthook
        sys.excepthook = self._hear

    def note(self, error: BaseException) -> None:
        """Keep a failure for the report."""
        self._told.append(told(error))

    def require_none(self) -> str:
        """Raise NotSo when anything failed."""
        require(not self._told, "; ".join(self._told))
        return "nothing"

    def end(self) -> None:
        """Hear no more."""
        sys.excepthook = self._hook

    def _hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.note(error)
        self._hook(kind, error, trace)


def _start_again(folder: Path, file: Path) -> QProcess:
    """Start the program as a double click on a file does; the data folder is named, since it is not the usual one."""
    words = ["--data", str(folder), str(file)]
    if not surroundings.is_frozen():
        words = [str(Path(sys.argv[0]).absolute()), *words]
    process = QProcess()
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.start(sys.executable, words)
    return process


def seen(picture: QPixmap) -> str:
    """How many colours are in a picture. Raises NotSo for one that is blank, or nearly."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    counted: dict[int, int] = {}
    for y in range(0, image.height(), _LOOKED_AT):
        for x in range(0, image.width(), _LOOKED_AT):
            colour = image.pixel(x, y)
            counted[colour] = counted.get(colour, 0) + 1
    require(counted, "the picture has no size")
    share = max(counted.values()) / sum(counted.values())
    words = f"{image.width()}x{image.height()}, {len(counted)} colours, {share:.0%} of one"
    require(len(counted) >= _FEWEST_COLOURS and share < _MOST_OF_ONE, f"the picture is blank: {words}")
    return words


def screen_facts(app: QApplication) -> dict[str, Any]:
    """The screens, the style and the font of this computer, for the report."""
    return {
        "platform": app.platformName(),
        "font": app.font().family(),
        "screens": [
            {
                "name": screen.name(),
                "size": [screen.geometry().width(), screen.geometry().height()],
                "dpi": round(screen.logicalDotsPerInch()),
                "scale": screen.devicePixelRatio(),
            }
            for screen in QGuiApplication.screens()
        ],
    }


def _wait(app: QApplication, seconds: float) -> str:
    deadline = QDeadlineTimer(int(seconds * 1000))
    while not deadline.hasExpired():
        app.processEvents()
        time.sleep(0.02)
    return f"{seconds} s"


def _until(app: QApplication, holds: Callable[[], bool], otherwise: str) -> None:
    deadline = QDeadlineTimer(_PATIENCE)
    while not holds() and not deadline.hasExpired():
        app.processEvents()
    require(holds(), otherwise)
