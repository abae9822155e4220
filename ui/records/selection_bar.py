"""The bar that takes the place of the chips while two rows or more are ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from hospcomms.domain.wording import N_
from ui.language import ntr, tr
from ui.records.list_head import EXPORTS
from ui.rooms.room import Bulk
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

HEIGHT = 34


class SelectionBar(QFrame):
    """How many are ticked, and what can be done with all of them at once."""

    edit_asked = Signal()
    export_asked = Signal(str)
    delete_asked = Signal()
    recover_asked = Signal()
    verb_asked = Signal(object)
    closed = Signal()

    def __init__(self, verbs: Sequence[Bulk] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("sheet", "selection")
        self.setFixedHeight(px(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(4), 0)
        row.setSpacing(px(4))
        self.count = Label("", bold=True)
        row.addWidget(self.count)
        row.addSpacing(px(16))
        self.edit = Button(tr(N_("Edit")), self.edit_asked.emit, icon="edit", kind="plain")
        self.recover = Button(tr(N_("Recover from bin")), self.recover_asked.emit, icon="arrow_reset", kind="plain")
        self.export = Button(tr(N_("Export")), self._ask_export, icon="table", kind="plain")
        self.delete = Button(tr(N_("Delete")), self.delete_asked.emit, icon="delete", kind="icon", key="Del")
        self.verbs = [Button(tr(verb.name), self._asker(verb), icon=verb.icon, kind="plain") for verb in verbs]
        for button in (self.edit, *self.verbs, self.recover, self.export, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        self.close_button = Button(
            tr(N_("Clear the selection")), self.closed.emit, icon="dismiss", kind="icon", key="Esc"
        )
        row.addWidget(self.close_button)
        self.show_bin(binned=False)

    def show_count(self, n: int) -> None:
        """Say how many rows are ticked."""
        self.count.setText(ntr("{n} selected", "{n} selected", n))
        self.setAccessibleName(self.count.words())

    def show_bin(self, *, binned: bool) -> None:
        """In the bin, things are recovered and neither edited nor deleted."""
        self.recover.setVisible(binned)
        self.edit.setVisible(not binned)
        self.delete.setVisible(not binned)
        for button in self.verbs:
            button.setVisible(not binned)

    def _asker(self, verb: Bulk) -> Callable[[], None]:
        return lambda: self.verb_asked.emit(verb)

    def _ask_export(self) -> None:
        menu = QMenu(self)
        for ending, words in EXPORTS:
            action = menu.addAction(tr(words))
            action.triggered.connect(lambda _on=False, ending=ending: self.export_asked.emit(ending))
        menu.exec(self.export.mapToGlobal(QPoint(0, self.export.height() + px(2))))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(HEIGHT))
