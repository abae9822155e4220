"""The sidebar: the rooms in groups, each a button of one exclusive row, with the number of things that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_
from ui import theme
from ui.exchange.tasks import ICON, TITLE
from ui.language import tr
from ui.shell.brand import Brand, FootButton
from ui.shell.entries import NARROW, WIDE, Entry, EntryButton
from ui.widgets.labels import Label
from ui.widgets.sheets import scrolled

GROUPS = {
    "planning": N_("Planning"),
    "relations": N_("Relations"),
    "field": N_("Field work"),
    "emergency": N_("Emergencies"),
    "holdings": N_("Records"),
}
"""Headings of the groups in their order; a group that is not here stands first and has no heading."""


class Sidebar(QFrame):
    """The rooms at the leading edge, with ``documents``, ``settings`` and ``help`` at the foot.

    ``chosen`` carries a room's key and the view of it: "" or that of a pinned filter.
    """

    chosen = Signal(str, str)
    documents = Signal()
    settings = Signal()
    help = Signal()

    def __init__(self, entries: Sequence[Entry], office: str, hospital: str, *, narrow: bool) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setFixedWidth(theme.px(NARROW if narrow else WIDE))
        self._narrow = narrow
        self._group = QButtonGroup(self)
        self._buttons: dict[tuple[str, str], EntryButton] = {}
        self._counts: dict[str, tuple[int, bool]] = {}
        self._chosen = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Brand(office, hospital, narrow=narrow))
        self._area = scrolled(QWidget())
        self.show_entries(entries)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these rooms and pinned filters; a narrow sidebar has room for the rooms only."""
        self._buttons = {}
        inside = QWidget()
        list_of = QVBoxLayout(inside)
        list_of.setContentsMargins(0, 0, 0, 0)
        list_of.setSpacing(0)
        order = ["", *GROUPS]
        place = {group: number for number, group in enumerate(order)}
        previous = ""
        fitting = [entry for entry in entries if not (entry.view and self._narrow)]
        for entry in _in_families(sorted(fitting, key=lambda found: place.get(found.group, 0))):
            if entry.group in GROUPS and entry.group != previous and not self._narrow:
                list_of.addWidget(_heading(tr(GROUPS[entry.group])))
            previous = entry.group
            list_of.addWidget(self._button(entry))
        list_of.addStretch()
        self._unfold(self._chosen)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget has just turned it on

    def _button(self, entry: Entry) -> EntryButton:
        button = EntryButton(entry, narrow=self._narrow, height=24 if self._narrow else 28)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(entry.key, entry.view))
        self._group.addButton(button)
        self._buttons[entry.key, entry.view] = button
        return button

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("sidebarFoot")
        column = QVBoxLayout(foot)
        column.setSpacing(0)
        start, end = (0, 0) if self._narrow else (12, 2)
        column.setContentsMargins(*theme.margins(start, 3, end, 4))
        documents = FootButton(ICON, tr(TITLE), "", narrow=self._narrow)
        documents.clicked.connect(self.documents)
        column.addWidget(documents)
        row = column if self._narrow else QHBoxLayout()
        row.setSpacing(0)
        settings = FootButton("settings", tr("Settings"), "", narrow=self._narrow)
        settings.clicked.connect(self.settings)
        help_ = FootButton("question_circle", tr("Help"), "F1", narrow=self._narrow)
        help_.clicked.connect(self.help)
        row.addWidget(settings)
        row.addWidget(help_)
        if isinstance(row, QHBoxLayout):
            row.addStretch()
            column.addLayout(row)
        return foot

    def choose(self, key: str, view: str = "") -> None:
        """Show a room, or a filter pinned below it, as the one the page belongs to; "" for none."""
        chosen = (key, view) if (key, view) in self._buttons else (key, "")
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == chosen)
        self._group.setExclusive(True)
        self._chosen = key
        self._unfold(key)

    def _unfold(self, key: str) -> None:
        """Show the rooms under the one that ``key`` belongs to, and fold away those under others."""
        family = next((button.entry.family for button in self._buttons.values() if button.entry.key == key), "")
        for button in self._buttons.values():
            button.setVisible(not button.entry.under or button.entry.under == family)
        self._tell_counts()

    def show_counts(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        """Show what waits in each room: how many, and whether one is late."""
        self._counts = dict(counts)
        self._tell_counts()

    def _tell_counts(self) -> None:
        """A room whose family is folded away also stands for what waits in the rooms under it."""
        for (key, view), button in self._buttons.items():
            told = [] if view else [self._counts.get(one, (0, False)) for one in self._standing_for(key)]
            button.show_count(sum(count for count, _ in told), late=any(late for _, late in told))

    def _standing_for(self, key: str) -> list[str]:
        folded = [one.entry.key for one in self._buttons.values() if one.entry.under == key and one.isHidden()]
        return [key, *dict.fromkeys(folded)]

    def buttons(self) -> list[EntryButton]:
        """The rooms as they stand, from the top."""
        return [button for button in self._buttons.values() if not button.isHidden()]

    def take_focus(self) -> None:
        """Put the keyboard on the chosen room."""
        buttons = self.buttons()
        chosen = next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = self.buttons()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        here = next((number for number, button in enumerate(buttons) if button.hasFocus()), None)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if here is None or not (step or enter):
            super().keyPressEvent(event)
        elif step:
            buttons[min(max(here + step, 0), len(buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            buttons[here].click()


def _in_families(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in their order, the rooms under another behind it and its pinned filters."""
    heads = list(dict.fromkeys(entry.family for entry in entries))
    return [
        entry
        for head in heads
        for entry in sorted((one for one in entries if one.family == head), key=lambda found: bool(found.under))
    ]


def _heading(words: str) -> Label:
    """The heading of a group."""
    label = Label(words, role="small", tone="text2")
    label.setFixedHeight(theme.px(26))
    edge = theme.px(16)
    label.setContentsMargins(edge, theme.px(3), edge, 0)
    return label
