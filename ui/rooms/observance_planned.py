"""What is planned for a health day the next time it comes, with the way to a programme of its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from hospcomms.domain.agenda import Agenda, Group, Line, when_said
from hospcomms.domain.dated import LAYERS, Dated
from hospcomms.domain.health_day_agenda import times_said
from hospcomms.domain.observances import Observance
from ui import theme
from ui.language import tr
from ui.rooms.agenda_page import ReadWhenSeen
from ui.rooms.home_list import AgendaModel, AgendaView
from ui.rooms.observance_pages import START, preparation_of, start_programme
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState, Sheet

_LAYERS = {layer.key: layer.label for layer in LAYERS}


class Planned(ReadWhenSeen):
    """Programmes, campaigns, activities and sessions near the day that name it or one of its themes."""

    def __init__(self, session: Session, observance: Observance) -> None:
        super().__init__(session)
        self._observance = observance
        self.model = AgendaModel(self)
        self.list = AgendaView(self.model)
        self.list.setAccessibleName(tr("What is planned"))
        self.list.opened.connect(lambda line: session.go.open_record(line.record, line.ident))
        words = tr("What names the day or one of its themes, from its preparation to two weeks after it.")
        self._words = Label(words, role="small", tone="text2", wrap=True)
        self.start = Button(tr(START), lambda: start_programme(session, observance), icon="add", kind="row")
        sheet = Sheet(padding=1)
        sheet.body.addWidget(self.list)
        begin = (tr(START), lambda: start_programme(session, observance))
        self.stack = QStackedWidget()
        self.stack.addWidget(sheet)
        self.stack.addWidget(EmptyState("heart_pulse", tr("Nothing is planned for this day yet"), "", begin))
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.list)
        self.read()

    def read(self) -> None:
        """Show what is planned now, by kind."""
        found = preparation_of(self.session.office, self._observance)
        today = self.session.office.today
        planned = found.planned if found is not None else ()
        groups = []
        for key, label in _LAYERS.items():
            lines = tuple(_line(one, today) for one in planned if one.layer == key)
            groups.append(Group(key, label, "note", lines, len(lines)))
        self.model.show_agenda(Agenda(today, tuple(groups)))
        self.stack.setCurrentIndex(0 if planned else 1)
        self.start.setVisible(bool(planned))


def _line(one: Dated, today: date) -> Line:
    said = when_said(one.first, today)
    return Line(one.layer, one.shape or "note", one.record, one.ident, one.title, times_said(one), said, one.first)
