"""The painted parts of the evaluation: the bar of a stage, and baseline, target and actual value on one scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hospcomms.domain.evaluation.chain import ObjectiveLine
from hospcomms.domain.objectives import PERCENT, measured
from hospcomms.domain.plots import Scale
from ui import theme
from ui.language import plain, say, shown, spoken
from ui.widgets import kit

MARK = 12


class StageBar(QWidget):
    """The bar of a stage, 0-100 %: hatched with a dashed frame when it was not measured, never empty.

    What was measured but has nothing to compare with is only a frame: there is no share to show.
    """

    def __init__(self, share: float | None, *, is_measured: bool = True) -> None:
        super().__init__()
        self._share, self._is_measured = share, is_measured
        self.setFixedHeight(theme.px(14))
        self.setMinimumWidth(theme.px(90))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._share is None:
            ink = kit.tone("not_measured", used)
            pen = QPen(ink, 1)
            if not self._is_measured:
                kit.paint_hatch(painter, box, ink)
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            kit.paint_bar(painter, box, self._share / 100, used)
        painter.end()


class ChangePlot(QWidget):
    """One objective: a hollow circle for the baseline, a square for the actual value, a dashed target line.

    ``scale`` is shared by all objectives of the same unit. What is not measured has no square but says so.
    """

    def __init__(self, line: ObjectiveLine, scale: Scale) -> None:
        super().__init__()
        self._line, self._scale = line, scale
        self.setFixedHeight(theme.px(64))
        self.setMinimumWidth(theme.px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        unit = line.objective.unit
        said = (say(measured(value, unit)) for value in (line.objective.baseline, line.value, line.objective.target))
        self.setAccessibleName(plain(" – ".join(said)))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(290), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = used.px(16)
        room = QRectF(self.rect()).adjusted(edge, 0, -edge, 0)
        axis = room.bottom() - used.px(16)
        self._axis(painter, room, axis)
        objective = self._line.objective
        if objective.target is not None:
            self._target(painter, room, objective.target, axis)
        upper, lower = axis - used.px(34), axis - used.px(13)
        if objective.baseline is not None:
            self._mark(painter, room, objective.baseline, upper, "baseline")
        if self._line.value is not None:
            self._mark(painter, room, self._line.value, lower, "actual")
        painter.end()

    def _x(self, room: QRectF, value: float) -> float:
        along = room.width() * self._scale.place(value)
        return room.right() - along if theme.current().rtl else room.left() + along

    def _axis(self, painter: QPainter, room: QRectF, y: float) -> None:
        used = theme.current()
        painter.setPen(QPen(QColor(used.line_strong), 1))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        font = used.font("tiny")
        painter.setFont(font)
        for tick in self._scale.ticks:
            x = self._x(room, tick)
            painter.setPen(QPen(QColor(used.line_strong), 1))
            painter.drawLine(QPointF(x, y), QPointF(x, y + used.px(3)))
            words = spoken().number(tick)
            wide = QFontMetricsF(font).horizontalAdvance(words)
            painter.setPen(used.colour("text2"))
            place = QRectF(x - wide, y + used.px(2), 2 * wide, used.px(15))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _target(self, painter: QPainter, room: QRectF, value: float, y: float) -> None:
        pen = QPen(kit.tone("target", theme.current()), 1.6)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        x = self._x(room, value)
        painter.drawLine(QPointF(x, 1), QPointF(x, y - 1))

    def _mark(self, painter: QPainter, room: QRectF, value: float, y: float, shape: str) -> None:
        used = theme.current()
        side, x = used.px(MARK), self._x(room, value)
        box = QRectF(x - side / 2, y - side / 2, side, side)
        if shape == "baseline":  # the ring is hollow: the target line does not run through it
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(used.surface))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
        kit.paint_shape(painter, box, shape, used)
        font = used.font("tiny", bold=shape == "actual")
        unit = self._line.objective.unit
        words = spoken().percent(value) if unit == PERCENT else spoken().number(value)
        wide = QFontMetricsF(font).horizontalAdvance(words) + 2
        left = self._beside(room, value, wide)
        painter.setFont(font)
        painter.setPen(used.colour("text" if shape == "actual" else "text2"))
        place = QRectF(left, y - used.px(8), wide, used.px(16))
        painter.fillRect(place, QColor(used.surface))  # the target line does not run through the figure
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown(words))

    def _beside(self, room: QRectF, value: float, wide: float) -> float:
        """The left edge of a figure beside its mark: on the side away from the target, if there is room."""
        used = theme.current()
        x, gap = self._x(room, value), used.px(MARK) / 2 + used.px(4)
        target = self._line.objective.target
        beyond = target is None or target <= value
        right = beyond != used.rtl
        if right and x + gap + wide > self.width():
            right = False
        elif not right and x - gap - wide < 0:
            right = True
        return x + gap if right else x - gap - wide
