"""The strip under the top bar in every room while an incident runs: how long, what is late, the way to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import records
from ui import theme
from ui.language import plain, say, tr
from ui.widgets import kit
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.incident_desk import Desk
    from ui.session import Session

HEIGHT = 34
EVERY = 15_000  # milliseconds between two readings
BACK = N_("Back to the desk")


class CrisisStrip(QWidget):
    """Hidden while nothing runs. A drill is hatched and says so; a real crisis is in the critical colour."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ""
        self._drill = False
        self.setFixedHeight(theme.px(HEIGHT))
        self.button = Button(tr(BACK), self.asked.emit, kind="row", key="F12")
        row = QHBoxLayout(self)
        row.setContentsMargins(*theme.margins(16, 0, 12, 0))
        row.addStretch(1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self.read)
        session.bus.committed.connect(self._heard)
        self.hide()  # until it is read, once it has a place: a widget without a parent would be a window

    def words(self) -> str:
        """What the strip says, "" while nothing runs."""
        return plain(self._words)

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Incident):
            self.read()

    def read(self) -> None:
        """Read what runs and say it."""
        office = self._session.office
        running = records.count(office, Query(Incident).where("state", Op.IS, RUNNING))
        if not running:
            self._words = ""
            self._clock.stop()
            self.hide()
            return
        # late: nothing of a crisis is read before there is one
        from hospcomms.services import incident_desk, incidents

        desk = incident_desk.desk(office, incidents.running(office)[0].id, checked=False)
        self._drill = desk.incident.is_drill
        self._words = _said(desk)
        self.setAccessibleName(self.words())
        if not self._clock.isActive():
            self._clock.start()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # late: as above
        from ui.rooms.crisis import painted

        used = theme.current()
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = used.colour("on_critical")
        if self._drill:
            ink = used.colour("text")
            painter.fillRect(area, used.colour("sunken"))
            kit.paint_hatch(painter, area, used.colour("line"))
        else:
            painter.fillRect(area, QColor(used.critical))
        room = area.adjusted(used.px(16), 0, -used.px(16), 0)
        room = painted.cut_end(room, self.button.width() + used.px(12))
        font = used.font(bold=True)
        if self._drill:  # words are never drawn on hatching
            wide = min(painted.width_of(self._words, font) + used.px(16), room.width() + used.px(8))
            painter.fillRect(kit.start_part(room.adjusted(-8, 0, 8, 0), wide, used), used.colour("sunken"))
        painted.write(painter, room, self._words, font, ink)
        painter.end()


def _said(desk: Desk) -> str:
    """What runs, how long, how many steps are late and when the next report is due."""
    # late: as above
    from ui.rooms.crisis import words

    title = desk.incident.title
    begin = (
        sentence("Drill: {title}", title=title) if desk.incident.is_drill else sentence("Crisis: {title}", title=title)
    )
    parts = [say(begin), words.short_clock(desk.elapsed_ms)]
    if desk.late_steps:
        parts.append(say(counted("{n} step late", "{n} steps late", desk.late_steps)))
    due = desk.incident.next_update_at
    if due is not None:
        if due < desk.now:
            parts.append(say(sentence("next report {when}", when=words.late_words(desk.now - due))))
        else:
            parts.append(say(sentence("next report {when}", when=words.coming_words(due - desk.now))))
    return " · ".join(parts)
