"""The timeline of an incident: one lane a kind of line, what happened when, and steps from due to done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import Incident
from hospcomms.domain.wording import C_, N_, counted
from hospcomms.services import after_action
from ui import icons, theme
from ui.language import say, tip, tr
from ui.rooms.crisis import painted, words
from ui.rooms.crisis.log_list import ICONS
from ui.widgets import kit
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet, scrolled

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.after_action import Review, StepDelay
    from ui.session import Session

LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (C_("lane", "Level, phase, end"), ("start", "level", "end", "clock")),
    (C_("lane", "Told"), ("told",)),
    (C_("lane", "Statements"), ("statement",)),
    (C_("lane", "Calls"), ("call",)),
    (C_("lane", "Rumours and facts"), ("rumour", "fact")),
    (C_("lane", "Situation reports"), ("report",)),
    (C_("lane", "Notes and corrections"), ("note", "correction")),
)
LANE, ROW, NAMES, AXIS = 40, 26, 170, 34
TICKS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080)


@dataclass(frozen=True)
class Spot:
    """A mark on the picture and what it says when it is pointed at."""

    room: QRectF
    words: str


class TimelinePicture(QWidget):
    """Painted from the lines of the log and the steps; the log and the delays are its tables."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self._spots: list[Spot] = []
        self.setMouseTracking(True)
        self.show_review(review)

    def show_review(self, review: Review) -> None:
        """Show another reading of the incident."""
        self.review = review
        self.steps = sorted(review.steps, key=lambda one: one.step.due_at.timestamp() if one.step.due_at else 0.0)
        px = theme.px
        self.setMinimumHeight(px(AXIS) + len(LANES) * px(LANE) + px(12) + len(self.steps) * px(ROW) + px(8))
        lines = say(counted("{n} line", "{n} lines", len(review.lines)))
        self.setAccessibleName(f"{tr(N_('Timeline'))}, {lines}")
        self.update()

    def _minutes(self) -> float:
        """How many minutes the picture spans."""
        last = max((line.elapsed for line in self.review.lines), default=0) / 60_000
        start = self.review.incident.started_at
        for one in self.steps:
            if start is not None and one.step.done_at is not None:
                last = max(last, (one.step.done_at - start) / timedelta(minutes=1))
        return max(10.0, last * 1.04)

    def _x(self, minutes: float, span: float) -> float:
        """Where a minute stands; time runs with the reading direction."""
        used = theme.current()
        names, edge = used.px(NAMES), used.px(20)
        along = names + (self.width() - names - edge) * min(max(minutes / span, 0.0), 1.0)
        return self.width() - along if used.rtl else along

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        span = self._minutes()
        self._spots = []
        self._paint_axis(painter, span)
        top = used.px(AXIS)
        for name, kinds in LANES:
            self._paint_lane(painter, top, name, [line for line in self.review.lines if line.kind in kinds], span)
            top += used.px(LANE)
        top += used.px(12)
        for one in self.steps:
            self._paint_step(painter, top, one, span)
            top += used.px(ROW)
        painter.end()

    def _paint_axis(self, painter: QPainter, span: float) -> None:
        used = theme.current()
        room = (self.width() - used.px(NAMES)) / used.px(80)
        step = next((tick for tick in TICKS if span / tick <= room), TICKS[-1])
        minute = 0
        while minute <= span:
            x = self._x(minute, span)
            painter.setPen(QPen(used.colour("line"), 1))
            painter.drawLine(QPointF(x, used.px(AXIS - 8)), QPointF(x, self.height()))
            painter.setPen(used.colour("text2"))
            painter.setFont(used.font("small"))
            box = QRectF(x - used.px(40), 0, used.px(80), used.px(AXIS - 8))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words.short_clock(minute * 60_000))
            minute += step

    def _name(self, painter: QPainter, top: float, high: float, name: str, tone: str = "text2") -> None:
        used = theme.current()
        area = QRectF(used.px(4), top, self.width() - used.px(8), high)
        room = kit.start_part(area, used.px(NAMES - 16), used)
        painted.write(painter, room, name, used.font("small"), used.colour(tone))

    def _paint_lane(self, painter: QPainter, top: float, name: str, lines: list[LogLine], span: float) -> None:
        used = theme.current()
        self._name(painter, top, used.px(LANE), tr(name))
        painter.fillRect(QRectF(0, top + used.px(LANE) - 1, self.width(), 1), used.colour("line"))
        edge, middle = used.px(18), top + used.px(LANE) / 2
        for line in lines:
            x = self._x(line.elapsed / 60_000, span)
            mark = QRectF(x - edge / 2, middle - edge / 2, edge, edge)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(used.colour("surface"))
            painter.drawEllipse(mark.adjusted(-2, -2, 2, 2))
            icons.paint(painter, mark, ICONS.get(line.kind, "edit"), used.colour("accent"))
            self._spots.append(Spot(mark, f"{words.line_time(line)} · {line.words}"))

    def _paint_step(self, painter: QPainter, top: float, one: StepDelay, span: float) -> None:
        """From due (hollow circle) to done (square); what was never done runs hatched to the end."""
        used, step = theme.current(), one.step
        start = self.review.incident.started_at
        if start is None or step.due_at is None:
            return
        due = self._x((step.due_at - start) / timedelta(minutes=1), span)
        done_at = step.done_at
        done = self._x(span if done_at is None else (done_at - start) / timedelta(minutes=1), span)
        middle, radius = top + used.px(ROW) / 2, used.px(5)
        late = one.is_late or done_at is None
        colour = used.colour("late" if late else "done")
        bar = QRectF(min(due, done), middle - 3, abs(done - due), 6)
        if done_at is None:
            kit.paint_hatch(painter, bar, colour)
        else:
            painter.fillRect(bar, colour)
            painter.fillRect(QRectF(done - radius, middle - radius, 2 * radius, 2 * radius), colour)
        painter.setPen(QPen(used.colour("text"), 1.5))
        painter.setBrush(used.colour("surface"))
        painter.drawEllipse(QPointF(due, middle), radius, radius)
        what = step.what.best(self.review.incident.language)
        self._name(painter, top, used.px(ROW), what, "late" if late else "text2")
        said = f"{what} · {words.due_words(step, self.review.incident.ended_at or step.due_at)}"
        self._spots.append(Spot(QRectF(0, top, self.width(), used.px(ROW)), said))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            said = next((spot.words for spot in reversed(self._spots) if spot.room.contains(at)), "")
            QToolTip.showText(event.globalPos(), tip(said), self)
            return True
        return super().event(event)


class TimelineTab(QWidget):
    """The picture on a sheet, with what its marks mean."""

    def __init__(self, session: Session, incident: Incident) -> None:
        super().__init__()
        self._session, self._ident = session, incident.id
        self.picture = TimelinePicture(after_action.review(session.office, incident.id))
        sheet = Sheet()
        meaning = N_("Steps: circle = due, square = done, hatched = never done. The tables are under Delays and Log.")
        sheet.body.addWidget(Label(tr(meaning), role="small", tone="text2", wrap=True))
        sheet.body.addWidget(self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(sheet))
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Incident, self._ident):
            self.picture.show_review(after_action.review(self._session.office, self._ident))
