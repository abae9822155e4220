"""Buttons of the one style: usual, primary, plain, link, icon, and those that open a menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hospcomms.domain.locale import isolated
from ui import icons, theme
from ui.language import tip

_TONES = {
    "primary": "on_accent",
    "danger": "late",
    "critical": "on_critical",
    "link": "accent",
    "chip-add": "text2",
}


def key_words(key: str) -> str:
    """A shortcut as it is read on the keyboard, kept in its order."""
    return isolated(QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)) if key else ""


class Button(QPushButton):
    """A push button; ``kind`` names its look ("" is the usual outlined one).

    Kinds: ``primary`` (one a page), ``danger``, ``critical``, ``plain``, ``link``, ``row`` (28 px, in a row),
    ``icon`` and ``square`` (no words: ``text`` becomes the accessible name and the tooltip).
    """

    def __init__(
        self,
        text: str,
        action: Callable[[], Any] | None = None,
        *,
        icon: str = "",
        kind: str = "",
        key: str = "",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone = tone or _TONES.get(kind, "text")
        self.setProperty("kind", kind or "usual")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon:
            size, gap = (18, 0) if kind in ("icon", "square") else (16, 4)
            self.setIcon(icons.icon(icon, size, self._tone, gap=gap))
            self.setIconSize(QSize(theme.px(size) + theme.px(gap), theme.px(size)))
        self.name_it(text, key)
        if action is not None:
            self.clicked.connect(lambda _checked=False: action())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()  # outside a dialog Qt presses a button with Space only
            return
        super().keyPressEvent(event)

    def name_it(self, text: str, key: str = "") -> None:
        """Give the button its words; one without words says them as tooltip and to a screen reader."""
        wordless = self.property("kind") in ("icon", "square")
        self.setText("" if wordless else text.replace("&", "&&"))
        self.setAccessibleName(text)
        hint = " ".join(part for part in (text if wordless else "", key_words(key)) if part)
        self.setToolTip(tip(hint) if hint else "")

    def restyle(self, kind: str) -> None:
        """Take another look of the style sheet."""
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()


class MenuButton(Button):
    """A button that opens something below it: words, then a chevron at the end."""

    def __init__(self, *parts: Any, **facts: Any) -> None:
        super().__init__(*parts, **facts)
        self.setProperty("menu", "true")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = theme.current()
        edge = used.px(12)
        inset = used.px(11)
        left = inset if used.rtl else self.width() - inset - edge
        painter = QPainter(self)
        place = QRectF(left, (self.height() - edge) / 2, edge, edge)
        icons.paint(painter, place, "chevron_down", used.colour(self._tone if self.isEnabled() else "text3"))
        painter.end()
