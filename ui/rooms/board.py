"""A board: cards in columns by state; a card is moved by dragging, by Shift with an arrow, or from its menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QWidget,
)

from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import ntr, plain, say, spoken, tr, unmarked
from ui.rooms.board_cards import CardList, Lane
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

NARROWEST = 146


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
        lists = [box.list for box in self.boxes.values()]
        self.setFocusProxy(next((cards for cards in lists if cards.cards.rowCount()), lists[0]))

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
                menu.addAction(unmarked(words)).triggered.connect(
                    lambda _on=False, to=to: self.moved.emit(card.ident, to)
                )
        return menu

    def _close_others(self, ident: int) -> None:
        for key, box in self.boxes.items():
            box.show_closed(closed=box.list.cards.row_of(ident) < 0 and not self._allowed(ident, key))

    def _open_all(self) -> None:
        for box in self.boxes.values():
            box.show_closed(closed=False)
