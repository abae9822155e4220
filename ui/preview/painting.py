"""How a sheet of paper and what was found on it are drawn; paper is white in every theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui import theme

_PAPER = QColor("#FFFFFF")
_FOUND, _SHOWN = QColor(theme.DARK.soon), QColor(theme.LIGHT.focus)
"""What is drawn on the paper: a yellow that leaves the letters readable, and the frame of the light theme."""


def paint_sheet(painter: QPainter, place: QRectF, picture: QImage | None) -> None:
    """The paper, what is printed on it as soon as it is painted, and its border."""
    painter.fillRect(place, _PAPER)
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
    painter.setPen(QPen(theme.current().colour("line_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))


def paint_found(painter: QPainter, places: Sequence[QRectF], *, shown: bool) -> None:
    """A found place: coloured, and framed when it is the one one is at."""
    for place in places:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(place, _FOUND)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if shown:
            painter.setPen(QPen(_SHOWN, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(-2, -1, 2, 1))
