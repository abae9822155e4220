"""A sheet of the desk: a head with its title and what counts, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.language import plain
from ui.rooms.crisis import painted
from ui.rooms.crisis.measures import Measures
from ui.widgets import kit

Said = tuple[str, str]
"""Words and the token of their colour."""


class CardHead(QWidget):
    """The title, what counts beside it, and what stands at the end: words with a shape, or widgets."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.m = Measures()
        self.title = title
        self._beside: Sequence[Said] = ()
        self._end: tuple[str, str, str] = ("", "", "")
        self.row = QHBoxLayout(self)
        self.row.addStretch(1)
        self.measure(self.m)

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self.m = m
        self.setFixedHeight(m.px(48))
        self.row.setContentsMargins(m.px(16), 0, m.px(16), 0)
        self.update()

    def say(self, title: str, beside: Sequence[Said], end: tuple[str, str, str] = ("", "", "")) -> None:
        """Show a title, what counts beside it, and at the end (shape, words, tone)."""
        self.title, self._beside, self._end = title, beside, end
        said = [title, *(words for words, _tone in beside), end[1]]
        self.setAccessibleName(plain(" · ".join(part for part in said if part)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        m, used = self.m, theme.current()
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(m.px(16), 0, -m.px(16), 0)
        for place in range(self.row.count()):
            item = self.row.itemAt(place)
            inside = item.widget() if item is not None else None
            if inside is not None and inside.isVisible():
                room = painted.cut_end(room, inside.width() + m.px(8))
        room = self._paint_end(painter, room)
        wide = painted.write(painter, room, self.title, m.font(20, bold=True), used.colour("text"))
        room = painted.cut_start(room, wide + m.px(14))
        for number, (words, tone) in enumerate(self._beside):
            if number:
                room = painted.cut_start(room, painted.write(painter, room, "· ", m.font(17), used.colour("text2")))
            font = m.font(17, bold=tone == "late")
            if room.width() < m.px(90) and painted.width_of(words, font) > room.width():
                break
            room = painted.cut_start(room, painted.write(painter, room, words, font, used.colour(tone)) + m.px(5))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), used.colour("line_strong"))
        painter.end()

    def _paint_end(self, painter: QPainter, room: QRectF) -> QRectF:
        shape, words, tone = self._end
        if not words:
            return room
        m, used = self.m, theme.current()
        font, edge = m.font(16), m.px(18)
        wide = min(painted.width_of(words, font), room.width() * 0.6) + edge + m.px(8)
        place = kit.end_part(room, wide, used)
        mark = kit.start_part(place, edge, used)
        mark = QRectF(mark.left(), place.center().y() - edge / 2, edge, edge)
        kit.paint_shape(painter, mark, shape, used, ground=used.colour("surface"))
        painted.write(painter, painted.cut_start(place, edge + m.px(8)), words, font, used.colour(tone))
        return painted.cut_end(room, wide + m.px(8))


class DeskCard(QWidget):
    """A sheet with a 1 px border; ``body`` is the column below its head."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.head = CardHead(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(used.colour("line"), 1))
        painter.setBrush(used.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
