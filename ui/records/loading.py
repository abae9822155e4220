"""Reading a list: the first rows at once, the order of all the others beside the window."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import records
from ui.records.window_of_rows import Rows

if TYPE_CHECKING:
    from ui.background import Progress, Task
    from ui.session import Session


@dataclass(frozen=True)
class Order:
    """What is found beside the window: the ids in order, and the sum of the money column if there is one."""

    ids: array[int]
    amount: Decimal | float | None


class Loading(QObject):
    """Asks the office for one list at a time; an answer nobody waits for any more is dropped.

    ``began`` carries the ``Rows`` of a new question, ``ordered`` the ``Order`` of all of them, ``renewed`` the
    ``Order`` after a change; ``busy`` tells of work beside the window; ``refused`` carries a Sentence.
    """

    began = Signal(object)
    ordered = Signal(object)
    renewed = Signal(object)
    busy = Signal(bool)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None
        self._query: Query | None = None
        self._field = ""
        self._is_long = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: self._ask(self.ordered))

    def begin(self, query: Query, field: str = "") -> None:
        """Ask a new question; ``field`` is summed. The first window is there when this returns."""
        self._query, self._field = query, field
        self._drop()
        try:
            rows = Rows(self._session.office, query)
            self._is_long = not rows.is_complete
            self.began.emit(rows)
            if self._is_long:
                self._later.start()  # the first rows are painted before the others are looked for
            else:
                self.ordered.emit(Order(rows.ids, self._amount(query)))
        except Refusal as refusal:
            self.refused.emit(refusal.sentence)

    def again(self) -> None:
        """Something was changed: ask the same question again without moving the rows before the answer."""
        if self._query is None:
            return
        if self._is_long:
            self._ask(self.renewed)
            return
        self.begin(self._query, self._field)

    def _amount(self, query: Query) -> Decimal | float | None:
        return records.total(self._session.office, query, self._field) if self._field else None

    def _ask(self, answer: SignalInstance) -> None:
        self._drop()
        query, office = self._query, self._session.office
        assert query is not None

        def work(_progress: Progress) -> Order:
            return Order(records.ids(office, query), self._amount(query))

        def done(order: Order) -> None:
            self._task = None
            self.busy.emit(False)
            answer.emit(order)

        self.busy.emit(True)
        self._task = self._session.background.start(self, work, done=done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.busy.emit(False)
        if isinstance(error, Refusal):
            self.refused.emit(error.sentence)

    def _drop(self) -> None:
        self._later.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.busy.emit(False)
