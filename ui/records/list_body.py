"""The middle of a list page: the table or what stands in its place, the foot below, the preview beside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from ui import theme
from ui.language import say, tr
from ui.records.filters import Asked
from ui.records.list_foot import ListFoot
from ui.records.list_identities import Identities
from ui.records.list_view import ListView
from ui.records.preview import Preview
from ui.rooms.room import Room
from ui.session import Session
from ui.theme import px
from ui.widgets.messages import LoadingBar
from ui.widgets.sheets import EmptyState, Sheet


class ListBody(QWidget):
    """Shows rows, or says in their place what is missing; the preview stands beside or lies over the end."""

    clear_asked = Signal()
    new_asked = Signal()

    def __init__(self, session: Session, room: Room, table: ListView) -> None:
        super().__init__()
        self._room, self.table = room, table
        self.preview = Preview(session, room)
        self.foot = ListFoot(session)
        self.identities = Identities(session, room.record)
        self.loading = LoadingBar()
        self._is_over = False
        self._empty = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(14))
        leading = QVBoxLayout()
        leading.setSpacing(0)
        leading.addWidget(self.identities)
        leading.addWidget(self._sheet(), 1)
        leading.addWidget(self.foot)
        self._row.addLayout(leading, 1)
        self._row.addWidget(self.preview)
        table.current_moved.connect(self._follow)

    def _sheet(self) -> Sheet:
        sheet = Sheet("card", padding=0)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        sheet.body.setSpacing(0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        sheet.body.addWidget(self.stack)
        self.loading.setParent(self.stack)
        return sheet

    def show_busy(self, busy: bool) -> None:
        """Draw the thin bar under the heading while something is read for longer than 300 ms."""
        if busy:
            self.loading.begin()
            self.loading.raise_()
        else:
            self.loading.end()

    def show_rows(self, *, any_row: bool, asked: Asked) -> None:
        """Show the table, or the reason why there is no row."""
        wanted = "" if any_row else "bin" if asked.binned else "filter" if asked.is_narrowed else "room"
        if wanted == self._empty:
            return
        self._empty = wanted
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.stack.isAncestorOf(focused)
        if self.stack.count() > 1:
            self._drop(self.stack.widget(1))
        if wanted:
            self.stack.addWidget(self._empty_state(wanted))
        self.stack.setCurrentIndex(self.stack.count() - 1)
        self.foot.setVisible(not wanted)
        if had_focus:
            (self.table if not wanted else self).setFocus()
        self._settle()

    def _drop(self, old: QWidget | None) -> None:
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    def _empty_state(self, why: str) -> EmptyState:
        if why == "filter":
            return EmptyState(
                "filter_dismiss",
                tr(N_("No results for these filters")),
                action=(tr(N_("Clear all")), self.clear_asked.emit),
                action_icon="dismiss",
            )
        if why == "bin":
            line = tr(N_("What is deleted stays here until it is recovered."))
            return EmptyState("delete", tr(N_("The bin is empty")), line)
        title, _stop, line = tr(self._room.empty).partition(". ")
        if not line:
            title, line = tr(N_("Nothing here yet")), tr(self._room.empty)
        words = say(sentence("Add {record}", record=Word(self._room.record.one)))
        return EmptyState(self._room.icon, title, line, (words, self.new_asked.emit))

    def open_preview(self, *, is_open: bool) -> None:
        """Show or hide the preview."""
        self.preview.setVisible(is_open)
        if is_open:
            self._follow(self.table.currentIndex().row())
        self._settle()

    def lay_over(self, *, over: bool) -> None:
        """In a smaller window the preview lies over the trailing end of the list."""
        if over == self._is_over:
            return
        self._is_over = over
        if over:
            self._row.removeWidget(self.preview)
            self.preview.setParent(self)
            self.preview.hide()
        else:
            self._row.addWidget(self.preview)
        self._settle()

    @property
    def is_over(self) -> bool:
        """True when the preview lies over the list."""
        return self._is_over

    def refresh_preview(self) -> None:
        """Read the record of the preview again."""
        self._follow(self.table.currentIndex().row())

    def _follow(self, row: int) -> None:
        ident = self.table.rows_model().ident(row)
        if self.preview.isHidden():
            return
        if ident:
            self.preview.ask(ident)
        else:
            self.preview.show_nothing()

    def _settle(self) -> None:
        """Put what floats where it belongs."""
        head = self.table.horizontalHeader().height()
        self.loading.setGeometry(0, head, self.stack.width(), 2)
        if self._is_over and not self.preview.isHidden():
            width = self.preview.width()
            left = 0 if theme.current().rtl else self.width() - width
            self.preview.setGeometry(left, 0, width, self.height())
            self.preview.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(120))
