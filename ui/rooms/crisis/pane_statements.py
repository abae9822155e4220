"""The pane of statements: those begun, and the holding statements of the scenario to begin one from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.incidents import DRAFT, RELEASED, STATEMENT_STATES, Statement
from hospcomms.domain.scenarios import AUDIENCES, ScenarioStatement
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import records, statements
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_STATE = {state.key: state for state in STATEMENT_STATES}
_AUDIENCE = {audience.key: audience.label for audience in AUDIENCES}


class StatementsPane(ListPane):
    """Enter opens a statement, or begins one from the holding statement under the cursor."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("Statements")))
        scenario = desk.desk.incident.scenario
        self._templates = records.parts(self.office, ScenarioStatement, scenario) if scenario else []
        self.add_keys([KeyWord("Enter", tr(C_("key", "open or begin")), self.enter, weight=8)])

    def refresh(self) -> None:
        rows = [self._row(one) for one in self.desk.statements]
        language = self.page.session.locale.language
        begin = tr(N_("begin from it"))
        rows += [
            PaneRow(one, one.title.best(language), tr(_AUDIENCE[one.audience]), begin, "draft")
            for one in self._templates
        ]
        rows.append(PaneRow(ScenarioStatement(), tr(N_("An empty statement")), "", begin, "draft"))
        self.show_rows(rows)

    def _row(self, one: Statement) -> PaneRow:
        state, language = _STATE[one.state], self.page.session.locale.language
        title = say(sentence("{n}. {title}", n=int(one.serial or 0), title=one.title.best(language)))
        parts = [tr(_AUDIENCE[one.audience])]
        if one.state == DRAFT and one.blanks():
            parts.append(say(sentence("blanks left: {names}", names=tuple(dict.fromkeys(one.blanks())))))
        if one.approved_at is not None:
            at = words.time_of(one.approved_at)
            parts.append(say(sentence("approved by {name} at {time}", name=one.approved_by, time=at)))
        return PaneRow(one, title, " · ".join(parts), tr(state.label), state.shape, faint=one.state == RELEASED)

    def enter(self) -> None:
        """Open the statement under the cursor, or begin one."""
        # late: the editor is read when a statement is opened
        from ui.rooms.crisis.statement_edit import StatementPane

        chosen = self.chosen()
        if isinstance(chosen, ScenarioStatement):
            template = chosen.id
            before = {one.id for one in self.desk.statements}
            incident = self.desk.incident.id
            if not self.do(lambda: statements.begin(self.office, incident, template)):
                return
            fresh = [one for one in self.desk.statements if one.id not in before]
            if not fresh:
                return  # the disk refuses: it is begun when it grants
            chosen = fresh[-1]
        if chosen is not None:
            pane = StatementPane(self.page, chosen)
            pane.setObjectName("statement")
            self.page.show_pane(pane)
