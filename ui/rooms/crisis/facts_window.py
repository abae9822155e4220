"""The public facts sheet on a second screen: known, not known, being done; large letters, no personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPainter, QPaintEvent, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from hospcomms.domain.incidents import DOING, FACTS, KNOWN, UNKNOWN, Incident, PublicFact
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from ui import theme
from ui.language import as_title, direction, say, tr
from ui.rooms.crisis import painted, words
from ui.rooms.crisis.desk_header import DRILL_MARK
from ui.rooms.crisis.measures import Measures, measures_for
from ui.widgets import kit

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from ui.session import Session

_GROUPS = (KNOWN, UNKNOWN, DOING)
_LABEL = {group.key: group.label for group in FACTS}
_SHAPES = {KNOWN: "done", UNKNOWN: "not_enough", DOING: "running"}


class FactsWindow(QWidget):
    """Three columns, drawn as large as they fit; Esc or the key of the desk closes it."""

    closed = Signal()

    def __init__(self, session: Session, incident: int, beside: QScreen | None = None) -> None:
        super().__init__()
        self._session = session
        self._beside = beside
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(direction())
        self.incident = records.get(session.office, Incident, incident)
        self.facts: list[PublicFact] = []
        self.setWindowTitle(as_title(self.incident.title))
        session.bus.committed.connect(self._heard)
        for keys in ("Esc", "Shift+F4"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self._clock = QTimer(self)
        self._clock.setInterval(30_000)
        self._clock.timeout.connect(self.update)
        self._clock.start()
        self.read()

    def read(self) -> None:
        """Read the sheet again."""
        self.incident = records.get(self._session.office, Incident, self.incident.id)
        self.facts = records.parts(self._session.office, PublicFact, self.incident.id)
        self.setAccessibleName(" · ".join(fact.what for fact in self.facts))
        self.update()

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Incident, self.incident.id):
            self.read()

    def show_beside(self) -> bool:
        """Full screen on the other screen: True; a plain window before the desk where there is only one: False."""
        other = next((one for one in QGuiApplication.screens() if one is not self._beside), None)
        if other is None or self._beside is None:
            self.resize(960, 600)
            self.show()
            self.activateWindow()
            return False
        self.setGeometry(other.geometry())
        self.showFullScreen()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        m = measures_for(self.width(), self.height())
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, used.colour("app"))
        top = self._paint_head(painter, area, m)
        gap = m.px(20)
        wide = (area.width() - 4 * gap) / 3
        for place, group in enumerate(_GROUPS):
            shift = gap + place * (wide + gap)
            left = area.width() - shift - wide if used.rtl else shift
            room = QRectF(left, top + gap, wide, area.height() - top - 3 * gap)
            self._paint_group(painter, room, group, m)
        painter.end()

    def _paint_head(self, painter: QPainter, area: QRectF, m: Measures) -> float:
        used = theme.current()
        room = QRectF(area.left() + m.px(24), m.px(10), area.width() - m.px(48), m.px(70))
        title = self.incident.title
        if self.incident.is_drill:
            title = f"{tr(DRILL_MARK)} · {title}"
        tone = used.colour("soon" if self.incident.is_drill else "text")
        at = say(sentence("Facts at {time}", time=words.time_of(self._session.office.clock())))
        wide = painted.width_of(at, m.font(26)) + m.px(20)
        painted.write(painter, kit.end_part(room, wide, used), at, m.font(26), used.colour("text2"), start=False)
        painted.write(painter, painted.cut_end(room, wide), title, m.font(40, bold=True), tone)
        painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 2), used.colour("line_strong"))
        return room.bottom()

    def _paint_group(self, painter: QPainter, room: QRectF, group: str, m: Measures) -> None:
        used = theme.current()
        head = QRectF(room.left(), room.top(), room.width(), m.px(48))
        edge = m.px(28)
        place = kit.start_part(head, edge, used)
        mark = QRectF(place.left(), head.center().y() - edge / 2, edge, edge)
        kit.paint_shape(painter, mark, _SHAPES[group], used, ground=used.colour("app"))
        painted.write(
            painter,
            painted.cut_start(head, edge + m.px(12)),
            tr(_LABEL[group]),
            m.font(30, bold=True),
            used.colour("text"),
        )
        facts = [fact.what for fact in self.facts if fact.group == group]
        below = QRectF(room.left(), head.bottom() + m.px(8), room.width(), room.bottom() - head.bottom())
        for size in (44, 38, 33, 30, 27, 24, 21, 18, 16):  # as large as all of it fits
            if self._height(facts, size, below.width(), m) <= below.height() or size == 16:
                self._paint_facts(painter, below, facts, size, m)
                return

    def _height(self, facts: list[str], size: int, width: float, m: Measures) -> float:
        font = m.font(size)
        lines = sum(len(painted.lines_in(fact, font, width, 12)) for fact in facts)
        return lines * m.px(size * 1.6) + len(facts) * m.px(18)

    def _paint_facts(self, painter: QPainter, room: QRectF, facts: list[str], size: int, m: Measures) -> None:
        used, top = theme.current(), room.top()
        painter.setClipRect(room)
        for fact in facts:
            for line in painted.lines_in(fact, m.font(size), room.width(), 12):
                painter.setFont(m.font(size))
                painter.setPen(used.colour("text"))
                row = QRectF(room.left(), top, room.width(), m.px(size * 1.6))
                painter.drawText(row, painted.flags(), line)
                top += m.px(size * 1.6)
            painter.fillRect(QRectF(room.left(), top + m.px(8), room.width(), 1), used.colour("line"))
            top += m.px(18)
        painter.setClipping(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clock.stop()
        self.closed.emit()
        super().closeEvent(event)
