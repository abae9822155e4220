"""The steps of an incident as they are painted: late ones first, with role, due time and a box to tick."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from hospcomms.domain.incidents import IncidentStep
from ui import icons, theme
from ui.language import tr
from ui.rooms.crisis import painted, words
from ui.rooms.crisis.rows import PaintedRows
from ui.widgets import kit

_TONES = {"late": "late", "soon": "soon", "coming": "text2", "done": "text3", "aside": "text3"}


class StepsList(PaintedRows):
    """Rows of 52; ``roles`` names the roles by id. What is done stands at the end, faint."""

    def __init__(self) -> None:
        super().__init__(tr("Steps"))
        self.now = datetime.now(UTC)
        self.language = "ar"
        self.roles: Mapping[int, str] = {}

    def row_height(self, row: Any, width: int) -> int:
        return self.m.px(52)

    def spoken_row(self, row: IncidentStep) -> str:
        said = (row.what.best(self.language), self.roles.get(row.role, ""), words.due_words(row, self.now))
        return " · ".join(part for part in said if part)

    def paint_row(self, painter: QPainter, room: QRectF, row: IncidentStep) -> None:
        m, used = self.m, theme.current()
        state = words.state_of(row, self.now)
        if state == "late":
            painter.fillRect(room, used.colour("late_soft"))
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), used.colour("line"))
        inside = room.adjusted(m.px(16), 0, -m.px(16), 0)
        self._paint_box(painter, inside, state)
        inside = painted.cut_start(inside, m.px(38))
        said = painted.width_of(words.due_words(row, self.now), m.font(18, bold=True))
        due = min(max(said + m.px(30), m.px(130)), inside.width() * 0.34)
        self._paint_due(painter, kit.end_part(inside, due, used), row, state)
        inside = painted.cut_end(inside, due + m.px(8))
        faint = used.colour("text3" if state in ("done", "aside") else "text")
        role = self.roles.get(row.role, "")
        if not m.narrow and inside.width() > m.px(360):
            wide = min(m.px(200), inside.width() * 0.32)
            painted.write(painter, kit.end_part(inside, wide, used), role, m.font(17), used.colour("text2"))
            inside = painted.cut_end(inside, wide + m.px(10))
        self._paint_what(painter, inside, row.what.best(self.language), faint)

    def _paint_what(self, painter: QPainter, room: QRectF, what: str, colour: Any) -> None:
        """One line in the large size, or two smaller ones, so that a long step can be read whole."""
        m = self.m
        font = m.font(21)
        if painted.width_of(what, font) <= room.width():
            painted.write(painter, room, what, font, colour)
            return
        font = m.font(16.5)
        lines = painted.lines_in(what, font, room.width(), 2)
        painter.setFont(font)
        step = painter.fontMetrics().lineSpacing()
        room = QRectF(room.left(), room.center().y() - step * len(lines) / 2, room.width(), room.height())
        painted.write_lines(painter, room, lines, font, colour)

    def _paint_box(self, painter: QPainter, room: QRectF, state: str) -> None:
        m, used = self.m, theme.current()
        edge = m.px(24)
        place = kit.start_part(room, edge, used)
        box = QRectF(place.left(), room.center().y() - edge / 2, edge, edge)
        if state == "done":
            kit.paint_shape(painter, box.adjusted(2, 2, -2, -2), "done", used, ground=used.colour("surface"))
        elif state == "aside":
            icons.paint(painter, box, "dismiss_circle", used.colour("text3"))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(used.colour("line_strong"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_due(self, painter: QPainter, room: QRectF, row: IncidentStep, state: str) -> None:
        m, used = self.m, theme.current()
        if state in ("late", "soon"):
            edge = m.px(17)
            place = kit.start_part(room, edge, used)
            shape = QRectF(place.left(), room.center().y() - edge / 2, edge, edge)
            kit.paint_shape(painter, shape, state, used, ground=used.colour("late_soft"))
        font = m.font(18, bold=state in ("late", "soon", "coming"))
        said = words.due_words(row, self.now)
        painted.write(painter, painted.cut_start(room, m.px(26)), said, font, used.colour(_TONES[state]))
