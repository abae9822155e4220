"""The frame of one language and theme: it composes the shell, connects it and is the `Navigator` of the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import Sentence
from hospcomms.services import records
from hospcomms.services.security import has_password
from hospcomms.services.settings import STANDS_FOR, Settings
from ui import actions, theme
from ui.language import say, tr
from ui.safety.watch import SafetyWatch
from ui.session import Session
from ui.shell import building, commands
from ui.shell.counts import WaitingCounts
from ui.shell.crisis_strip import CrisisStrip
from ui.shell.doing import Doing
from ui.shell.finds import keep_recent
from ui.shell.places import Pages, Place
from ui.shell.sidebar import Sidebar
from ui.shell.status_line import SEPARATE, StatusLine, told
from ui.shell.top_bar import TopBar
from ui.widgets.messages import Banner, Toast

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.services.safety import Glance
    from ui.background import Background
    from ui.bus import Bus
    from ui.shell.search_list import SearchList


class Frame(QWidget):
    """Sidebar, top bar, pages, messages and status line round one office."""

    def __init__(
        self,
        office: Office,
        bus: Bus,
        background: Background,
        apply: Callable[[Settings], Any],
        *,
        width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.session = Session(office, commands.locale_of_the_window(), bus, background, self)
        self._apply = apply
        settings = office.settings
        used = theme.current()
        self.narrow = width < used.px(1000)
        short = width < used.px(1280)
        hospital = settings.hospital.best(settings.language)
        self.sidebar = Sidebar(commands.entries(office), commands.office_name(settings), hospital, narrow=self.narrow)
        self.top = TopBar(commands.beginnings(), narrow=self.narrow, short=short)
        self.strip = CrisisStrip(self.session)
        self.banner = Banner()
        self.pages = Pages(self._build)
        self._is_separate = STANDS_FOR in settings.views
        self.status = StatusLine(sample=settings.is_sample, separate=self._is_separate)
        self._ground = QWidget()
        self._compose()
        self.toast = Toast(self._ground)
        self.doing = Doing(self, apply)
        self.counts = WaitingCounts(self.session, self)
        self.safety = SafetyWatch(self.session, self)
        self._connect()
        self.strip.read()
        self.top.offer_lock(has=has_password(office.folder))
        self.show_history()
        if self._is_separate:
            self.banner.show_message("soon", tr(SEPARATE))

    def _compose(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.top)
        side.addWidget(self.strip)
        ground = QVBoxLayout(self._ground)
        ground.setContentsMargins(0, 0, 0, 0)
        ground.setSpacing(0)
        edge = theme.px(12 if self.narrow else 20)
        self.banner.stand_in(ground, edge)
        ground.addWidget(self.pages, 1)
        side.addWidget(self._ground, 1)
        side.addWidget(self.status)
        whole.addLayout(side, 1)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.open_room)
        self.sidebar.documents.connect(lambda: self.do("exchange"))
        self.sidebar.settings.connect(lambda: self.do("settings"))
        self.sidebar.help.connect(lambda: self.do("help"))
        self.top.asked.connect(self.do)
        self.strip.asked.connect(lambda: self.do("crisis"))
        self.top.begin.connect(self.begin)
        self.pages.moved.connect(self._moved)
        self.top.search.begun.connect(self._begin_search)
        self.counts.counted.connect(self.sidebar.show_counts)
        self.safety.seen.connect(self._show_safety)
        self.status.safety.connect(lambda: self.do("safety"))
        self.session.bus.pinned.connect(self._show_pins)
        self.session.bus.told.connect(self.say)
        self.session.bus.refused.connect(self.refuse)
        for action in actions.ACTIONS:
            if not action.page:
                for keys in actions.keys_of(action):
                    shortcut = QShortcut(QKeySequence(keys), self)
                    shortcut.activated.connect(lambda key=action.key: self.do(key))

    def do(self, key: str) -> None:
        """Do a command of the table of actions."""
        self.doing.do(key)

    @property
    def finds(self) -> SearchList:
        """The list under the search box."""
        return self.doing.finds()

    def _begin_search(self) -> None:
        self.finds.ask()

    # Navigator: what a page may ask

    def open_room(self, key: str, view: str = "") -> None:
        """Show a room's list, the home page, the settings, or a view of the documents and workbooks."""
        self._go(Place("room", key, view=view) if building.room_by_key(key) else Place(key, view=view))

    def open_record(self, record: type[Record], ident: int, view: str = "") -> None:
        """Show a record's page (at the tab ``view``); a part opens its whole, at the right tab."""
        try:
            place = commands.place_of(self.office, record, ident)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
            return
        if self._go(replace(place, view=view) if view else place):
            keep_recent(self.office, place.key, place.ident)
            show_part = getattr(self.pages.currentWidget(), "show_part", None)
            if place.view == record.key and callable(show_part):
                show_part(record, ident)

    def new_record(self, record: type[Record]) -> None:
        """Show the empty form of a new record."""
        self._go(Place("new", record.key))

    def begin(self, key: str) -> None:
        """Begin a record of a room, in the room's own way where it has one."""
        room = building.room_by_key(key)
        if room is None:
            return
        if room.new is not None:
            room.new(self.session)
        else:
            self.new_record(room.record)

    def back(self) -> None:
        """Go to the page shown before."""
        self.pages.back()

    def committed(self, commit: Commit) -> None:
        """Tell of a change: status line, toast where it took things away, bus."""
        self.status.show_commit(commit)
        self.banner.dismiss()
        if commands.took_away(commit):
            self.toast.say(say(told(commit)), lambda: self.do("undo"))
        self.show_history()
        self.session.bus.committed.emit(commit)

    def refuse(self, what: Sentence) -> None:
        """Show a refusal as the banner of the page."""
        self.banner.show_message("late", say(what))

    def say(self, what: Sentence) -> None:
        """Show a short message as a toast."""
        self.toast.say(say(what))

    # inside

    def _go(self, place: Place) -> bool:
        self.banner.dismiss()
        try:
            self.pages.go(place)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
            return False
        return True

    def _build(self, place: Place) -> QWidget:
        return building.build(self.session, place, self._apply)

    def _moved(self, place: Place) -> None:
        self.sidebar.choose(building.room_key(place), place.view)
        self.top.show_ways(back=self.pages.has(-1), forward=self.pages.has(1))

    def _show_safety(self, found: Glance) -> None:
        self.status.show_safety(found.line)
        alarm = say(found.alarm) if found.alarm is not None else ""
        if self.safety.is_news(alarm):
            self.banner.show_message("late", alarm, (tr("Show"), lambda: self.do("safety")))

    def _show_pins(self) -> None:
        self.sidebar.show_entries(commands.entries(self.office))
        if self.pages.place is not None:
            self._moved(self.pages.place)
        self.counts.read_again()

    def show_history(self) -> None:
        """Name what can be undone and done again."""
        self.top.show_history(records.undoable(self.office), records.redoable(self.office))
