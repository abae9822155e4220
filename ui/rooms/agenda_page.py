"""A view of a room that is a list of lines under headings, such as “Coming up”; read again when it is seen."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.agenda import Agenda
from hospcomms.domain.changes import Commit
from ui.rooms.home_list import AgendaModel, AgendaView
from ui.session import Session
from ui.widgets.sheets import EmptyState, Sheet


class ReadWhenSeen(QWidget):
    """Follows every change it is concerned by: at once while it is seen, else when it is shown again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._is_old = False
        session.bus.committed.connect(self._heard)

    @abstractmethod
    def read(self) -> None:
        """Show what is stored now."""

    def is_touched(self, _commit: Commit) -> bool:
        """True when a change may alter what is shown here: every one does, unless said otherwise."""
        return True

    def _heard(self, commit: Commit) -> None:
        if not self.is_touched(commit):
            return
        if self.isVisible():
            self.read()
        else:
            self._is_old = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_old:
            self._is_old = False
            self.read()


class AgendaPage(ReadWhenSeen):
    """The list, or ``empty`` while it has no line; Enter or a double click opens the record of a line."""

    def __init__(self, session: Session, name: str, empty: EmptyState) -> None:
        super().__init__(session)
        self.model, self.empty = AgendaModel(self), empty
        self.list = AgendaView(self.model)
        self.list.setAccessibleName(name)
        self.list.opened.connect(lambda line: session.go.open_record(line.record, line.ident))
        sheet = Sheet(padding=1)
        sheet.body.addWidget(self.list)
        self.stack = QStackedWidget()
        self.stack.addWidget(sheet)
        self.stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.setFocusProxy(self.list)

    @abstractmethod
    def agenda(self) -> Agenda:
        """What the list shows now."""

    def read(self) -> None:
        """Show the lines as they are now."""
        found = self.agenda()
        self.model.show_agenda(found)
        self.stack.setCurrentIndex(0 if any(group.count for group in found.groups) else 1)
