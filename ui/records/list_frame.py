"""The frame of a list page: its parts below each other, its views, and how it follows the width of the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.query import Sort
from ui import theme
from ui.language import tr
from ui.records.chips_row import ChipsRow
from ui.records.file_drops import FileDrops
from ui.records.filters import Asked, opening
from ui.records.list_body import ListBody
from ui.records.list_head import TABLE, ListHead
from ui.records.list_view import ListView
from ui.records.selection_bar import SelectionBar
from ui.records.table import ListModel
from ui.records.ways import Ways
from ui.records.whole_view import WholeView
from ui.remembered import SAVED
from ui.rooms.room import Room, View
from ui.session import Session
from ui.theme import px

NARROW, OVERLAY = 1000, 1280
"""Client widths at 100 % below which the page is narrow, and below which the preview lies over the table."""


class ListFrame(QWidget):
    """Head, chips or selection bar, body: put together and shown, without knowing what is read."""

    def __init__(self, session: Session, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.room = session, room
        self.ways = Ways(session.office, room)
        self._order: tuple[tuple[Sort, ...], tuple[Sort, ...]] = (), ()
        severity = room.pressing(session, self) if room.pressing else room.severity
        self.model = ListModel(session.locale, session.office.today, self, severity)
        self.head, self.chips, self.selection = ListHead(room), ChipsRow(session, room), SelectionBar(room.bulk)
        self.table = ListView(self.model)
        self.body = ListBody(session, room, self.table)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(px(6))
        self._strip = QStackedWidget()
        self._strip.setFixedHeight(px(36))
        self._strip.addWidget(self.chips)
        self._strip.addWidget(self.selection)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.body)
        self._column.addWidget(self.head)
        if room.above is not None:
            self._column.addWidget(room.above(session))
        self._column.addWidget(self._strip)
        self._column.addWidget(self._stack, 1)
        self.table.setAccessibleName(tr(room.record.many))
        self.setAccessibleName(tr(room.record.many))
        self.setFocusProxy(self.table)
        if room.drop is not None:
            self.drops = FileDrops(self, partial(room.drop, session))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.focus_filter)

    def focus_filter(self) -> None:
        """Go to the live filter (Ctrl+F)."""
        if self._stack.currentWidget() is not self.body:
            self.show_view(TABLE)
        self._strip.setCurrentWidget(self.chips)
        self.chips.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chips.line.selectAll()

    def toggle_preview(self) -> None:
        """Show or hide the preview; beside the list it is remembered, over it it is not."""
        is_open = self.body.preview.isHidden()
        if not self.body.is_over:
            self.ways.open_preview(is_open=is_open)
        self.body.open_preview(is_open=is_open)
        self.table.setFocus()

    def show_view(self, key: str) -> None:
        """Show the table, a hand-made view of the room, or a saved filter (``saved:NAME``)."""
        is_saved = key.startswith(SAVED)
        if is_saved:
            self.chips.use_saved(self.chips.saved.named(key.removeprefix(SAVED)))
            key = TABLE
        view = next((item for item in self.room.views if item.key == key), None)
        if view is not None and view.filters:
            self._ask_for(view)
            view = None
        elif key == TABLE and not is_saved and self._filtering() is not None:
            self.chips.use_saved(None)
        found = self.body if view is None else self._page_of(view)
        self._stack.setCurrentWidget(found)
        self.head.setVisible(not isinstance(found, WholeView))
        self.setFocusProxy(found if isinstance(found, WholeView) else self.table)
        self._strip.setVisible(view is None)
        self._choose_view(key if view else TABLE)
        self.head.show_table_tools(table=view is None)

    def _page_of(self, view: View) -> QWidget:
        """The page of a hand-made view, built when it is first shown; one page may show several views."""
        whole = self._stack.findChild(WholeView)
        if isinstance(whole, WholeView) and view.key in whole.keys:
            whole.show_key(view.key)
            return whole
        found = self._stack.findChild(QWidget, f"view.{view.key}")
        if found is None:
            assert view.build is not None, view.key
            found = view.build(self.session)
            found.setObjectName(f"view.{view.key}")
            self._stack.addWidget(found)
            if isinstance(found, WholeView):
                found.view_chosen.connect(self.show_view)
        assert isinstance(found, QWidget)
        return found

    def _ask_for(self, view: View) -> None:
        """Ask the list for what a view filters by, in its order until another is chosen."""
        self._order = view.sort, self.ways.arrangement.sort
        self.chips.ask(Asked(self.room.record, opening(self.room.record, view.filters)))

    def _filtering(self) -> View | None:
        """The view whose filters are all asked for now."""
        asked = set(self.chips.asked.filters)
        views = (view for view in self.room.views if view.filters)
        return next((view for view in views if asked.issuperset(opening(self.room.record, view.filters))), None)

    def _choose_view(self, key: str) -> None:
        """Mark the view that is shown; the table under the filters of a view is that view."""
        view = self._filtering() if key == TABLE else None
        if view is None:
            self._order = (), ()
        self.head.views.choose(view.key if view is not None else key)

    def sort(self) -> tuple[Sort, ...]:
        """The order of the rows: that of the view, unless the officer has chosen another since."""
        of_view, before = self._order
        chosen = self.ways.arrangement.sort
        return of_view if of_view and chosen == before else chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Follow the width of the window: margins, words of the tools, where the preview stands."""
        width = self.window().width() * 100 // theme.current().zoom
        edge = px(12 if width < NARROW else 20)
        self._column.setContentsMargins(edge, px(8 if width < NARROW else 12), edge, px(6))
        self.head.be_narrow(narrow=width < NARROW)
        self.body.foot.be_narrow(narrow=width < NARROW)
        self.body.lay_over(over=width < OVERLAY)
        if not self.body.is_over:
            self.body.open_preview(is_open=self.ways.is_preview_open)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
