"""Work that must not hold up the window: it runs in a pool thread and answers in the window's own thread.

The application owns the task: closing a page never kills a thread half-way, it only loses the answer.
Work is Qt-free: a function that is given a `Progress`, returns a value or raises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from hospcomms.domain.errors import Refusal, no_memory
from hospcomms.domain.wording import N_, Sentence

T = TypeVar("T")
Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]
Progressed = Callable[[float, Sentence], None]
_NOTHING = Sentence("")

UNEXPECTED = N_("Something went wrong inside the program. No data was changed. Restart it and try again.")


class Cancelled(Exception):
    """Raised inside the work when nobody waits for it any more."""


class Progress:
    """What the work is given: it tells how far it is and learns whether to stop."""

    def __init__(self, tell: Callable[[float, Sentence], None]) -> None:
        self._tell = tell
        self._stopped = False

    def report(self, fraction: float, what: Sentence = _NOTHING) -> None:
        """Tell how far the work is (0-1) and what it does now. Raises Cancelled when it was stopped."""
        if self._stopped:
            raise Cancelled
        self._tell(fraction, what)

    @property
    def cancelled(self) -> bool:
        """True once somebody asked the work to stop."""
        return self._stopped

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stopped = True


class Task(QObject):
    """One piece of work under way; lives in the window's thread and hands over the answers."""

    _said = Signal(float, object)
    _ended = Signal(object, object)
    finished = Signal()
    broke = Signal(object)

    def __init__(self, owner: QObject, done: Done, failed: Failed, progressed: Progressed | None) -> None:
        super().__init__()
        self.progress = Progress(self._said.emit)
        self._owner: QObject | None = owner
        self._done, self._failed, self._progressed = done, failed, progressed
        queued = Qt.ConnectionType.QueuedConnection
        self._said.connect(self._hear, queued)
        self._ended.connect(self._end, queued)

    def cancel(self) -> None:
        """Stop the work when it next reports; nothing is called back any more."""
        self.progress.stop()
        self._owner = None

    def run(self, work: Callable[[Progress], Any]) -> None:
        """Do the work; called in a pool thread."""
        try:
            answer = work(self.progress)
        except Cancelled:
            self._ended.emit(None, None)
        except MemoryError:
            self._ended.emit(None, no_memory())
        except BaseException as error:  # noqa: BLE001 - handed over to the window's thread, never swallowed
            self._ended.emit(None, error)
        else:
            self._ended.emit(answer, None)

    def _awaited(self) -> bool:
        return self._owner is not None and shiboken6.isValid(self._owner) and not self.progress.cancelled

    @Slot(float, object)
    def _hear(self, fraction: float, what: Sentence) -> None:
        if self._progressed is not None and self._awaited():
            self._progressed(fraction, what)

    @Slot(object, object)
    def _end(self, answer: object, error: BaseException | None) -> None:
        awaited = self._awaited()
        self.finished.emit()
        if error is not None and not isinstance(error, Refusal):
            self.broke.emit(error)
        if not awaited:
            return
        if error is None:
            self._done(answer)
        else:
            self._failed(error)


class _Run(QRunnable):
    """Carries a task into the pool."""

    def __init__(self, task: Task, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._task, self._work = task, work

    def run(self) -> None:
        self._task.run(self._work)


class Background(QObject):
    """Starts work and keeps every task until it has ended. ``broke`` carries a mistake of our own, to be logged."""

    broke = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._tasks: set[Task] = set()

    def start(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        progressed: Progressed | None = None,
    ) -> Task:
        """Do ``work`` beside the window; ``done`` or ``failed`` is called while ``owner`` still lives."""
        task = Task(owner, done, failed, progressed)
        self._tasks.add(task)
        task.finished.connect(lambda: self._tasks.discard(task))
        task.broke.connect(self.broke)
        self._pool.start(_Run(task, work))
        return task

    @property
    def busy(self) -> bool:
        """True while any work is under way."""
        return bool(self._tasks)

    def finish(self, milliseconds: int = 5000) -> bool:
        """Ask everything to stop and wait for it; returns False when something still runs."""
        for task in tuple(self._tasks):
            task.progress.stop()
        return self._pool.waitForDone(milliseconds)
