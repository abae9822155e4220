"""Looks beside the window how safe the data is: once it is painted, after each backup, and now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hospcomms.domain.errors import Refusal
from ui.background import Progress

if TYPE_CHECKING:
    from hospcomms.services.safety import Glance
    from ui.session import Session

FIRST, EVERY = 1_500, 10 * 60_000  # ms: after the first paint, and so that an age never stands still


class SafetyWatch(QObject):
    """``seen`` carries a ``Glance``. The same alarm is told once, until a success lies between."""

    seen = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._told = ""
        self._again = QTimer(self)
        self._again.setInterval(EVERY)
        self._again.timeout.connect(self.look)
        self._again.start()
        session.bus.copied.connect(self.look)
        QTimer.singleShot(FIRST, self, self.look)

    def look(self) -> None:
        """Read how the copies stand."""
        office = self._session.office

        def work(_progress: Progress) -> Glance:
            from hospcomms.services import safety  # late: packing archives is no part of a start

            return safety.glance(office)

        def failed(error: BaseException) -> None:
            if not isinstance(error, Refusal):
                raise error

        self._session.background.start(self, work, done=self.seen.emit, failed=failed)

    def is_news(self, words: str) -> bool:
        """True when this alarm was not told since the last success; an empty one is that success."""
        told, self._told = self._told, words
        return bool(words) and words != told
