"""The line one types into: always focused, Enter writes it, and what is typed is kept every second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import icons, theme
from ui.language import spoken
from ui.records.editors.lines import NameLine
from ui.rooms.crisis import painted
from ui.rooms.crisis.measures import Measures
from ui.widgets import kit

EVERY = 1000  # milliseconds between two keepings of what is being typed


class DeskLine(NameLine):
    """The field itself: no frame of its own, large letters; ↑ and ↓ are told, not typed."""

    walked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        rtl = spoken().rtl
        super().__init__(rtl=rtl, page_rtl=rtl, parent=parent)
        self.setProperty("kind", "bare")
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if steps:
            self.walked.emit(steps)
            return
        super().keyPressEvent(event)


class EntryLine(QWidget):
    """A framed line with its icon and the key that writes it; ``entered`` carries the words, ``typed`` each change.

    ``drafted`` comes at most once a second while one types, with what stands there.
    """

    entered = Signal(str)
    typed = Signal()
    drafted = Signal(str)
    walked = Signal(int)

    def __init__(self, hint: str, icon: str = "edit") -> None:
        super().__init__()
        self.m = Measures()
        self._icon = icon
        self.line = DeskLine(self)
        self.line.set_hint(hint)
        self.line.setAccessibleName(hint)
        self.line.submitted.connect(self._enter)
        self.line.changed.connect(self._changed)
        self.line.walked.connect(self.walked)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.line)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(lambda: self.drafted.emit(self.text()))
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self.m = m
        self.setFixedHeight(m.px(56))
        self.line.setFont(m.font(20))
        self.line.viewport().setFont(m.font(20))
        start, end = m.px(44), m.px(70)
        sides = (end, start) if theme.current().rtl else (start, end)
        self._row.setContentsMargins(sides[0], m.px(6), sides[1], m.px(6))
        self.line.setMinimumHeight(m.px(44))
        self.update()

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def set_text(self, words: str) -> None:
        """Put words into the line, the cursor behind them."""
        self.line.set_text(words)
        cursor = self.line.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.line.setTextCursor(cursor)

    def keep_now(self) -> None:
        """Tell at once what is being typed, if something is waiting to be told."""
        if self._clock.isActive():
            self._clock.stop()
            self.drafted.emit(self.text())

    def _changed(self) -> None:
        self.typed.emit()
        if not self._clock.isActive():
            self._clock.start()

    def _enter(self) -> None:
        self._clock.stop()
        self.entered.emit(self.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()  # its frame tells where the keyboard is
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        m, used = self.m, theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.line.hasFocus()
        painter.setPen(QPen(used.colour("focus" if focused else "line_strong"), 3 if focused else 1))
        painter.setBrush(used.colour("app"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 5, 5)
        inside = QRectF(self.rect()).adjusted(m.px(16), 0, -m.px(16), 0)
        edge = m.px(20)
        place = kit.start_part(inside, edge, used)
        sign = QRectF(place.left(), inside.center().y() - edge / 2, edge, edge)
        icons.paint(painter, sign, self._icon, used.colour("text2"))
        wide = painted.width_of("Enter", m.font(16)) + m.px(16)
        painted.key_cap(painter, kit.end_part(inside, wide, used), "Enter", m)
        painter.end()
