"""The RE-AIM panel of a programme: the same figures as in the evaluation of its campaign, fed by its sessions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.programmes import FollowUp, Programme
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import evaluation, programmes
from hospcomms.services.sessions import sessions_of
from ui import theme
from ui.language import say, tr
from ui.rooms.evaluation.cards import CostsCard, ReachCard
from ui.rooms.press_tabs import LinesTab
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet

SHOWS = (Programme, Campaign, Objective, Result, Activity, BudgetLine, FollowUp, EducationSession)


def offer(campaign: Campaign, sums: programmes.Attendance) -> Sentence | None:
    """What could be taken over from the sessions; None when nothing was counted or it stands there already."""
    if sums.people is None or (campaign.reached, campaign.settings_joined) == (sums.people, sums.places):
        return None
    people = counted("{n} person", "{n} people", sums.people)
    counted_in = sums.held - sums.uncounted
    return counted(
        "Take over {people} from {n} session", "Take over {people} from {n} sessions", counted_in, people=people
    )


class ReachTab(LinesTab):
    """What can be taken over from the sessions, then the five dimensions and the costs."""

    def __init__(self, session: Session, programme: Programme) -> None:
        super().__init__(session, SHOWS, self._list)
        self.programme = programme
        self.fill()

    def show_record(self, programme: Programme) -> None:
        """Show the programme as it stands now."""
        self.programme = programme

    def _list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        campaign = programmes.carrier(self.session.office, self.programme)
        if campaign is None:
            return page
        column.addWidget(self._sessions(campaign))
        board = evaluation.board(self.session.office, campaign)
        column.addWidget(ReachCard(board))
        column.addWidget(CostsCard(board))
        opened = Button(
            tr(N_("Open the evaluation of the campaign")),
            lambda: self.session.go.open_record(Campaign, campaign.id, "evaluation_page"),
            kind="link",
        )
        column.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return page

    def _sessions(self, campaign: Campaign) -> QWidget:
        sheet = Sheet()
        sums = programmes.attendance(sessions_of(self.session.office, self.programme.id))
        offered = offer(campaign, sums)
        if offered is not None:
            words = tr(
                N_("The sessions say how many people came and in how many places: reach and adoption need both.")
            )
            sheet.body.addWidget(Label(words, wrap=True))
            sheet.body.addWidget(
                Button(say(offered), self.take_over, icon="arrow_enter"), 0, Qt.AlignmentFlag.AlignLeading
            )
        elif sums.people is None:
            words = tr(N_("No session was held and counted yet. What they add up to can be taken over here later."))
            sheet.body.addWidget(Label(words, tone="text2", wrap=True))
        else:
            words = tr(N_("What the sessions add up to was taken over."))
            sheet.body.addWidget(Label(words, tone="text2", wrap=True))
        if campaign.eligible is None:
            said = sentence(
                "It is not known how many people the campaign is for. Enter it there, or the size of the audience."
            )
            sheet.body.addWidget(Label(say(said), role="small", tone="text2", wrap=True))
        return sheet

    def take_over(self) -> None:
        """Write the attendance into the campaign; a refusal is said."""
        try:
            commit = programmes.take_over(self.session.office, self.programme)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)
