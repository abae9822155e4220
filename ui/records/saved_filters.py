"""The capsule of saved filters: choose one, save what is asked for now, pin it to the sidebar, take it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from ui.language import say, tr
from ui.records.filters import Asked, Saved, opening, saved_of
from ui.remembered import page_of, recall, remember
from ui.rooms.room import Room
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label

EVERYTHING = N_("All records")
OWN = N_("Not saved")


class SavedFilters(Chip):
    """Shows the name of the saved filter in use; a click opens the others with their counts.

    ``chosen`` carries the ``Saved`` (None for everything); the bus tells the sidebar that pins changed.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, room: Room, asked: Callable[[], Asked]) -> None:
        super().__init__(tr(N_("Saved")), tr(EVERYTHING), self.open, menu=True, icon="star")
        self._session, self._room, self._asked = session, room, asked

    def all(self) -> list[Saved]:
        """The saved filters of this room."""
        return saved_of(recall(self._session.office, page_of(self._room.key)).get("saved"), self._room.record)

    def named(self, name: str) -> Saved | None:
        """The saved filter of that name."""
        return next((item for item in self.all() if item.name == name), None)

    def follow(self, asked: Asked) -> None:
        """Show the name that fits what is asked for now."""
        fitting = next((item for item in self.all() if _is(item, asked)), None)
        is_usual = not asked.words and asked.filters in ((), opening(asked.record, self._room.opening))
        words = fitting.name if fitting else tr(EVERYTHING if is_usual else OWN)
        self.show_value(words)

    def open(self) -> None:
        """Open the menu below the capsule."""
        self.menu_now().exec(self.mapToGlobal(QPoint(0, self.height() + px(2))))

    def menu_now(self) -> QMenu:
        """The menu as it is now: every saved filter with the number of records it finds today."""
        menu = QMenu(self)
        everything = menu.addAction(tr(EVERYTHING))
        everything.triggered.connect(lambda _on=False: self.chosen.emit(None))
        for item in self.all():
            self._add(menu, item)
        menu.addSeparator()
        save = menu.addAction(tr(N_("Save these filters…")))
        save.setEnabled(self._asked().is_narrowed)
        save.triggered.connect(lambda _on=False: self._ask_name())
        current = next((item for item in self.all() if _is(item, self._asked())), None)
        if current is not None:
            self._add_care(menu, current)
        return menu

    def count(self, item: Saved) -> int:
        """How many records a saved filter finds today."""
        query = Asked(self._room.record, item.filters, item.words).query((), self._session.office.today)
        return records.count(self._session.office, query)

    def _add(self, menu: QMenu, item: Saved) -> None:
        words = sentence("{name} ({n})", name=item.name, n=self.count(item))
        action = menu.addAction(say(words).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(_is(item, self._asked()))
        action.triggered.connect(lambda _on=False: self.chosen.emit(item))

    def _add_care(self, menu: QMenu, item: Saved) -> None:
        pin = menu.addAction(tr(N_("Unpin from the sidebar") if item.is_pinned else N_("Pin to the sidebar")))
        pin.triggered.connect(lambda _on=False: self.keep(replace(item, is_pinned=not item.is_pinned)))
        remove = menu.addAction(tr(N_("Remove this saved filter")))
        remove.triggered.connect(lambda _on=False: self.forget(item.name))

    def _ask_name(self) -> None:
        dialog = NameDialog(self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.name():
            asked = self._asked()
            self.keep(Saved(dialog.name(), asked.filters, asked.words))

    def keep(self, item: Saved) -> None:
        """Keep a saved filter under its name, in place of one that had it."""
        self._write([old for old in self.all() if old.name != item.name] + [item])

    def forget(self, name: str) -> None:
        """Take a saved filter away; what is shown stays."""
        self._write([old for old in self.all() if old.name != name])

    def _write(self, items: list[Saved]) -> None:
        page = page_of(self._room.key)
        kept = recall(self._session.office, page)
        remember(self._session.office, page, {**kept, "saved": [item.kept() for item in items]})
        self.follow(self._asked())
        self._session.bus.pinned.emit()


def _is(item: Saved, asked: Asked) -> bool:
    return set(item.filters) == set(asked.filters) and item.words == asked.words.strip()


class NameDialog(QDialog):
    """Asks under which name the filters are saved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(N_("Save these filters")))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(tr(N_("Name of the saved filter")), role="small", tone="text2"))
        self.line = QLineEdit(self)
        self.line.setAccessibleName(tr(N_("Name of the saved filter")))
        self.line.setMaxLength(60)
        column.addWidget(self.line)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(Button(tr(N_("Cancel")), self.reject))
        save = Button(tr(N_("Save")), self.accept, kind="primary")
        save.setDefault(True)
        buttons.addWidget(save)
        column.addLayout(buttons)
        self.setMinimumWidth(px(320))

    def name(self) -> str:
        """What was typed."""
        return self.line.text().strip()
