"""The head of a list: title, how many, the views, columns, export, more, and the button for a new record."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.domain.wording import Label as Word
from ui import icons, theme
from ui.language import say, tr
from ui.records.columns import private_names
from ui.rooms.room import Room
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

SHOW, HIDE = N_("Show identities…"), N_("Hide identities")
TABLE = "table"
"""The key of the table among the views of a room."""
EXPORTS = (("xlsx", N_("Excel workbook (.xlsx)")), ("csv", N_("Text table (.csv)")), ("pdf", N_("PDF list (.pdf)")))


class ListHead(QWidget):
    """``view_chosen`` carries a view's key, ``export_asked`` a file ending, ``bin_asked`` whether to show the bin,
    ``identities_asked`` whether to show who is meant by a code.
    """

    view_chosen = Signal(str)
    columns_asked = Signal(QPoint)
    export_asked = Signal(str)
    new_asked = Signal()
    bin_asked = Signal(bool)
    act_asked = Signal(object)
    identities_asked = Signal(bool)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._is_table = True
        self._is_binned = self._is_narrow = self._has_identities = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.title = Label(tr(room.name), role="title")
        self.count = Label("", tone="text2")
        row.addWidget(self.title)
        row.addSpacing(theme.px(8))
        row.addWidget(self.count)
        row.addStretch(1)
        self.views = self._segments()
        row.addWidget(self.views)
        self.columns = self._pair(row, tr(N_("Columns")), "column_triple", self._ask_columns)
        self.export = self._pair(row, tr(N_("Export")), "table", self._ask_export)
        self.more = Button(tr(N_("More")), self._open_more, icon="more_horizontal", kind="icon")
        row.addWidget(self.more)
        words = tr(room.new_title) if room.new_title else say(sentence("Add {record}", record=Word(room.record.one)))
        self.new = Button(words, self.new_asked.emit, icon="add")
        row.addWidget(self.new)

    def _segments(self) -> Segments:
        options = [(TABLE, tr(N_("List")), "list")]
        options += [(view.key, tr(view.title), view.icon) for view in self._room.views]
        found = Segments(options, TABLE)
        found.setAccessibleName(tr(N_("View")))
        found.setVisible(len(options) > 1)
        found.chosen.connect(self.view_chosen)
        return found

    def _pair(self, row: QHBoxLayout, words: str, icon: str, act: object) -> tuple[Button, Button]:
        """The same button with and without words, for wide and narrow windows."""
        pair = Button(words, icon=icon, kind="plain"), Button(words, icon=icon, kind="icon")
        for button in pair:
            button.clicked.connect(act)
            row.addWidget(button)
        return pair

    def be_narrow(self, *, narrow: bool) -> None:
        """In a window under 1000 px the title is smaller and the tools lose their words."""
        self.title.setFont(theme.current().font("verdict" if narrow else "title"))
        self._is_narrow = narrow
        self._fit()

    def _fit(self) -> None:
        """The tools also lose their words where the words of this language do not fit, and then the views do."""
        self.views.shorten(short=False)
        self._give_words(words=not self._is_narrow)
        if not self._is_narrow:
            self._give_words(words=self._has_room())
        self.views.shorten(short=not self._has_room())

    def _has_room(self) -> bool:
        layout = self.layout()
        if layout is None:
            return True
        layout.invalidate()
        return layout.minimumSize().width() <= self.width()

    def _give_words(self, *, words: bool) -> None:
        for wide, small in (self.columns, self.export):
            wide.setVisible(words)
            small.setVisible(not words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_count(self, shown: int, every: int, *, narrowed: bool) -> None:
        """“12 of 34” while something is filtered, else “34 records”."""
        words = sentence("{n} of {total}", n=shown, total=every)
        self.count.setText(say(words if narrowed else counted("{n} record", "{n} records", shown)))
        self._fit()

    def show_bin(self, *, binned: bool) -> None:
        """Tell in the title that what is shown was deleted."""
        self._is_binned = binned
        name = tr(self._room.name)
        self.title.setText(say(sentence("{name}: bin", name=name)) if binned else name)
        self.new.setVisible(not binned)

    def show_identities(self, *, shown: bool) -> None:
        """The menu offers to hide them while they are shown."""
        self._has_identities = shown

    def show_table_tools(self, *, table: bool) -> None:
        """Columns and count belong to the table, not to a hand-made view."""
        self._is_table = table
        self.count.setVisible(table)
        for button in self.columns:
            button.setEnabled(table)

    def _ask_columns(self) -> None:
        self.columns_asked.emit(_below(self._visible(self.columns)))

    def _ask_export(self) -> None:
        menu = QMenu(self)
        for ending, words in EXPORTS:
            action = menu.addAction(tr(words))
            action.triggered.connect(lambda _on=False, ending=ending: self.export_asked.emit(ending))
        menu.exec(_below(self._visible(self.export)))

    def _open_more(self) -> None:
        self.more_menu().exec(_below(self.more))

    def more_menu(self) -> QMenu:
        """What ⋯ offers: what the room does with the whole list, the bin and back."""
        menu = QMenu(self)
        for act in () if self._is_binned else self._room.acts:
            entry = menu.addAction(icons.icon(act.icon), tr(act.name))
            entry.triggered.connect(lambda _on=False, act=act: self.act_asked.emit(act))
        if private_names(self._room.record):
            self._offer_identities(menu)
        words = N_("Show what is in use") if self._is_binned else N_("Show the bin")
        action = QAction(icons.icon("delete"), tr(words), menu)
        action.triggered.connect(lambda _on=False: self.bin_asked.emit(not self._is_binned))
        menu.addAction(action)
        return menu

    def _offer_identities(self, menu: QMenu) -> None:
        shown = self._has_identities
        words, icon = (HIDE, "eye_off") if shown else (SHOW, "eye")
        entry = menu.addAction(icons.icon(icon), tr(words))
        entry.setEnabled(self._is_table)
        entry.triggered.connect(lambda _on=False: self.identities_asked.emit(not shown))

    def _visible(self, pair: tuple[Button, Button]) -> Button:
        return pair[1] if pair[1].isVisible() else pair[0]


def _below(button: QWidget) -> QPoint:
    """Where a menu opens under a button, from its start edge."""
    return button.mapToGlobal(QPoint(0, button.height() + theme.px(2)))
