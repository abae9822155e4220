"""A record in a window of its own, beside the one that has the rooms: to compare, or for a second screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Refusal
from hospcomms.services import records
from ui import actions, theme
from ui.language import as_title, direction, say, spoken
from ui.records.display import named
from ui.session import Session
from ui.shell import building
from ui.shell.help_window import show_help
from ui.shell.places import Place
from ui.widgets.messages import Banner, Toast

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.fields import Record
    from hospcomms.domain.wording import Sentence
    from ui.window import Window

SIZE = (960, 680)
_SHARED = ("undo", "redo", "search", "lock")


class SecondWindow(QWidget):
    """One record's page; everything else it leads to opens in the window with the rooms.

    It is the `Navigator` of its page, on the same office and bus. Closing keeps what was typed as a draft.
    """

    def __init__(self, main: Window, place: Place) -> None:
        """Raises Refusal when the record cannot be read; there is then no window."""
        super().__init__()
        self._main, self.place = main, place
        self._closing = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._banner = Banner()
        self._banner.stand_in(self._column, theme.px(20))
        self.page: QWidget | None = None
        self._toast = Toast(self)
        self._show_page()
        self._shortcuts()
        room = main.screen().availableGeometry()
        self.resize(min(theme.px(SIZE[0]), room.width()), min(theme.px(SIZE[1]), room.height() - theme.px(40)))

    def _shortcuts(self) -> None:
        for key in _SHARED:
            for keys in actions.keys_of(actions.BY_KEY[key]):
                QShortcut(QKeySequence(keys), self).activated.connect(lambda key=key: self._do(key))
        QShortcut(QKeySequence("F1"), self).activated.connect(lambda: show_help(self, building.help_name(self.place)))
        QShortcut(QKeySequence("Ctrl+W"), self).activated.connect(self.close)

    def renew(self) -> None:
        """Show the page as the settings now want it; a window whose record is gone closes."""
        try:
            self._show_page()
        except Refusal:
            self.close()

    def _show_page(self) -> None:
        assert self._main.frame is not None
        of = self._main.frame.session
        session = Session(of.office, spoken(), of.bus, of.background, self)
        page = building.build(session, self.place, lambda _settings: None)
        self.setLayoutDirection(direction())
        record = records.get(of.office, BY_KEY[self.place.key], self.place.ident)
        self.setWindowTitle(as_title(named(record, spoken()) or record.reference))
        if self.page is not None:
            self.keep_typed()
            self._column.removeWidget(self.page)
            self.page.deleteLater()
        self.page = page
        self._column.addWidget(page, 1)
        page.setFocus()

    def keep_typed(self) -> None:
        """Keep what is typed in the page as a draft."""
        leave = getattr(self.page, "leave", None)
        if callable(leave):
            leave()

    # Navigator: what the page may ask

    def open_room(self, key: str, view: str = "") -> None:
        """Show a room in the window with the rooms."""
        if self._main.frame is not None:
            self._main.frame.open_room(key, view)
            self._come_forward()

    def open_record(self, record: type[Record], ident: int, view: str = "") -> None:
        """Show another record in the window with the rooms."""
        if self._main.frame is not None:
            self._main.frame.open_record(record, ident, view)
            self._come_forward()

    def new_record(self, record: type[Record]) -> None:
        """Begin a record in the window with the rooms."""
        if self._main.frame is not None:
            self._main.frame.new_record(record)
            self._come_forward()

    def back(self) -> None:
        """The record is gone: there is nothing left to show."""
        self.close()

    def committed(self, commit: Commit) -> None:
        """Tell the whole program of a change."""
        self._banner.dismiss()
        if self._main.frame is not None:
            self._main.frame.committed(commit)

    def refuse(self, what: Sentence) -> None:
        """Show a refusal in this window."""
        self._banner.show_message("late", say(what))

    def say(self, what: Sentence) -> None:
        """Show a short message in this window, or in the other one while this one goes."""
        if self._closing and self._main.frame is not None:
            self._main.frame.say(what)
        else:
            self._toast.say(say(what))

    # inside

    def _do(self, key: str) -> None:
        if self._main.frame is not None:
            self._main.frame.do(key)
            if key == "search":
                self._come_forward()

    def _come_forward(self) -> None:
        self._main.raise_()
        self._main.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closing = True
        self.keep_typed()
        if self in self._main.others:
            self._main.others.remove(self)
        super().closeEvent(event)


def open_beside(main: Window, place: Place) -> None:
    """Show a record in a window of its own, or come back to the one that shows it. Raises Refusal."""
    there = next((other for other in main.others if other.place == place), None)
    if there is None:
        there = SecondWindow(main, place)
        main.others.append(there)
    there.show()
    there.raise_()
    there.activateWindow()
