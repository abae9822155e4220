"""The log as it is painted: the newest line first, as many lines high as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from hospcomms.domain.incident_log import KINDS, LogLine
from hospcomms.domain.wording import N_, sentence
from ui import icons, theme
from ui.language import say, spoken, tr
from ui.rooms.crisis import painted, words
from ui.rooms.crisis.rows import PaintedRows
from ui.widgets import kit

ICONS = {
    "note": "edit",
    "start": "alert_urgent",
    "step": "checkmark_circle",
    "call": "phone",
    "told": "people",
    "statement": "document_text",
    "report": "clipboard_task_list",
    "rumour": "flag",
    "fact": "info",
    "level": "alert",
    "correction": "arrow_undo",
    "clock": "clock",
    "end": "shield",
}
NAMES = {kind.key: kind.label for kind in KINDS}
NOT_YET = N_("not yet on disk")


@dataclass(frozen=True)
class Unwritten:
    """A line kept in memory because the disk refuses it."""

    words: str
    time: str


class LogList(PaintedRows):
    """Rows are ``LogLine`` values, the newest first; ``Unwritten`` ones stand above all and say so."""

    MOST = 8

    def __init__(self) -> None:
        super().__init__(tr("Log"))
        self._lines: list[LogLine] = []
        self._held: list[Unwritten] = []

    @property
    def last(self) -> int:
        """The number of the newest line shown, 0 when there is none."""
        return self._lines[0].line if self._lines else 0

    @property
    def count(self) -> int:
        """How many lines are on disk."""
        return len(self._lines)

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Show a whole log, in the order of its numbers."""
        self._lines = list(reversed(lines))
        self._set()

    def add_lines(self, lines: Sequence[LogLine]) -> None:
        """Add lines written since."""
        fresh = [line for line in lines if line.line > self.last]
        if fresh:
            self._lines = [*reversed(fresh), *self._lines]
            self._set()
            self.verticalScrollBar().setValue(0)

    def show_held(self, held: Sequence[Unwritten]) -> None:
        """Show the lines that are not on disk."""
        if list(held) != self._held:
            self._held = list(held)
            self._set()

    def _set(self) -> None:
        self.show_rows([*reversed(self._held), *self._lines])

    # one row

    def spoken_row(self, row: Any) -> str:
        if isinstance(row, Unwritten):
            return f"{row.time} · {tr(NOT_YET)} · {row.words}"
        return f"{words.line_time(row)} · {tr(NAMES[row.kind])} · {self._said(row)}"

    def _said(self, line: LogLine) -> str:
        if not line.corrects:
            return line.words
        return say(sentence("Correction of line {n}: {words}", n=line.corrects, words=line.words))

    def row_height(self, row: Any, width: int) -> int:
        m = self.m
        font = m.font(18)
        room = width - m.px(16) * 2 - self._lead() - m.px(38)
        said = row.words if isinstance(row, Unwritten) else self._said(row)
        lines = len(painted.lines_in(said, font, room, self.MOST))
        if isinstance(row, Unwritten):
            lines += 1
        return m.px(14) + lines * m.px(28)

    def _lead(self) -> int:
        """The room of the hour."""
        return int(painted.width_of(spoken().digits("00 h 00"), self.m.font(17))) + self.m.px(10)

    def paint_row(self, painter: QPainter, room: QRectF, row: Any) -> None:
        m, used = self.m, theme.current()
        unwritten = isinstance(row, Unwritten)
        if unwritten:
            painter.fillRect(room, used.colour("soon_soft"))
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), used.colour("line"))
        inside = room.adjusted(m.px(16), 0, -m.px(16), 0)
        first = QRectF(inside.left(), inside.top() + m.px(7), inside.width(), m.px(28))
        hour = row.time if unwritten else words.line_time(row)
        lead = self._lead()
        painted.write(painter, kit.start_part(first, lead, used), hour, m.font(17), used.colour("text2"))
        first, inside = painted.cut_start(first, lead), painted.cut_start(inside, lead)
        edge = m.px(20)
        place = kit.start_part(first, edge, used)
        sign = QRectF(place.left(), first.center().y() - edge / 2, edge, edge)
        name = "warning" if unwritten else ICONS.get(row.kind, "edit")
        icons.paint(painter, sign, name, used.colour("soon" if unwritten else "text2"))
        inside = painted.cut_start(inside, m.px(38))
        said = row.words if unwritten else self._said(row)
        body = QRectF(inside.left(), room.top() + m.px(7), inside.width(), inside.height())
        lines = painted.lines_in(said, m.font(18), inside.width(), self.MOST)
        self._paint_lines(painter, body, lines)
        if unwritten:
            below = QRectF(body.left(), body.top() + len(lines) * m.px(28), body.width(), m.px(28))
            painted.write(painter, below, tr(NOT_YET), m.font(16, bold=True), used.colour("soon"))

    def _paint_lines(self, painter: QPainter, body: QRectF, lines: tuple[str, ...]) -> None:
        step = self.m.px(28)
        for number, line in enumerate(lines):
            painter.setFont(self.m.font(18))
            painter.setPen(theme.current().colour("text"))
            painter.drawText(QRectF(body.left(), body.top() + number * step, body.width(), step), painted.flags(), line)
