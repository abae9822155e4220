"""Background work answers in the window's thread, only while somebody waits, and can be stopped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import Sentence, sentence
from ui.background import Background, Progress


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def unexpected(answer: object) -> None:
    """An answer nobody should hear."""
    raise AssertionError(answer)


def test_the_answer_arrives_in_the_thread_of_the_window(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    heard: list[tuple[int, bool]] = []
    worked_in: list[int] = []

    def work(_progress: Progress) -> int:
        worked_in.append(threading.get_ident())
        return 42

    def done(answer: int) -> None:
        application = QApplication.instance()
        assert application is not None
        heard.append((answer, QThread.currentThread() is application.thread()))

    background.start(owner, work, done=done, failed=unexpected)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(42, True)]
    assert worked_in != [threading.get_ident()]
    qtbot.waitUntil(lambda: not background.busy)


def test_a_refusal_is_handed_over_as_it_is(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    heard: list[BaseException] = []

    def work(_progress: Progress) -> None:
        raise Refusal("missing", sentence("Gone."))

    background.start(owner, work, done=unexpected, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], Refusal)
    assert heard[0].kind == "missing"


def test_progress_is_told_in_order(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    told: list[float] = []
    finished: list[None] = []

    def work(progress: Progress) -> None:
        for step in range(5):
            progress.report(step / 4, sentence("Reading"))

    def progressed(fraction: float, _what: Sentence) -> None:
        told.append(fraction)

    background.start(owner, work, done=finished.append, failed=unexpected, progressed=progressed)
    qtbot.waitUntil(lambda: bool(finished))
    assert told == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_nobody_is_called_once_the_page_is_gone(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    gate = threading.Event()
    background.start(owner, lambda _progress: gate.wait(5), done=unexpected, failed=unexpected)
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed, timeout=1000).wait()
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)


def test_cancelled_work_stops_at_its_next_report(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    begun, gate, reached = threading.Event(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        gate.wait(5)
        progress.report(0.5)
        reached.set()

    task = background.start(owner, work, done=unexpected, failed=unexpected)
    assert begun.wait(5)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert not reached.is_set()
