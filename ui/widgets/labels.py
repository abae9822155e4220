"""Labels: plain text in a settled direction, cut at its logical end when room is short."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.language import plain, shown


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
        super().setText(self._whole)

    def words(self) -> str:
        """The text as it was given, without the marks of drawing."""
        return plain(self._whole)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(40)), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        room = self.contentsRect()
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(plain(self._whole) if cut != self._whole else "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter, room, self._flags(), self.palette(), self.isEnabled(), cut, self.foregroundRole()
        )
        painter.end()

    def _flags(self) -> int:
        """Alignment and direction for drawing; the direction is the page's, never guessed from the text."""
        side = Qt.AlignmentFlag.AlignRight if theme.current().rtl else Qt.AlignmentFlag.AlignLeft
        if self.alignment() & Qt.AlignmentFlag.AlignTrailing:
            side = Qt.AlignmentFlag.AlignLeft if theme.current().rtl else Qt.AlignmentFlag.AlignRight
        forced = Qt.TextFlag.TextForceRightToLeft if theme.current().rtl else Qt.TextFlag.TextForceLeftToRight
        middle = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignAbsolute.value
        return int(side.value | middle | forced.value)
