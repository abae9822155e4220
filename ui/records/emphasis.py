"""A sentence with one piece in bold, painted: nothing a person typed is ever read as markup."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.language import plain


class Emphasis(QWidget):
    """``text`` wrapped to the width, ``bold`` (a piece of it) in bold, in the direction of the page."""

    def __init__(self, text: str, bold: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QTextLayout(text, theme.current().font())
        option = QTextOption()
        rtl = theme.current().rtl
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        place = text.find(bold) if bold else -1
        if place >= 0:
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.Bold)
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = place, len(bold), strong
            self._layout.setFormats([piece])
        self.setAccessibleName(plain(text))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lay(self, width: int) -> float:
        """Break the lines for a width; returns the height."""
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        return height

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._lay(width))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self.heightForWidth(theme.px(320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay(self.width())
        painter = QPainter(self)
        painter.setPen(theme.current().colour("text"))
        self._layout.draw(painter, QPointF(0, 0))
        painter.end()
