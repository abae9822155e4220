"""All campaigns as cards by state; only legal moves are taken, and a refused one says what is missing."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.agenda import LATE, campaign_line
from hospcomms.domain.campaigns import (
    APPROVED,
    CLOSED,
    DRAFT,
    EVALUATED,
    PAUSED,
    RUNNING,
    STATES,
    SUBMITTED,
    Campaign,
    may_move,
)
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.services import campaigns, evaluation, records
from ui import theme
from ui.language import spoken
from ui.records.display import period
from ui.records.missing_list import MissingList
from ui.records.moves import Moves, legal
from ui.rooms.board import Board
from ui.rooms.board_cards import Card, Lane
from ui.rooms.room import Verb
from ui.session import Session

LIMIT = 60
"""Cards of one column; more are counted below it and stand in the table."""


LEADS = {
    campaigns.SUBMIT: SUBMITTED,
    campaigns.APPROVE: APPROVED,
    campaigns.RETURN: DRAFT,
    campaigns.WITHDRAW: DRAFT,
    campaigns.RUN: RUNNING,
    campaigns.PAUSE: PAUSED,
    campaigns.RESUME: RUNNING,
    campaigns.CLOSE: CLOSED,
    evaluation.SIGN: EVALUATED,
}
"""The state each verb leads to; reopening depends on where it starts."""


class CampaignBoard(QWidget):
    """A column for each state. A card is moved by the same verbs as on the campaign's own page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._campaigns: dict[int, Campaign] = {}
        self._asked = 0
        self._is_stale = False
        self.missing = MissingList(self)
        self.moves = Moves(session, self)
        self.board = Board(self._lanes(), self._may_move)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.missing)
        column.addWidget(self.board, 1)
        self.board.moved.connect(self.move_to)
        self.board.opened.connect(self.open)
        self.moves.missing.connect(self._refused)
        self.missing.wanted.connect(lambda _name: self.open(self._asked))
        session.bus.committed.connect(self._follow)

    def _lanes(self) -> list[Lane]:
        self._campaigns = {}
        found = []
        for state in STATES:
            query = Query(Campaign).where("state", Op.IS, state.key).where("is_template", Op.IS, False)
            count = records.count(self.session.office, query)
            newest = Query(Campaign, query.conditions, sort=(Sort("start", descending=True),))
            own: list[Campaign] = records.find(self.session.office, newest, LIMIT)
            self._campaigns.update((campaign.id, campaign) for campaign in own)
            cards = tuple(card_of(campaign, self.session.office.today) for campaign in own)
            found.append(Lane(state.key, state.label, state.shape, cards, count))
        return found

    def read(self) -> None:
        """Read all columns again."""
        self._is_stale = False
        self.board.show_lanes(self._lanes())

    def _may_move(self, ident: int, to: str) -> bool:
        campaign = self._campaigns.get(ident)
        return campaign is not None and may_move(campaign.state, to)

    def move_to(self, ident: int, state: str) -> None:
        """Move a campaign by the verb that leads to a state; what is missing is listed above the board."""
        campaign = self._campaigns.get(ident)
        verb = verb_to(campaign, state) if campaign is not None else None
        if campaign is None or verb is None:
            return
        self._asked = ident
        self.missing.hide()
        self.moves.do(verb, campaign)

    def _refused(self, verb: str, problems: list[Problem]) -> None:
        self.missing.show_missing(verb, problems)

    def open(self, ident: int) -> None:
        """Open a campaign's page."""
        if ident:
            self.session.go.open_record(Campaign, ident)

    def _follow(self, commit: Commit) -> None:
        if not commit.touches(Campaign):
            return
        if self.isVisible():
            self.read()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.read()


def verb_to(campaign: Campaign, state: str) -> Verb | None:
    """The verb that leads a campaign to a state, None when no legal one does."""
    # late: the room itself shows this board, so its verbs are known only once both modules are read
    from ui.rooms.campaigns import ROOM

    def leads(verb: Verb) -> str:
        if verb.name == campaigns.REOPEN:
            return RUNNING if campaign.state == CLOSED else CLOSED
        return LEADS.get(verb.name, "")

    return next((verb for verb in legal(ROOM, campaign) if leads(verb) == state), None)


def card_of(campaign: Campaign, today: date) -> Card:
    """A campaign as a card: its days, whether it is late, how far it is."""
    line = campaign_line(campaign, today)
    severity = "late" if line is not None and line.group == LATE else ""
    second = period(campaign.start, campaign.end, spoken(), today)
    share = campaign.progress / 100 if campaign.progress is not None else None
    return Card(campaign.id, campaign.title, second, severity, share)
