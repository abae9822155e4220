"""One line of the sidebar: a room with the number of things that wait in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from hospcomms.domain.wording import sentence
from ui import icons, theme
from ui.language import say, shown, spoken, tip, tr
from ui.widgets import kit

WIDE, NARROW = 204, 52
TEXT, INDENT = 44, 24


@dataclass(frozen=True)
class Entry:
    """One line of the sidebar: the key of its room, its words, its icon and its group.

    ``view`` names the saved filter of a pinned one, which stands indented below its room in the officer's own words.
    ``under`` names the room this one belongs to: it stands indented below that while one is in either.
    """

    key: str
    title: str
    icon: str
    group: str = ""
    view: str = ""
    under: str = ""

    @property
    def family(self) -> str:
        """The room that stands for this one while the others of its family are folded away."""
        return self.under or self.key

    @property
    def words(self) -> str:
        """What the line says."""
        return self.title if self.view else tr(self.title)


class EntryButton(QAbstractButton):
    """A room: icon, name, the number of things waiting; late ones carry the octagon."""

    def __init__(self, entry: Entry, *, narrow: bool, height: int) -> None:
        super().__init__()
        self.entry = entry
        self._narrow = narrow
        self._indent = INDENT * (bool(entry.view) + bool(entry.under))
        self._count, self._late = 0, False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFixedHeight(theme.px(height))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_count(0, late=False)

    def show_count(self, count: int, *, late: bool) -> None:
        """Show how many things wait here and whether one of them is late."""
        self._count, self._late = count, late
        name = self.entry.words
        waiting = say(sentence("{room}: {n} waiting", room=name, n=count)) if count else name
        self.setAccessibleName(waiting)
        self._is_cut = self.fontMetrics().horizontalAdvance(name) > theme.px(WIDE - TEXT - self._indent - 12)
        self.setToolTip(tip(waiting) if self._narrow or self._is_cut else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(NARROW if self._narrow else WIDE), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            painter.fillRect(area, QColor(used.surface))
            painter.fillRect(kit.start_part(area, 3, used), QColor(used.accent))
        elif self.underMouse():
            painter.fillRect(area, QColor(used.hover))
        edge = used.px(18)
        inset = (area.width() - edge) / 2 if self._narrow else used.px(16 + self._indent)
        place = kit.start_part(area.adjusted(inset, 0, -inset, 0), edge, used)
        place = QRectF(place.left(), (area.height() - edge) / 2, edge, edge)
        icons.paint(painter, place, self.entry.icon, used.colour("accent" if chosen else "text2"))
        if self._narrow:
            self._paint_late_dot(painter, place)
        else:
            self._paint_words(painter, area, bold=chosen)
        if self.hasFocus():
            kit.paint_focus(painter, area, used, 2)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF, *, bold: bool) -> None:
        used = theme.current()
        trailing = self._paint_count(painter, area, bold=bold)
        start, end = used.px(TEXT + self._indent), trailing + used.px(6)
        room = area.adjusted(end if used.rtl else start, 0, -(start if used.rtl else end), 0)
        painter.setFont(used.font(bold=bold))
        painter.setPen(used.colour("text"))
        cut = painter.fontMetrics().elidedText(shown(self.entry.words), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side(start=True), cut)

    def _paint_count(self, painter: QPainter, area: QRectF, *, bold: bool) -> float:
        """Paint the number at the end; returns the width it takes."""
        used = theme.current()
        if not self._count:
            return float(used.px(4))
        text = spoken().number(self._count)
        painter.setFont(used.font("small", bold=bold or self._late))
        painter.setPen(used.colour("text" if bold or self._late else "text2"))
        inset = used.px(12)
        painter.drawText(area.adjusted(inset, 0, -inset, 0), side(start=False), text)
        width = inset + painter.fontMetrics().horizontalAdvance(text)
        if self._late:
            edge = used.px(12)
            width += used.px(5) + edge
            left = width - edge if used.rtl else area.width() - width
            place = QRectF(left, (area.height() - edge) / 2, edge, edge)
            ground = QColor(used.surface if self.isChecked() else used.sunken)
            kit.paint_shape(painter, place, "late", used, ground=ground)
        return float(width)

    def _paint_late_dot(self, painter: QPainter, beside: QRectF) -> None:
        """In the narrow sidebar only what is late shows, as its octagon over the icon's corner."""
        if self._late:
            used = theme.current()
            edge = used.px(10)
            left = beside.left() - edge / 2 if used.rtl else beside.right() - edge / 2
            place = QRectF(left, beside.top() - edge / 3, edge, edge)
            kit.paint_shape(painter, place, "late", used, ground=QColor(used.sunken))


def side(*, start: bool) -> int:
    """Qt's flags for a line at the start or the end, in the direction of the page."""
    leading_right = theme.current().rtl == start
    side = Qt.AlignmentFlag.AlignRight if leading_right else Qt.AlignmentFlag.AlignLeft
    forced = Qt.TextFlag.TextForceRightToLeft if theme.current().rtl else Qt.TextFlag.TextForceLeftToRight
    return int(side.value | Qt.AlignmentFlag.AlignAbsolute.value | Qt.AlignmentFlag.AlignVCenter.value | forced.value)
