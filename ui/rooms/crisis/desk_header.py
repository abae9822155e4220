"""The head of the desk: the clock, what happens, and when the next update is due; readable from three metres."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import plain, say, tr
from ui.rooms.crisis import painted, words
from ui.rooms.crisis.measures import Measures
from ui.widgets import kit

DRILL_MARK = N_("DRILL – not a real event")
DEEP_RED = "#8E1B12"
"""The critical colour of paper: the header keeps it in the dark as well."""


class DeskHeader(QWidget):
    """Clock at the start, title and level in the middle, next update in a box at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.m = Measures()
        self.incident = Incident()
        self._elapsed = 0
        self._serial = 1
        self._now: datetime | None = None

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self.m = m
        self.setFixedHeight(m.px(112))
        self.update()

    def show_incident(self, incident: Incident, serial: int) -> None:
        """Show another state of the incident; ``serial`` is the number of the next situation report."""
        self.incident, self._serial = incident, serial
        self.update()

    def show_time(self, elapsed: int, now: datetime) -> None:
        """Move the clock: milliseconds since activation and the time of day."""
        self._elapsed, self._now = elapsed, now
        self.setAccessibleName(plain(f"{incident_line(self.incident)} · {words.clock_words(elapsed)}"))
        self.update()

    @property
    def is_late(self) -> bool:
        """True when the next update should have been given."""
        due = self.incident.next_update_at
        return self._now is not None and due is not None and due < self._now and self.incident.state == RUNNING

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, m = QRectF(self.rect()), self.m
        self._paint_ground(painter, area)
        inside = painted.cut_start(area, m.px(28))
        wide = self._paint_clock(painter, inside)
        box = kit.end_part(area, min(m.px(340), area.width() * 0.27), theme.current())
        self._paint_next(painter, box)
        rest = painted.cut_end(painted.cut_start(inside, wide + m.px(28)), box.width() + m.px(20))
        self._paint_title(painter, rest)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        used = theme.current()
        if self.incident.is_drill:
            painter.fillRect(area, used.colour("sunken"))
            kit.paint_hatch(painter, area, used.colour("line_strong" if used.contrast else "line"), 9)
            return
        painter.fillRect(area, QColor("#8E0000" if used.contrast else DEEP_RED))

    def _ink(self) -> QColor:
        return QColor("#FFFFFF")

    def _paint_clock(self, painter: QPainter, area: QRectF) -> float:
        font = self.m.font(76, bold=True)
        said = words.clock_words(self._elapsed)
        wide = painted.width_of(said, font)
        if self.incident.is_drill:  # figures are never drawn on hatching
            self._clear(painter, kit.start_part(area, wide, theme.current()))
        painted.write(painter, area, said, font, self._ink())
        return wide

    def _clear(self, painter: QPainter, room: QRectF) -> None:
        edge = self.m.px(10)
        painter.fillRect(room.adjusted(-edge, edge, edge, -edge), theme.current().colour("sunken"))

    def _paint_title(self, painter: QPainter, area: QRectF) -> None:
        m, used = self.m, theme.current()
        upper, lower = QRectF(area), QRectF(area)
        upper.setBottom(area.top() + m.px(66))
        upper.setTop(area.top() + m.px(10))
        lower.setTop(area.top() + m.px(60))
        lower.setBottom(area.top() + m.px(98))
        title, line = m.font(34, bold=True), m.font(20)
        said = incident_line(self.incident)
        for size in (18, 16, 14):  # who leads is not cut off
            if painted.width_of(said, line) > area.width():
                line = m.font(size)
        if self.incident.is_drill:
            wide = max(painted.width_of(said, line), painted.width_of(self.incident.title, title) + m.px(330))
            self._clear(painter, kit.start_part(area, min(wide, area.width()), used))
            upper = painted.cut_start(upper, self._paint_drill(painter, upper) + m.px(14))
        painted.write(painter, upper, self.incident.title, title, self._ink())
        painted.write(painter, lower, said, line, self._ink())

    def _paint_drill(self, painter: QPainter, area: QRectF) -> float:
        """The mark of a drill in a frame before the title."""
        m, used = self.m, theme.current()
        font = m.font(20, bold=True)
        wide = painted.width_of(tr(DRILL_MARK), font) + m.px(24)
        frame = kit.start_part(area, wide, used)
        high = m.px(36)
        frame = QRectF(frame.left() + 1, area.center().y() - high / 2, wide - 2, high)
        painter.setPen(QPen(used.colour("soon"), 2))
        painter.setBrush(used.colour("soon_soft"))
        painter.drawRoundedRect(frame, 4, 4)
        painted.write(painter, painted.cut_start(frame, m.px(12)), tr(DRILL_MARK), font, used.colour("soon"))
        return wide

    def _paint_next(self, painter: QPainter, box: QRectF) -> None:
        m, used = self.m, theme.current()
        painter.fillRect(box.adjusted(3, 3, -3, -3), used.colour("late_soft" if self.is_late else "surface"))
        inside = box.adjusted(m.px(20), 0, -m.px(20), 0)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setBottom(box.top() + m.px(48))
        upper.setTop(box.top() + m.px(10))
        lower.setTop(box.top() + m.px(40))
        lower.setBottom(box.top() + m.px(100))
        if self.incident.state != RUNNING:
            painted.write(painter, lower, say(sentence("stood down")), m.font(30, bold=True), used.colour("text"))
            return
        said = say(sentence("Situation report {n} is due", n=self._serial))
        painted.write(painter, upper, said, m.font(18), used.colour("text2"))
        if self._now is not None:
            due = words.next_words(self.incident.next_update_at, self._now)
            tone = "late" if self.is_late else "soon"
            font = m.font(38, bold=True)
            for size in (34, 28, 22):  # a longer language is drawn smaller before it is cut
                if painted.width_of(due, font) > inside.width():
                    font = m.font(size, bold=True)
            painted.write(painter, lower, due, font, used.colour(tone))


def incident_line(incident: Incident) -> str:
    """The line under the title: level, when it began, who leads."""
    parts = [say(sentence("Level {n} of 3", n=int(incident.level or 1))), words.began_words(incident)]
    if incident.chief:
        parts.append(say(sentence("Incident chief: {name}", name=incident.chief)))
    return " · ".join(part for part in parts if part)
