"""The line of steps over an import: those done with a tick, the present one filled, those to come outlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.wording import sentence
from ui import icons, theme
from ui.language import say, spoken, tr
from ui.widgets.labels import Label
from ui.widgets.marks import Rule


class Steps(QWidget):
    """``names`` are marked texts; ``show_step`` tells which one is at hand, from 0."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = [tr(name) for name in names]
        self._discs: list[_Disc] = []
        self._labels: list[Label] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for place, name in enumerate(self._names):
            if place:
                line = Rule(colour="line_strong")
                line.setFixedWidth(theme.px(28))
                row.addWidget(line)
            self._discs.append(_Disc(place + 1))
            self._labels.append(Label(name))
            row.addWidget(self._discs[-1])
            row.addWidget(self._labels[-1])
        row.addStretch(1)
        self.show_step(0)

    def show_step(self, present: int) -> None:
        """Mark a step as the one at hand."""
        for place, (disc, label) in enumerate(zip(self._discs, self._labels, strict=True)):
            disc.show_state(place - present)
            label.setFont(theme.current().font("text", bold=place == present))
            label.paint_in("text" if place == present else "text2")
        said = sentence("Step {n} of {total}: {name}", n=present + 1, total=len(self._names), name=self._names[present])
        self.setAccessibleName(say(said))


class _Disc(QWidget):
    """The number of a step: below 0 it is done, 0 it is at hand, above it is to come."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._state = number, 0
        self.setFixedSize(theme.px(24), theme.px(24))

    def show_state(self, state: int) -> None:
        """Before, at or after the step."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink = QColor(used.done if self._state < 0 else used.accent if self._state == 0 else used.line_strong)
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(QColor(used.accent if self._state == 0 else used.surface))
        painter.drawEllipse(ring)
        if self._state < 0:
            edge = used.px(14)
            place = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
            icons.paint(painter, place, "checkmark", ink)
        else:
            painter.setPen(QColor(used.on_accent if self._state == 0 else used.text2))
            painter.setFont(used.font("small", bold=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, spoken().number(self._number))
        painter.end()
