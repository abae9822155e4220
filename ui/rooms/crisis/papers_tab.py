"""What was said in an incident: its statements and situation reports, to be read and printed again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.incidents import STATEMENT_STATES, Incident, SituationReport, Statement
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from ui import theme
from ui.language import say, spoken, tr
from ui.records.printing import print_report
from ui.rooms.crisis.measures import Measures
from ui.rooms.crisis.pane import PaneList, PaneRow
from ui.widgets.buttons import Button
from ui.widgets.sheets import EmptyState, Sheet

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from ui.session import Session

PAPERS: tuple[tuple[str, str, type[Statement | SituationReport]], ...] = (
    ("statement", N_("Statement"), Statement),
    ("statement-side-by-side", N_("Statement, languages side by side"), Statement),
    ("statement-aloud", N_("Statement to be read aloud"), Statement),
    ("situation-report", N_("Situation report"), SituationReport),
)
_STATE = {state.key: state for state in STATEMENT_STATES}


class PapersTab(QWidget):
    """A list; the papers of what is chosen in it are printed with the buttons below."""

    def __init__(self, session: Session, incident: Incident) -> None:
        super().__init__()
        self._session, self._ident = session, incident.id
        self.list = PaneList(tr(N_("Statements and situation reports")))
        self.list.measure(Measures(theme.current().zoom / 100 * 0.72))
        self.list.moved.connect(lambda _place: self._offer())
        self.buttons = {
            name: (Button(tr(title), partial(self._print, name), icon="print"), kind) for name, title, kind in PAPERS
        }
        self.empty = EmptyState("document_text", tr(N_("Nothing was said in this incident yet.")))
        self._compose()
        session.bus.committed.connect(self._heard)
        self.read()

    def _compose(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        foot.setSpacing(theme.px(8))
        for button, _kind in self.buttons.values():
            foot.addWidget(button)
        foot.addStretch(1)
        sheet = Sheet(padding=0)
        sheet.body.setSpacing(0)
        sheet.body.addWidget(self.empty, 1)
        sheet.body.addWidget(self.list, 1)
        sheet.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Incident, self._ident):
            self.read()

    def read(self) -> None:
        """Read what was said and show it."""
        office = self._session.office
        rows = [self._statement(one) for one in records.parts(office, Statement, self._ident)]
        rows += [self._report(one) for one in records.parts(office, SituationReport, self._ident)]
        self.list.show_rows(rows)
        if self.list.at < 0 and rows:
            self.list.set_cursor(0)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._offer()

    def _statement(self, one: Statement) -> PaneRow:
        state = _STATE[one.state]
        title = say(sentence("{n}. {title}", n=int(one.serial or 0), title=one.title.best(spoken().language)))
        second = one.facts.best(spoken().language)
        return PaneRow(one, title, second, tr(state.label), state.shape)

    @staticmethod
    def _report(one: SituationReport) -> PaneRow:
        at = spoken().moment(one.issued_at) if one.issued_at is not None else tr(N_("not issued"))
        return PaneRow(one, say(sentence("Situation report {n}", n=int(one.serial or 1))), one.situation, at)

    def _offer(self) -> None:
        row = self.list.current()
        for button, kind in self.buttons.values():
            button.setVisible(row is not None and isinstance(row.value, kind))

    def _print(self, name: str) -> None:
        row = self.list.current()
        if row is not None:
            print_report(self._session, self, name, row.value)
