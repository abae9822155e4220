"""Labels: plain text in a settled direction, cut at its logical end when room is short."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hospcomms.domain.locale import NARROW
from ui import theme
from ui.language import harmless, plain, shown

NO_BREAK = "\u00a0"


class Label(QLabel):
    """A text on the screen; never rich text, whatever a person typed.

    ``role`` names the size (``title``, ``section``, ``text``, ``small`` …), ``tone`` the colour token.
    ``elide`` cuts a text that is too long with … and shows it whole as a tooltip.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "text",
        tone: str = "text",
        bold: bool | None = None,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.current().font(role, bold=bold))
        self.setWordWrap(wrap)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.paint_in(tone)
        self.setText(text)

    def paint_in(self, tone: str) -> None:
        """Draw in the colour of that token from now on."""
        self.paint_in_colour(theme.current().colour(tone).name())

    def paint_in_colour(self, colour: str) -> None:
        """Draw in a colour of the shapes (``kit.tone``)."""
        colours = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            colours.setColor(group, QPalette.ColorRole.WindowText, colour)
        self.setPalette(colours)

    def setText(self, text: str) -> None:
        self._whole = shown(text)
        self.setAccessibleName(plain(text))
        # the narrow space between digits has hardly any width in Vazirmatn: the usual one is drawn
        super().setText(self._whole.replace(NARROW, NO_BREAK))

    def words(self) -> str:
        """The text as it was given, without the marks of drawing."""
        return plain(self._whole)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(40)), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap() and theme.current().rtl and not self._elide:
            self._paint_lines()
            return
        if not self._elide:
            super().paintEvent(event)
            return
        room = self.contentsRect()
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(harmless(plain(self._whole)) if cut != self.text() else "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter, room, self._flags(), self.palette(), self.isEnabled(), cut, self.foregroundRole()
        )
        painter.end()

    def _paint_lines(self) -> None:
        """Paint wrapped text line by line: Qt shifts a right-to-left line by the space it was broken at."""
        room, step = QRectF(self.contentsRect()), QFontMetricsF(self.font()).lineSpacing()
        lines = self._lines(room.width())
        top = room.top() + (room.height() - step * len(lines)) / 2
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        flags = self._flags() | Qt.TextFlag.TextSingleLine.value | Qt.TextFlag.TextDontClip.value
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            flags = (flags & ~Qt.AlignmentFlag.AlignRight.value) | Qt.AlignmentFlag.AlignHCenter.value
        for number, line in enumerate(lines):
            painter.drawText(QRectF(room.left(), top + number * step, room.width(), step), flags, line)
        painter.end()

    def _lines(self, width: float) -> list[str]:
        """The text broken into lines of that width, without the spaces they were broken at."""
        found = []
        for paragraph in self.text().split("\n"):
            if not paragraph:
                found.append("")
                continue
            layout = QTextLayout(paragraph, self.font())
            option = QTextOption()
            option.setTextDirection(
                Qt.LayoutDirection.RightToLeft if theme.current().rtl else Qt.LayoutDirection.LeftToRight
            )
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            layout.setTextOption(option)
            layout.beginLayout()
            start = 0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                piece = paragraph[start : start + line.textLength()].rstrip()
                found += [piece] if piece else []  # a line that nearly fits may be followed by an empty one
                start += line.textLength()
            layout.endLayout()
        return found

    def _flags(self) -> int:
        """Alignment and direction for drawing; the direction is the page's, never guessed from the text."""
        side = Qt.AlignmentFlag.AlignRight if theme.current().rtl else Qt.AlignmentFlag.AlignLeft
        if self.alignment() & Qt.AlignmentFlag.AlignTrailing:
            side = Qt.AlignmentFlag.AlignLeft if theme.current().rtl else Qt.AlignmentFlag.AlignRight
        forced = Qt.TextFlag.TextForceRightToLeft if theme.current().rtl else Qt.TextFlag.TextForceLeftToRight
        middle = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignAbsolute.value
        return int(side.value | middle | forced.value)


class ShortLabel(Label):
    """A text of at most ``most`` lines; only then it is cut with …, and the tooltip shows it whole."""

    def __init__(
        self, text: str, *, most: int, role: str = "text", tone: str = "text", bold: bool | None = None
    ) -> None:
        self._most = most
        super().__init__(text, role=role, tone=tone, bold=bold, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def fit(self, width: int) -> int:
        """Be as high as the text is at that width; returns the height."""
        self.setFixedHeight(math.ceil(QFontMetricsF(self.font()).lineSpacing() * len(self._lines(width))))
        return self.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_lines()

    def _lines(self, width: float) -> list[str]:
        found = super()._lines(width)
        kept, rest = found[: self._most - 1], " ".join(found[self._most - 1 :])
        last = QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        self.setToolTip(harmless(plain(self._whole)) if last != rest else "")
        return [*kept, last] if last else kept
