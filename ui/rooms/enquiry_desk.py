"""The desk: every question an answer is owed to, the one with the least time left first."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.agenda import Agenda, Line
from hospcomms.domain.changes import Commit
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.wording import N_
from hospcomms.services.desk_lines import desk_agenda
from ui.background import Progress
from ui.language import tr
from ui.rooms.home_list import AgendaModel, AgendaView
from ui.session import Session
from ui.widgets.sheets import EmptyState, Sheet

EACH = 20_000
"""Milliseconds after which the time left is counted anew while the desk is seen."""


class Desk(QWidget):
    """The list of open enquiries; Enter or a double click opens one. The time left goes on by itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reading = self._again = False
        self.model = AgendaModel(self)
        self.list = AgendaView(self.model)
        self.list.setAccessibleName(tr(N_("Enquiries by the time left")))
        self.list.opened.connect(self._open)
        sheet = Sheet(padding=1)
        sheet.body.addWidget(self.list)
        begin = (tr(N_("New enquiry")), lambda: session.go.new_record(Enquiry))
        line = tr(N_("A new question stands here until its answer is sent."))
        self.empty = EmptyState("checkmark_circle", tr(N_("No answer is owed to the press")), line, begin)
        self.stack = QStackedWidget()
        self.stack.addWidget(sheet)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._clock = QTimer(self, interval=EACH)
        self._clock.timeout.connect(self.read)
        session.bus.committed.connect(self._heard)
        self.setFocusProxy(self.list)
        self.show_agenda(desk_agenda(session.office))

    def read(self) -> None:
        """Count the time left anew, beside the window; once more when something was saved meanwhile."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        office = self._session.office

        def work(_progress: Progress) -> Agenda:
            return desk_agenda(office)

        self._session.background.start(self, work, done=self._read, failed=self._failed)

    def _read(self, agenda: Agenda) -> None:
        self._reading = False
        self.show_agenda(agenda)
        if self._again:
            self.read()

    def _failed(self, _error: BaseException) -> None:
        """What was shown stays; a folder that cannot be read is told by the page that writes to it."""
        self._reading = False

    def show_agenda(self, agenda: Agenda) -> None:
        """Show these lines; the one that was stood on keeps its place."""
        here = self.model.entry(self.list.currentIndex())
        self.model.show_agenda(agenda)
        if here is not None:
            self.list.go_to(max(self.model.row_of(here), 0))
        self.stack.setCurrentIndex(1 if agenda.is_empty else 0)

    def _open(self, line: Line) -> None:
        self._session.go.open_record(Enquiry, line.ident)

    def _heard(self, commit: Commit) -> None:
        if any(commit.touches(kind) for kind in (Enquiry, Person, Outlet)):
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
