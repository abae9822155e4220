"""The foot of the desk: four counters, and the bar of the keys that run it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.language import shown
from ui.rooms.crisis import painted
from ui.rooms.crisis.measures import Measures
from ui.widgets import kit


class Counter(QWidget):
    """One card: what is counted, and the count in words. A click asks for its pane."""

    clicked = Signal()

    def __init__(self, label: str, icon: str) -> None:
        super().__init__()
        self.m = Measures()
        self.label, self._icon = label, icon
        self.value, self._tone = "", "text"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str, tone: str = "text") -> None:
        """Show another count; ``tone`` is ``late`` where something waits too long."""
        self.value, self._tone = value, tone
        self.setAccessibleName(f"{self.label}: {value}")
        self.update()

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self.m = m
        self.setFixedHeight(m.px(78))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        m, used = self.m, theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(used.colour("line"), 1))
        painter.setBrush(used.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inside = QRectF(self.rect()).adjusted(m.px(17), 0, -m.px(17), 0)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setTop(m.px(5))
        upper.setBottom(m.px(35))
        lower.setTop(m.px(32))
        lower.setBottom(m.px(72))
        edge = m.px(18)
        place = kit.start_part(upper, edge, used)
        sign = QRectF(place.left(), upper.center().y() - edge / 2, edge, edge)
        icons.paint(painter, sign, self._icon, used.colour("text2"))
        painted.write(painter, painted.cut_start(upper, m.px(26)), self.label, m.font(17), used.colour("text2"))
        self._paint_value(painter, lower)
        painter.end()

    def _paint_value(self, painter: QPainter, room: QRectF) -> None:
        m, used = self.m, theme.current()
        font = m.font(23, bold=True)
        for size in (20, 17):  # a longer language is drawn smaller before it is cut
            if painted.width_of(self.value, font) > room.width():
                font = m.font(size, bold=True)
        if self._tone == "late":
            edge = m.px(20)
            place = kit.start_part(room, edge, used)
            sign = QRectF(place.left(), room.center().y() - edge / 2, edge, edge)
            kit.paint_shape(painter, sign, "late", used, ground=used.colour("surface"))
            room = painted.cut_start(room, m.px(28))
        painted.write(painter, room, self.value, font, used.colour(self._tone))


class Counters(QWidget):
    """A row of four cards."""

    asked = Signal(str)

    def __init__(self, cards: Sequence[tuple[str, str, str]]) -> None:
        """``cards`` are (key, words, icon)."""
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.cards: dict[str, Counter] = {}
        for key, words, icon in cards:
            card = Counter(words, icon)
            card.clicked.connect(partial(self.asked.emit, key))
            self.cards[key] = card
            self._row.addWidget(card, 1)

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self._row.setSpacing(m.px(12))
        for card in self.cards.values():
            card.measure(m)


@dataclass(frozen=True)
class KeyWord:
    """A key and what it does; those with a lower ``weight`` go first where there is no room."""

    key: str
    words: str
    act: Callable[[], object] | None = None
    weight: int = 1
    at_end: bool = False

    @property
    def cap(self) -> str:
        """The key as it stands on the keyboard."""
        return self.key.replace("+", " ")


class KeyBar(QWidget):
    """The keys and their words in one line; a click does the same as the key."""

    def __init__(self, keys: Sequence[KeyWord], badge: str = "") -> None:
        super().__init__()
        self.m = Measures()
        self.keys, self.badge = list(keys), badge
        self._places: list[tuple[QRectF, KeyWord]] = []
        self.setAccessibleName(", ".join(f"{one.key} {one.words}" for one in keys))

    def measure(self, m: Measures) -> None:
        """Draw in other measures from now on."""
        self.m = m
        self.setFixedHeight(m.px(44))
        self.update()

    def _width(self, one: KeyWord) -> float:
        m = self.m
        cap = painted.width_of(one.cap, m.font(16)) + m.px(16)
        return cap + m.px(8) + painted.width_of(one.words, m.font(16)) + m.px(17)

    def fitting(self) -> list[KeyWord]:
        """The keys there is room for, in their order."""
        kept = list(self.keys)
        room = self.width() - self.m.px(36) - self._badge_width()
        while kept and sum(self._width(one) for one in kept) > room:
            kept.remove(min(kept, key=lambda one: one.weight))
        return kept

    def _badge_width(self) -> float:
        return painted.width_of(self.badge, self.m.font(15)) + self.m.px(26) if self.badge else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        m, used = self.m, theme.current()
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, used.colour("sunken"))
        painter.fillRect(QRectF(0, 0, area.width(), 1), used.colour("line"))
        room = area.adjusted(m.px(18), 0, -m.px(18), 0)
        if self.badge:
            wide = self._badge_width() - m.px(10)
            self._paint_badge(painter, kit.end_part(room, wide, used))
            room = painted.cut_end(room, wide + m.px(10))
        self._places = []
        kept = self.fitting()
        for one in (one for one in kept if not one.at_end):
            room = painted.cut_start(room, self._paint_key(painter, room, one))
        for one in reversed([one for one in kept if one.at_end]):
            wide = self._width(one)
            self._paint_key(painter, kit.end_part(room, wide, used), one)
            room = painted.cut_end(room, wide)
        painter.end()

    def _paint_key(self, painter: QPainter, room: QRectF, one: KeyWord) -> float:
        m, used = self.m, theme.current()
        wide = self._width(one)
        self._places.append((kit.start_part(room, wide, used), one))
        cap = painted.key_cap(painter, room, one.cap, m)
        rest = painted.cut_start(room, cap + m.px(8))
        painted.write(painter, rest, one.words, m.font(16), used.colour("text"))
        return wide

    def _paint_badge(self, painter: QPainter, room: QRectF) -> None:
        m, used = self.m, theme.current()
        high = m.px(26)
        frame = QRectF(room.left() + 0.5, room.center().y() - high / 2 + 0.5, room.width() - 1, high - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(used.colour("text2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setFont(m.font(15))
        painter.setPen(used.colour("text2"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, shown(self.badge))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, one in self._places:
            if place.contains(event.position()) and one.act is not None:
                one.act()
                return
