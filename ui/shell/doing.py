"""What each command of the table of actions does, and the windows beside the page that are made when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from ui import theme
from ui.rooms.entrances import entrance_of
from ui.shell import building, commands
from ui.shell.finds import keep_recent

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office
    from hospcomms.services.search import Hit
    from hospcomms.services.settings import Settings
    from ui.shell.frame import Frame
    from ui.shell.help_window import HelpWindow
    from ui.shell.search_list import SearchList
    from ui.window import Window


class Doing:
    """Carries out the commands of a frame; ``apply`` keeps new settings."""

    def __init__(self, frame: Frame, apply: Callable[[Settings], Any]) -> None:
        self._frame, self._apply = frame, apply
        self._finds: SearchList | None = None
        self.help: HelpWindow | None = None

    def do(self, key: str) -> None:
        """Do a command by the key of its action."""
        frame = self._frame
        act: dict[str, Callable[[], Any]] = {
            "search": lambda: frame.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "new": frame.top.open_new,
            "undo": lambda: self._walk_history(records.undo),
            "redo": lambda: self._walk_history(records.redo),
            "back": frame.back,
            "forward": frame.pages.forward,
            "home": lambda: frame.open_room("home"),
            "rooms": self._change_side,
            "exchange": lambda: frame.open_room("exchange"),
            "crisis": cast("Window", frame.window()).crisis.answer,
            "activate": cast("Window", frame.window()).crisis.activate,
            "lock": self._lock,
            "safety": lambda: frame.open_room("safety"),
            "settings": lambda: frame.open_room("settings"),
            "help": self._show_help,
            "keys": self._show_keys,
            "larger": lambda: self._zoom(theme.current().zoom + 10),
            "smaller": lambda: self._zoom(theme.current().zoom - 10),
            "usual-size": lambda: self._zoom(100),
        }
        act[key]()

    def _lock(self) -> None:
        if not cast("Window", self._frame.window()).lock():
            self._frame.say(sentence("There is nothing to lock: the data has no password. Set one in the settings."))

    def _zoom(self, zoom: int) -> None:
        self._apply(commands.zoomed(self._frame.office, zoom))

    def _change_side(self) -> None:
        """From the page to the rooms and back."""
        focused, page = QApplication.focusWidget(), self._frame.pages.currentWidget()
        if page is not None and focused is not None and self._frame.sidebar.isAncestorOf(focused):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._frame.sidebar.take_focus()

    def _walk_history(self, walk: Callable[[Office], Commit | None]) -> None:
        try:
            commit = walk(self._frame.office)
        except Refusal as refusal:
            self._frame.refuse(refusal.sentence)
            return
        if commit is not None:
            self._frame.committed(commit)

    def finds(self) -> SearchList:
        """The list under the search box, made when one first searches."""
        # late: the window is painted before
        from ui.shell.search_list import SearchList

        frame = self._frame
        if self._finds is None:
            self._finds = SearchList(
                frame, frame.top.search, lambda: frame.office, frame.session.background,
                self._open_hit, self._icon_of, lambda: commands.commands(self.do, frame),
            )  # fmt: skip
        return self._finds

    def _open_hit(self, hit: Hit, beside: bool) -> None:
        if beside:
            self._open_beside(hit)
        else:
            self._frame.open_record(hit.record, hit.id)

    def _open_beside(self, hit: Hit) -> None:
        """Show a record in a window of its own."""
        # late: as above
        from ui.shell.second_window import open_beside

        office = self._frame.office
        try:
            place = commands.place_of(office, hit.record, hit.id)
            open_beside(cast("Window", self._frame.window()), place)
        except Refusal as refusal:
            self._frame.refuse(refusal.sentence)
            return
        keep_recent(office, place.key, place.ident)

    @staticmethod
    def _icon_of(hit: Hit) -> str:
        entrance = entrance_of(hit.record)
        return entrance.icon if entrance is not None else "document"

    def _show_keys(self) -> None:
        # late: as above
        from ui.shell.key_sheet import KeySheet

        KeySheet(self._frame).open()

    def _show_help(self) -> None:
        """Show the help page of what is shown, else that of the room one is in."""
        # late: as above
        from ui.shell.help_pages import help_named_by
        from ui.shell.help_window import HelpWindow

        if self.help is None:
            self.help = HelpWindow(self._frame)
        pages = self._frame.pages
        room = building.help_name(pages.place) if pages.place is not None else "home"
        self.help.show_room(help_named_by(pages.currentWidget()) or room)
