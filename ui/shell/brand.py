"""The head and the foot of the sidebar: whose office it is; settings and help."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.language import shown, tip
from ui.shell.entries import NARROW, WIDE, side
from ui.widgets import kit
from ui.widgets.labels import ShortLabel

HEIGHT, ABOVE, MARK, GAP = 48, 4, 30, 10


class Brand(QWidget):
    """The head of the sidebar: the office and, below it, the establishment; it grows with names of two lines."""

    def __init__(self, office: str, hospital: str, *, narrow: bool) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(44 if narrow else HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(*theme.margins(11 if narrow else 14, 0, 8, 0))
        row.setSpacing(theme.px(GAP))
        row.addWidget(_BrandMark())
        if narrow:
            self.setToolTip(tip(" · ".join(name for name in (office, hospital) if name)))
            return
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch()
        high = 2 * theme.px(ABOVE)
        for label in (
            ShortLabel(office, most=2, bold=True),
            ShortLabel(hospital, most=2, role="small", tone="text2"),
        ):
            high += label.fit(theme.px(WIDE - 14 - 8 - MARK - GAP))
            words.addWidget(label)
        words.addStretch()
        row.addLayout(words, 1)
        self.setFixedHeight(max(high, self.height()))


class _BrandMark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(MARK), theme.px(MARK))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(used.accent))
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        edge = used.px(18)
        inset = (self.width() - edge) / 2
        icons.paint(painter, QRectF(inset, inset, edge, edge), "megaphone", used.colour("on_accent"))
        painter.end()


class FootButton(QAbstractButton):
    """Settings or help at the foot: icon, words and, where there is one, its key."""

    def __init__(self, icon: str, words: str, key: str, *, narrow: bool) -> None:
        super().__init__()
        self._icon, self._words, self._key, self._narrow = icon, words, key, narrow
        self.setAccessibleName(words)
        self.setToolTip(tip(words) if narrow else "")
        self.setCheckable(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(28))

    def sizeHint(self) -> QSize:
        used = theme.current()
        if self._narrow:
            return QSize(used.px(NARROW - 1), used.px(28))
        words = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(used.px(2 + 16 + 6 + 6) + words + (used.px(30) if self._key else 0), used.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        area = QRectF(self.rect())
        edge = used.px(16)
        inset = (area.width() - edge) / 2 if self._narrow else used.px(2)
        place = kit.start_part(area.adjusted(inset, 0, -inset, 0), edge, used)
        place = QRectF(place.left(), (area.height() - edge) / 2, edge, edge)
        icons.paint(painter, place, self._icon, used.colour("text2"))
        if not self._narrow:
            start = used.px(2 + 16 + 6)
            room = area.adjusted(0, 0, -start, 0) if used.rtl else area.adjusted(start, 0, 0, 0)
            painter.setPen(used.colour("text"))
            painter.drawText(room, side(start=True), shown(self._words))
            self._paint_key(painter, area)
        if self.hasFocus():
            kit.paint_focus(painter, area, used, 2)
        painter.end()

    def _paint_key(self, painter: QPainter, area: QRectF) -> None:
        if not self._key:
            return
        used = theme.current()
        cap = kit.end_part(area, used.px(24), used)
        cap = QRectF(cap.left() + 0.5, (area.height() - used.px(18)) / 2 + 0.5, cap.width() - 1, used.px(18) - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(used.surface))
        painter.setPen(QPen(QColor(used.line)))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(used.colour("text2"))
        painter.setFont(used.font("tiny"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
