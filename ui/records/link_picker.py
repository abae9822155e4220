"""Choosing a record of one type by typing part of its title; a new one can be made on the spot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hospcomms.domain.fields import Record
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records, search
from ui import icons
from ui.language import say, shown, spoken, tr
from ui.records.editors.lines import NameLine
from ui.session import Session
from ui.theme import px

OFFERED = 12
WAIT = 120  # milliseconds of quiet before the store is asked
IDENT = Qt.ItemDataRole.UserRole
CREATE = -1
NOTHING_FOUND = N_("Nothing found")


def matching(session: Session, target: type[Record], words: str, whole: tuple[str, int]) -> list[Record]:
    """The records a picker offers: those that match the words, or the first ones; within one whole if given."""
    if whole[0] and whole[1] and target.whole == whole[0]:
        query = Query(target, words=words.strip()).where(target.whole, Op.IS, whole[1])
        return list(records.find(session.office, query, limit=OFFERED))
    if not words.strip():
        return list(records.find(session.office, Query(target), limit=OFFERED))
    hits = search.search(session.office, words, OFFERED, only=(target,))
    return list(records.window(session.office, target, [hit.id for hit in hits]))


class Offers(QFrame):
    """The list under a picker. It never takes the keyboard: the line keeps it."""

    chosen = Signal(int)

    def __init__(self, owner: QWidget) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        super().__init__(owner, flags)
        self.setProperty("sheet", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(IDENT)))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)

    def show_under(self, line: QWidget, found: list[Record], words: str, create: str) -> None:
        """Fill the list and show it below ``line``, as wide as it."""
        self.list.clear()
        for record in found:
            self._add(shown(record.named(spoken().language)), record.id)
        if create and words.strip():
            self._add(create, CREATE)
            self.list.item(self.list.count() - 1).setIcon(icons.icon("add"))
        if not self.list.count():
            self._add(tr(NOTHING_FOUND), 0)
        self.list.setCurrentRow(0)
        self._stand_under(line)

    def show_words(self, line: QWidget, words: list[str]) -> None:
        """Show suggestions, numbered from 1, with none marked yet."""
        self.list.clear()
        for number, word in enumerate(words, 1):
            self._add(word, number)
        self.list.setCurrentRow(-1)
        self._stand_under(line)

    def _stand_under(self, line: QWidget) -> None:
        self.resize(max(line.width(), px(240)), self.list.count() * px(32) + px(6))
        self.move(line.mapToGlobal(QPoint(0, line.height() + 2)))
        self.show()

    def _add(self, text: str, ident: int) -> None:
        item = QListWidgetItem(text)
        item.setData(IDENT, ident)
        item.setSizeHint(QSize(0, px(32)))
        self.list.addItem(item)

    def step(self, rows: int) -> None:
        """Move the marked row."""
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + rows)))

    def marked(self) -> int:
        """The id of the marked row; ``CREATE`` for the row that makes a new record, 0 for none."""
        item = self.list.currentItem()
        return int(item.data(IDENT)) if self.list.currentRow() >= 0 else 0


class LinkPicker(NameLine):
    """A line in which a record is looked for. ``picked`` carries its id; 0 when the line was emptied."""

    picked = Signal(int)
    asked_new = Signal(str)

    def __init__(self, session: Session, target: type[Record], parent: QWidget | None = None) -> None:
        rtl = session.locale.rtl
        super().__init__(rtl=rtl, page_rtl=rtl, parent=parent)
        self.session = session
        self.record_type = target
        self.whole: tuple[str, int] = ("", 0)
        self._offers: Offers | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.offer)
        self.changed.connect(self._timer.start)
        self.left.connect(self._close)

    def offer(self) -> None:
        """Look for what is typed and show what was found."""
        if not self.isVisible():
            return
        words = self.text()
        found = matching(self.session, self.record_type, words, self.whole)
        if self._offers is None:
            self._offers = Offers(self)
            self._offers.chosen.connect(self._take)
        kind = tr(self.record_type.one)
        offer = say(sentence("New: {title} ({kind})", title=words.strip(), kind=kind))
        self._offers.show_under(self, found, words, offer)

    def is_open(self) -> bool:
        """True while the list is shown."""
        return self._offers is not None and self._offers.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.is_open() and self._offers is not None:
                self._offers.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.offer()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self.is_open() or self._timer.isActive()):
            if self._timer.isActive():
                self._timer.stop()
                self.offer()
            if self._offers is not None:
                self._take(self._offers.marked())
        elif key == Qt.Key.Key_Escape and self.is_open():
            self._close()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Take the marked record because the keyboard goes on; words alone never make a new one."""
        if not self.text().strip() or not (self.is_open() or self._timer.isActive()):
            return
        if self._timer.isActive():
            self._timer.stop()
            self.offer()
        if self._offers is not None and self._offers.marked() != CREATE:
            self._take(self._offers.marked())

    def focusNextPrevChild(self, is_next: bool) -> bool:
        self.settle()
        return super().focusNextPrevChild(is_next)

    def _take(self, ident: int) -> None:
        words = self.text().strip()
        self._close()
        if ident == CREATE:
            self.asked_new.emit(words)
        elif ident:
            self.picked.emit(ident)

    def _close(self) -> None:
        self._timer.stop()
        if self._offers is not None:
            self._offers.hide()
