"""A programme at a glance: the problem, what is aimed for, sessions, partners, the campaign behind, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.agenda import when_said
from hospcomms.domain.campaigns import STATES, Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import fields_of
from hospcomms.domain.objectives import Objective, smart
from hospcomms.domain.programme_told import figure_said, follow_up_said, follow_up_shape
from hospcomms.domain.programmes import COMMUNITY, FollowUp, ProblemFigure, Programme, ProgrammePartner
from hospcomms.domain.sessions import HELD, PLANNED, EducationSession
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import programmes, records
from hospcomms.services.sessions import sessions_of
from ui import theme
from ui.language import say, shown, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

NEXT = 3
SHOWS = (Programme, Campaign, Objective, BudgetLine, ProblemFigure, ProgrammePartner, FollowUp, EducationSession)
_SHAPES = {choice.key: choice for choice in STATES}


class ProgrammeOverview(QWidget):
    """Two columns of cards; every line that speaks of a record opens it."""

    def __init__(self, session: Session, programme: Programme) -> None:
        super().__init__()
        self._session, self._programme = session, programme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if not any(commit.touches(kind) for kind in SHOWS):
            return
        try:
            self._programme = records.get(self._session.office, Programme, self._programme.id)
        except Missing:
            return
        self._fill()

    def _fill(self) -> None:
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.px(12))
        left = (self._problem(), self._objectives())
        right = (self._carrier(), self._sessions(), *self._lasting(), self._partners(), self._follow_ups())
        for cards in (left, right):
            column = QVBoxLayout()
            column.setSpacing(theme.px(12))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._shown = scrolled(page)
        self._column.addWidget(self._shown)

    def _problem(self) -> QWidget:
        """The problem in words and figures, and the behaviour hoped for."""
        one, described = self._programme, fields_of(Programme)
        card = _card(tr(described["problem"].label))
        card.body.addWidget(Label(one.problem, wrap=True) if one.problem else _quiet(tr(N_("Not described yet."))))
        for figure in records.parts(self._session.office, ProblemFigure, one.id):
            what, where = figure_said(figure)
            card.body.addWidget(Rule())
            card.body.addWidget(Label(say(what), bold=True, wrap=True))
            if where is not None:
                card.body.addWidget(_quiet(say(where)))
        if one.behaviour:
            card.body.addWidget(Rule())
            card.body.addWidget(_quiet(tr(described["behaviour"].label)))
            card.body.addWidget(Label(one.behaviour, wrap=True))
        return card

    def _objectives(self) -> QWidget:
        card = _card(tr(Objective.many))
        found = records.parts(self._session.office, Objective, self._programme.campaign)
        names = records.titles(self._session.office, [one.audience for one in found])
        for one in found:
            card.body.addWidget(Label(say(smart(one, names.get(one.audience, ""))), wrap=True))
        if not found:
            card.body.addWidget(_quiet(tr(N_("No objective yet. Enter one in the tab “The programme”."))))
        return card

    def _carrier(self) -> QWidget:
        """The campaign behind: its state, budget, and the way to its plan and approval."""
        card = _card(tr(N_("The campaign that carries it")))
        campaign = programmes.carrier(self._session.office, self._programme)
        if campaign is None:
            return card
        state = _SHAPES[campaign.state]
        card.body.addWidget(StateLabel(state.shape, tr(state.label)))
        money = self._session.locale.money
        spent = programmes.spent(self._session.office, self._programme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        rows = (
            (N_("Planned amount"), money(campaign.budget, 0) if campaign.budget is not None else tr(N_("Not set"))),
            (N_("Amount spent"), money(spent, 0) if spent is not None else tr(N_("Not set"))),
        )
        for number, (label, value) in enumerate(rows):
            grid.addWidget(Label(tr(label), role="small", tone="text2"), number, 0)
            grid.addWidget(Label(value), number, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        words = tr(N_("It is approved, started, closed and evaluated there."))
        card.body.addWidget(_quiet(words))
        opened = Button(
            tr(N_("Open the campaign")), lambda: self._session.go.open_record(Campaign, campaign.id), kind="link"
        )
        card.body.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _sessions(self) -> QWidget:
        """What the sessions add up to, and those that come next."""
        card = _card(tr(EducationSession.many))
        found, today = sessions_of(self._session.office, self._programme.id), self._session.office.today
        sums = programmes.attendance(found)
        if not found:
            card.body.addWidget(_quiet(tr(N_("No session yet."))))
        if sums.held:
            held = counted("{n} session held", "{n} sessions held", sums.held)
            people = counted("{n} person came", "{n} people came", sums.people) if sums.people is not None else None
            said = sentence("{sessions}: {people}", sessions=held, people=people) if people is not None else held
            card.body.addWidget(Label(say(said), wrap=True))
        waiting = [one for one in found if one.state == PLANNED]
        for one in waiting[:NEXT]:
            shape = "late" if one.held_on is not None and one.held_on < today else "draft"
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            line.addWidget(Mark(shape))
            opened = partial(self._session.go.open_record, EducationSession, one.id)
            line.addWidget(Button(shown(one.title), opened, kind="link"))
            line.addStretch(1)
            if one.held_on is not None:
                line.addWidget(Label(say(when_said(one.held_on, today)), role="small", tone="text2"))
            card.body.addLayout(line)
        uncounted = sum(one.state == HELD for one in found) - (sums.held - sums.uncounted)
        if uncounted:
            said = counted("{n} of them is not counted yet.", "{n} of them are not counted yet.", uncounted)
            card.body.addWidget(_quiet(say(said)))
        return card

    def _lasting(self) -> Sequence[QWidget]:
        """What is to last; of a community initiative also who asked for it."""
        one, described = self._programme, fields_of(Programme)
        names = ("need", "lasting") if one.kind == COMMUNITY else ("lasting",)
        told = [name for name in names if getattr(one, name)]
        cards = []
        for name in told:
            card = _card(tr(described[name].label))
            card.body.addWidget(Label(getattr(one, name), wrap=True))
            cards.append(card)
        return cards

    def _partners(self) -> QWidget:
        card = _card(tr(ProgrammePartner.many))
        found = records.parts(self._session.office, ProgrammePartner, self._programme.id)
        for one in found:
            card.body.addWidget(Label(one.name, wrap=True))
            if one.brings:
                card.body.addWidget(_quiet(one.brings))
        if not found:
            card.body.addWidget(_quiet(tr(N_("No partner yet."))))
        return card

    def _follow_ups(self) -> QWidget:
        card = _card(tr(FollowUp.many))
        today = self._session.office.today
        found = records.parts(self._session.office, FollowUp, self._programme.id)
        for one in found:
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            line.addWidget(Mark(follow_up_shape(one, today)), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.addWidget(Label(say(follow_up_said(one)), wrap=True))
            if one.finding:
                words.addWidget(_quiet(one.finding))
            line.addLayout(words, 1)
            card.body.addLayout(line)
        if not found:
            words_ = N_("None planned. “Plan the follow-ups” proposes them 6 and 12 months after the end.")
            card.body.addWidget(_quiet(tr(words_)))
        return card


def _card(title: str) -> Sheet:
    card = Sheet()
    card.body.addWidget(Label(title, role="section", bold=True, wrap=True))
    return card


def _quiet(words: str) -> Label:
    return Label(words, role="small", tone="text2", wrap=True)
