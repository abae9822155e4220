"""The cards of a board: their values, the list of one column, and how a card is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hospcomms.domain.locale import LRI
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import plain, say, shown, tip, tr
from ui.records.delegate import paint_text
from ui.widgets import kit

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-hospcomms-card"
GAP = 6
LINE, SECOND, PAD, BAR = 21, 19, 5, 9


@dataclass(frozen=True)
class Card:
    """One card: title, a second line, and the severity shape that follows it ("" when nothing presses)."""

    ident: int
    title: str
    second: str = ""
    severity: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Lane:
    """One column: the state it stands for, its cards, and how many there are in all."""

    key: str
    title: str
    shape: str
    cards: tuple[Card, ...] = ()
    count: int = 0


class CardModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lane = Lane("", "", "draft")

    def show_lane(self, lane: Lane) -> None:
        """Show the cards of a column."""
        self.beginResetModel()
        self.lane = lane
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lane.cards)

    def card(self, index: Index) -> Card | None:
        """The card in a row."""
        return self.lane.cards[index.row()] if index.isValid() else None

    def row_of(self, ident: int) -> int:
        """The row of a card, or -1."""
        return next((row for row, card in enumerate(self.lane.cards) if card.ident == ident), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card(index)
        if card is None:
            return None
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = sentence(
                "{title}. {second}. {state}", title=card.title, second=card.second, state=tr(self.lane.title)
            )
            return plain(say(said))
        return tip(card.title) if role == Qt.ItemDataRole.ToolTipRole else None


class CardList(QListView):
    """The cards of one column. The board is told what is asked; it decides whether it is allowed."""

    stepped = Signal(int, bool)  # direction (-1, 1), whether the card goes along
    opened = Signal(int)
    dropped = Signal(int)
    menu_asked = Signal(object)
    drag_began = Signal(int)
    drag_ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self.is_legal: Callable[[int], bool] = lambda _ident: False
        self.shows_focus = False
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(True)
        self.setDragEnabled(True)

    def current(self) -> Card | None:
        """The card the keyboard stands on."""
        return self.cards.card(self.currentIndex())

    def startDrag(self, supported: Qt.DropAction) -> None:
        card = self.current()
        if card is None:
            return
        carried = QMimeData()
        carried.setData(MIME, str(card.ident).encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.setPixmap(self.grab(self.visualRect(self.currentIndex())))
        self.drag_began.emit(card.ident)
        drag.exec(Qt.DropAction.MoveAction)
        self.drag_ended.emit()

    def _carried(self, event: QDropEvent) -> int:
        data = event.mimeData().data(MIME).data()
        ident = int(bytes(data)) if data else 0
        return ident if ident and self.is_legal(ident) else 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(bool(self._carried(event)))

    def dropEvent(self, event: QDropEvent) -> None:
        ident = self._carried(event)
        event.setAccepted(bool(ident))
        if ident:
            self.dropped.emit(ident)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        key, card = event.key(), self.current()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forwards = (key == Qt.Key.Key_Left) == theme.current().rtl
            self.stepped.emit(1 if forwards else -1, shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and card is not None:
            self.opened.emit(card.ident)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        card = self.cards.card(self.indexAt(event.position().toPoint()))
        if card is not None:
            self.opened.emit(card.ident)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current() is not None:
            self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason)
        self.shows_focus = event.reason() in keys
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))
        self.viewport().update()


class CardPainter(QStyledItemDelegate):
    """Paints a card: its frame, title with severity, second line, and how far it is."""

    def __init__(self, view: CardList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = index.data(CARD)
        return QSize(theme.px(80), self._height(card) if isinstance(card, Card) else theme.px(LINE))

    def _height(self, card: Card) -> int:
        used = theme.current()
        lines = len(self._title_lines(card, self._title_width(card)))
        return used.px(GAP + 2 * PAD + SECOND) + lines * used.px(LINE) + (used.px(BAR) if card.share is not None else 0)

    def _title_width(self, card: Card) -> float:
        used = theme.current()
        mark = used.px(20) if card.severity else 0
        return self._view.viewport().width() - 2 * used.px(GAP) - 2 * used.px(9) - mark

    def _title_lines(self, card: Card, width: float) -> list[str]:
        """The title on one line or two, the second one cut where it is too long; as wide bold as not."""
        return in_lines(shown(card.title), theme.current().font(bold=True), width)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        used, card = theme.current(), index.data(CARD)
        if not isinstance(card, Card):
            return
        focused = self._view.hasFocus()
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and focused
        box = QRectF(option.rect).adjusted(used.px(GAP), used.px(GAP), -used.px(GAP), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(used.sel if selected else used.surface))
        painter.setPen(QPen(QColor(used.accent if selected else used.line), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if selected and self._view.shows_focus:
            kit.paint_focus(painter, box, used)
        self._words(painter, box, card, selected=selected)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, card: Card, *, selected: bool) -> None:
        used = theme.current()
        inner = box.adjusted(used.px(9), used.px(PAD), -used.px(9), -used.px(PAD))
        side = used.px(14) if card.severity else 0
        ink, font = used.colour("text", selected=selected), used.font(bold=selected)
        top = inner.top()
        for words in self._title_lines(card, self._title_width(card)):
            line = QRectF(inner.left(), top, inner.width(), used.px(LINE))
            room = kit.start_part(line, line.width() - (side + used.px(6) if side else 0), used)
            paint_text(painter, room, words, font, ink, used)
            top += used.px(LINE)
        if side:
            mark = kit.end_part(QRectF(inner.left(), inner.top(), inner.width(), used.px(LINE)), side, used)
            mark = QRectF(mark.left(), mark.center().y() - side / 2, side, side)
            tone = kit.tone(card.severity, used, selected=selected)
            ground = QColor(used.sel if selected else used.surface)
            kit.paint_shape(painter, mark, card.severity, used, colour=tone, ground=ground)
        below = QRectF(inner.left(), top - 1, inner.width(), used.px(SECOND))
        quiet = used.colour("text2", selected=selected)
        # a range of days holds its own isolates and runs from the start side of the page
        second = card.second if LRI in card.second else shown(card.second)
        paint_text(painter, below, second, used.font("small"), quiet, used)
        if card.share is not None:
            bar = QRectF(inner.left(), inner.bottom() - used.px(4), inner.width(), used.px(5))
            kit.paint_bar(painter, bar, card.share, used, selected=selected)


def in_lines(text: str, font: QFont, width: float) -> list[str]:
    """``text`` on one line, or broken at a word into two; what is still too long is cut at its logical end."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(width, 1.0))
    layout.endLayout()
    length = line.textLength()
    rest = text[length:].strip()
    second = metrics.elidedText(shown(plain(rest)), Qt.TextElideMode.ElideRight, width)
    return [text[:length].rstrip(), second] if rest else [text]
