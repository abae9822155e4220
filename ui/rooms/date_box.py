"""A day as a small framed sheet of a calendar: its number above its month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.language import plain, spoken


class DateBox(QWidget):
    """Day and month in a small frame."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day
        self.setFixedSize(theme.px(46), theme.px(42))
        self.setAccessibleName(plain(spoken().long_day(day)))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(used.alt))
        painter.setPen(QPen(QColor(used.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        area = QRectF(self.rect())
        painter.setPen(used.colour("text"))
        painter.setFont(used.font("section"))
        number = spoken().digits(str(self._day.day))
        painter.drawText(area.adjusted(0, 0, 0, -used.px(17)), Qt.AlignmentFlag.AlignCenter, number)
        painter.setPen(used.colour("text2"))
        painter.setFont(used.font("tiny"))
        month = spoken().month(self._day.month)
        fits = QFontMetrics(painter.font()).horizontalAdvance(month) <= self.width() - 4
        below = area.adjusted(0, used.px(21), 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, month if fits else f"{month[:4]}.")
        painter.end()
