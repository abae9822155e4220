"""The head of a record's page: the way to it, its title and state, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_
from ui import icons, theme
from ui.language import shown, tr
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import Label
from ui.widgets.marks import Picture, StateChip

SAVE, MORE, REPORTS = N_("Save"), N_("More"), N_("Print")
MOST_MOVES = 3
"""So many moves stand beside the title; the others wait behind the last button."""


@dataclass(frozen=True)
class Offer:
    """One thing to do, ready to be shown: ``key`` is what ``chosen`` carries. What is ``grave`` ends the menu."""

    key: str
    name: str
    icon: str = ""
    usual: bool = False
    grave: bool = False


@dataclass(frozen=True)
class Head:
    """What the head shows; texts are translated and ready."""

    room: str
    room_key: str
    title: str
    state: tuple[str, str] | None = None  # shape and word
    since: str = ""
    reference: str = ""
    moves: Sequence[Offer] = ()
    reports: Sequence[Offer] = ()
    more: Sequence[Offer] = field(default_factory=tuple)


class RecordHeader(QWidget):
    """``chosen`` carries the key of a move, report or other command; ``saving`` is the save button."""

    chosen = Signal(str)
    saving = Signal()
    to_room = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Head("", "", "")
        self._path = Button("", self.to_room.emit, kind="link")
        self.title = Label("", role="title", elide=True)
        self.title.setFixedHeight(theme.px(36))
        self._chip = StateChip("draft", "")
        self._since = Label("", role="small", tone="text2")
        self._here = Label("", role="small", tone="text2", elide=True)
        self._step = Picture("chevron_right", 12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(8))
        self.save = Button(tr(SAVE), self.saving.emit, icon="save", key="Ctrl+S")
        path = QHBoxLayout()
        path.setSpacing(theme.px(6))
        path.addWidget(self._path)
        path.addWidget(self._step)
        path.addWidget(self._here, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(self.title, 100)
        line.addWidget(self._chip)
        line.addWidget(self._since)
        line.addStretch(1)
        line.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(path)
        column.addLayout(line)
        self._chip.hide()
        self._narrow = False
        self._dirty = False

    def show_head(self, head: Head) -> None:
        """Show the record as it stands.

        A head that stays the same is left alone: its button may be pressed down at this very moment, since
        leaving a row of parts for it saves that row.
        """
        if head != self._head:
            self._show(head)

    def _show(self, head: Head) -> None:
        self._head = head
        self._path.name_it(head.room)
        self.title.setText(head.title)
        # The state stands right after the title, so the title is no wider than its words.
        self.title.setMaximumWidth(self.title.fontMetrics().horizontalAdvance(self.title.text()) + theme.px(4))
        self._here.setText(head.reference)
        self._step.setVisible(bool(head.reference))
        self._chip.setVisible(head.state is not None)
        if head.state is not None:
            self._chip.show_state(*head.state)
        self._since.setText(head.since)
        self._fill()

    def show_dirty(self, dirty: bool) -> None:
        """Saving becomes the usual thing while something is typed."""
        if dirty != self._dirty:
            self._dirty = dirty
            self._fill()

    def show_save(self, shown: bool) -> None:
        """Whether the page shown has something to save at all."""
        self.save.setVisible(shown)

    def _fill(self) -> None:
        now = QApplication.focusWidget()
        had_focus = now is not None and self.isAncestorOf(now)
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self.save:
                old.hide()
                old.deleteLater()
        head = self._head
        light = [offer for offer in head.moves if not offer.grave]
        moves = sorted(light, key=lambda offer: not offer.usual)
        kept = [offer for offer in moves if offer.usual][:1] if self._narrow else moves[:MOST_MOVES]
        spare = [offer for offer in light if offer not in kept]
        grave = [offer for offer in head.moves if offer.grave]
        self.save.restyle("primary" if self._dirty else "usual")
        self.save.setIcon(icons.icon("save", 16, "on_accent" if self._dirty else "text", gap=4))
        self._buttons.addWidget(self.save)
        for offer in kept:
            kind = "primary" if offer.usual and not self._dirty else ""
            self._buttons.addWidget(Button(tr(offer.name), self._tell(offer), icon=offer.icon, kind=kind))
        if head.reports:
            opener = MenuButton(tr(REPORTS), icon="print")
            opener.setMenu(self._menu(head.reports, opener))
            self._buttons.addWidget(opener)
        if head.more or spare or grave:
            more = Button(tr(MORE), icon="more_horizontal", kind="square")
            more.setMenu(self._menu([*spare, *head.more, *grave], more))
            self._buttons.addWidget(more)
        self._chain()
        self._fit_since()
        if had_focus:
            self._first().setFocus()

    def _chain(self) -> None:
        """Let Tab go from button to button: made anew, they would come after everything else of the page."""
        for before, after in pairwise((self._path, *self._made())):
            QWidget.setTabOrder(before, after)

    def _made(self) -> list[QWidget]:
        found = [item.widget() for place in range(self._buttons.count()) if (item := self._buttons.itemAt(place))]
        return [button for button in found if button is not None]

    def _fit_since(self) -> None:
        """Since when a state holds is said only where the title stays whole."""
        parts = (self._chip.sizeHint(), self._since.sizeHint(), self._buttons.sizeHint())
        needed = self.title.maximumWidth() + sum(part.width() for part in parts) + 4 * theme.px(12)
        self._since.setVisible(bool(self._head.since) and not self._narrow and needed <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_since()

    def event(self, event: QEvent) -> bool:
        """New buttons tell their width only once they are laid out."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_since()
        return super().event(event)

    def _first(self) -> QWidget:
        """The first button shown: it takes the keyboard over from one that is gone after its move."""
        return next((button for button in self._made() if not button.isHidden()), self.save)

    def _tell(self, offer: Offer) -> Callable[[], None]:
        return lambda: self.chosen.emit(offer.key)

    def _menu(self, offers: Sequence[Offer], owner: QWidget) -> QMenu:
        menu = QMenu(owner)
        for offer in offers:
            action = menu.addAction(shown(tr(offer.name)).replace("&", "&&"))
            if offer.icon:
                action.setIcon(icons.icon(offer.icon))
            action.triggered.connect(lambda _on=False, key=offer.key: self.chosen.emit(key))
        return menu

    def show_narrow(self, narrow: bool) -> None:
        """On a narrow window the title is smaller and only the usual move stands beside it."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.title.setFont(theme.current().font("preview" if narrow else "title"))
            self._show(self._head)
