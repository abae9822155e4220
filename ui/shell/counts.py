"""How many things wait in each room, for the numbers of the sidebar; read beside the window after each change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hospcomms.domain import agenda as rules
from hospcomms.domain.agenda import Agenda
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.privacy import Breach
from ui.background import Progress
from ui.rooms.entrances import entrance_of

if TYPE_CHECKING:
    from ui.session import Session

Counts = dict[str, tuple[int, bool]]


def counts_of(agenda: Agenda) -> Counts:
    """Number of things that wait by room, and whether one of them is late; home shows only what is late.

    A data breach waits from its first hour: its clock runs.
    """
    waiting: Counter[str] = Counter()
    late: set[str] = set()
    for group in agenda.groups:
        for line in group.lines:
            if group.key == rules.WEEK and line.record is not Breach:
                continue  # what comes later this week does not wait yet
            key = _room_key(line.record)
            waiting[key] += 1
            if line.severity == "late":
                late.add(key)
    counts = {key: (number, key in late) for key, number in waiting.items() if key}
    overdue = agenda.group(rules.LATE).count
    return {**counts, "home": (overdue, True)} if overdue else counts


def _room_key(record: type[Record]) -> str:
    """The room of a record type; a part counts in the room of its whole."""
    while record.whole:
        record = BY_KEY[fields_of(record)[record.whole].target]
    entrance = entrance_of(record)
    return entrance.key if entrance is not None else ""


class WaitingCounts(QObject):
    """Reads the counts after a change, once for several changes that follow each other."""

    counted = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._read)
        session.bus.committed.connect(self.read_again)
        self._wait.start()

    @property
    def is_pending(self) -> bool:
        """True while a reading is still to come."""
        return self._wait.isActive()

    def read_again(self) -> None:
        """Read the numbers in a moment."""
        self._wait.start()

    def _read(self) -> None:
        office = self._session.office

        def work(_progress: Progress) -> Counts:
            from hospcomms.services import home  # late: all that can wait is asked for once the window is painted

            return counts_of(home.agenda(office))

        self._session.background.start(self, work, done=self.counted.emit, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        """Numbers are a courtesy: a folder that cannot be read shows its refusal on the page itself."""
        if not isinstance(error, Refusal):
            raise error
