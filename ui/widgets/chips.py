"""Filter chips: a label and its value in one capsule, taken away with ✕ or Del."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hospcomms.domain.wording import sentence
from ui import icons, theme
from ui.language import say, shown
from ui.widgets.buttons import Button

_EDGE, _CROSS, _GAP = 10, 12, 4


class Chip(Button):
    """One filter: ``label``, its ``value`` in bold; active ones are tinted and carry a ✕ (Del removes them).

    A click opens the choice (``opens``); ``removed`` is emitted by the ✕, Del and Backspace.
    """

    removed = Signal()

    def __init__(
        self,
        label: str,
        value: str,
        opens: Callable[[], Any] | None = None,
        *,
        active: bool = False,
        menu: bool = False,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", opens, kind="chip-on" if active else "chip", parent=parent)
        self._label, self._value = label, value
        self._active, self._menu, self._picture = active, menu, icon
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show another value."""
        self._value = value
        name = f"{self._label}: {value}" if self._label else value
        self.setAccessibleName(say(sentence("{name} (filter)", name=name)) if self._active else name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        pieces = (_EDGE, _EDGE, _GAP, *self._trailing(), *((16, _GAP) if self._picture else ()))
        width = sum(theme.px(piece) for piece in pieces)  # rounded up one by one, as they are painted
        words = sum(QFontMetrics(font).horizontalAdvance(text) for text, font in self._words())
        return QSize(width + words, theme.px(27))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _trailing(self) -> tuple[int, ...]:
        return (_CROSS, _GAP) if self._active or self._menu else ()

    def _words(self) -> list[tuple[str, QFont]]:
        used = theme.current()
        label = shown(f"{self._label}:") if self._label else ""
        pieces = [(label, used.font()), (shown(self._value), used.font(bold=True))]
        return [(text, font) for text, font in pieces if text]

    def _cross(self) -> QRectF:
        used = theme.current()
        edge, inset = used.px(_CROSS), used.px(_EDGE)
        left = inset if used.rtl else self.width() - inset - edge
        return QRectF(left, (self.height() - edge) / 2, edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = theme.current()
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(used.px(_EDGE), 0, -used.px(_EDGE), 0)
        if self._picture:
            room = self._paint_picture(painter, room)
        for index, (text, font) in enumerate(self._words()):
            painter.setFont(font)
            bold = font.bold()
            painter.setPen(used.colour("text" if bold or not self._label else "text2"))
            side = Qt.AlignmentFlag.AlignRight if used.rtl else Qt.AlignmentFlag.AlignLeft
            absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, side | absolute, text)
            step = QFontMetrics(font).horizontalAdvance(text) + used.px(_GAP if index == 0 else 0)
            room.adjust(0 if used.rtl else step, 0, -step if used.rtl else 0, 0)
        if self._active or self._menu:
            name = "dismiss" if self._active else "chevron_down"
            icons.paint(painter, self._cross(), name, used.colour("text2"))
        painter.end()

    def _paint_picture(self, painter: QPainter, room: QRectF) -> QRectF:
        used = theme.current()
        edge = used.px(16)
        left = room.right() - edge if used.rtl else room.left()
        place = QRectF(left, (self.height() - edge) / 2, edge, edge)
        icons.paint(painter, place, self._picture, used.colour("text2"))
        step = edge + used.px(_GAP)
        return room.adjusted(0 if used.rtl else step, 0, -step if used.rtl else 0, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._active and self._cross().adjusted(-6, -8, 6, 8).contains(event.position()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                event.accept()
                return True
        return super().event(event)


def add_chip(text: str, opens: Callable[[], Any]) -> Button:
    """The dashed capsule that adds a filter."""
    return Button(text, opens, icon="add", kind="chip-add")
