"""The tabs of a record's page: hand-made ones, the form, the parts, where it is used, its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Sentence
from hospcomms.services import records
from ui import theme
from ui.language import say, tr
from ui.records.history_tab import HistoryTab, lines_of
from ui.records.part_table import PartTable
from ui.records.tab_strip import TabStrip
from ui.records.used_tab import UsedTab, uses
from ui.session import Session
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.rooms.room import Part, Room, Tab

FORM, USED, HISTORY = "form", "used", "history"
OVERVIEW, WHERE_USED, CHANGES = N_("Overview"), N_("Where used"), N_("History")


@dataclass
class PageTab:
    """One tab: built when first shown; ``count`` gives its number («3», «4 of 5»), if it has one."""

    key: str
    title: str
    build: Callable[[], QWidget]
    count: Callable[[], Sentence | int] | None = None
    page: QWidget | None = None


class PageTabs(QWidget):
    """A strip of tabs over their pages. ``opened`` asks for the whole form of a part."""

    opened = Signal(object)
    shown = Signal(str)

    def __init__(self, session: Session, room: Room, record: Record, form: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.room, self.record = session, room, record
        self.strip = TabStrip(self)
        self.stack = QStackedWidget(self)
        self.tabs = self._all(form)
        for tab in self.tabs:
            self.strip.add(tab.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        self.strip.currentChanged.connect(self._show)
        self.strip.setVisible(len(self.tabs) > 1)
        self._show(0)
        self.recount()

    def _all(self, form: QWidget) -> list[PageTab]:
        room = self.room
        form_tab = PageTab(FORM, room.form_title or OVERVIEW, lambda: form, self._counter(room.form_count))
        if not self.record.id:
            return [form_tab]
        return [
            *(self._made(tab) for tab in room.leading),
            form_tab,
            *(self._parts(part) for part in room.parts),
            *(self._made(tab) for tab in room.tabs),
            PageTab(USED, WHERE_USED, self._used, lambda: len(uses(self.session, self.record))),
            PageTab(HISTORY, CHANGES, self._history, lambda: len(lines_of(self.session, self.record))),
        ]

    def _made(self, tab: Tab) -> PageTab:
        return PageTab(tab.key, tab.title, lambda: tab.build(self.session, self.record), self._counter(tab.count))

    def _counter(
        self, count: Callable[[Session, Record], Sentence | int] | None
    ) -> Callable[[], Sentence | int] | None:
        """``count`` of the record as it stands when it is asked; a record not saved yet has no numbers."""
        return None if count is None or not self.record.id else lambda: count(self.session, self.record)

    def _parts(self, part: Part) -> PageTab:
        return PageTab(part.record.key, part.record.many, lambda: self._table(part), lambda: self._count(part))

    def _count(self, part: Part) -> int:
        kind = part.record
        return records.count(self.session.office, Query(kind).where(kind.whole, Op.IS, part.whole_of(self.record)))

    def _table(self, part: Part) -> QWidget:
        table = PartTable(self.session, part.record, part.whole_of(self.record), part.columns, keep=part.keep)
        table.opened.connect(self.opened)
        return table

    def _used(self) -> QWidget:
        return UsedTab(self.session, self.record)

    def _history(self) -> QWidget:
        return HistoryTab(self.session, self.record)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self.tabs):
            return
        tab = self.tabs[place]
        if tab.page is None:
            tab.page = tab.build()
            self.stack.addWidget(tab.page)
            # made later than the buttons above, it would come behind all of them for Tab
            QWidget.setTabOrder(self.strip, tab.page.focusProxy() or tab.page)
        self.stack.setCurrentWidget(tab.page)
        self.shown.emit(tab.key)

    @property
    def key(self) -> str:
        """The key of the tab shown."""
        return self.tabs[max(0, self.strip.currentIndex())].key

    def show_tab(self, key: str) -> bool:
        """Show the tab of that key, or the one that holds the parts of that key; False when there is none."""
        place = self._place_of(key)
        if place >= 0:
            self.strip.setCurrentIndex(place)
        return place >= 0

    def _place_of(self, key: str) -> int:
        exact = next((place for place, tab in enumerate(self.tabs) if tab.key == key), -1)
        if exact >= 0:
            return exact
        within = {part.record.key for section in self.room.sections for part in section.parts}
        if key in within:
            return self._place_of(FORM)
        # A hand-made tab of a part (the activities) carries the part's own name.
        kinds = {tab.title: place for place, tab in enumerate(self.tabs)}
        return next((place for title, place in kinds.items() if _many(key) == title), -1)

    def page(self, key: str) -> QWidget | None:
        """The page of a tab, if it was shown before."""
        return next((tab.page for tab in self.tabs if tab.key == key), None)

    def target(self) -> QWidget:
        """Where the keyboard goes on the page shown: its table if it has one, else the strip."""
        page = self.stack.currentWidget()
        return page if page is not None and page.focusProxy() is not None else self.strip

    def recount(self) -> None:
        """Renew the numbers."""
        for place, tab in enumerate(self.tabs):
            if tab.count is not None:
                found = tab.count()
                self.strip.show_count(place, found if isinstance(found, int) else say(found))

    def renew(self, record: Record) -> None:
        """Show the record as it stands now in the pages that can; lists of uses are read when shown again."""
        self.record = record
        for tab in self.tabs:
            if tab.key == USED and tab.page is not None and tab.page is not self.stack.currentWidget():
                self.stack.removeWidget(tab.page)
                tab.page.deleteLater()
                tab.page = None
        self.recount()


def _many(key: str) -> str:
    return BY_KEY[key].many if key in BY_KEY else ""


def labelled(title: str, page: QWidget) -> QWidget:
    """A page with its marked title close above it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    column.addWidget(Label(tr(title), role="small", tone="text2"))
    column.addWidget(page)
    return holder


def scrolled(page: QWidget) -> QScrollArea:
    """A page that may be higher than the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
