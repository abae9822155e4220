"""A board: cards in columns by state; a card is moved by dragging, by Shift with an arrow, or from its menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import ntr, plain, say, shown, spoken, tr
from ui.records.delegate import paint_text
from ui.widgets import kit
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-hospcomms-card"
CARD_HEIGHT, GAP, NARROWEST = 62, 6, 146


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
        return shown(card.title) if role == Qt.ItemDataRole.ToolTipRole else None


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
        self.setUniformItemSizes(True)
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
        return QSize(theme.px(80), theme.px(CARD_HEIGHT + GAP))

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
        inner = box.adjusted(used.px(9), used.px(5), -used.px(9), -used.px(6))
        line = QRectF(inner.left(), inner.top(), inner.width(), used.px(21))
        side = used.px(14) if card.severity else 0
        room = kit.start_part(line, line.width() - (side + used.px(6) if side else 0), used)
        ink = used.colour("text", selected=selected)
        paint_text(painter, room, shown(card.title), used.font(bold=selected), ink, used)
        if side:
            mark = kit.end_part(line, side, used)
            mark = QRectF(mark.left(), line.center().y() - side / 2, side, side)
            tone = kit.tone(card.severity, used, selected=selected)
            ground = QColor(used.sel if selected else used.surface)
            kit.paint_shape(painter, mark, card.severity, used, colour=tone, ground=ground)
        below = QRectF(inner.left(), line.bottom() - 1, inner.width(), used.px(19))
        quiet = used.colour("text2", selected=selected)
        paint_text(painter, below, shown(card.second), used.font("small"), quiet, used)
        if card.share is not None:
            bar = QRectF(inner.left(), inner.bottom() - used.px(5), inner.width(), used.px(5))
            kit.paint_bar(painter, bar, card.share, used, selected=selected)


class LaneBox(Sheet):
    """One column with its heading, its cards and, below, how many more there are."""

    def __init__(self) -> None:
        super().__init__("card", padding=0)
        self.setMinimumWidth(theme.px(NARROWEST))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), 0)
        head.setSpacing(theme.px(6))
        self._mark = Mark("draft")
        self._title = Label("", bold=True, elide=True)
        self._count = Label("", tone="text2")
        head.addWidget(self._mark)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.list = CardList(self)
        self._more = Label("", role="small", tone="text2")
        self._more.setContentsMargins(theme.px(10), 0, theme.px(10), theme.px(6))
        self._closed = False
        self.body.setSpacing(theme.px(2))
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._more)

    def show_lane(self, lane: Lane) -> None:
        """Show a column; the card the keyboard stands on stays."""
        current = self.list.current()
        above = self.list.verticalScrollBar().value()
        self.list.cards.show_lane(lane)
        self._mark.show_shape(lane.shape)
        self._title.setText(tr(lane.title))
        self._count.setText(spoken().number(lane.count))
        rest = lane.count - len(lane.cards)
        self._more.setText(ntr("and {n} more in the table", "and {n} more in the table", rest) if rest else "")
        self._more.setVisible(rest > 0)
        name = sentence("{group}: {n}", group=Word(lane.title), n=lane.count)
        self.list.setAccessibleName(plain(say(name)))
        if current is not None and (row := self.list.cards.row_of(current.ident)) >= 0:
            self.list.setCurrentIndex(self.list.cards.index(row))
        self.list.verticalScrollBar().setValue(above)

    def show_closed(self, *, closed: bool) -> None:
        """While a card is dragged, a column that cannot take it is dimmed."""
        if closed != self._closed:
            self._closed = closed
            self.list.setEnabled(not closed)
            for label in (self._title, self._count):
                label.paint_in("text3" if closed else "text")


class Board(QScrollArea):
    """Columns side by side; ``moved`` carries the id of a card and the state it should take.

    ``allowed`` says whether a card may go to a state; a move that is not legal is never asked for.
    """

    moved = Signal(int, str)
    opened = Signal(int)

    def __init__(self, lanes: Sequence[Lane], allowed: Callable[[int, str], bool]) -> None:
        super().__init__()
        self._allowed = allowed
        self.boxes: dict[str, LaneBox] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for lane in lanes:
            box = LaneBox()
            box.show_lane(lane)
            self.boxes[lane.key] = box
            row.addWidget(box, 1)
            self._connect(lane.key, box.list)
        self.setWidget(page)

    def _connect(self, key: str, cards: CardList) -> None:
        cards.is_legal = lambda ident: self._allowed(ident, key)
        cards.opened.connect(self.opened)
        cards.dropped.connect(lambda ident: self.moved.emit(ident, key))
        cards.stepped.connect(lambda step, along: self._step(key, step, along=along))
        cards.menu_asked.connect(lambda at: self.menu(key).exec(at))
        cards.drag_began.connect(self._close_others)
        cards.drag_ended.connect(self._open_all)

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show the columns as they are now; focus follows the card it was on."""
        focused = next((box.list for box in self.boxes.values() if box.list.hasFocus()), None)
        card = focused.current() if focused is not None else None
        for lane in lanes:
            self.boxes[lane.key].show_lane(lane)
        if card is not None:
            self.go_to(card.ident)

    def go_to(self, ident: int) -> None:
        """Put the keyboard on a card, in whatever column it is."""
        for box in self.boxes.values():
            row = box.list.cards.row_of(ident)
            if row >= 0:
                box.list.setFocus()
                box.list.setCurrentIndex(box.list.cards.index(row))
                self.ensureWidgetVisible(box)
                return

    def _step(self, key: str, step: int, *, along: bool) -> None:
        """To the next column, or with the card to the next one that may take it."""
        keys = list(self.boxes)
        places = range(keys.index(key) + step, len(keys) if step > 0 else -1, step)
        card = self.boxes[key].list.current()
        if along and card is not None:
            to = next((keys[place] for place in places if self._allowed(card.ident, keys[place])), "")
            if to:
                self.moved.emit(card.ident, to)
            return
        for place in places:
            cards = self.boxes[keys[place]].list
            if cards.cards.rowCount():
                cards.setFocus()
                self.ensureWidgetVisible(self.boxes[keys[place]])
                return

    def menu(self, key: str) -> QMenu:
        """What may be done with the card the keyboard stands on."""
        menu = QMenu(self)
        card = self.boxes[key].list.current()
        if card is None:
            return menu
        menu.addAction(tr("Open")).triggered.connect(lambda _on=False: self.opened.emit(card.ident))
        for to, box in self.boxes.items():
            if to != key and self._allowed(card.ident, to):
                words = say(sentence("Move to “{state}”", state=Word(box.list.cards.lane.title)))
                menu.addAction(words).triggered.connect(lambda _on=False, to=to: self.moved.emit(card.ident, to))
        return menu

    def _close_others(self, ident: int) -> None:
        for key, box in self.boxes.items():
            box.show_closed(closed=box.list.cards.row_of(ident) < 0 and not self._allowed(ident, key))

    def _open_all(self) -> None:
        for box in self.boxes.values():
            box.show_closed(closed=False)
